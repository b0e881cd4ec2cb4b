"""Recounts what the database counts by itself."""

import sys
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from films.models import Film
from films.models.recounting import Difference
from ratings.models import FilmTally
from reviews.models import CriticTally

TALLIES = (FilmTally.objects, CriticTally.objects)
MISSING = "-"
"""What stands for the kept number where a film has no tally at all."""


class Command(BaseCommand):
    """`manage.py check_tallies [--fix]`: viewers' tallies first, then critics'."""

    help = str(
        _(
            "Recounts the tallies of viewers' ratings and of critics' reviews, and prints each"
            " difference as: slug column kept counted (kept is - where a film has no tally), then"
            " the number of films checked. Exit code 1 when there were differences, mended or"
            " not; else 0. Others may write meanwhile."
        )
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare --fix."""
        parser.add_argument(
            "--fix",
            action="store_true",
            help=str(_("also make the tallies that differ what the rows say; exit code 1 as well")),
        )

    def handle(self, *args: Any, fix: bool = False, **options: Any) -> None:
        """Print the differences, and mend them if asked to."""
        found = 0
        for tallies in TALLIES:
            differences = tallies.differences()
            found += len(differences)
            for difference in differences:
                self.stdout.write(_line(difference))
            if fix:
                for film_id in dict.fromkeys(each.film_id for each in differences):
                    tallies.mend(film_id)
        films = Film.objects.count()
        self.stdout.write(ngettext("%d film checked", "%d films checked", films) % films)
        if found:
            sys.exit(1)


def _line(difference: Difference) -> str:
    kept, counted = (_in_one_word(value) for value in (difference.kept, difference.counted))
    return f"{difference.slug} {difference.column} {kept} {counted}"


def _in_one_word(value: Any) -> str:
    match value:
        case None:
            return MISSING
        case Decimal():
            return f"{value.normalize():f}"
    return str(value)
