"""A line on its way into the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from films.catalogue.line import CatalogueLine
from films.catalogue.merge import NEVER
from films.importing.report import Outcome
from films.models import Film


@dataclass(eq=False)
class Entry:
    """A line with the film that it means, and what it did to it.

    `name` is what the film remembers to be found again; `may_rename` whether the line may give it
    another title and year.
    """

    line: CatalogueLine
    film: Film
    name: str
    is_new: bool = False
    may_rename: bool = True
    is_changed: bool = False
    is_kept: bool = False

    @property
    def outcome(self) -> Outcome:
        """What the line counts as."""
        if self.is_new:
            return Outcome("added")
        return Outcome("changed" if self.is_changed else "unchanged", kept=self.is_kept)

    def note(self, *, changed: bool = False, kept: bool = False) -> None:
        """Note that the line changed something, or left something that a person had changed."""
        self.is_changed |= changed
        self.is_kept |= kept

    def remembered(self, key: str, default: Any = NEVER) -> Any:
        """What imports last gave of a key."""
        return self.film.imported.get(key, default)

    def remember_name(self) -> None:
        """Remember the line's name for as long as imports give it; for good if it has no ids.

        Without ids there is nothing else by which the same line could find the film again.
        """
        known = self.remembered("names", {})
        lasting = {name: True for name, is_lasting in known.items() if is_lasting}
        self.remember("names", {self.name: not self.line.ids} | lasting)

    def remember(self, key: str, given: Any) -> None:
        """Remember what this line gives of a key, for the next import."""
        self.film.imported[key] = given


class Part(Protocol):
    """One part of what lines say, merged into what is there.

    Of every batch each part first says what is to change, then the films are saved, then it writes.
    """

    def plan(self, entries: Sequence[Entry]) -> None:
        """Compare the lines with what is there, and note the outcome."""

    def write(self) -> None:
        """Write what was planned; all films have their ids now."""
