"""The lines of a file that speak of the same review. Pure.

Of what several say, the last counts. A file that is brought again must not change such a review
forth and back, so each line has to know what a later one says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from films.importing.csv_records import Record
from films.importing.refusal import Refusal
from films.naming import tidy
from reviews.importing.letters import mended
from reviews.importing.line import ReviewLine, review_line

#: By what the lines of a file say whose review of which film they mean.
_WHOSE = ("film", "critic", "publication")
_NOTHING: frozenset[str] = frozenset()


class _Later(NamedTuple):
    number: int
    columns: frozenset[str]


Spellings = Mapping[str, Mapping[str, str]]
"""The names that other spellings stand for, in lower case, by the column in which they stand."""


class Repeats:
    """What later lines of a file say of the reviews of earlier ones, read before any is taken."""

    def __init__(
        self, header: Sequence[str], records: Iterable[Record], spellings: Spellings
    ) -> None:
        self._places = [(header.index(column), spellings.get(column, {})) for column in _WHOSE]
        self._quote = header.index("quote")
        self._later: dict[int, list[_Later]] = defaultdict(list)
        seen: set[int] = set()
        for record in records:
            if record.refusal or len(record.values) != len(header):
                continue
            whose = self._whose(record)
            if whose in seen:
                self._note(whose, record, list(header))
            seen.add(whose)

    def overruled(self, record: Record) -> frozenset[str]:
        """The columns of a line of which a later one says something else, or the same."""
        later = self._later.get(self._whose(record), ()) if self._later else ()
        return _NOTHING.union(*(one.columns for one in later if one.number > record.number))

    def _note(self, whose: int, record: Record, header: list[str]) -> None:
        try:
            line = review_line(record.fields(header))
        except Refusal:
            return
        columns = set(ReviewLine.__slots__).difference(_WHOSE)
        said = frozenset(column for column in columns if getattr(line, column))
        self._later[whose].append(_Later(record.number, said))

    def _whose(self, record: Record) -> int:
        """A number for the review that a line names; hashes, as a file may have millions."""
        names = [tidy(mended(record.values[place])).lower() for place, _names in self._places]
        names = [known.get(n, n) for n, (_place, known) in zip(names, self._places, strict=True)]
        about = "" if names[1] else record.values[self._quote].strip()
        return hash((*names, about))
