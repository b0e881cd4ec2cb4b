"""A file of reviews as django-import-export knows files; read and written by `reviews.importing`.

So what staff bring in the admin does what `import_reviews` does with the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from django.core.cache import caches
from django.utils.translation import gettext_lazy as _
from import_export.formats.base_formats import Format
from import_export.resources import Resource
from import_export.results import Result
from import_export.tmp_storages import BaseStorage

from films.importing.apostrophes import put_on
from films.importing.command import Taken
from films.importing.csv_records import Record, csv_records
from films.importing.lines import named, shown_whole
from films.importing.refusal import AlienFile
from films.importing.report import HEADER, RefusedLines, Report
from reviews.desks.lines_read import Read, lines_read
from reviews.importing.file import ReviewFile

SHOWN_OF_A_KIND = 100
"""How many lines of each outcome a preview shows; of the others it says the number."""


class ReviewsAsCsv(Format):
    """The one format: bytes, which the import itself decodes and takes apart."""

    def __init__(self, encoding: str | None = None) -> None:
        super().__init__()

    def get_title(self) -> str:
        """What the form calls it."""
        return "CSV"

    def create_dataset(self, in_stream: bytes) -> bytes:
        """The file as it came."""
        return in_stream

    def can_import(self) -> bool:
        """Yes; what goes out is written by `reviews.exporting`."""
        return True


class Uploads(BaseStorage):
    """Keeps files between preview and import, for a day, where every host of the site finds them.

    That is a table of the database, whichever cache the pages have.
    """

    def save(self, data: bytes) -> None:
        """Keep a file under a name that nobody guesses."""
        self.name = self.name or uuid4().hex
        caches["uploads"].set(self.name, data)

    def read(self) -> bytes | None:
        """The file; None when it was used, or a day has passed."""
        found: bytes | None = caches["uploads"].get(self.name)
        return found

    def remove(self) -> None:
        """Forget the file."""
        caches["uploads"].delete(self.name)


@dataclass
class Kind:
    """The lines of one outcome: how many, and the first of them."""

    name: str
    title: Any
    lines: list[Taken] = field(default_factory=list)
    many: int = 0
    #: The lines with what they say, once they were read for a preview.
    rows: list[tuple[Taken, Read | None]] = field(default_factory=list)

    @property
    def others(self) -> int:
        """How many aren't shown."""
        return self.many - len(self.lines)

    def add(self, taken: Taken) -> None:
        """Count a line, and show it if it is among the first."""
        self.many += 1
        if len(self.lines) < SHOWN_OF_A_KIND:
            self.lines.append(taken)


class Brought(Result):
    """What became of a file's lines, or would; `refused` is the file of those refused, if any."""

    def __init__(self) -> None:
        super().__init__()
        self.report = Report()
        self.kinds = {
            kind.name: kind
            for kind in (
                Kind("refused", _("Refused")),
                Kind("changed", _("Changed")),
                Kind("kept", _("Kept: a person's correction stays")),
                Kind("added", _("Added")),
            )
        }
        self._text = StringIO(HEADER)
        self._text.seek(0, 2)
        self._refused = RefusedLines(Path("refused.csv"), self._text)

    @property
    def refused(self) -> str:
        """The refused lines as CSV, none of them a formula to a spreadsheet; "" without any."""
        return self._text.getvalue() if self.report.refused else ""

    @property
    def kinds_found(self) -> list[Kind]:
        """The outcomes that there are lines of; those that are unchanged are counted only."""
        return [kind for kind in self.kinds.values() if kind.many]

    def read(self, records: Iterable[Record], header: Sequence[str]) -> None:
        """Note what the lines say that are shown."""
        numbers = {taken.number for kind in self.kinds.values() for taken in kind.lines}
        said = lines_read(records, header, numbers)
        for kind in self.kinds.values():
            kind.rows = [(taken, said.get(taken.number)) for taken in kind.lines]

    def add(self, taken: Taken) -> None:
        """Note what became of a line."""
        if not taken.outcome:
            self.report.refused += 1
            self._refused.add(taken.number, taken.reason, put_on(taken.text))
            self.kinds["refused"].add(taken)
            return
        self.report.count(taken.outcome)
        if taken.outcome.change in self.kinds:
            self.kinds[taken.outcome.change].add(taken)
        if taken.outcome.kept:
            self.kinds["kept"].add(taken)


class Reviews(Resource):
    """Critics' reviews, by the import that the command has."""

    @classmethod
    def get_display_name(cls) -> str:
        """What the form calls it, where there are several."""
        return "reviews"

    def import_data(  # type: ignore[override] # it takes what the desk gives, and nothing else
        self,
        dataset: bytes,
        dry_run: bool = False,
        file_name: str = "",
        **options: Any,
    ) -> Brought:
        """Import a file, or say what would happen; raise AlienFile for one of another kind."""
        brought = Brought()
        with as_file(dataset, file_name) as path:
            file = ReviewFile(path, file_name)
            for taken in file.take(dry_run=dry_run):
                brought.add(taken)
            if dry_run:
                brought.read(csv_records(path), file.header)
        return brought


@contextmanager
def as_file(data: bytes, name: str) -> Iterator[Path]:
    """What was uploaded as a file on this host, for as long as it is read.

    An AlienFile raised meanwhile calls it as whoever brought it does, and not by its place here.
    """
    with TemporaryDirectory(prefix="halfstar-") as folder:
        path = Path(folder) / "reviews.csv"
        path.write_bytes(data)
        try:
            yield path
        except AlienFile as fault:
            called = f"“{shown_whole(name)}”" if name else _("The file")
            raise AlienFile(str(fault).replace(named(path), str(called))) from None
