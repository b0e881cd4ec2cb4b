"""Imports critics' reviews from a CSV file with a header."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from films.importing.command import ImportCommand, Taken
from reviews.importing.file import ReviewFile


class Command(ImportCommand):
    """Each line names its film, who said what where, and the verdict if one was stated.

    An empty cell means that the line doesn't say: nothing is ever removed by one.
    """

    help = _("Import critics' reviews from a CSV file, as often as you like.")
    file: ReviewFile

    def check_file(self, path: Path) -> int:
        """Return the number of the file's lines; raise AlienFile when it is of another kind."""
        self.file = ReviewFile(path)
        return self.file.lines

    def take_lines(self, path: Path, *, dry_run: bool) -> Iterator[Taken]:
        """Import the lines and yield what became of each, in the file's order."""
        return self.file.take(dry_run=dry_run)
