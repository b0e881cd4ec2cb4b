"""A table without what makes writing many rows slow: it is built again when they are there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import LiteralString

from django.db import connection

_LINKS = """
    SELECT 'ALTER TABLE ratings_rating DROP CONSTRAINT ' || quote_ident(conname),
        'ALTER TABLE ratings_rating ADD CONSTRAINT ' || quote_ident(conname) || ' '
            || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE conrelid = 'ratings_rating'::regclass AND contype IN ('f', 'u')
    ORDER BY contype DESC
"""
_INDEXES = """
    SELECT 'DROP INDEX ' || indexrelid::regclass, pg_get_indexdef(indexrelid)
    FROM pg_index WHERE indrelid = 'ratings_rating'::regclass AND NOT EXISTS (
        SELECT FROM pg_constraint c
        WHERE c.conindid = indexrelid AND c.conrelid = 'ratings_rating'::regclass
    )
"""


@contextmanager
def bare_ratings() -> Iterator[None]:
    """Ratings without indexes and links to films and viewers, in a transaction that is open.

    Both are built again as they were at the end, and hold for every row. Until the transaction
    ends nobody else reads or writes ratings, films or viewers. Triggers stay on.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "LOCK TABLE accounts_user, films_film, ratings_rating IN ACCESS EXCLUSIVE MODE"
        )
        # Checks that still wait for the end of the transaction would stand in the way.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        parts = _asked(_LINKS) + _asked(_INDEXES)
        for drop, _make in parts:
            cursor.execute(drop)
        yield
        for _drop, make in parts:
            cursor.execute(make)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _asked(statement: LiteralString) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows: list[tuple[str, str]] = cursor.fetchall()
    return rows
