"""Loads many viewers' ratings from one file."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from collections.abc import Iterator
from itertools import tee
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from films.importing.command import ImportCommand, progress
from films.importing.lines import named
from films.importing.report import RefusedLines, Report
from films.importing.turns import rehearsed
from ratings.loading import naming, placing, staging
from ratings.loading.reading import contents, heading


class Command(ImportCommand):
    """`manage.py load_ratings FILE`, as docs/imports.md says."""

    help = str(
        gettext_lazy(
            "Loads many viewers' ratings from a CSV file, plain or compressed by gzip:"
            " user,film,half_stars[,rated_at] or MovieLens' userId,movieId,rating,timestamp."
            " Viewers who aren't there are made, without a password. Others may read and rate"
            " meanwhile; only when a million lines or more come to a site that has fewer than a"
            " tenth as many ratings, it is closed to them until all is in."
        )
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what else can be said of a file."""
        super().add_arguments(parser)
        parser.add_argument(
            "--film-ids",
            metavar="SITE",
            help=_("films are named by ids of this site (imdb, movielens …), not by addresses"),
        )
        parser.add_argument(
            "--users",
            metavar="PREFIX",
            type=_prefix,
            default="movielens",
            help=_("what viewers are called who have bare numbers: %(default)s-1"),
        )
        parser.add_argument(
            "--existing",
            action="store_true",
            help=_("write also to accounts that are someone's own"),
        )

    def check_file(self, path: Path) -> int:
        """Return the number of lines; raise AlienFile for what is neither kind of file."""
        self.heading = heading(path)
        return self.heading.lines

    def handle(
        self,
        *args: Any,
        film_ids: str | None = None,
        users: str = "movielens",
        existing: bool = False,
        **options: Any,
    ) -> None:
        """Load the file, and end with the counts."""
        self.site, self.prefix, self.existing = film_ids, users, existing
        super().handle(*args, **options)

    def _take(self, path: Path, dry_run: bool, lines: int, refusals: RefusedLines) -> Report:
        with progress(named(Path(path.name)), 2 * lines) as bar, rehearsed(dry_run):
            staging.drop_tables()
            for many in staging.put_down(path, self.heading):
                bar(many)
            self._prepare()
            became = placing.Outcomes()
            for some in [placing.outcomes()] if dry_run else placing.place(lines):
                became += some
                bar(some.total())
            report = Report(**became, refused=_name_refused(path, refusals))
            staging.drop_tables()
        return report

    def _prepare(self) -> None:
        kind = self.heading.kind
        with transaction.atomic():
            staging.run("SET LOCAL work_mem = '256MB'")
            naming.find_films(self.site or kind.site)
            naming.find_viewers(self.prefix, existing=self.existing)
            placing.bring_together(kind)


def _prefix(text: str) -> str:
    if not re.fullmatch("[a-z0-9_-]{1,20}", text):
        raise ArgumentTypeError(_("a prefix has 1 to 20 characters: a–z, 0–9, _ and -"))
    return text


def _name_refused(path: Path, refusals: RefusedLines) -> int:
    """Write down the refused lines as they stand in the file; says how many there are."""
    rows, again = tee(_refused())
    many = 0
    texts = contents(path, (number for number, _reason in again))
    for (number, reason), (_number, text) in zip(rows, texts, strict=True):
        refusals.add(number, reason, text)
        many += 1
    return many


def _refused() -> Iterator[tuple[int, str]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute("SELECT number, reason, again FROM load_refused ORDER BY number")
        for number, reason, again in cursor:
            if again is not None:
                reason = _("The viewer rates the film again in line %d, and that counts.") % again
            yield number, reason
