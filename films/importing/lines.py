"""A text file as numbered physical lines, read in constant memory whatever it holds."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _

from films.importing.refusal import AlienFile, Refusal

LONGEST_LINE = 1_000_000
"""Bytes of one line with its end, or of one CSV record; a longer one is refused, not held."""

KEPT_OF_TOO_LONG = 1_000
"""Characters of a line beyond `LONGEST_LINE` that its refusal repeats."""


class Line(NamedTuple):
    """A physical line without its end, counted from 1; of one too long only the beginning."""

    number: int
    text: str
    is_whole: bool = True

    def check(self) -> None:
        """Raise Refusal for what no kind of file may hold in a line."""
        if not self.is_whole:
            raise Refusal(_("The line is longer than %d bytes.") % LONGEST_LINE)
        if "\0" in self.text:
            raise Refusal(_("The line holds a NUL character."))


def physical_lines(path: Path) -> Iterator[Line]:
    """Read a UTF-8 file, with or without a byte-order mark; raise AlienFile when it isn't one.

    A line ends at a line feed, with or without a carriage return before it, and nowhere else.
    """
    with open_file(path) as file:
        number = 0
        while piece := _read(file, path):
            number += 1
            if number == 1:
                piece = piece.removeprefix(codecs.BOM_UTF8)
            if len(piece) > LONGEST_LINE:
                yield _too_long(number, piece, file, path)
            else:
                yield Line(
                    number,
                    _decode(piece, number, path).removesuffix("\n").removesuffix("\r"),
                )


def open_file(path: Path) -> BinaryIO:
    """Open a regular file to read; raise AlienFile with one sentence for anything else."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise AlienFile(_("%s is not a file.") % named(path))
        return path.open("rb")
    except FileNotFoundError:
        raise AlienFile(_("There is no file %s.") % named(path)) from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def named(path: Path) -> str:
    """Name a file in a sentence, also one whose name is not text."""
    return shown_whole(os.fsencode(path).decode("utf-8", "replace"))


def shown_whole(text: str) -> str:
    """Put a file's name on one printable line, without shortening it."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def _read(file: BinaryIO, path: Path) -> bytes:
    try:
        return file.readline(LONGEST_LINE + 1)
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: OSError | ValueError) -> AlienFile:
    why = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return AlienFile(_("%(file)s can't be read: %(why)s.") % {"file": named(path), "why": why})


def _decode(piece: bytes, number: int, path: Path) -> str:
    try:
        return piece.decode("utf-8")
    except UnicodeDecodeError:
        raise _not_utf8(path, number) from None


def _not_utf8(path: Path, number: int) -> AlienFile:
    return AlienFile(
        _(
            "%(file)s is not a text in UTF-8: line %(line)d can't be decoded; save it as UTF-8"
            " (spreadsheets call that “CSV UTF-8”)."
        )
        % {"file": named(path), "line": number}
    )


def _too_long(number: int, piece: bytes, file: BinaryIO, path: Path) -> Line:
    """Keep the beginning of a line, and read on to its end without holding it."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        beginning = decoder.decode(piece)[:KEPT_OF_TOO_LONG]
        while not piece.endswith(b"\n") and (piece := _read(file, path)):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise _not_utf8(path, number) from None
    return Line(number, beginning, is_whole=False)
