"""Imports films, people, genres, offers and aggregators' scores from JSON Lines."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from config.catalogue_scores import ScoreRows
from films.catalogue.importer import check_catalogue, import_catalogue
from films.importing.command import ImportCommand, Taken
from ratings.bringing.choosing import place_arrived


class Command(ImportCommand):
    """`manage.py import_catalogue FILE`: one film a line, as docs/imports.md says."""

    help = str(_("Imports films, people, genres, offers and scores: JSON Lines, one film a line."))

    def check_file(self, path: Path) -> int:
        """Return the number of lines; raise AlienFile for what isn't a catalogue."""
        return check_catalogue(path)

    def take_lines(self, path: Path, *, dry_run: bool) -> Iterable[Taken]:
        """Import the lines, and place what viewers brought of the films that came with them."""
        others = partial(_scores, path.name)
        yield from import_catalogue(path, dry_run=dry_run, others=others)
        if not dry_run:
            place_arrived()


def _scores(file: str) -> list[ScoreRows]:
    return [ScoreRows(file)]
