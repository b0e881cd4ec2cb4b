"""The one error of the embedded server: a sentence that says what to do."""

import errno
from pathlib import Path

from django.core.management.base import CommandError
from django.db import OperationalError

ELSEWHERE = "or set HALFSTAR_HOME to another folder"

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_FOLDER = {errno.ENOTDIR, errno.EEXIST}
_NO_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS}


class EmbeddedServerError(CommandError, OperationalError):
    """The embedded server can't be had; the text is one sentence that says what to do.

    A command prints it without a traceback, and whoever handles a database that can't be
    reached handles this too.
    """


def disk_full(folder: Path) -> EmbeddedServerError:
    """The sentence for a disk, or a quota, with no room left."""
    return EmbeddedServerError(
        f"There is no room left on the disk that holds {folder}: free some space, {ELSEWHERE}."
    )


def from_os_error(error: OSError, folder: Path) -> EmbeddedServerError:
    """The sentence for what the operating system refused in ``folder``."""
    place = _text(error.filename) or str(folder)
    if error.errno in _DISK_FULL:
        return disk_full(folder)
    if error.errno in _FORBIDDEN:
        sentence = f"{place} can't be written by this user: make it writable, {ELSEWHERE}."
    elif error.errno in _NO_FOLDER:
        in_the_way = next(path for path in (folder, *folder.parents) if path.exists())
        sentence = (
            f"There is a file at {in_the_way} where a folder is needed: move it away, {ELSEWHERE}."
        )
    elif error.errno == errno.ENAMETOOLONG:
        sentence = f"{folder} is a longer path than this system allows: set HALFSTAR_HOME shorter."
    elif error.errno in _NO_LOCKS:
        sentence = (
            f"The disk that holds {folder} has no file locks, and the database needs them:"
            " set HALFSTAR_HOME to a folder on a local disk."
        )
    else:
        sentence = f"{place} can't be used ({error.strerror}): see to it, {ELSEWHERE}."
    return EmbeddedServerError(sentence)


def _text(filename: object) -> str:
    return str(filename) if isinstance(filename, (str, Path)) else ""
