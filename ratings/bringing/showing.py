"""An import as its viewer looks through it: one list for each thing that becomes of lines."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ratings.models import ImportBatch, ImportLine
from ratings.said import Said

Outcome = ImportLine.Outcome

ABOUT: dict[ImportLine.Outcome, str | Promise] = {
    Outcome.MATCHED: _("You haven’t rated or marked these films yet. Any to check come first."),
    Outcome.DIFFERS: _("You said something else about these films. You choose above what stays."),
    Outcome.PLACED: _("These are saved."),
    Outcome.UNDONE: _("These are as they were before the import."),
    Outcome.YOURS: _("You said something else about these films, and it was kept."),
    Outcome.UNCHANGED: _("You have these already, from here or from an earlier import."),
    Outcome.UNPLACED: _(
        "Either the film isn’t here yet, or it could be one of several. Find it yourself, or "
        "wait: once the film is added here, the entry is saved automatically."
    ),
    Outcome.REFUSED: _("Each of these says why."),
    Outcome.REPEATED: _("Your file names these films more than once; the latest entry counts."),
    Outcome.LEFT_OUT: _("You left these out. To bring one back, find its film."),
    Outcome.KEPT: _(
        "There is no place for these on the site yet. Nothing is lost: they are kept with the "
        "import and are part of everything that you download."
    ),
}
"""The lists in their order, and what is said above each."""

UNDONE_UNPLACED = _(
    "This import is undone, so nothing more is saved from it, and no film can be chosen for "
    "these. To bring them after all, bring the file again."
)

FIRST = (Outcome.DIFFERS, Outcome.UNPLACED)
"""The lists that want to be looked at: the first of them that isn't empty is shown first."""


@dataclass(frozen=True)
class Shown:
    """One list of an import's lines, all with the same outcome."""

    batch: ImportBatch
    outcome: ImportLine.Outcome
    number: int
    is_chosen: bool

    @property
    def label(self) -> str:
        """What it is called."""
        return str(self.outcome.label)

    @property
    def about(self) -> str | Promise:
        """What is said above it."""
        if self.outcome == Outcome.UNPLACED and not self.batch.takes_films:
            return UNDONE_UNPLACED
        return ABOUT[self.outcome]

    def lines(self) -> models.QuerySet[ImportLine]:
        """Its lines, in the order of the file."""
        lines = self.batch.lines.that_became(self.outcome).for_list()
        return lines.doubtful_first() if self.outcome in ImportLine.TO_PLACE else lines


def shown(batch: ImportBatch, wanted: str) -> list[Shown]:
    """The lists of an import that aren't empty; the wanted one is chosen, if there is such."""
    counts = batch.lines.counts()
    there = [outcome for outcome in ABOUT if outcome in counts]
    usual = [outcome for outcome in FIRST if outcome in counts] or there
    chosen = wanted if wanted in there else next(iter(usual), None)
    return [Shown(batch, each, counts[each], each == chosen) for each in there]


@dataclass(frozen=True)
class Beside:
    """A line, and what its viewer says of the film at the moment: "" where that's nothing."""

    line: ImportLine
    yours: str


def beside_yours(batch: ImportBatch, lines: Iterable[ImportLine]) -> list[Beside]:
    """Lines with what their viewer says of the same film, in the terms of the line."""
    lines = list(lines)
    said = Said.of_films(batch.user, {line.film_id for line in lines if line.film_id})
    return [Beside(line, _in_words(line, said)) for line in lines]


def _in_words(line: ImportLine, said: dict[int, Said]) -> str:
    if not line.film_id:
        return ""
    yours = said[line.film_id]
    mine = (
        ImportLine(half_stars=yours.half_stars) if line.half_stars else ImportLine(flag=yours.flag)
    )
    return mine.says
