"""The command that every import is: arguments, order of steps, closing words, exit codes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

from films.importing.lines import named
from films.importing.refusal import AlienFile
from films.importing.report import Outcome, RefusedLines, Report, refused_lines


class Taken(NamedTuple):
    """What became of one line: its number and text, its outcome or why it was refused."""

    number: int
    text: str
    outcome: Outcome | None
    reason: str = ""


class ImportCommand(BaseCommand):
    """Imports a file line by line; exit code 0, 1 if lines were refused, 2 if the whole file was.

    A kind of file fills in `check_file`, which reads it once and writes nothing, and `take_lines`,
    which reads it again and writes. With `--dry-run` the refused lines are written down as well,
    as that is what one wants to read; `take_lines` must leave the database as it was.
    """

    #: Whether the bar moves with each line taken; else `take_lines` moves it by `self.advance`.
    lines_are_progress = True
    advance: Callable[[float], object]

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file and the two options of every import."""
        parser.add_argument("file", type=Path, help=_("the file to import"))
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help=_("say what the import would do, and save nothing"),
        )
        parser.add_argument(
            "--refused",
            type=Path,
            metavar="PATH",
            help=_("where to write the lines that were refused, instead of FILE.refused.csv"),
        )

    def check_file(self, path: Path) -> int:
        """Return the number of the file's lines; raise AlienFile when it is of another kind."""
        raise NotImplementedError

    def take_lines(self, path: Path, *, dry_run: bool) -> Iterable[Taken]:
        """Import the lines one by one and yield what became of each, in the file's order."""
        raise NotImplementedError

    def handle(
        self,
        *args: Any,
        file: Path,
        dry_run: bool = False,
        refused: Path | None = None,
        **options: Any,
    ) -> None:
        """Import the file, and end with the counts."""
        file = Path(file)
        place = Path(refused) if refused else Path(f"{file}.refused.csv")
        try:
            lines = self.check_file(file)
            with refused_lines(place, file) as refusals, _without_query_log():
                report = self._take(file, dry_run, lines, refusals)
        except AlienFile as fault:
            raise CommandError(str(fault), returncode=2) from None
        except DatabaseError as fault:
            if isinstance(fault, ProgrammingError) and _tables_are_missing():
                raise CommandError(
                    _("The database lacks tables: run manage.py migrate, then the import again."),
                    returncode=2,
                ) from fault
            why = (str(fault).splitlines() or [type(fault).__name__])[0]
            said = (
                _("The database broke the dry run off; nothing was saved: %s.")
                if dry_run
                else _("The database broke the import off; what it had saved stays: %s.")
            )
            raise CommandError(said % why) from fault
        except KeyboardInterrupt:
            raise CommandError(_("Stopped; what was saved before stays."), returncode=130) from None
        self._say_goodbye(report, place, dry_run)

    def _take(self, path: Path, dry_run: bool, lines: int, refusals: RefusedLines) -> Report:
        report = Report()
        with progress(named(Path(path.name)), lines) as bar:
            self.advance = bar
            for taken in self.take_lines(path, dry_run=dry_run):
                if taken.outcome:
                    report.count(taken.outcome)
                else:
                    report.refused += 1
                    refusals.add(taken.number, taken.reason, taken.text)
                if self.lines_are_progress:
                    bar()
        return report

    def _say_goodbye(self, report: Report, place: Path, dry_run: bool) -> None:
        prefix = _("dry run, nothing saved: ") if dry_run else ""
        self._say(f"{prefix}{report}")
        if report.refused:
            self._say(_("The refused lines are in %s.") % named(place))
            sys.exit(1)

    def _say(self, sentence: str) -> None:
        """Print a sentence even where the terminal doesn't know all its letters."""
        encoding = getattr(self.stdout, "encoding", None) or "utf-8"
        self.stdout.write(sentence.encode(encoding, "backslashreplace").decode(encoding))


def _tables_are_missing() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def _without_query_log() -> Iterator[None]:
    """Spare memory what Django does in development: keep every statement, here the whole file."""
    debug, settings.DEBUG = settings.DEBUG, False
    try:
        yield
    finally:
        settings.DEBUG = debug


@contextmanager
def progress(name: str, lines: int) -> Iterator[Any]:
    """Show a bar on a terminal, and nothing where nobody watches; call it to go on by lines."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bars:
        task = bars.add_task(name, total=lines)
        yield lambda lines=1: bars.advance(task, lines)
