"""Every review as a line of CSV, in the form that `import_reviews` reads.

What reading would take off or mend is written so that it comes back as it was: importing an export
again changes nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from films.importing.apostrophes import put_on
from reviews.importing.letters import guarded
from reviews.models.review import CriticReviewQuerySet
from reviews.quotations import PAIRS, unquoted

#: The columns, and where in the database each stands.
COLUMNS = {
    "film": "film__slug",
    "critic": "critic__name",
    "publication": "publication__name",
    "quote": "quote",
    "url": "url",
    "verdict": "verdict",
    "original_score": "original_score",
    "published_on": "published_on",
    "aggregator": "aggregator__name",
    "status": "status",
    "language": "language",
    "disclosure": "disclosure",
    "written_as": "written_as",
}
ROWS_AT_ONCE = 2000


def exported(reviews: CriticReviewQuerySet) -> Iterator[str]:
    """The header and the reviews, film by film, as pieces of a text; all of one moment."""
    rows = reviews.order_by("film__slug", "pk").values_list(*COLUMNS.values())
    yield _csv([list(COLUMNS)])
    piece: list[list[str]] = []
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        piece.append(_cells(dict(zip(COLUMNS, row, strict=True))))
        if len(piece) == ROWS_AT_ONCE:
            yield _csv(piece)
            piece = []
    yield _csv(piece)


def _cells(row: dict[str, str | None]) -> list[str]:
    # A carriage return would stand outside of quotation marks, and break the line.
    said = {
        column: (value or "").replace("\r\n", "\n").replace("\r", "\n")
        for column, value in row.items()
    }
    link = said["url"].replace("&amp;", "&amp;amp;")
    texts = said | {"quote": _marked(said["quote"])}
    return [
        link if column == "url" else put_on(guarded(value)) if value else ""
        for column, value in texts.items()
    ]


def _marked(quote: str) -> str:
    """In marks of its own where reading would take off some that are the critic's."""
    if unquoted(quote) == quote:
        return quote
    marked = (f"{pair[0]}{quote}{pair[1]}" for pair in PAIRS)
    return next((text for text in marked if unquoted(text) == quote), quote)


def _csv(rows: Iterable[list[str]]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
