"""Whom the server runs as: PostgreSQL refuses to run as root."""

import os
import pwd
from pathlib import Path
from typing import TypedDict

from config.embedded.errors import EmbeddedServerError


class Identity(TypedDict):
    """Arguments for ``subprocess``; all ``None`` means: as whoever we are."""

    user: int | None
    group: int | None
    extra_groups: list[int] | None


OURSELVES = Identity(user=None, group=None, extra_groups=None)


def identity_for(data: Path) -> Identity:
    """Ourselves, unless we are root: then the owner of ``data``, or nobody when it's new.

    Raises EmbeddedServerError when root finds no user to become.
    """
    if os.geteuid() != 0:
        return OURSELVES
    owner = data.stat().st_uid if data.exists() else 0
    try:
        # Looked up, because PostgreSQL refuses a user id that has no name.
        account = pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    except KeyError:
        raise EmbeddedServerError(
            f"PostgreSQL doesn't run as root, and there is no user {owner or 'nobody'} to run"
            " it as: start Halfstar as a normal user, or set DATABASE_URL to a server of yours."
        ) from None
    return Identity(user=account.pw_uid, group=account.pw_gid, extra_groups=[])


def give(target: Path | int, identity: Identity) -> None:
    """Make ``target`` (a path or an open file) belong to ``identity``, if that isn't us."""
    if identity["user"] is not None and identity["group"] is not None:
        os.chown(target, identity["user"], identity["group"])
