"""What a line says besides a rating or a flag, which Halfstar keeps and doesn't show yet. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from ratings.imports.brought import BroughtLine
from ratings.imports.sources import key

SAID_BESIDES = frozenset(
    {"review", "minireview", "quote", "comment", "notes", "description"}
    | {"tags", "rewatch", "watcheddate", "like", "liked"}
)
"""Keys of what viewers write themselves; other columns of a placed line are facts of the film."""

_NO = frozenset({"", "no", "false", "0", "none", "[]"})


def with_what_is_said_besides(lines: Iterable[BroughtLine]) -> Iterator[BroughtLine]:
    """Add to each line that is placed and says more (a text, tags, a day of watching) one to keep.

    It follows its line, and a line that says both a rating and a flag gets only one.
    """
    last: tuple[str, int] | None = None
    for line in lines:
        yield line
        is_placed = bool(line.half_stars or line.flag) and not line.refusal
        if is_placed and last != (line.file, line.number) and _says_more(line):
            last = line.file, line.number
            yield replace(line, half_stars=None, flag="", at=None, kept=True)


def _says_more(line: BroughtLine) -> bool:
    return any(
        _is_said_besides(name) and str(value).strip().casefold() not in _NO
        for name, value in line.content.items()
    )


@lru_cache(maxsize=1_000)
def _is_said_besides(name: str) -> bool:
    return key(name) in SAID_BESIDES
