"""What a viewer's ratings say of them: counts and means, by what was rated and when.

All of their own ratings are in it: whether one counts towards a film's score is another matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from django.db.models import CharField, Count, F, Func, Model, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format

from films import wording
from ratings import half_stars as stars
from ratings.models import Rating

#: So many directors and countries are named.
NAMED = 20
MONTHS = 12
#: The longest bar is full from so many ratings on: a lone one would look like all there is.
FULL = 5


@dataclass(frozen=True)
class Line:
    """A line of a statistic: `value` is what its films are found by, `name` what it is called.

    `half_stars` is the sum of so many `ratings`, `share` the line's length beside the longest
    one's, or beside FULL where all have fewer, in per cent (0–100, at least 1 where there is
    something), `short` the name where there is little room.
    """

    value: str
    name: str
    ratings: int
    half_stars: int
    share: int = 0
    short: str = ""

    @property
    def mean_in_tenths(self) -> int | None:
        """The mean in tenths of a star, halves rounded up; None without a rating."""
        return stars.mean_of_sum(self.half_stars, self.ratings) if self.ratings else None

    @property
    def top(self) -> int:
        """Where a bar of the line's share begins, from above, in per cent."""
        return 100 - self.share


@dataclass(frozen=True)
class Statistics:
    """What there is to say of one viewer; `minutes` is how long the films are, and `timed` of how
    many that is known. `years` and `months` are when they rated, in the site's time zone."""

    total: Line
    minutes: int
    timed: int
    half_stars: list[Line]
    decades: list[Line]
    genres: list[Line]
    directors: list[Line]
    countries: list[Line]
    years: list[Line]
    months: list[Line]

    @property
    def hours(self) -> int:
        """How long the films are together, in hours, halves rounded up."""
        return (self.minutes + 30) // 60

    @classmethod
    def of(cls, viewer: Model) -> Self:
        """All of them, in seven queries."""
        half_stars = by_half_stars(viewer)
        months = by_month(viewer)
        length = _ratings(viewer).aggregate(
            minutes=Sum("film__runtime"), timed=Count("film__runtime")
        )
        return cls(
            total=_sum_of("", "", half_stars),
            minutes=length["minutes"] or 0,
            timed=length["timed"],
            half_stars=half_stars,
            decades=by_decade(viewer),
            genres=by_genre(viewer),
            directors=by_director(viewer),
            countries=by_country(viewer),
            years=_years(months),
            months=_latest(months),
        )


def by_half_stars(viewer: Model) -> list[Line]:
    """How many of their ratings are of each half star, 1–10."""
    counts = dict(_ratings(viewer).values_list("half_stars").annotate(Count("pk")))
    return _drawn(
        Line(
            value=str(each),
            name=stars.in_words(each),
            short=stars.figure(each),
            ratings=counts.get(each, 0),
            half_stars=each * counts.get(each, 0),
        )
        for each in stars.ALL
    )


def by_decade(viewer: Model) -> list[Line]:
    """When the films that they rated were made, the latest decade first."""
    rows = _grouped(_ratings(viewer), F("film__year") / 10 * 10).order_by("-key")
    return _drawn(Line(str(year), wording.decade(year), *sums) for year, *sums in rows)


def by_genre(viewer: Model) -> list[Line]:
    """The genres of the films that they rated, the commonest first."""
    rows = _grouped(_ratings(viewer), F("film__genres__name")).exclude(key=None)
    return _drawn(Line(name, name, *sums) for name, *sums in rows.order_by("-number", "key"))


def by_director(viewer: Model) -> list[Line]:
    """Who directed most of the films that they rated; of equal ones the best rated first."""
    directed = _ratings(viewer).filter(film__credits__role="director")
    person = F("film__credits__person__name")
    rows = _grouped(directed, F("film__credits__person__slug"), person=person)
    best = rows.order_by("-number", "-total", "key")[:NAMED]
    return _drawn(Line(slug, name, *sums) for slug, name, *sums in best)


def by_country(viewer: Model) -> list[Line]:
    """Where the films that they rated were made, the commonest country first."""
    country = Func(F("film__countries"), function="UNNEST", output_field=CharField())
    rows = _grouped(_ratings(viewer), country).order_by("-number", "key")[:NAMED]
    return _drawn(Line(code, wording.country(code), *sums) for code, *sums in rows)


def by_month(viewer: Model) -> list[Line]:
    """When they rated, in the site's time zone: the months with a rating, the earliest first."""
    rows = _grouped(_ratings(viewer), TruncMonth("rated_at")).order_by("key")
    return [_month(day, *sums) for day, *sums in rows]


def _month(day: date, ratings: int, half_stars: int) -> Line:
    name, short = date_format(day, "YEAR_MONTH_FORMAT"), date_format(day, "M")
    return Line(f"{day:%Y-%m}", name, ratings, half_stars, short=short)


def _ratings(viewer: Model) -> QuerySet[Rating]:
    return Rating.objects.filter(user=viewer.pk).order_by()


def _grouped(ratings: QuerySet[Rating], key: Combinable, **names: Combinable) -> QuerySet[Any, Any]:
    """Rows of `key`, the names that go with it, the number of ratings and their half stars."""
    keyed = ratings.annotate(key=key, **names).values("key", *names)
    sums = keyed.annotate(number=Count("pk"), total=Sum("half_stars"))
    rows: QuerySet[Any, Any] = sums.values_list("key", *names, "number", "total")
    return rows


def _drawn(lines: Iterable[Line]) -> list[Line]:
    """The lines, each with its share of the longest one."""
    told = list(lines)
    most = max((FULL, *(line.ratings for line in told)))
    return [
        replace(line, share=max(1, 100 * line.ratings // most) if line.ratings else 0)
        for line in told
    ]


def _sum_of(value: str, name: str, lines: Iterable[Line]) -> Line:
    told = list(lines)
    ratings = sum(line.ratings for line in told)
    return Line(value, name, ratings, sum(line.half_stars for line in told))


def _years(months: list[Line]) -> list[Line]:
    """The months' lines by year, the latest first."""
    years = sorted({line.value[:4] for line in months}, reverse=True)
    return _drawn(
        _sum_of(year, year, (line for line in months if line.value.startswith(year)))
        for year in years
    )


def _latest(months: list[Line]) -> list[Line]:
    """The twelve months up to the one in which they last rated, those without a rating too."""
    if not months:
        return []
    counted = {line.value: line for line in months}
    year, month = map(int, months[-1].value.split("-"))
    last = 12 * year + month - 1
    days = [date(each // 12, each % 12 + 1, 1) for each in range(last - MONTHS + 1, last + 1)]
    return _drawn(counted.get(f"{day:%Y-%m}", _month(day, 0, 0)) for day in days)
