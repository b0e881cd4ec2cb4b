"""A batch of an import as one transaction: in turn with others' of its kind, anew after a clash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

from django.db import connection, transaction

from films.models.retrying import CLASHES, STILL_NAMED, TAKEN, anew_after

T = TypeVar("T")
MEANWHILE = frozenset({TAKEN, STILL_NAMED})
"""SQLSTATEs of a row that someone else made or removed meanwhile."""


def in_turn(kind: str, work: Callable[[], T]) -> T:
    """Do the work in one transaction while no other import of this kind is in one.

    After a clash with something else that writes (an edit in the admin) the work is done anew, on
    what is there then; so it must begin by reading all that it decides on. Within a transaction
    that is open already a clash is for whoever opened it: what it holds, it holds on to.
    """
    is_whole = not transaction.get_connection().in_atomic_block
    passing = MEANWHILE | CLASHES if is_whole else MEANWHILE
    return anew_after(passing, partial(_alone, kind, work))


def _alone(kind: str, work: Callable[[], T]) -> T:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
                [f"halfstar import: {kind}"],
            )
        return work()


@contextmanager
def rehearsed(dry_run: bool) -> Iterator[None]:
    """Take everything back at the end of a dry run; let everything else stand."""
    if not dry_run:
        yield
        return
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
