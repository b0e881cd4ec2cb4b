"""What programs do to letters on the way from a page to a table, undone where it is plain. Pure.

A table of critics' reviews has mostly been through several: HTML entities stand for letters
(`&amp;`), a text in UTF-8 was read as Windows-1252 (`â€™` for `’`), or one in Windows-1252 as
Latin-1, which leaves control characters that nobody sees.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
#: How the control characters of Latin-1 are guarded: plainly written, 147 means “ in HTML.
_PADDED = re.compile("&#0000(1[2-5][0-9]);")
_CONTROL = re.compile("[\x80-\x9f]")
#: With which letters UTF-8 begins when it was read as Windows-1252.
_MISREAD = re.compile("[ÂÃâ]")


def _windows_letters() -> dict[str, int]:
    """Windows-1252's letters and their bytes; bytes that mean none stand for themselves."""
    letters = {}
    for byte in range(256):
        try:
            letters[bytes([byte]).decode("windows-1252")] = byte
        except UnicodeDecodeError:
            letters[chr(byte)] = byte
    return letters


_BYTES = _windows_letters()
#: The control characters of Latin-1, by what the same bytes mean in Windows-1252.
_CONTROLS = {byte: letter for letter, byte in _BYTES.items() if 0x80 <= byte < 0xA0}


def mended(text: str) -> str:
    """Return a text with the letters that were meant."""
    if text.isascii():
        return _ENTITY.sub(_letter, text) if "&" in text else text
    return _ENTITY.sub(_letter, _read_again(text).translate(_CONTROLS))


def guarded(text: str) -> str:
    """Return a text that `mended` makes this one again."""
    text = _ENTITY.sub(lambda entity: f"&amp;{entity[0][1:]}", text)
    text = _CONTROL.sub(lambda control: f"&#{ord(control[0]):07};", text)
    if _read_again(text) == text:
        return text
    return _MISREAD.sub(lambda letter: f"&#{ord(letter[0])};", text)


def _letter(entity: re.Match[str]) -> str:
    if padded := _PADDED.fullmatch(entity[0]):
        return chr(int(padded[1]))
    if entity[0].startswith("&#"):
        return unescape(entity[0])
    return html5.get(entity[0][1:], entity[0])


def _read_again(text: str) -> str:
    """Read a text as UTF-8 that was read as Windows-1252; one that never was can't be, and stays.

    "Café»" could be, by itself; so only what has one of the letters that give it away is tried.
    """
    if not _MISREAD.search(text):
        return text
    try:
        return bytes(_BYTES[letter] for letter in text).decode()
    except (KeyError, UnicodeDecodeError):
        return text
