"""Other sites' scores: named as theirs, never mixed with ours."""

from collections.abc import Collection
from fractions import Fraction
from typing import Any, Self
from urllib.parse import quote

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower, RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films import naming
from films.models import Film
from films.models.merging import MovableQuerySet
from films.models.name import NameField
from films.models.offer import WebAddressField, is_web_address
from films.models.versions import after_change
from reviews.models.days import check_reading, is_of_four_digits
from reviews.models.entered import Entered
from reviews.models.versions import RAISES_ITS_TALLY, raise_tallies
from reviews.scores import is_stale

#: The web site and the search of aggregators that need no introduction, by name in lower case.
WELL_KNOWN = {
    "rotten tomatoes": (
        "https://www.rottentomatoes.com/",
        "https://www.rottentomatoes.com/search?search={title}",
    ),
    "metacritic": (
        "https://www.metacritic.com/",
        "https://www.metacritic.com/search/{title}/",
    ),
}


class AggregatorQuerySet(models.QuerySet["Aggregator"]):
    """How aggregators are asked for."""

    def called(self, name: str) -> Self:
        """Those of that very name, whatever its case: one, if any."""
        return self.filter(name__iexact=naming.tidy(name))

    def named(self, name: str) -> "Aggregator":
        """The aggregator of this name, whatever its case; made when there is none yet.

        Well-known ones come with their web site and search. Safe inside a transaction, also when
        someone else makes the same one at the same moment.
        """
        name = naming.tidy(name)
        known = self.alias(lower=Lower("name")).filter(lower=Lower(models.Value(name)))
        if (found := known.first()) is not None:
            return found
        url, search_url = WELL_KNOWN.get(name.lower(), ("", ""))
        try:
            with transaction.atomic():
                return self.create(name=name, url=url, search_url=search_url)
        except IntegrityError:
            return known.get()


class Aggregator(models.Model):
    """A site that gathers reviews and makes scores of them.

    `search_url` is its search for a title, which stands there as `{title}`; it leads to the site's
    own page of a film where no score or review gives a better link.
    """

    name = NameField(_("name"), max_length=120)
    url = WebAddressField(_("web site"))
    search_url = WebAddressField(
        _("search"),
        help_text=_("The address of its search, with {title} for the title."),
    )

    objects = AggregatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("aggregator")
        verbose_name_plural = _("aggregators")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="aggregator_stands_once",
                violation_error_message=_("An aggregator of this name is here already."),
            ),
            models.CheckConstraint(name="aggregator_has_name", condition=~models.Q(name="")),
            models.CheckConstraint(name="aggregator_url_is_web", condition=is_web_address()),
            models.CheckConstraint(
                name="aggregator_search_is_web", condition=is_web_address("search_url")
            ),
        ]
        triggers = [
            after_change("raises_tallies", pgtrigger.Update, raise_tallies("aggregator_id")),
        ]

    def __str__(self) -> str:
        return self.name

    def search_for(self, title: str) -> str:
        """The address of its search for a title; empty where its search isn't known."""
        return self.search_url.replace("{title}", quote(title, safe=""))


ONCE = ("film", "aggregator", "audience", "as_of")
"""Of each of these values together there is one score."""


class AggregatorScoreQuerySet(MovableQuerySet["AggregatorScore"]):
    """How aggregators' scores are asked for."""

    def in_place_of(self, besides: int | None = None, **of: Any) -> Self:
        """The one that stands where another of these values (`ONCE`) would; none of what isn't
        known."""
        if None in of.values():
            return self.none()
        return self.filter(**of).exclude(pk=besides)

    def latest_of_each(self) -> Self:
        """Of each film, aggregator and kind (critics' or audience's) the score read last."""
        return (
            self.order_by(
                "film_id", "audience", "aggregator__name", "aggregator_id", "-as_of", "-pk"
            )
            .distinct("film_id", "audience", "aggregator__name", "aggregator_id")
            .select_related("aggregator")
        )

    def series(self, longest: int) -> Self:
        """By aggregator and kind, its readings newest first, at most `longest` of each.

        `number` is how many there are of its aggregator and kind.
        """
        alike = [models.F("aggregator"), models.F("audience")]
        newest = [models.F("as_of").desc(), models.F("pk").desc()]
        return (
            self.annotate(
                number=models.Window(models.Count("pk"), partition_by=alike),
                place=models.Window(RowNumber(), partition_by=alike, order_by=newest),
            )
            .filter(place__lte=longest)
            .select_related("aggregator", "entered_by")
            .order_by("aggregator__name", "aggregator_id", "audience", "-as_of", "-pk")
        )

    def totals(self) -> dict[str, Any]:
        """Of all films together: `readings`, the `films` and `sites` they are of, and the `newest`
        day on which one was read."""
        return self.aggregate(
            readings=models.Count("pk"),
            films=models.Count("film", distinct=True),
            sites=models.Count("aggregator", distinct=True),
            newest=models.Max("as_of"),
        )


class AggregatorScore(Entered):
    """What an aggregator said of a film on a day: a dated series.

    Either `percent` (0–100), or `value` out of `scale` where theirs is no percentage. `audience`
    is true for the score of their viewers; `reviews` is how many stand behind it, if they say so.
    """

    film = models.ForeignKey(
        Film, models.CASCADE, related_name="aggregator_scores", verbose_name=_("film")
    )
    aggregator = models.ForeignKey(
        Aggregator, models.PROTECT, related_name="scores", verbose_name=_("aggregator")
    )
    audience = models.BooleanField(_("of its viewers"), default=False, db_default=False)
    percent = models.PositiveSmallIntegerField(
        _("percent"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    value = models.DecimalField(
        _("value"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    scale = models.DecimalField(
        _("out of"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    reviews = models.PositiveIntegerField(_("number of reviews"), null=True, blank=True)
    url = WebAddressField(_("link"))
    as_of = models.DateField(_("read on"))

    #: Set by `series()`.
    number: int

    objects = AggregatorScoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("aggregator's score")
        verbose_name_plural = _("aggregators' scores")
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=ONCE,
                name="aggregator_score_stands_once_a_day",
            ),
            models.CheckConstraint(
                name="aggregator_score_is_percent_or_value",
                condition=models.Q(percent__isnull=False, value__isnull=True, scale__isnull=True)
                | models.Q(percent__isnull=True, value__isnull=False, scale__isnull=False),
                violation_error_message=_("It is a percentage, or a value out of a scale."),
            ),
            models.CheckConstraint(
                name="aggregator_score_is_within_its_scale",
                condition=(
                    models.Q(percent__isnull=True) | models.Q(percent__gte=0, percent__lte=100)
                )
                & (
                    models.Q(value__isnull=True)
                    | models.Q(value__gte=0, scale__gt=0, value__lte=models.F("scale"))
                ),
                violation_error_message=_("The score lies outside its scale."),
            ),
            models.CheckConstraint(name="aggregator_score_url_is_web", condition=is_web_address()),
            models.CheckConstraint(
                name="aggregator_score_moments_are_of_four_digits",
                condition=is_of_four_digits("as_of", moments=False)
                & is_of_four_digits("entered_at"),
            ),
        ]
        triggers = RAISES_ITS_TALLY

    def __str__(self) -> str:
        return f"{self.aggregator}: {self.shown}"

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Also that it can have been read on its day."""
        super().clean_fields(exclude=exclude)
        check_reading(self, exclude)

    @property
    def shown(self) -> str:
        """The score as it is read: "92%" or "7.4/10"."""
        if self.percent is not None:
            return f"{self.percent}%"
        return f"{_plain(self.value)}/{_plain(self.scale)}"

    @property
    def share(self) -> Fraction:
        """The score as a share of the best that theirs can be, 0–1."""
        if self.percent is not None:
            return Fraction(self.percent, 100)
        return Fraction(self.value or 0) / Fraction(self.scale or 1)

    @property
    def is_stale(self) -> bool:
        """Whether it was read so long ago that it may have changed since."""
        return is_stale(self.as_of, timezone.localdate())


def _plain(number: object) -> str:
    """A decimal without zeros behind it."""
    text = str(number)
    return text.rstrip("0").rstrip(".") if "." in text else text
