"""JSON and XML from the street, read without being led astray: no depth, no entities. Pure."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from html.entities import name2codepoint
from typing import Any, NoReturn
from xml.parsers import expat

from django.utils.translation import gettext as _

from ratings.imports.brought import Unreadable
from ratings.imports.rows import Rows
from ratings.imports.sources import Document, Entry, Tree, place_of
from ratings.imports.texts import storable

LONGEST_NUMBER = 30
LONGEST_NAME = 100
SMALLEST, LARGEST = 1e-12, 1e15
"""Numbers with a point that stay numbers; others, and longer ones, are kept as they are written."""

_AMPERSAND = re.compile(rb"&(?:(#?[A-Za-z0-9]{1,31});)?")
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_OF_XML = {"amp", "lt", "gt", "quot", "apos"}


def document(text: str, file: str, name: str, left: Rows) -> Document:
    """Read a JSON file; raise Unreadable for one that is broken or made to break others."""
    left.check(text)
    found = Document(file, *place_of(file, name), _value(text))
    left.take(found.size())
    return replace(found, value=_storable(found.value))


def json_value(text: str) -> Any:
    """Read a JSON text from a cell of a table; raise Unreadable for a broken or unsafe one."""
    return _storable(_value(text))


def _value(text: str) -> Any:
    try:
        return json.loads(
            text, parse_int=_integer, parse_float=_decimal, parse_constant=_not_a_number
        )
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        raise Unreadable(_("This begins like JSON, and can't be read as it.")) from None


def _storable(value: Any) -> Any:
    try:
        return storable(value)
    except RecursionError:
        raise _too_deep() from None


def _too_deep() -> Unreadable:
    return Unreadable(_("This is nested too deeply to be read."))


def _integer(digits: str) -> int | str:
    """Return a number, or its text where it is too long to be meant as one."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else digits


def _decimal(digits: str) -> float | str:
    """Return a number, or its text where a database would write it out with hundreds of digits."""
    value = float(digits)
    if len(digits) > LONGEST_NUMBER or not math.isfinite(value):
        return digits
    is_short = value == 0 or SMALLEST <= abs(value) <= LARGEST
    return value if is_short else digits


def _not_a_number(word: str) -> NoReturn:
    raise ValueError(word)


class _Reader:
    """Collects the elements under the root, each as the texts of the elements in it."""

    def __init__(self, file: str, left: Rows) -> None:
        self.file = file
        self.left = left
        self.root = ""
        self.entries: list[Entry] = []
        self._path: list[str] = []
        self._content: dict[str, Any] = {}
        self._text: list[str] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """An element begins."""
        self._path.append(name[:LONGEST_NAME])
        self._text = []
        if len(self._path) == 1:
            self.root = name[:LONGEST_NAME].casefold()
        elif len(self._path) == 2:
            self._content = {}
        elif len(self._path) > 4:
            raise _too_deep()

    def text(self, piece: str) -> None:
        """A piece of an element's text."""
        self._text.append(piece)

    def end(self, name: str) -> None:
        """An element ends: a value of an entry, or an entry."""
        self._path.pop()
        if len(self._path) >= 2:
            self._content[name[:LONGEST_NAME]] = "".join(self._text).strip()
        elif len(self._path) == 1 and self._content:
            names = {each.casefold(): each for each in self._content}
            number = len(self.entries) + 1
            self.left.take()
            self.entries.append(Entry(number, self.file, storable(self._content), names))
        self._text = []


def tree(data: bytes, file: str, name: str, left: Rows) -> Tree:
    """Read an XML file of entries; raise Unreadable for a broken one, or one with a DOCTYPE."""
    before = left.left
    try:
        return _tree(data, file, name, left)
    except expat.ExpatError:
        left.left = before
    try:
        return _tree(_mended(data), file, name, left)
    except expat.ExpatError:
        raise Unreadable(_("This begins like XML, and can't be read as it.")) from None


def _tree(data: bytes, file: str, name: str, left: Rows) -> Tree:
    reader = _Reader(file, left)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(data, True)
    except (ValueError, LookupError):
        raise Unreadable(_("This begins like XML, and can't be read as it.")) from None
    called, folders = place_of(file, name)
    return Tree(file, called, folders, reader.root, reader.entries)


def _mended(data: bytes) -> bytes:
    """Return XML with what its writer forgot to escape: bare &, entities of HTML, control signs."""
    return _AMPERSAND.sub(_escaped, _CONTROLS.sub(b"", data))


def _escaped(found: re.Match[bytes]) -> bytes:
    name = (found[1] or b"").decode("ascii")
    if name in _OF_XML or name.startswith("#"):
        return found[0]
    point = name2codepoint.get(name)
    return b"&#%d;" % point if point else b"&amp;" + found[0][1:]


def _refuse_doctype(*_declared: object) -> NoReturn:
    raise Unreadable(_("This is a page or a document with a DOCTYPE, not an export of ratings."))
