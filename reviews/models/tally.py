"""How critics judged a film: counts that the database keeps."""

from datetime import date
from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from films.models import Film
from films.models.recounting import TallyQuerySet
from films.models.versions import STAYS_WITH_ITS_FILM, raises_own_version
from reviews.models.counting import RECOUNT
from reviews.own_scores import mean_percent
from reviews.scores import critics_percent, is_stale


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
        stated = models.F("favourable") + models.F("unfavourable")
        of_reviews = {
            name: Coalesce(models.Sum(column), 0)
            for name, column in {
                "favourable": models.F("favourable"),
                "unfavourable": models.F("unfavourable"),
                "unstated": models.F("unstated"),
                "stated": stated,
                "reviews": stated + models.F("unstated"),
                "written": models.F("written"),
                "own": models.F("scored"),
            }.items()
        }
        return self.alias(stated_now=stated, all_now=stated + models.F("unstated")).aggregate(
            **of_reviews,
            reviewed=models.Count("pk", filter=models.Q(all_now__gt=0)),
            scored=models.Count("pk", filter=models.Q(stated_now__gte=settings.SCORE_SHOWN_FROM)),
            own_means=models.Count("pk", filter=models.Q(scored__gte=settings.SCORE_SHOWN_FROM)),
        )


class CriticTally(models.Model):
    """The published reviews of a film by verdict, kept by triggers in the same transaction.

    `written` reviews have a score of the critic's own, `scored` one that converts to per cent, and
    `scored_sum` is the sum of these. `readings` are the days on which the latest scores of other
    sites were read. `version` moves with everything that the film's page shows of critics and
    aggregators.
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
    readings = ArrayField(
        models.DateField(), default=list, db_default=[], verbose_name=_("other sites read on")
    )
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

    @property
    def own_mean(self) -> tuple[Decimal, int] | None:
        """The mean of critics' own scores in per cent, raw and whole; None of too few."""
        if self.scored < settings.SCORE_SHOWN_FROM:
            return None
        return mean_percent(self.scored_sum, self.scored)

    def moment(self, today: date) -> tuple[int, int]:
        """What a kept page must be kept under, as far as critics and aggregators go.

        The version, and how many of the other sites' scores count as stale today: a page that
        marks them changes on that day though nobody writes anything.
        """
        return self.version, sum(is_stale(day, today) for day in self.readings)


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
