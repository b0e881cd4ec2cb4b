"""Bytes as text, whatever wrote them, and text that a database can hold. Pure."""

from __future__ import annotations

import codecs
import re
from typing import Any

from django.utils.translation import gettext as _

from ratings.imports.brought import Unreadable

MOST_CONTROLS = 40
"""Control characters in the first page of what still is a text, with faulty lines."""

DEEPEST = 40
"""Lists within lists that are followed; no service nests its exports half as deep."""

_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NOT_STORABLE = re.compile("[\0\ud800-\udfff]")


def text_of(data: bytes, *, has_controls: bool = False) -> str:
    """Decode UTF-8, UTF-16 with its mark, or Windows' Latin-1, line by line where they mix.

    Raise Unreadable for what isn't text: many control characters in the first page, or any in the
    first line. A line below with a few is a fault of that line alone. With `has_controls` none are
    looked for.
    """
    if data.startswith(_UTF32):
        raise _not_decoded()
    if data.startswith(_UTF16):
        return _decoded(data, "utf-16")
    data = data.removeprefix(codecs.BOM_UTF8)
    if not has_controls and (data.startswith(_PICTURES) or _is_binary(data[:4096])):
        raise Unreadable(_("This is not a text: it looks like a picture, a program or the like."))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(_line(piece) for piece in data.splitlines(keepends=True))


def storable(value: Any, deep: int = 0) -> Any:
    """Return a JSON value with NUL and lone surrogates, which no database takes, written out.

    Raise Unreadable where it is nested too deeply.
    """
    if isinstance(value, str):
        return _NOT_STORABLE.sub(_written_out, value) if _NOT_STORABLE.search(value) else value
    if not isinstance(value, dict | list):
        return value
    if deep > DEEPEST:
        raise Unreadable(_("This is nested too deeply to be read."))
    if isinstance(value, list):
        return [storable(each, deep + 1) for each in value]
    return {storable(key): storable(each, deep + 1) for key, each in value.items()}


def one_line(name: str, longest: int = 200) -> str:
    """Return a file's name on one printable line."""
    printable = "".join(char if char.isprintable() else "�" for char in name)
    return printable[:longest]


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise _not_decoded() from None


def _not_decoded() -> Unreadable:
    return Unreadable(_("This is not a text that can be decoded."))


def _is_binary(page: bytes) -> bool:
    first = re.split(rb"[\r\n]", page.lstrip(), maxsplit=1)[0]
    return bool(_CONTROLS.search(first)) or len(_CONTROLS.findall(page)) > MOST_CONTROLS


def _line(piece: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return piece.decode(encoding)
        except UnicodeDecodeError:
            continue
    return piece.decode("latin-1")


def _written_out(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
