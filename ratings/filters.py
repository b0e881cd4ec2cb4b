"""What a viewer's list is narrowed to and sorted by, as its address says it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from films import wording
from films.models import Credit, Film, Offer, Person
from films.models.film import FIRST_YEAR, last_year
from ratings import half_stars as stars

#: Longer names than the database has are none of a genre, person or provider.
LONGEST = 220
#: What lists of rated films are narrowed by, and those of films to see.
OF_RATINGS = ("half_stars", "decade", "genre", "director", "country", "rated")
OF_OFFERS = ("provider", "offered_in")
MONTH = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?")


@dataclass(frozen=True)
class Filters:
    """Which of a viewer's films are wanted; an empty one narrows nothing.

    `half_stars` are 1–10, `decade` its first year, `genre` and `provider` names, `director` the
    address of a person, `country` and `offered_in` ISO 3166 codes of where films were made and
    can be watched, `rated` a year or a month ("2026", "2026-11") in the site's time zone.
    """

    half_stars: str = ""
    decade: str = ""
    genre: str = ""
    director: str = ""
    country: str = ""
    rated: str = ""
    provider: str = ""
    offered_in: str = ""

    @classmethod
    def read(cls, asked: QueryDict, names: Iterable[str]) -> Self:
        """Those of `names` in an address; one that makes no sense is as if it weren't there."""
        given = {name: asked.get(name, "") for name in names}
        return cls(**{name: value for name, value in given.items() if _makes_sense(name, value)})

    @property
    def given(self) -> dict[str, str]:
        """Those that narrow something, by name."""
        values = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {name: value for name, value in values if value}

    def in_words(self) -> dict[str, str]:
        """Those that narrow something, by name, as a person says them."""
        return {name: IN_WORDS.get(name, str)(value) for name, value in self.given.items()}

    def without(self, name: str) -> Self:
        """All but that one."""
        return replace(self, **{name: ""})

    def query(self, **more: str) -> str:
        """They, and `more`, as the query of an address."""
        return urlencode(self.given | more)

    def narrow(self, films: QuerySet[Film]) -> QuerySet[Film]:
        """Those of a viewer's films (of `rated_by` or `flagged_by`) that are wanted."""
        for name, value in self.given.items():
            films = films.filter(CONDITIONS[name](value)) if name in CONDITIONS else films
        offers = self.offers()
        return films if offers is None else films.filter(pk__in=offers.values("film"))

    def offers(self) -> QuerySet[Offer] | None:
        """The offers that are wanted; None where any will do, or none."""
        named = {"provider__name": self.provider, "country": self.offered_in}
        given = {field: value for field, value in named.items() if value}
        return Offer.objects.filter(search=False, **given) if given else None


def _makes_sense(name: str, value: str) -> bool:
    if name == "half_stars":
        return value in map(str, stars.ALL)
    if name == "decade":
        decades = range(FIRST_YEAR // 10 * 10, last_year() + 1, 10)
        return value in map(str, decades)
    if name in {"country", "offered_in"}:
        return bool(re.fullmatch("[A-Z]{2}", value))
    if name == "rated":
        return bool(MONTH.fullmatch(value)) and "1900" <= value < "2200"
    return 0 < len(value) <= LONGEST


def _of_decade(first_year: str) -> Q:
    return Q(year__gte=int(first_year), year__lt=int(first_year) + 10)


def _directed_by(slug: str) -> Q:
    return Q(pk__in=Credit.objects.filter(role="director", person__slug=slug).values("film"))


def _rated_in(text: str) -> Q:
    """Rated in that year or month; in the site's time zone, as the statistics count."""
    year, _dash, month = text.partition("-")
    start = datetime(int(year), int(month or 1), 1)  # noqa: DTZ001 - made aware below
    end = start.replace(month=start.month % 12 + 1) if month else start.replace(year=start.year + 1)
    if month == "12":
        end = end.replace(year=start.year + 1)
    return Q(said_at__gte=timezone.make_aware(start), said_at__lt=timezone.make_aware(end))


CONDITIONS: Mapping[str, Any] = {
    "half_stars": lambda value: Q(their_half_stars=int(value)),
    "decade": _of_decade,
    "genre": lambda value: Q(film_genres__genre__name=value),
    "director": _directed_by,
    "country": lambda value: Q(countries__contains=[value]),
    "rated": _rated_in,
}


def _director(slug: str) -> str:
    name = Person.objects.filter(slug=slug).values_list("name", flat=True).first()
    return name or slug


IN_WORDS: Mapping[str, Callable[[str], str]] = {
    "half_stars": lambda value: stars.in_words(int(value)),
    "decade": wording.decade,
    "director": _director,
    "country": wording.country,
    "offered_in": wording.country,
    "rated": wording.partial_date,
}
