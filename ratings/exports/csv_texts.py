"""Rows as CSV, in pieces, with nothing that a spreadsheet would calculate. Pure: no database."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from films.importing.apostrophes import put_on

AT_ONCE = 500
"""Rows of one piece of what is sent."""


class _Echo:
    """Gives what is written back to who writes."""

    def write(self, text: str) -> str:
        return text


def csv_text(header: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    """Write a header and rows; None is an empty cell."""
    writer: Any = csv.writer(_Echo())
    pieces = [writer.writerow(header)]
    for row in rows:
        pieces.append(writer.writerow([_cell(value) for value in row]))
        if len(pieces) >= AT_ONCE:
            yield "".join(pieces)
            pieces = []
    yield "".join(pieces)


def _cell(value: Any) -> str:
    return "" if value is None else put_on(str(value))
