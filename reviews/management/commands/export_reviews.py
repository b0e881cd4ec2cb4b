"""Writes all critics' reviews to a CSV file, or to the terminal."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from films.importing.lines import named
from reviews.exporting.table import exported
from reviews.models import CriticReview


class Command(BaseCommand):
    """Drafts and withdrawn reviews as well; importing the file again changes nothing."""

    help = _("Write all critics' reviews as CSV, in the form that import_reviews reads.")

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file."""
        parser.add_argument(
            "file",
            type=Path,
            nargs="?",
            help=_("the file to write; without one the reviews are printed"),
        )

    def handle(self, *args: Any, file: Path | None = None, **options: Any) -> None:
        """Write the reviews as they are at one moment."""
        pieces = exported(CriticReview.objects.all())
        if file is None:
            for piece in pieces:
                self.stdout.write(piece, ending="")
            return
        with _replaced(Path(file)) as text:
            text.writelines(pieces)


@contextmanager
def _replaced(path: Path) -> Iterator[TextIO]:
    """A file that takes its place only when it is whole; CommandError where none can stand."""
    target = path.resolve()
    scratch = target.with_name(f".export-{secrets.token_hex(8)}.csv")
    try:
        with scratch.open("x", encoding="utf-8", newline="") as text:
            yield text
        os.replace(scratch, target)
    except OSError as error:
        why = error.strerror or str(error)
        raise CommandError(
            _("%(file)s can't be written: %(why)s.") % {"file": named(path), "why": why}
        ) from error
    finally:
        with suppress(FileNotFoundError):
            scratch.unlink()
