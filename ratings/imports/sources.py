"""The forms of files, whoever made them: tables (CSV), documents (JSON), trees (XML). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any


def key(name: str) -> str:
    """Return a column's name as it is compared: "IMDb ID" and "imdbID" are "imdbid"."""
    return "".join(char for char in name.casefold() if char.isalnum())


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One row of a table, one object of a document, one element of a tree.

    `number` is the physical line of a row, else the place from 1; `content` all that it held;
    `refusal` why it can't be read, where it can't. `names` lead from keys to the content's names.
    """

    number: int
    file: str
    content: dict[str, Any]
    names: Mapping[str, str]
    refusal: str = ""

    def cell(self, *keys: str) -> str:
        """Return the first text that isn't blank in columns of these keys or names, trimmed."""
        for each in keys:
            value = self.content.get(self.names.get(each, each))
            if value is not None and (text := str(value).strip()):
                return text
        return ""


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A file by itself, or one of a zip: `file` is its name there, else empty.

    `called` is the bare name in lower case, `folders` those above it. Names only tell apart files
    of one service that have the same form.
    """

    file: str
    called: str
    folders: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Table(Source):
    """A CSV: the keys of its columns in order, what stood above the header, and its rows.

    Above the header only a Letterboxd list has something: its name, tags and description.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    above: tuple[Entry, ...]
    rows: list[Entry]

    def has(self, *keys: str) -> bool:
        """Tell whether there are columns of all these keys."""
        return set(keys) <= set(self.keys)

    def column(self, key: str) -> list[str]:
        """Return the texts of a column, the empty ones too."""
        return [row.cell(key) for row in self.rows]


@dataclass(frozen=True, slots=True, eq=False)
class Document(Source):
    """A JSON file, read."""

    value: Any

    def objects(self) -> Iterator[tuple[str, Entry]]:
        """Go through the objects of its lists, numbered from 1, each with the name of its list."""
        number = 0
        for name, found in self._lists():
            for each in found:
                number += 1
                if isinstance(each, dict):
                    yield name, Entry(number, self.file, each, {})
                else:
                    yield name, Entry(number, self.file, {"value": each}, {})

    def size(self) -> int:
        """How many objects its lists have, before one of them is looked at."""
        return sum(len(found) for _name, found in self._lists())

    def _lists(self) -> Iterator[tuple[str, list[Any]]]:
        lists = self.value.items() if isinstance(self.value, dict) else [("", self.value)]
        yield from ((name, found) for name, found in lists if isinstance(found, list))


@dataclass(frozen=True, slots=True, eq=False)
class Tree(Source):
    """An XML file: the name of its root, and its repeated elements as texts by name."""

    root: str
    entries: list[Entry]


def place_of(file: str, name: str) -> tuple[str, frozenset[str]]:
    """Return the bare name and the folders of a file in a zip, or of one that came by itself."""
    path = PurePosixPath((file or name).replace("\\", "/").casefold())
    return path.name, frozenset(path.parts[:-1])
