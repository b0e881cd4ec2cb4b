"""Who changes what: noted with the transaction, and taken up by the triggers that keep versions.

A statement of its own sets it, as pghistory's `context()` would glue one in front of every other,
which can't be prepared on the server.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import connection

_BEFORE = """
    SELECT coalesce(current_setting('pghistory.context_id', true), ''),
        coalesce(current_setting('pghistory.context_metadata', true), '')
"""
_NOTE = """
    SELECT set_config('pghistory.context_id', %s, true),
        set_config('pghistory.context_metadata', %s, true)
"""


@contextmanager
def with_author(user: AbstractBaseUser | AnonymousUser, url: str) -> Iterator[None]:
    """Changes within are this user's, made at this address.

    Only inside a transaction, as all here: raises RuntimeError outside.
    """
    name = {"user": user.pk, "name": user.get_username()} if user.pk else {}
    with _noted(**name, url=url):
        yield


@contextmanager
def with_import(name: str) -> Iterator[None]:
    """Changes within come from a file of this name; within `with_author`, brought by that user."""
    with _noted(**{"import": name}):
        yield


@contextmanager
def with_command(name: str) -> Iterator[None]:
    """Changes within are made by a command of `manage.py`."""
    with _noted(command=name):
        yield


@contextmanager
def _noted(**about: object) -> Iterator[None]:
    if not connection.in_atomic_block:
        raise RuntimeError("who changes what is noted with a transaction, and there is none")
    with connection.cursor() as cursor:
        cursor.execute(_BEFORE)
        before = cursor.fetchone()
        known = json.loads(before[1] or "{}")
        cursor.execute(_NOTE, [str(uuid4()), json.dumps({**known, **about})])
    yield
    # After an error the database takes it back itself, with all that was done.
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, before)
