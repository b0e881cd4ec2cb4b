"""The lines of a file that speak of the same review, known before any is taken. Pure.

Of what several say, the last counts. A file that is brought again must not change such a review
forth and back, so each line has to know what a later one says. Lines are one group if they name
the same review or link to it; other lines may turn out to mean that review as well, as something
is known here already. They are none of its group: see `Numbered.group`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from sys import intern
from typing import NamedTuple

from films.importing.apostrophes import taken_off
from films.importing.csv_records import Record
from films.importing.refusal import Refusal
from films.naming import tidy
from films.web import bare
from reviews.importing.letters import mended
from reviews.importing.line import ReviewLine, are_by_others, review_line
from reviews.quotations import unquoted

_NOTHING: frozenset[str] = frozenset()
#: What a line says of a review, and not which one it means.
_SAID = frozenset(ReviewLine.__slots__) - {"film"}
#: As the database folds quotations, see QuoteHash.
_DASHES = re.compile(r"[\u2010-\u2015\u2212-]+")
_LEFT_OUT = re.compile(r"[\s\u00a0\u0022\u0027\u0060\u00ab\u00b4\u00bb\u2018-\u201f\u2039\u203a]+")

Spellings = Mapping[str, Mapping[str, str]]
"""The names that other spellings stand for, in lower case, by the column in which they stand."""


class Later(NamedTuple):
    """The group of a line, and the columns of which a later line of its group speaks."""

    group: int
    overruled: frozenset[str]


class _Said(NamedTuple):
    number: int
    columns: frozenset[str]


class _Named(NamedTuple):
    """Whom a line names, and hashes of that and of its link, as a file may have millions."""

    critic: str
    publication: str
    name: int
    link: int


class _Linked(NamedTuple):
    """The line that first had a link: its group, and whom it named."""

    group: int
    critic: str
    publication: str


class Repeats:
    """What later lines of a file say of the reviews of earlier ones.

    `films` are the ids of films by what lines call them, in lower case.
    """

    def __init__(
        self,
        header: Sequence[str],
        records: Iterable[Record],
        films: Mapping[str, int],
        spellings: Spellings,
    ) -> None:
        self._places = {column: place for place, column in enumerate(header)}
        self._films, self._spellings = films, spellings
        self._later: dict[int, list[_Said]] = defaultdict(list)
        self._by_name: dict[int, int] = {}
        self._by_link: dict[int, _Linked] = {}
        self._look_through(list(header), records)

    def of(self, record: Record) -> Later:
        """The group of a line that could be read, and what later ones of it say."""
        group = self._group(self._named(record))
        later = self._later.get(group, ())
        said = (one.columns for one in later if one.number > record.number)
        return Later(group, _NOTHING.union(*said) if later else _NOTHING)

    def _look_through(self, header: list[str], records: Iterable[Record]) -> None:
        seen: set[int] = set()
        for record in records:
            if record.refusal or len(record.values) != len(header):
                continue
            named = self._named(record)
            group = self._group(named)
            if group in seen and not self._note(group, record, header):
                continue
            if named.name not in seen and named.name != group:
                self._by_name.setdefault(named.name, group)
            if named.link:
                self._by_link.setdefault(
                    named.link, _Linked(group, named.critic, named.publication)
                )
            seen.add(group)
        self._forget_the_others()

    def _forget_the_others(self) -> None:
        """Keep what is known of several lines alone: who is by oneself is found by one's name."""
        self._by_name = {key: group for key, group in self._by_name.items() if group in self._later}
        self._by_link = {key: one for key, one in self._by_link.items() if one.group in self._later}

    def _note(self, group: int, record: Record, header: list[str]) -> bool:
        """Note what one more line of a group says; whether it can be read."""
        try:
            line = review_line(record.fields(header))
        except Refusal:
            return False
        said = frozenset(column for column in _SAID if getattr(line, column))
        self._later[group].append(_Said(record.number, said))
        return True

    def _group(self, named: _Named) -> int:
        """By its link, unless that is of a page with others' reviews; else by its names."""
        linked = self._by_link.get(named.link) if named.link else None
        if linked and not are_by_others(linked, named):
            return linked.group
        return self._by_name.get(named.name, named.name)

    def _named(self, record: Record) -> _Named:
        values, places = record.values, self._places
        film: str | int = name_in(values[places["film"]])
        film = self._films.get(str(film), film)
        critic, publication = self._someone("critic", values), self._someone("publication", values)
        about = "" if critic else _folded(values[places["quote"]])
        link = bare(values[places["url"]].strip().replace("&amp;", "&"))
        return _Named(
            critic,
            publication,
            hash((film, critic, publication, about)),
            hash((film, link)) if link else 0,
        )

    def _someone(self, column: str, values: Sequence[str]) -> str:
        name = tidy(name_in(values[self._places[column]]).strip().strip(",")).lower()
        return intern(self._spellings.get(column, {}).get(name, name))


def name_in(cell: str) -> str:
    """What a line calls a film or someone, in lower case."""
    return tidy(mended(taken_off(cell))).lower()


def _folded(cell: str) -> str:
    quote = unquoted(mended(taken_off(cell)).strip()).lower()
    return _LEFT_OUT.sub("", _DASHES.sub("-", quote))
