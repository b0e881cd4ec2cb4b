"""Zips from the street: read member by member, and never trusted about their sizes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple

from django.utils.translation import gettext as _

from ratings.imports.brought import Unreadable
from ratings.imports.texts import one_line

MOST_MEMBERS = 1_000
MOST_BYTES = 100_000_000
"""Bytes of all members together, unpacked."""

STEEPEST = 300
"""How many times its packed size a member may have; texts of ratings reach 50."""

_SLICE = 1 << 16
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""The others, which nobody's exports use, can't be unpacked in slices: a bomb would go off."""

_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    RuntimeError,
    NotImplementedError,
)


class Member(NamedTuple):
    """A file of a zip: its name, and its bytes or why they aren't read."""

    name: str
    data: bytes
    refusal: str = ""


def is_zip(data: bytes) -> bool:
    """Tell whether bytes are meant as a zip."""
    return data[:4] in {b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"}


def members(data: bytes) -> Iterator[Member]:
    """Unpack the files of a zip one after the other, without what systems add of their own.

    Raise Unreadable for a broken or encrypted zip, and for one that unpacks to more than anybody
    has to say.
    """
    # Before the reader makes a list of them: each entry has this mark.
    if data.count(b"PK\x01\x02") > 2 * MOST_MEMBERS:
        raise _too_many()
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _FAULTS:
        raise _broken() from None
    listed = [info for info in archive.infolist() if not _is_of_a_system(info)]
    if len(listed) > MOST_MEMBERS:
        raise _too_many()
    left, taken = MOST_BYTES, set[str]()
    for info in listed:
        name = one_line(info.filename)
        while name in taken:
            name += "+"
        taken.add(name)
        member = _member(archive, info, name, left)
        left -= len(member.data)
        yield member


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, left: int) -> Member:
    if info.flag_bits & 1:
        raise Unreadable(_("The zip is encrypted; bring it without a password."))
    if info.compress_type not in _PACKINGS:
        return Member(name, b"", _("This is packed in a way that isn't read."))
    try:
        with archive.open(info) as file:
            unpacked = _unpacked(file, left, max(STEEPEST * info.compress_size, 1_000_000))
    except _FAULTS:
        raise _broken() from None
    if is_zip(unpacked):
        return Member(name, b"", _("This zip inside the zip isn't read; bring it by itself."))
    return Member(name, unpacked)


def _unpacked(file: IO[bytes], left: int, meant: int) -> bytes:
    pieces, size = [], 0
    while piece := file.read(_SLICE):
        size += len(piece)
        if size > left:
            raise _too_large()
        if size > meant:
            raise Unreadable(_("The zip unpacks to more than anybody has to say of films."))
        pieces.append(piece)
    return b"".join(pieces)


def _is_of_a_system(info: zipfile.ZipInfo) -> bool:
    name = info.filename
    return (
        info.is_dir() or name.startswith("__MACOSX/") or name.endswith((".DS_Store", "Thumbs.db"))
    )


def _broken() -> Unreadable:
    return Unreadable(_("The zip is broken and can't be unpacked."))


def _too_large() -> Unreadable:
    sentence = _(
        "The zip unpacks to more than %d MB, which is the most that is read at once. Bring its "
        "files one by one; of an export from Halfstar bring halfstar.csv, cut into several files "
        "with the same first line if it is too large as well."
    )
    return Unreadable(sentence % (MOST_BYTES // 1_000_000))


def _too_many() -> Unreadable:
    return Unreadable(_("The zip holds more than %d files.") % MOST_MEMBERS)
