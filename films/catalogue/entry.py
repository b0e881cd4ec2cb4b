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
    """A line with the film that it means: a new one as long as `is_new`, and what it did to it."""

    line: CatalogueLine
    film: Film
    is_new: bool = False
    may_retitle: bool = True
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
