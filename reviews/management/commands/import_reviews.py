"""Imports critics' reviews from a CSV file with a header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from films.importing.command import ImportCommand, Taken
from films.importing.csv_records import Record, check_csv, csv_records
from films.importing.refusal import Refusal
from films.importing.turns import rehearsed
from reviews.importing.batch import take_lines
from reviews.importing.line import COLUMNS, Numbered, review_line
from reviews.importing.taking import Linked

LINES_AT_ONCE = 1000
CHARACTERS_AT_ONCE = 4_000_000
"""What a batch holds at most, so that memory is bounded whatever the file holds."""


class Command(ImportCommand):
    """Each line names its film, who said what where, and the verdict if one was stated.

    An empty cell means that the line doesn't say: nothing is ever removed by one.
    """

    help = _("Import critics' reviews from a CSV file, as often as you like.")

    def check_file(self, path: Path) -> int:
        """Return the number of the file's lines; raise AlienFile when it is of another kind."""
        self.header, lines = check_csv(path, COLUMNS)
        return lines

    def take_lines(self, path: Path, *, dry_run: bool) -> Iterator[Taken]:
        """Import the lines, many at once, and yield what became of each, in the file's order."""
        linked: Linked = {}
        with rehearsed(dry_run):
            for records in _batches(csv_records(path)):
                yield from self._batch(records, linked)

    def _batch(self, records: Sequence[Record], linked: Linked) -> Iterator[Taken]:
        lines: list[Numbered] = []
        refused: dict[int, Refusal] = {}
        for record in records:
            try:
                lines.append(Numbered(record.number, review_line(record.fields(self.header))))
            except Refusal as refusal:
                refused[record.number] = refusal
        outcomes = dict(
            zip((line.number for line in lines), take_lines(lines, linked), strict=True)
        )
        for record in records:
            became = refused.get(record.number) or outcomes[record.number]
            if isinstance(became, Refusal):
                yield Taken(record.number, record.text, None, str(became))
            else:
                yield Taken(record.number, record.text, became)


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    batch: list[Record] = []
    characters = 0
    for record in records:
        batch.append(record)
        characters += len(record.text)
        if len(batch) == LINES_AT_ONCE or characters > CHARACTERS_AT_ONCE:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
