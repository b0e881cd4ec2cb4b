"""Reviews written many at once, with one array a column.

Django would write a parameter a value: putting such a statement together took half of an import.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from psycopg.types.json import Jsonb

from reviews.models import CriticReview

#: What imports write, and PostgreSQL's type of each column.
WRITTEN = {
    "film_id": "bigint",
    "critic_id": "bigint",
    "publication_id": "bigint",
    "aggregator_id": "bigint",
    "quote": "text",
    "language": "text",
    "url": "text",
    "verdict": "text",
    "original_score": "text",
    "published_on": "text",
    "disclosure": "text",
    "written_as": "text",
    "status": "text",
    "imported": "jsonb",
}
_COLUMNS = ", ".join(WRITTEN)
_ARRAYS = ", ".join(f"%s::{kind}[]" for kind in WRITTEN.values())
_INSERT = f"""
    INSERT INTO reviews_criticreview ({_COLUMNS})
    SELECT {_COLUMNS}
    FROM unnest({_ARRAYS}) WITH ORDINALITY AS line({_COLUMNS}, place)
    ORDER BY place
    RETURNING id
"""  # noqa: S608 - our own columns
_UPDATE = f"""
    UPDATE reviews_criticreview AS review
    SET {", ".join(f"{column} = line.{column}" for column in WRITTEN)}
    FROM unnest(%s::bigint[], {_ARRAYS}) AS line(id, {_COLUMNS})
    WHERE review.id = line.id
"""  # noqa: S608 - likewise


def insert(reviews: Sequence[CriticReview]) -> None:
    """Add reviews, and give each its id; those of lines before others are the lower ones."""
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, _columns(reviews))
        ids = sorted(pk for (pk,) in cursor.fetchall())
    for review, pk in zip(reviews, ids, strict=True):
        review.pk = pk


def update(reviews: Sequence[CriticReview]) -> None:
    """Write all that imports write of reviews that are there, and locked."""
    with connection.cursor() as cursor:
        cursor.execute(_UPDATE, [[review.pk for review in reviews], *_columns(reviews)])


def _columns(reviews: Sequence[CriticReview]) -> list[list[object]]:
    columns = [[getattr(review, column) for review in reviews] for column in WRITTEN]
    columns[-1] = [Jsonb(imported) for imported in columns[-1]]
    return columns
