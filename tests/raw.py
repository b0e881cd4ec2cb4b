"""Writing past the models, as a load or a hand at the database's own prompt does."""

from collections.abc import Iterable
from typing import Any

from django.db import connection


def sql(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run one statement; gives the rows that it answers with, if any."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def copied(table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """COPY the rows into a table."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
