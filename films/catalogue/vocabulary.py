"""The people, genres, providers and aggregators that lines name: found, and made where missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from django.db import connection, models

from films import naming
from films.catalogue.copying import add_rows, reserve_ids
from films.models import Person
from films.models.address import free_addresses

T = TypeVar("T")
AT_ONCE = 500
"""Names asked for by one statement."""
_CASE_ASIDE = "lower(thing.name) = lower(wanted.name)"


def chunks(things: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """Cut into pieces that one statement can take."""
    return (things[start : start + size] for start in range(0, len(things), size))


def ids_of_names(model: type[models.Model], names: Iterable[str]) -> dict[str, int]:
    """Return the ids by name of things whose name is unique whatever its case, making the missing.

    Of several spellings of a new name the first one stays.
    """
    found: dict[str, int] = {}
    for some in chunks(list(dict.fromkeys(names))):
        known = _known(model, some, _CASE_ASIDE)
        missing = [model(name=name) for name in some if name not in known]
        if missing:
            # Two new spellings of one name meet only in the database's idea of case.
            model._base_manager.bulk_create(missing, ignore_conflicts=True)
            known = _known(model, some, _CASE_ASIDE)
        found |= known
    return found


def ids_of_people(names: Iterable[str]) -> dict[str, int]:
    """Return the ids of people by their exact name, making the missing; the oldest of namesakes."""
    found: dict[str, int] = {}
    for some in chunks(list(dict.fromkeys(names))):
        known = _known(Person, some, "thing.name = wanted.name")
        found |= known | _make_people([name for name in some if name not in known])
    return found


def _make_people(names: Sequence[str]) -> dict[str, int]:
    addresses = free_addresses(Person, [Person(name=name).wanted_address() for name in names])
    ids = reserve_ids(Person, len(names))
    add_rows(
        Person,
        ("id", "name", "slug", "sort_name"),
        (
            (pk, name, address, naming.sort_name(name))
            for pk, name, address in zip(ids, names, addresses, strict=True)
        ),
    )
    return dict(zip(names, ids, strict=True))


def _known(model: type[models.Model], names: Sequence[str], same: str) -> dict[str, int]:
    """Find things by name; which names are the same is for the database to say, in SQL.

    OFFSET 0 lets it look up each name by the index, also in a table that it has no statistics of.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT wanted.name, min(found.id) FROM unnest(%s::text[]) AS wanted(name), LATERAL"  # noqa: S608 - the table and the comparison are ours
            f" (SELECT id FROM {table} AS thing WHERE {same} OFFSET 0) AS found GROUP BY 1",
            [list(names)],
        )
        return dict(cursor.fetchall())
