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
    Outcome.MATCHED: _("You have said nothing of these yet."),
    Outcome.DIFFERS: _("Of these you say something else here. What is to stay is chosen above."),
    Outcome.PLACED: _("These are saved."),
    Outcome.UNDONE: _("Of these all is again as it was before."),
    Outcome.YOURS: _("Of these you said something else here, and that stayed."),
    Outcome.UNCHANGED: _("You say the same here already, or an earlier import holds it."),
    Outcome.UNPLACED: _(
        "No film was found for these. They stay here: find the film yourself, or wait; once it "
        "comes into the catalogue they are placed by themselves."
    ),
    Outcome.REFUSED: _("These can’t be placed, and each says why."),
    Outcome.REPEATED: _("The same film stands later in the file; the latest counts."),
    Outcome.KEPT: _(
        "These say what this site has no place for yet. Nothing of them is lost: they are kept "
        "with the import, and are in your export."
    ),
}
"""The lists in their order, and what is said above each."""

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
        return ABOUT[self.outcome]

    def lines(self) -> models.QuerySet[ImportLine]:
        """Its lines, in the order of the file."""
        return self.batch.lines.that_became(self.outcome).for_list()


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
