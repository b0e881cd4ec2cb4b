"""What became of an import's lines: the counts, and the file of those that were refused."""

from __future__ import annotations

import csv
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, TextIO

from django.utils.translation import gettext as _

from films.importing.lines import named
from films.importing.refusal import AlienFile

HEADER = "line,reason,content\n"


class Difference(NamedTuple):
    """What a line changed in one column, in words."""

    column: str
    before: str
    after: str


class Outcome(NamedTuple):
    """What a line did, and whether it left alone something that a person had changed.

    `differences` are told by those kinds of import that show them.
    """

    change: Literal["added", "changed", "unchanged"]
    kept: bool = False
    differences: tuple[Difference, ...] = ()


@dataclass
class Report:
    """The counts of one import.

    A line counts once, as added, changed, unchanged, kept (it would only have changed what a
    person had changed) or refused; one that changed something and kept something counts as both.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    refused: int = 0

    def count(self, outcome: Outcome) -> None:
        """Count a line that was taken."""
        self.added += outcome.change == "added"
        self.changed += outcome.change == "changed"
        self.unchanged += outcome.change == "unchanged" and not outcome.kept
        self.kept += outcome.kept

    def __str__(self) -> str:
        return _(
            "added %(added)d, changed %(changed)d, unchanged %(unchanged)d, "
            "kept %(kept)d, refused %(refused)d"
        ) % vars(self)


class RefusedLines:
    """The file of the refused lines: written as they come, put in its place at the end."""

    def __init__(self, path: Path, file: TextIO) -> None:
        self.path = path
        self.lines = 0
        self._file = file
        self._writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")

    def add(self, number: int, reason: str, content: str) -> None:
        """Write down one refused line, its content as it stood in the file."""
        with _writing(self.path):
            self._writer.writerow([number, reason, content])
        self.lines += 1

    def put_in_place(self, scratch: Path) -> None:
        """Replace the file of an earlier run, or remove it when nothing was refused this time."""
        with _writing(self.path):
            self._file.close()
            if self.lines:
                os.replace(scratch, self.path)
            else:
                self.path.unlink(missing_ok=True)


@contextmanager
def refused_lines(path: Path, source: Path) -> Iterator[RefusedLines]:
    """Collect the refused lines of `source` for a file at `path`.

    At the end the file is replaced, or removed when nothing was refused; when the import breaks
    off, it stays as it was. Raise AlienFile, before anything else happens, when no file can be
    made there.
    """
    with _writing(path):
        target = path.resolve()
        _check_place(target, source)
        scratch = target.with_name(f".refused-{secrets.token_hex(8)}.csv")
        file = scratch.open("x", encoding="utf-8", newline="")
    try:
        with file:
            file.write(HEADER)
            refused = RefusedLines(target, file)
            yield refused
            refused.put_in_place(scratch)
    finally:
        with suppress(FileNotFoundError):
            scratch.unlink()


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Turn what can go wrong with a file into one sentence."""
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise AlienFile(
            _(
                "The refused lines can't be written to %(file)s: %(why)s. "
                "Name another place with --refused."
            )
            % {"file": named(path), "why": why}
        ) from error


def _check_place(target: Path, source: Path) -> None:
    if target == source.resolve() or (target.exists() and target.samefile(source)):
        raise AlienFile(_("The refused lines can't replace the file that they come from."))
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(target.stat().st_mode):
            raise AlienFile(
                _("The refused lines can't be written to %s: that isn't a file.") % named(target)
            )
