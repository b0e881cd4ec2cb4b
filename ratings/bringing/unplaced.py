"""The lines of an import that weren't placed, as a CSV file that a spreadsheet can't misread."""

import csv
import json
from collections.abc import Iterator
from typing import Any

from films.importing.apostrophes import put_on
from ratings.models import ImportBatch, ImportLine

HEADER = (*("file", "line", "reason", "title", "year"), *("half_stars", "flag", "at", "content"))
AT_ONCE = 2_000


class _Echo:
    """What a CSV writer writes to, and gets back."""

    def write(self, text: str) -> str:
        """Give the text back."""
        return text


def unplaced_csv(batch: ImportBatch) -> Iterator[str]:
    """The file, row by row: why a line wasn't placed, what it said, and all that it held."""
    writer = csv.writer(_Echo())
    yield writer.writerow(HEADER)
    lines = batch.lines.that_became("unplaced", "refused")
    for line in lines.iterator(chunk_size=AT_ONCE):
        yield writer.writerow([put_on(str(cell)) for cell in _cells(line)])


def _cells(line: ImportLine) -> list[Any]:
    cells = [
        *(line.file, line.number, line.reason, line.title, line.year, line.half_stars, line.flag),
        line.at and line.at.isoformat(),
        content_of(line),
    ]
    return ["" if cell is None else cell for cell in cells]


def content_of(line: ImportLine) -> str:
    """All that a line held, as JSON."""
    return json.dumps(line.content, ensure_ascii=False)
