"""How many rows one import may have, counted over all its files while they are read. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ratings.imports.brought import Unreadable

MOST_ROWS = 300_000
"""Rows of one import; no viewer has seen more films."""

CONTAINERS_OF_A_ROW = 5
"""Objects and lists that a JSON file may have for each of them, more or less."""


class TooManyRows(Unreadable):
    """The answer to more rows than anybody has, which no other file of a zip makes good."""

    def __init__(self) -> None:
        super().__init__(_("This holds more than %d lines.") % MOST_ROWS)


class Rows:
    """What is left of the rows that an import may have; handed down to all its files."""

    def __init__(self) -> None:
        self.left = MOST_ROWS

    def take(self, many: int = 1) -> None:
        """Count rows that were found; raise TooManyRows as soon as there are too many."""
        self.left -= many
        if self.left < 0:
            raise TooManyRows

    def check(self, json_text: str) -> None:
        """Raise TooManyRows for a JSON text of more objects and lists than rows can have."""
        if json_text.count("{") + json_text.count("[") > CONTAINERS_OF_A_ROW * MOST_ROWS:
            raise TooManyRows
