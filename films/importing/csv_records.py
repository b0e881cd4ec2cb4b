"""CSV with a header: records that know on which physical line they begin, and how they stood."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from films.importing.lines import LONGEST_LINE, Line, named, physical_lines
from films.importing.refusal import AlienFile, Refusal, shown

csv.field_size_limit(LONGEST_LINE)


class Columns(NamedTuple):
    """The columns that a kind of CSV must have, in the order in which it names them; and may."""

    required: tuple[str, ...]
    optional: frozenset[str] = frozenset()


class Record(NamedTuple):
    """A record: the line on which it begins, its text, and its values or why it has none."""

    number: int
    text: str
    values: list[str]
    refusal: Refusal | None = None

    def fields(self, header: list[str]) -> dict[str, str]:
        """Return the values by column; Refusal for a record that can't be read or doesn't fit."""
        if self.refusal:
            raise self.refusal
        if len(self.values) != len(header):
            raise Refusal(
                _("The line has %(found)d values where the header has %(wanted)d columns.")
                % {"found": len(self.values), "wanted": len(header)}
            )
        return dict(zip(header, self.values, strict=True))


def csv_records(path: Path) -> Iterator[Record]:
    """Read a file's records after the header, without blank lines; AlienFile when not UTF-8."""
    records = _records(path)
    next(records, None)
    return records


def check_csv(path: Path, columns: Columns) -> tuple[list[str], int]:
    """Return a file's header and the number of its records, reading it to its end once.

    Raise AlienFile unless it is a text in UTF-8 whose header has the columns of its kind, and
    unless at least one record can be read and fits the header.
    """
    records = _records(path)
    first = next(records, None)
    if first is None:
        raise AlienFile(_("%s is empty.") % named(path))
    header = [name.strip().casefold() for name in first.values]
    if "\r" in first.text and set(columns.required).difference(header):
        raise AlienFile(
            _(
                "%s ends its lines as old Macs did, by a carriage return alone; save it with other"
                " line ends (spreadsheets call that “CSV UTF-8”)."
            )
            % named(path)
        )
    _check_header(header, columns, path)
    lines, is_readable = 0, False
    for record in records:
        lines += 1
        is_readable = is_readable or len(record.values) == len(header)
    if not is_readable:
        raise AlienFile(
            _("%s has no line that can be read, besides its header.") % named(path)
            if lines
            else _("%s has a header and no line besides it.") % named(path)
        )
    return header, lines


def _check_header(header: list[str], columns: Columns, path: Path) -> None:
    missing = [name for name in columns.required if name not in header]
    if missing:
        raise AlienFile(
            _(
                "%(file)s is another kind of file: its header has no column %(missing)s."
                " All columns must be there; most of their cells may be empty."
            )
            % {"file": named(path), "missing": ", ".join(missing)}
        )
    for name in header:
        if name not in {*columns.required, *columns.optional}:
            raise AlienFile(
                _("The header of %(file)s has an unknown column, %(name)s.")
                % {"file": named(path), "name": shown(name)}
            )
        if header.count(name) > 1:
            raise AlienFile(
                _("The header of %(file)s has the column %(name)s twice.")
                % {"file": named(path), "name": shown(name)}
            )


class _Feed:
    """Hands a file's lines to the CSV reader one by one and can take them back.

    A quotation mark that is never closed would swallow all that follows, so a record that can't be
    read gives its other lines back, and reading goes on with the second of them.
    """

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._returned: deque[Line] = deque()
        self.taken: list[Line] = []
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        while (line := self._next()) is not None:
            self.taken.append(line)
            self._length += len(line.text) + 1
            if not line.is_whole:
                line.check()
            if self._length > LONGEST_LINE:
                raise _unclosed()
            yield line.text + "\n"

    def _next(self) -> Line | None:
        return self._returned.popleft() if self._returned else next(self._lines, None)

    def begin(self) -> None:
        """Begin the next record."""
        self.taken = []
        self._length = 0

    def give_back(self) -> None:
        """Keep only the first line of the record, and read the others again."""
        self._returned.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def _delimiter(path: Path) -> str:
    """What stands between values: a comma, unless the header has none, but semicolons or tabs.

    Many spreadsheets write semicolons where the decimal point is a comma.
    """
    header = next((line.text for line in physical_lines(path) if line.text.strip()), "")
    return max(",", ";", "\t", key=header.count) if "," not in header else ","


def _records(path: Path) -> Iterator[Record]:
    feed = _Feed(physical_lines(path))
    delimiter = _delimiter(path)
    while True:
        feed.begin()
        values, refusal = _read(feed, delimiter)
        if not feed.taken:
            return
        if refusal:
            feed.give_back()
        text = "\n".join(line.text for line in feed.taken)
        if "\0" in text and not refusal:
            refusal = Refusal(_("The line holds a NUL character."))
        if refusal or text.strip():
            yield Record(feed.taken[0].number, text, values, refusal)


def _read(feed: _Feed, delimiter: str) -> tuple[list[str], Refusal | None]:
    try:
        return next(csv.reader(feed, strict=True, delimiter=delimiter), []), None
    except Refusal as refusal:
        return [], refusal
    except csv.Error as fault:
        if "unexpected end of data" in str(fault):
            return [], _unclosed()
        return [], Refusal(
            _(
                "The line can't be read as CSV: "
                "a quotation mark or a line end stands in the wrong place."
            )
        )


def _unclosed() -> Refusal:
    return Refusal(_("A quotation mark opens in this line and is not closed."))
