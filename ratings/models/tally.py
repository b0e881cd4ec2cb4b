"""How viewers rated a film: counts that the database keeps."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from films.models import Film
from films.models.recounting import TallyQuerySet
from films.models.versions import IS_EMPTIED_WITH_ALL_FILMS, STAYS_WITH_ITS_FILM, raises_own_version
from ratings import half_stars as stars
from ratings.models.counting import COLUMNS, RECOUNT


def _counter() -> "models.PositiveIntegerField[int, int]":
    return models.PositiveIntegerField(default=0, db_default=0, editable=False)


class FilmTallyQuerySet(TallyQuerySet["FilmTally"]):
    """How tallies are asked for."""

    recount = RECOUNT

    def totals(self) -> dict[str, int]:
        """Of all films together: `ratings` that count, `rated` films, and `scored` ones."""
        return self.aggregate(
            rated=models.Count("pk", filter=models.Q(ratings__gt=0)),
            scored=models.Count("pk", filter=models.Q(ratings__gte=settings.SCORE_SHOWN_FROM)),
            ratings=Coalesce(models.Sum("ratings"), 0),
        )

    def most_rated(self) -> "FilmTally | None":
        """That of the film with the most ratings that has a score; the oldest of equals."""
        scored = self.filter(ratings__gte=settings.SCORE_SHOWN_FROM)
        return scored.select_related("film").order_by("-ratings", "film").first()


class FilmTally(models.Model):
    """The ratings of a film that count, by half stars (`n1` … `n10`), and who want to see it.

    Kept by triggers on ratings, flags and set-asides in the same transaction, whoever writes.
    `version` moves with each change.
    """

    film = models.OneToOneField(
        Film,
        models.CASCADE,
        primary_key=True,
        related_name="tally",
        verbose_name=_("film"),
    )
    n1, n2, n3, n4, n5 = (_counter() for _number in range(5))
    n6, n7, n8, n9, n10 = (_counter() for _number in range(5))
    ratings = _counter()
    want_to_see = _counter()
    version = models.BigIntegerField(_("version"), default=0, db_default=0, editable=False)

    objects = FilmTallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("viewers' tally")
        verbose_name_plural = _("viewers' tallies")
        constraints = [
            models.CheckConstraint(
                name="tally_ratings_are_its_sum",
                condition=models.Q(
                    ratings=sum((models.F(column) for column in COLUMNS[1:]), models.F("n1"))
                ),
            ),
        ]
        triggers = [raises_own_version(), STAYS_WITH_ITS_FILM, IS_EMPTIED_WITH_ALL_FILMS]

    def __str__(self) -> str:
        return str(self.ratings)

    @property
    def shown_from(self) -> int:
        """From how many on a score is shown."""
        return int(settings.SCORE_SHOWN_FROM)

    @property
    def counts(self) -> dict[int, int]:
        """How many ratings there are of each half star, 1–10."""
        return {half_stars: getattr(self, f"n{half_stars}") for half_stars in stars.ALL}

    @property
    def half_stars(self) -> int:
        """The sum of the ratings, in half stars."""
        return sum(half_stars * count for half_stars, count in self.counts.items())

    @property
    def mean_in_tenths(self) -> int | None:
        """The viewers' score in tenths of a star; None while there are too few ratings."""
        if self.ratings < settings.SCORE_SHOWN_FROM:
            return None
        return stars.mean_in_tenths(self.counts)


class RatedFilm(Film):
    """Films as this app sees them: each has its tally from the moment it exists."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [
            pgtrigger.Trigger(
                name="has_tally",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_rows"),
                func="""
                    INSERT INTO ratings_filmtally (film_id) SELECT id FROM new_rows;
                    RETURN NULL;
                """,
            ),
            pgtrigger.Trigger(
                name="takes_tally_along",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func="DELETE FROM ratings_filmtally WHERE film_id = OLD.id; RETURN OLD;",
            ),
        ]
