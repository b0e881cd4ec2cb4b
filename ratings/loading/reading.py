"""A file of ratings, plain or compressed, as blocks of whole lines that know their numbers."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from films.importing.lines import KEPT_OF_TOO_LONG, LONGEST_LINE, named, open_file
from films.importing.refusal import AlienFile, Refusal
from ratings.loading.kinds import Kind, kind_of

AT_ONCE = 1 << 20
"""Bytes read at once; lines that are longer than that are refused."""
_GZIP = b"\x1f\x8b"


class Block(NamedTuple):
    """Whole lines, each with its end: the number of the first one, counted from 1, and the text."""

    number: int
    text: bytes

    @property
    def lines(self) -> list[str]:
        """Each line without its end."""
        return [
            line.removesuffix("\r")
            for line in self.text.decode("utf-8", "replace").split("\n")[:-1]
        ]


class Heading(NamedTuple):
    """What the first line and a first reading say of a file."""

    kind: Kind
    columns: list[str]
    lines: int


def heading(path: Path) -> Heading:
    """Read a file once to its end; AlienFile unless it is text in UTF-8 of one of our kinds."""
    found, last, decoder = None, 0, codecs.getincrementaldecoder("utf-8")()
    try:
        for number, text in blocks(path, decoder):
            if not found:
                header, _end, _others = text.partition(b"\n")
                found = kind_of(header.decode().removesuffix("\r"))
            if not found:
                raise _other_kind(path)
            last = number + text.count(b"\n") - 1
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise AlienFile(_("%s is not a text in UTF-8.") % named(path)) from None
    if not found:
        raise AlienFile(_("%s is empty.") % named(path))
    return Heading(*found, last - 1)


def blocks(path: Path, decoder: codecs.IncrementalDecoder | None = None) -> Iterator[Block]:
    """A file's lines with the header, many at once, in constant memory; a last one gets its end.

    A byte-order mark is taken off, and of a line that is too long only the beginning is left. All
    that is read is shown to the `decoder`.
    """
    number, rest = 1, b""
    for piece in _pieces(path):
        if decoder:
            decoder.decode(piece)
        text = rest + piece
        if number == 1 and not rest:
            text = text.removeprefix(codecs.BOM_UTF8)
        end = text.rfind(b"\n") + 1
        if end:
            yield Block(number, text[:end])
            number += text.count(b"\n", 0, end)
        rest = text[end:][: LONGEST_LINE + 1]
    if rest:
        yield Block(number, rest + b"\n")


def contents(path: Path, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The texts of some lines, given in order of their numbers."""
    wanted = iter(numbers)
    number = next(wanted, None)
    for block in blocks(path):
        if number is None:
            return
        last = block.number + block.text.count(b"\n") - 1
        if number > last:
            continue
        lines = block.lines
        while number is not None and number <= last:
            yield number, lines[number - block.number][:KEPT_OF_TOO_LONG]
            number = next(wanted, None)


def check_length(line: str) -> None:
    """Raise Refusal for a line that is too long."""
    if len(line) >= LONGEST_LINE // 4 and len(line.encode()) >= LONGEST_LINE:
        raise Refusal(_("The line is longer than %d bytes.") % LONGEST_LINE)


def _pieces(path: Path) -> Iterator[bytes]:
    with open_file(path) as plain:
        is_compressed = plain.read(2) == _GZIP
        plain.seek(0)
        file = gzip.GzipFile(fileobj=plain) if is_compressed else plain
        try:
            while piece := file.read(AT_ONCE):
                yield piece
        except (OSError, EOFError, zlib.error) as error:
            why = {"file": named(path), "why": error}
            raise AlienFile(_("%(file)s can't be read: %(why)s.") % why) from None


def _other_kind(path: Path) -> AlienFile:
    return AlienFile(
        _(
            "%s is another kind of file: its header is neither user,film,half_stars[,rated_at]"
            " nor userId,movieId,rating,timestamp."
        )
        % named(path)
    )
