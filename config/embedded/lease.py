"""File locks: who uses the server, who starts it, and that it is still there.

All are ``flock`` locks. They belong to an open file, not to a process: a forked child goes on
holding its parent's, and a killed process lets go of its own. So nothing here ever unlocks;
files are closed.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.embedded.errors import EmbeddedServerError

PATIENCE = 120.0
"""Seconds to wait for another command that starts, or a server that stops."""

_held: dict[Path, int] = {}


def hold_lease(folder: Path) -> None:
    """Count as a user of the server in ``folder`` until this process ends."""
    path = folder / "lease.lock"
    held = _held.get(path)
    if held is not None and _is_still(path, held):
        return
    # Threads may come here together: each step leaves one of them the owner of a descriptor.
    if held is not None and _held.pop(path, None) == held:
        os.close(held)
    descriptor = _open(path)
    try:
        _acquire(descriptor, fcntl.LOCK_SH, path)
        kept = _held.setdefault(path, descriptor)
    except BaseException:
        os.close(descriptor)
        raise
    if kept != descriptor:
        os.close(descriptor)


@contextmanager
def only_one(path: Path) -> Iterator[int]:
    """Hold the lock file ``path`` alone; children that are handed the number hold it on."""
    with _locked(path, fcntl.LOCK_EX) as descriptor:
        yield descriptor


@contextmanager
def with_others(path: Path) -> Iterator[None]:
    """Hold the lock file ``path`` with others: wait for whoever holds it alone."""
    with _locked(path, fcntl.LOCK_SH):
        yield


@contextmanager
def _locked(path: Path, kind: int) -> Iterator[int]:
    descriptor = _open(path)
    try:
        _acquire(descriptor, kind, path)
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def only_one_now(path: Path) -> Iterator[int | None]:
    """Hold the existing file or folder ``path`` alone, or yield None if somebody else does."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor if _try(descriptor, fcntl.LOCK_EX) else None
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Whether anybody holds the lock file ``path`` alone."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        return not _try(descriptor, fcntl.LOCK_SH)
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether the file that we hold is the one at ``path``: the folder may have been removed."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _try(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _acquire(descriptor: int, kind: int, path: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _try(descriptor, kind):
        if time.monotonic() > deadline:
            raise EmbeddedServerError(
                f"Another command has held {path} for {PATIENCE:.0f} seconds, starting or stopping"
                f" the database: read {path.with_name('log')}, end that command and try again."
            )
        time.sleep(0.02)
