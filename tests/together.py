"""Doing things at the same moment, each in a thread with a database connection of its own."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event

from django.db import connection, transaction

Doing = Callable[[], object]
PATIENCE = 20.0
"""Seconds until a thread gives up waiting for another one."""


def at_once(*doings: Doing) -> list[object]:
    """Start all of them at the same moment; gives their results, raises the first failure."""
    start = Barrier(len(doings))

    def ready(doing: Doing) -> object:
        start.wait(PATIENCE)
        return doing()

    return _in_threads([partial(ready, doing) for doing in doings])


def while_uncommitted(first: Doing, second: Doing) -> None:
    """Do the second while the transaction of the first is open, and has to be waited for."""
    done = Event()

    def one() -> None:
        with transaction.atomic():
            first()
            done.set()
            wait_until_someone_waits()

    def two() -> None:
        assert done.wait(PATIENCE)
        second()

    _in_threads([one, two])


def wait_until_someone_waits() -> None:
    """Return once another connection to this database waits for a lock."""
    give_up = time.monotonic() + PATIENCE
    waits = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    with connection.cursor() as cursor:
        while time.monotonic() < give_up:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(waits)
            if cursor.fetchone() != (0,):
                return
            time.sleep(0.01)
    raise AssertionError("nobody waited")


def _in_threads(doings: list[Doing]) -> list[object]:
    def whole(doing: Doing) -> object:
        try:
            return doing()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as threads:
        return [future.result() for future in [threads.submit(whole, one) for one in doings]]
