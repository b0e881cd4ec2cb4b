"""A file of critics' reviews, taken in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.db import transaction

from films.importing.command import Taken
from films.importing.csv_records import Record, check_csv, csv_records
from films.importing.lines import named
from films.importing.refusal import Refusal
from films.importing.turns import in_turn, rehearsed
from reviews.importing.batch import Run, films_called, take_lines
from reviews.importing.line import COLUMNS, Numbered, review_line
from reviews.importing.names import other_spellings
from reviews.importing.repeats import Repeats, name_in
from reviews.importing.writing import hold

LINES_AT_ONCE = 1000
CHARACTERS_AT_ONCE = 4_000_000
"""What a batch holds at most, so that memory is bounded whatever the lines hold."""


@dataclass
class ReviewFile:
    """A file that was looked through: `lines` is their number, `name` what history calls it.

    Raises AlienFile when it is of another kind.
    """

    path: Path
    name: str = ""
    header: list[str] = field(init=False)
    lines: int = field(init=False)

    def __post_init__(self) -> None:
        self.header, self.lines = check_csv(self.path, COLUMNS)
        self.name = named(Path(self.name or self.path.name))

    def take(self, *, dry_run: bool) -> Iterator[Taken]:
        """Import the lines, many at once, and yield what became of each, in the file's order."""
        films = self._films()
        repeats = Repeats(self.header, csv_records(self.path), films, other_spellings())
        run = Run(self.name)
        with rehearsed(dry_run):
            if transaction.get_connection().in_atomic_block:
                # One transaction of many batches: each would want locks behind those of the last.
                in_turn("reviews", partial(hold, films.values()))
            for records in _batches(csv_records(self.path)):
                yield from self._take(records, repeats, run)

    def _films(self) -> dict[str, int]:
        """The ids of the films of which the lines are, by what they call them."""
        place = self.header.index("film")
        cells = {one.values[place] for one in csv_records(self.path) if len(one.values) > place}
        return films_called({name_in(cell) for cell in cells})

    def _take(self, records: Sequence[Record], repeats: Repeats, run: Run) -> Iterator[Taken]:
        lines: list[Numbered] = []
        refused: dict[int, Refusal] = {}
        for record in records:
            try:
                line = review_line(record.fields(self.header))
            except Refusal as refusal:
                refused[record.number] = refusal
            else:
                group, overruled = repeats.of(record)
                lines.append(Numbered(record.number, line, overruled, group))
        outcomes = dict(zip((line.number for line in lines), take_lines(lines, run), strict=True))
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
