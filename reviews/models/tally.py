"""How critics judged a film: counts that the database keeps."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from films.models import Film
from films.models.recounting import TallyQuerySet
from films.models.versions import STAYS_WITH_ITS_FILM, raises_own_version
from reviews.models.versions import RECOUNT
from reviews.scores import critics_percent


class CriticTallyQuerySet(TallyQuerySet["CriticTally"]):
    """How tallies are asked for."""

    recount = RECOUNT

    def totals(self) -> dict[str, int]:
        """Of all films together: published `reviews`, those `stated`, and `scored` films."""
        stated = models.F("favourable") + models.F("unfavourable")
        return self.alias(stated_now=stated).aggregate(
            reviews=Coalesce(models.Sum(stated + models.F("unstated")), 0),
            stated=Coalesce(models.Sum(stated), 0),
            scored=models.Count("pk", filter=models.Q(stated_now__gte=settings.SCORE_SHOWN_FROM)),
        )


class CriticTally(models.Model):
    """The published reviews of a film by verdict, kept by triggers in the same transaction.

    `version` moves with everything that the film's page shows of critics and aggregators.
    """

    film = models.OneToOneField(
        Film,
        models.CASCADE,
        primary_key=True,
        related_name="critic_tally",
        verbose_name=_("film"),
    )
    favourable = models.PositiveIntegerField(_("favourable"), default=0, db_default=0)
    unfavourable = models.PositiveIntegerField(_("unfavourable"), default=0, db_default=0)
    unstated = models.PositiveIntegerField(_("verdict not stated"), default=0, db_default=0)
    version = models.BigIntegerField(_("version"), default=0, db_default=0, editable=False)

    objects = CriticTallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("critics' tally")
        verbose_name_plural = _("critics' tallies")
        triggers = [raises_own_version(), STAYS_WITH_ITS_FILM]

    def __str__(self) -> str:
        return f"{self.favourable}/{self.stated}"

    @property
    def shown_from(self) -> int:
        """From how many on a score is shown."""
        return int(settings.SCORE_SHOWN_FROM)

    @property
    def stated(self) -> int:
        """How many published reviews state a verdict."""
        return self.favourable + self.unfavourable

    @property
    def reviews(self) -> int:
        """How many reviews are published."""
        return self.stated + self.unstated

    @property
    def percent(self) -> int | None:
        """The critics' score, 0–100; None while too few verdicts are stated."""
        if self.stated < settings.SCORE_SHOWN_FROM:
            return None
        return critics_percent(self.favourable, self.stated)


class ReviewedFilm(Film):
    """Films as this app sees them: each has its tally from the moment it exists."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [
            pgtrigger.Trigger(
                name="has_critic_tally",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_rows"),
                func="""
                    INSERT INTO reviews_critictally (film_id) SELECT id FROM new_rows;
                    RETURN NULL;
                """,
            ),
            pgtrigger.Trigger(
                name="takes_critic_tally_along",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func="DELETE FROM reviews_critictally WHERE film_id = OLD.id; RETURN OLD;",
            ),
        ]
