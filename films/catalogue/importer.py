"""A catalogue's file, line after line into the database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from films.catalogue.batch import Parts, take_lines
from films.catalogue.line import MARKS, CatalogueLine, catalogue_line
from films.importing.command import Taken
from films.importing.json_lines import check_json_lines, json_lines
from films.importing.lines import Line
from films.importing.refusal import Refusal
from films.importing.turns import rehearsed

LINES_AT_ONCE = 500
LENGTH_AT_ONCE = 2_000_000
"""Characters after which a batch ends, so that memory doesn't grow with the length of lines."""


def check_catalogue(path: Path) -> int:
    """Return the number of lines; raise AlienFile when no line is one of a catalogue."""
    return check_json_lines(path, MARKS)


def import_catalogue(
    path: Path, *, dry_run: bool, others: Parts = tuple, lines_at_once: int = LINES_AT_ONCE
) -> Iterator[Taken]:
    """Import a file and yield what became of each line, in its order.

    Every batch is saved for itself, so that what is done stays done when the import breaks off. A
    dry run writes as well, all in one transaction that is rolled back at its end: only so does a
    line see what the ones before it would have done.
    """
    with rehearsed(dry_run):
        for batch in _batches(path, lines_at_once):
            yield from _take(batch, others)


def _batches(path: Path, lines_at_once: int) -> Iterator[list[Line]]:
    batch: list[Line] = []
    length = 0
    for line in json_lines(path):
        batch.append(line)
        length += len(line.text)
        if len(batch) == lines_at_once or length > LENGTH_AT_ONCE:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def _take(batch: list[Line], others: Parts) -> Iterator[Taken]:
    read = [_read(line) for line in batch]
    outcomes = iter(take_lines([line for line in read if isinstance(line, CatalogueLine)], others))
    for line, found in zip(batch, read, strict=True):
        outcome = next(outcomes) if isinstance(found, CatalogueLine) else found
        if isinstance(outcome, Refusal):
            yield Taken(line.number, line.text, None, str(outcome))
        else:
            yield Taken(line.number, line.text, outcome)


def _read(line: Line) -> CatalogueLine | Refusal:
    try:
        line.check()
        return catalogue_line(line.text)
    except Refusal as refusal:
        return refusal
