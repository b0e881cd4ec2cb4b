"""How critics judged a film: counts that the database keeps."""

from decimal import Decimal
from fractions import Fraction

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from films.models import Film
from films.models.recounting import TallyQuerySet
from films.models.versions import IS_EMPTIED_WITH_ALL_FILMS, STAYS_WITH_ITS_FILM, raises_own_version
from reviews.models.counting import RECOUNT
from reviews.own_scores import mean_percent
from reviews.scores import critics_percent

_STATED = models.F("favourable") + models.F("unfavourable")


class CriticTallyQuerySet(TallyQuerySet["CriticTally"]):
    """How tallies are asked for."""

    recount = RECOUNT

    def totals(self) -> dict[str, int]:
        """Of all films together, as counts.

        Of published reviews those of each verdict, `stated` ones and all `reviews`, those with a
        score of the critic's own (`written`) and those of them that convert (`own`); of films
        those `reviewed`, those with a critics' score (`scored`), and with a mean of own scores
        (`own_means`).
        """
        enough = settings.SCORE_SHOWN_FROM
        columns = {
            "favourable": models.F("favourable"),
            "unfavourable": models.F("unfavourable"),
            "unstated": models.F("unstated"),
            "stated": _STATED,
            "reviews": _STATED + models.F("unstated"),
            "written": models.F("written"),
            "own": models.F("scored"),
        }
        return self.annotate(
            **{f"{name}_now": column for name, column in columns.items()}
        ).aggregate(
            **{name: Coalesce(models.Sum(f"{name}_now"), 0) for name in columns},
            reviewed=models.Count("pk", filter=models.Q(reviews_now__gt=0)),
            scored=models.Count("pk", filter=models.Q(stated_now__gte=enough)),
            own_means=models.Count("pk", filter=models.Q(own_now__gte=enough)),
        )

    def most_stated(self) -> "CriticTally | None":
        """That of the film with the most stated verdicts that has a score; the oldest of equals."""
        return self._example(_STATED, models.Q(among__gte=settings.SCORE_SHOWN_FROM))

    def most_scored(self) -> "CriticTally | None":
        """That of the film with the most own scores that convert, if their mean is shown."""
        return self._example(models.F("scored"), models.Q(among__gte=settings.SCORE_SHOWN_FROM))

    def nearest_to_a_score(self) -> "CriticTally | None":
        """That of the film with the most reviews of those that have some, and no score yet."""
        few = models.Q(among__gt=0, stated_now__lt=settings.SCORE_SHOWN_FROM)
        return self._example(_STATED + models.F("unstated"), few)

    def _example(self, among: Combinable, which: models.Q) -> "CriticTally | None":
        tallies = self.alias(among=among, stated_now=_STATED).filter(which)
        return tallies.select_related("film").order_by("-among", "film").first()


class CriticTally(models.Model):
    """The published reviews of a film by verdict, kept by triggers in the same transaction.

    `written` reviews have a score of the critic's own, `scored` one that converts to per cent, and
    `scored_sum` is the sum of these. `version` moves with everything that the film's page shows of
    critics and aggregators.
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
    written = models.PositiveIntegerField(_("with a score of their own"), default=0, db_default=0)
    scored = models.PositiveIntegerField(_("own scores that convert"), default=0, db_default=0)
    scored_sum = models.DecimalField(
        _("sum of own scores"), max_digits=18, decimal_places=6, default=0, db_default=0
    )
    version = models.BigIntegerField(_("version"), default=0, db_default=0, editable=False)

    objects = CriticTallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("critics' tally")
        verbose_name_plural = _("critics' tallies")
        triggers = [raises_own_version(), STAYS_WITH_ITS_FILM, IS_EMPTIED_WITH_ALL_FILMS]

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
    def share_in_percent(self) -> Fraction | None:
        """The exact share of favourable verdicts, however few are stated; None of none."""
        return Fraction(100 * self.favourable, self.stated) if self.stated else None

    @property
    def percent(self) -> int | None:
        """The critics' score, 0–100; None while too few verdicts are stated."""
        if self.stated < settings.SCORE_SHOWN_FROM:
            return None
        return critics_percent(self.favourable, self.stated)

    @property
    def own_mean(self) -> tuple[Decimal, int] | None:
        """The mean of critics' own scores in per cent, raw and whole; None of too few."""
        if self.scored < settings.SCORE_SHOWN_FROM:
            return None
        return mean_percent(self.scored_sum, self.scored)


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
