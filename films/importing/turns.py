"""A batch of an import as one transaction: in turn with others' of its kind, anew after a clash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

from django.db import connection, transaction

from films.models.retrying import CLASHES, STILL_NAMED, TAKEN, anew_after

T = TypeVar("T")
PASSING = CLASHES | {TAKEN, STILL_NAMED}
"""Also a row that someone else made or removed meanwhile."""


def in_turn(kind: str, work: Callable[[], T]) -> T:
    """Do the work in one transaction while no other import of this kind is in one.

    After a clash with something else that writes (an edit in the admin) the work is done anew, on
    what is there then; so it must begin by reading all that it decides on. Within a rehearsal too.
    """
    return anew_after(PASSING, partial(_alone, kind, work))


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
