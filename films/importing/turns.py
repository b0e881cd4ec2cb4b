"""A batch of an import as one transaction: in turn with others' of its kind, anew after a clash."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction

T = TypeVar("T")
ATTEMPTS = 5
CLASHES = frozenset({"40P01", "40001", "23505", "23503"})
"""SQLSTATEs of a deadlock, a lost race, and a row that someone else made or removed meanwhile."""


def in_turn(kind: str, work: Callable[[], T]) -> T:
    """Do the work in one transaction while no other import of this kind is in one.

    After a clash with something else that writes (an edit in the admin) the work is done anew, on
    what is there then; so it must begin by reading all that it decides on.
    """
    for attempt in range(1, ATTEMPTS):
        try:
            return _alone(kind, work)
        except (OperationalError, IntegrityError) as error:
            if getattr(error.__cause__, "sqlstate", None) not in CLASHES:
                raise
        time.sleep(random.uniform(0, 0.1 * attempt))  # noqa: S311 - jitter, no secret
    return _alone(kind, work)


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
