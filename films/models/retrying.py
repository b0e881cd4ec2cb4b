"""Doing a change anew after it clashed with another writer's."""

import random
import time
from collections.abc import Callable
from functools import partial, wraps
from typing import ParamSpec, TypeVar

import psycopg
from django.db import DatabaseError, models, transaction

P = ParamSpec("P")
T = TypeVar("T")

ATTEMPTS = 5
LONGEST_WAIT = 0.05
"""Seconds before the second attempt, at most; each further one may wait twice as long."""
CLASHES = frozenset({"40P01", "40001"})
"""SQLSTATEs of a deadlock and of a serialization failure: it takes luck, not a change."""
STILL_NAMED = "23503"
"""SQLSTATE of a row that is named by another one, or that names one which is gone."""
TAKEN = "23505"
"""SQLSTATE of what is there already, once."""


def sqlstate(error: BaseException) -> str:
    """The SQLSTATE of a database's error, whether Django's or psycopg's own; "" without one."""
    if isinstance(error, models.ProtectedError | models.RestrictedError):
        # Django saw before the database did that rows still name what is to be deleted.
        return STILL_NAMED
    cause = error if isinstance(error, psycopg.Error) else error.__cause__
    return (cause.sqlstate or "") if isinstance(cause, psycopg.Error) else ""


def retried(*also: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Do the whole of it anew, a few times, after a clash, or an SQLSTATE that is in `also`.

    It must stand outside of `atomic()`, and be right when done anew: within a transaction that is
    open already it is done once, as only the whole transaction can be done again.
    """

    def decorate(work: Callable[P, T]) -> Callable[P, T]:
        @wraps(work)
        def persistent(*args: P.args, **kwargs: P.kwargs) -> T:
            is_whole = not transaction.get_connection().in_atomic_block
            tries = ATTEMPTS if is_whole else 1
            return anew_after(CLASHES.union(also), partial(work, *args, **kwargs), tries)

        return persistent

    return decorate


def anew_after(passing: frozenset[str], work: Callable[[], T], tries: int = ATTEMPTS) -> T:
    """Do the work, and anew after an error of one of these SQLSTATEs, so many times in all."""
    for attempt in range(1, tries):
        try:
            return work()
        except (DatabaseError, psycopg.Error) as error:
            if sqlstate(error) not in passing:
                raise
        # By chance, so that the two that clashed don't meet again.
        time.sleep(random.uniform(0, LONGEST_WAIT * 2 ** (attempt - 1)))  # noqa: S311 - no secret
    return work()
