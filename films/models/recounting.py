"""Recounting a tally: what its rows say now beside what it keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple, TypeVar

from django.db import connection, models, transaction

from films.models.retrying import retried

Tally = TypeVar("Tally", bound=models.Model)


class Difference(NamedTuple):
    """A column in which a film's tally isn't what its rows say; `kept` is None without a tally."""

    film_id: int
    slug: str
    column: str
    kept: Any
    counted: Any


@dataclass(frozen=True)
class Recount:
    """How the tally in a table is counted anew.

    `parts` are queries of a `film_id` and counts, each with the names of its counts; a film that
    is not in one has none of these. They are made of the same SQL as the triggers. `types` names
    the columns that hold no whole numbers: their types in SQL.
    """

    table: str
    parts: Mapping[str, Sequence[str]]
    types: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> list[str]:
        """What the tally counts."""
        return [column for columns in self.parts.values() for column in columns]

    @property
    def differing(self) -> str:
        """The query of the films whose tallies differ: id, address, what is kept, what counted."""
        kept, counted = (_listed(side, self.columns) for side in ("kept", "counted"))
        return (
            f"SELECT f.id, f.slug, kept.film_id, {kept}, {counted}"
            f" FROM films_film f JOIN ({self.counted}) counted USING (id)"
            f" LEFT JOIN {self.table} kept ON kept.film_id = f.id"
            f" WHERE ({kept}) IS DISTINCT FROM ({counted}) ORDER BY f.slug"
        )

    @property
    def mending(self) -> str:
        """The statement that makes the tally of one film what its rows say."""
        new = ", ".join(f"{column} = counted.{column}" for column in self.columns)
        return (
            f"UPDATE {self.table} kept SET {new}"
            f" FROM ({self.counted} WHERE f.id = %s) counted WHERE kept.film_id = counted.id"
        )

    @property
    def counted(self) -> str:
        """The query of what the rows of each film say."""
        joins, counts = [], []
        for number, (query, columns) in enumerate(self.parts.items()):
            joins.append(f"LEFT JOIN ({query}) c{number} ON c{number}.film_id = f.id")
            counts += [f"{self._or_none(number, name)} AS {name}" for name in columns]
        return f"SELECT f.id, {', '.join(counts)} FROM films_film f {' '.join(joins)}"

    def _or_none(self, part: int, column: str) -> str:
        """What a part counted; 0 of a film that isn't in it."""
        return f"coalesce(c{part}.{column}, 0)::{self.types.get(column, 'bigint')}"


def _listed(table: str, columns: Sequence[str]) -> str:
    return ", ".join(f"{table}.{column}" for column in columns)


class TallyQuerySet(models.QuerySet[Tally]):
    """Tallies that can be counted anew; `recount` says how."""

    recount: ClassVar[Recount]

    def differences(self) -> list[Difference]:
        """Where a film's tally differs from its rows, or is missing; in order of address.

        One statement, so that what others write meanwhile is seen in both or in neither.
        """
        columns = self.recount.columns
        found = []
        with connection.cursor() as cursor:
            cursor.execute(self.recount.differing)
            for film_id, slug, tally, *numbers in cursor:
                pairs = zip(columns, numbers[: len(columns)], numbers[len(columns) :], strict=True)
                found += [
                    Difference(film_id, slug, column, kept, counted)
                    for column, kept, counted in pairs
                    if tally is None or kept != counted
                ]
        return found

    def mend(self, film_id: int) -> None:
        """Make the tally of a film what its rows say, whoever else writes meanwhile."""
        _mend(self.recount, film_id)


@retried()
@transaction.atomic
def _mend(recount: Recount, film_id: int) -> None:
    with connection.cursor() as cursor:
        # Locked first and counted in a statement of its own, which sees what was committed
        # before the lock was had; writers who come later add to what it finds.
        cursor.execute(f"SELECT 1 FROM {recount.table} WHERE film_id = %s FOR UPDATE", [film_id])
        if not cursor.fetchall():
            _make(cursor, recount.table, film_id)
        cursor.execute(recount.mending, [film_id])


def _make(cursor: Any, table: str, film_id: int) -> None:
    """Make a tally that is missing, once nobody is writing past it.

    It takes a version that none before it had: they count changes, this counts milliseconds.
    """
    cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
    cursor.execute(
        f"INSERT INTO {table} (film_id, version)"
        " SELECT id, extract(epoch FROM clock_timestamp()) * 1000 FROM films_film WHERE id = %s"
        " ON CONFLICT DO NOTHING",
        [film_id],
    )
