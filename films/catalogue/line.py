"""One line of a catalogue, read and checked. Pure: no database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from films.catalogue import limits
from films.catalogue.parts import (
    CreditLine,
    OfferLine,
    ScoreLine,
    credit_line,
    identifiers,
    offer_line,
    score_line,
)
from films.importing import values
from films.importing.json_lines import json_object
from films.importing.refusal import Refusal, shown
from films.models.film import FIRST_YEAR, last_year

MARKS = frozenset({"title", "year"})
"""The keys by which a line is known to belong to a catalogue, also when it is faulty."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """A film as one line describes it; `given` are the line's keys, the others stand empty."""

    title: str
    year: int
    given: frozenset[str]
    original_title: str = ""
    alternative_titles: tuple[str, ...] = ()
    runtime: int | None = None
    synopsis: str = ""
    synopsis_language: str = ""
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    credits: tuple[CreditLine, ...] = ()
    ids: dict[str, str] = field(default_factory=dict)
    scores: tuple[ScoreLine, ...] = ()
    offers: tuple[OfferLine, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title of the film that the line names, the main one first."""
        original = (self.original_title,) if self.original_title else ()
        return (self.title, *original, *self.alternative_titles)


def catalogue_line(text: str) -> CatalogueLine:
    """Read one line; raise Refusal with its first fault."""
    if "\0" in text:
        raise Refusal(_("The line holds a NUL character."))
    found = json_object(text)
    for key in found:
        if key not in _READERS:
            raise Refusal(_("The key %s is unknown.") % shown(key))
    for key in ("title", "year"):
        if key not in found:
            raise Refusal(_("The %s is missing.") % key)
    read = {key: reader(found[key], key) for key, reader in _READERS.items() if key in found}
    return CatalogueLine(given=frozenset(found), **read)


def _year(value: object, where: str) -> int:
    return values.whole_number(value, where, FIRST_YEAR, last_year())


def _runtime(value: object, where: str) -> int:
    return values.whole_number(value, where, 1, limits.LONGEST_RUNTIME)


def _title(value: object, where: str) -> str:
    return values.name(value, where, limits.TITLE)


def _original_title(value: object, where: str) -> str:
    return values.words(value, where, limits.TITLE)


def _synopsis(value: object, where: str) -> str:
    return values.text(value, where, limits.SYNOPSIS)


def _genre(value: object, where: str) -> str:
    return values.name(value, where, limits.GENRE)


def _optional_language(value: object, where: str) -> str:
    return values.language(value, where) if value != "" else ""


def _list_of(
    read: Callable[[object, str], T], identity: Callable[[T], object] | None = None
) -> Callable[[object, str], tuple[T, ...]]:
    """Make a reader of lists out of a reader of what stands in them; repetitions are left out.

    Two that differ but have the same identity contradict each other, and are refused.
    """

    def read_list(value: object, where: str) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise Refusal(
                _("%(where)s must be a list, not %(value)s.")
                % {"where": where, "value": shown(value)}
            )
        if len(value) > limits.LONGEST_LIST:
            raise Refusal(
                _("%(where)s has more than %(most)d entries.")
                % {"where": where, "most": limits.LONGEST_LIST}
            )
        found: dict[object, T] = {}
        for number, part in enumerate(value, start=1):
            one = read(part, f"{where} {number}")
            first = found.setdefault(identity(one) if identity else _case_aside(one), one)
            if identity and first != one:
                raise Refusal(_("%s contradicts another entry of the list.") % f"{where} {number}")
        return tuple(found.values())

    return read_list


def _case_aside(thing: object) -> object:
    return thing.casefold() if isinstance(thing, str) else thing


def _which_score(score: ScoreLine) -> object:
    return score.aggregator.casefold(), score.audience, score.as_of


def _which_offer(offer: OfferLine) -> object:
    return offer.provider.casefold(), offer.country, offer.kind, offer.url


_READERS: dict[str, Callable[[object, str], Any]] = {
    "title": _title,
    "year": _year,
    "original_title": _original_title,
    "alternative_titles": _list_of(_title),
    "runtime": _runtime,
    "synopsis": _synopsis,
    "synopsis_language": _optional_language,
    "countries": _list_of(values.country),
    "languages": _list_of(values.language),
    "genres": _list_of(_genre),
    "credits": _list_of(credit_line),
    "ids": identifiers,
    "scores": _list_of(score_line, _which_score),
    "offers": _list_of(offer_line, _which_offer),
}
