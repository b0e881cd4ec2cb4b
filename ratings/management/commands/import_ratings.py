"""Imports a viewer's own export from another service."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from films.importing.command import ImportCommand, Taken
from films.importing.lines import open_file, shown_whole
from films.importing.refusal import AlienFile
from films.importing.report import Outcome
from films.importing.turns import rehearsed
from ratings.bringing.placing import foresee
from ratings.bringing.steps import work_on
from ratings.bringing.unplaced import content_of
from ratings.imports.brought import Unreadable
from ratings.imports.reading import MOST_BYTES, read
from ratings.models import ImportBatch, ImportLine, TooManyError

OUTCOMES = {
    ImportLine.Outcome.UNCHANGED: Outcome("unchanged"),
    ImportLine.Outcome.YOURS: Outcome("unchanged", kept=True),
    ImportLine.Outcome.REPEATED: Outcome("unchanged", kept=True),
    ImportLine.Outcome.KEPT: Outcome("unchanged", kept=True),
}
"""What a line counts as that wasn't placed, but wasn't refused either."""


class Command(ImportCommand):
    """`manage.py import_ratings FILE --user NAME`: the steps of the page, one after the other.

    It can be looked at and undone on the viewer's page like every import of theirs.
    """

    lines_are_progress = False
    help = str(_("Imports a viewer's own export from another service, whichever it is."))

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare whose file it is, and which of two values stays."""
        super().add_arguments(parser)
        parser.add_argument("--user", required=True, metavar="NAME", help=_("whose file it is"))
        parser.add_argument(
            "--scale",
            type=int,
            choices=(10, 100),
            help=_("the highest score there is, where viewers choose that themselves"),
        )
        stays = parser.add_mutually_exclusive_group()
        for policy, what in (
            ("newest", _("of two values the newer one stays (the default)")),
            ("keep", _("what the viewer says here stays")),
            ("take", _("what the file says replaces it")),
        ):
            stays.add_argument(
                f"--{policy}", dest="policy", action="store_const", const=policy, help=what
            )
        parser.set_defaults(policy="newest")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the file in the viewer's name, and end with the counts."""
        self.name = options.pop("user")
        self.scale, self.policy = options.pop("scale"), options.pop("policy")
        super().handle(*args, **options)

    def check_file(self, path: Path) -> int:
        """Return the number of the file's lines; raise AlienFile when nobody can read it.

        Raise it too where there is no such viewer: nothing of the file is taken then either.
        """
        viewers = get_user_model()
        try:
            self.viewer = viewers.objects.get_by_natural_key(viewers.normalize_username(self.name))
        except viewers.DoesNotExist:
            raise AlienFile(_("There is no viewer called %s.") % shown_whole(self.name)) from None
        with open_file(path) as file:
            self.data = file.read(MOST_BYTES + 1)
        try:
            return len(read(self.data, path.name, scale=self.scale).lines)
        except Unreadable as fault:
            raise AlienFile(str(fault)) from None

    def take_lines(self, path: Path, *, dry_run: bool) -> Iterator[Taken]:
        """Read, match and place the lines, and yield what became of each."""
        with rehearsed(dry_run):
            try:
                batch = ImportBatch.objects.take_in(
                    self.viewer, self.data, path.name, scale=self.scale
                )
            except TooManyError as fault:
                raise AlienFile(str(fault)) from None
            work_on(batch, self._half_done)
            if dry_run:
                batch.policy = self.policy
                foresee(batch, self._half_done)
            else:
                batch.start(self.policy, enqueue=False)
                batch.refresh_from_db()
                work_on(batch, self._half_done)
            for line in batch.lines.order_by("file", "number", "part").iterator():
                yield _taken(line)

    def _half_done(self, lines: int) -> None:
        """Of the two steps of so many lines one is taken."""
        self.advance(lines / 2)


def _taken(line: ImportLine) -> Taken:
    if line.outcome == ImportLine.Outcome.PLACED:
        said = "half_stars" if line.half_stars else "flag"
        outcome = Outcome("changed" if line.before.get(said) else "added")
    elif line.outcome in OUTCOMES:
        outcome = OUTCOMES[ImportLine.Outcome(line.outcome)]
    else:
        return Taken(line.number, content_of(line), None, line.reason)
    return Taken(line.number, "", outcome)
