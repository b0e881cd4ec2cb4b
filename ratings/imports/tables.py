"""CSV as people have it: any usual delimiter, quotes, line ends; rows know their physical line."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from films.importing.lines import LONGEST_LINE
from ratings.imports.brought import Unreadable
from ratings.imports.rows import Rows
from ratings.imports.sources import Entry, Table, key, place_of
from ratings.imports.texts import one_line, storable

csv.field_size_limit(LONGEST_LINE)

UNREADABLE_ROWS = 100
"""Rows in which a quotation mark is wrong, from which on the whole file is."""

LETTERBOXD_LIST = "letterboxd list export"
_A_LIST_ITSELF = ("version", "columns", "name and description")
"""The rows above the films of a Letterboxd list; without films there are these alone."""


class _Row(NamedTuple):
    number: int
    values: list[str]
    fault: str = ""


def table(text: str, file: str, name: str, left: Rows) -> Table:
    """Read a CSV with a header; raise Unreadable for one without, or with more rows than `left`."""
    rows = _rows(text)
    header, above = _header(rows)
    names = _column_names(header.values)
    by_key = {key(each): each for each in reversed(names)}
    entries: list[Entry] = []
    for row in rows:
        if row.fault or any(value.strip() for value in row.values):
            left.take()
            entries.append(_entry(row, names, by_key, file))
    called, folders = place_of(file, name)
    keys = tuple(key(each) for each in names)
    return Table(file, called, folders, keys, tuple(names), _described(above, file), entries)


def _described(above: list[_Row], file: str) -> tuple[Entry, ...]:
    """What stood above the header of a Letterboxd list: its columns' names, and the list's own."""
    names = _column_names(above[1].values if len(above) > 2 else [])
    by_key = {key(each): each for each in names}
    return tuple(_entry(row, names, by_key, file) for row in above[2:] or above[-1:])


def _header(rows: Iterator[_Row]) -> tuple[_Row, list[_Row]]:
    """Find the header: the first row, or the one under the description of a Letterboxd list."""
    above: list[_Row] = []
    for row in rows:
        filled = [value for value in row.values if value.strip()]
        if row.fault:
            raise Unreadable(row.fault)
        if above and "position" in map(key, row.values):
            return row, above
        if filled and (above or filled[0].casefold().startswith(LETTERBOXD_LIST)):
            above.append(row)
        elif filled and not (len(filled) == 1 and filled[0].startswith("sep=")):
            return row, []
    if len(above) == len(_A_LIST_ITSELF):
        return _Row(above[-1].number, []), above
    if above:
        raise Unreadable(_("This list has no films in it."))
    raise Unreadable(_("The file is empty."))


def _column_names(header: list[str]) -> list[str]:
    """Return the columns' names, each once, so that no value hides another."""
    names: list[str] = []
    taken: set[str] = set()
    for place, raw in enumerate(header[:200], 1):
        name = one_line(raw.strip()) or f"column {place}"
        while name in taken:
            name = f"{name} ({place})"
        taken.add(name)
        names.append(name)
    return names


def _entry(row: _Row, names: list[str], by_key: dict[str, str], file: str) -> Entry:
    values, fault = row.values, row.fault
    extra = values[len(names) : len(names) + 100]
    if not fault and (len(values) < len(names) or any(value.strip() for value in extra)):
        fault = _("The line has %(found)d values where the header has %(wanted)d columns.") % {
            "found": len(values),
            "wanted": len(names),
        }
    if not fault and any("\0" in value for value in values):
        fault = _("The line holds a NUL character.")
    content = dict(zip(names, values, strict=False))
    if fault:
        content = storable({**content, **({"more": extra} if extra else {})})
    return Entry(row.number, file, content, by_key, fault)


class _Feed:
    """Hands lines to the CSV reader one by one, and can take back all but the first of a record."""

    def __init__(self, text: str) -> None:
        # Line ends are found, but left for the reader: in a quoted value they are text.
        self._lines = iter(io.StringIO(text, newline=""))
        self._returned: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 1

    def __iter__(self) -> Iterator[str]:
        length = 0
        while (line := self._next()) is not None:
            self.taken.append(line)
            length += len(line)
            yield line
            if length > LONGEST_LINE:
                return

    def _next(self) -> str | None:
        return self._returned.popleft() if self._returned else next(self._lines, None)

    def begin(self) -> None:
        """Begin the next record."""
        self.number += len(self.taken)
        self.taken = []

    def give_back(self) -> None:
        """Keep only the first line of the record, and read the others again."""
        self._returned.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def _rows(text: str) -> Iterator[_Row]:
    delimiter, is_spaced = _delimiter(text)
    feed, faults = _Feed(text), 0
    while True:
        feed.begin()
        try:
            values = next(_reader(feed, delimiter, is_spaced), [])
            fault = ""
        except csv.Error:
            feed.give_back()
            values, fault = [feed.taken[0].rstrip("\r\n")[:1000]], _wrong_quotes()
            faults += 1
        if faults > UNREADABLE_ROWS:
            raise Unreadable(_("The quotation marks in this file don't fit together."))
        if not feed.taken:
            return
        yield _Row(feed.number, values, fault)


def _wrong_quotes() -> str:
    return _("The line can't be read as CSV: a quotation mark stands in the wrong place.")


def _reader(lines: Iterable[str], delimiter: str, is_spaced: bool) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=is_spaced, strict=True)


def _delimiter(text: str) -> tuple[str, bool]:
    """Tell what parts the columns, and whether a space always follows it.

    It is what stands most often in the header, outside of quotes.
    """
    for line in io.StringIO(text[:20_000]):
        plain = "".join(line.split('"')[::2])
        if plain.casefold().startswith("sep="):
            return plain.strip()[4:5] or ",", False
        if plain.strip() and not plain.casefold().startswith(LETTERBOXD_LIST):
            found = max(",;\t", key=plain.count)
            return found, 0 < plain.count(found) == plain.count(f"{found} ")
    return ",", False
