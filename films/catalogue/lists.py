"""The lists of a line that are rows of their own: other titles, genres, credits, offers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from django.db import models

from films.catalogue.copying import add_rows
from films.catalogue.entry import Entry
from films.catalogue.merge import merge_elements
from films.models import Film

Given = TypeVar("Given")


class Wanted(NamedTuple, Generic[Given]):
    """An element that is to become a row of a film, and its place in the line's list."""

    film: Film
    element: Given
    place: int


class ListPart(ABC, Generic[Given]):
    """A list that lines give, merged element by element into the rows of their films.

    What imports gave and a line leaves out goes, what is new comes; what people added stays, and
    what they took out or renamed stays out.
    """

    key: ClassVar[str]
    model: ClassVar[type[models.Model]]
    columns: ClassVar[tuple[str, ...]]

    def __init__(self) -> None:
        self.wanted: list[Wanted[Given]] = []
        self.obsolete: list[int] = []
        self.edited: list[models.Model] = []

    def plan(self, entries: Sequence[Entry]) -> None:
        """Compare the lists with the rows that are there, and note the outcome."""
        concerned = [entry for entry in entries if self.key in entry.line.given]
        rows = self._rows([entry.film.pk for entry in concerned if not entry.is_new])
        for entry in concerned:
            self._merge(entry, rows[entry.film.pk] if not entry.is_new else {})

    def write(self) -> None:
        """Delete, change and add rows."""
        if self.obsolete:
            self.model._base_manager.filter(pk__in=self.obsolete).delete()
        for row in self.edited:
            row.save()
        add_rows(self.model, self.columns, self.make(self.wanted))

    def _rows(self, films: list[int]) -> dict[int, dict[Hashable, Any]]:
        found: dict[int, dict[Hashable, Any]] = defaultdict(dict)
        if films:
            for row in self.queryset().filter(film__in=films).order_by("pk"):
                found[row.film_id][self.identity(self.in_row(row))] = row
        return found

    def _merge(self, entry: Entry, rows: dict[Hashable, Any]) -> None:
        given = self._placed(self.in_line(entry))
        before = self._placed(
            [self.recall(stored) for stored in entry.remembered(self.key, default=())]
        )
        merged = merge_elements(list(rows), list(before), list(given))
        entry.note(kept=merged.kept)
        for identity in merged.add:
            self.wanted.append(Wanted(entry.film, *given[identity]))
            entry.note(changed=True)
        for identity in merged.remove:
            untouched = self.is_untouched(rows[identity], before[identity][0])
            self.obsolete += [rows[identity].pk] * untouched
            entry.note(changed=untouched, kept=not untouched)
        for identity in rows.keys() & given.keys() & before.keys():
            self.adjust(entry, rows[identity], before[identity], given[identity])
        entry.remember(self.key, [self.store(element) for element, _place in given.values()])

    def _placed(self, elements: Sequence[Given]) -> dict[Hashable, tuple[Given, int]]:
        return {self.identity(element): (element, n) for n, element in enumerate(elements)}

    def in_line(self, entry: Entry) -> Sequence[Given]:
        """Return the line's list."""
        found: Sequence[Given] = getattr(entry.line, self.key)
        return found

    def identity(self, element: Given) -> Hashable:
        """Return what makes two elements the same, whatever else is said of them."""
        return element

    def store(self, element: Given) -> Any:
        """Return an element as the film remembers it: in the types of JSON."""
        return element

    def recall(self, stored: Any) -> Given:
        """Return an element that the film remembers."""
        found: Given = stored
        return found

    def is_untouched(self, row: Any, before: Given) -> bool:
        """Whether a row still says what imports gave."""
        return True

    def adjust(
        self, entry: Entry, row: Any, before: tuple[Given, int], given: tuple[Given, int]
    ) -> None:
        """Take over what a line says differently of an element that stays."""

    @abstractmethod
    def queryset(self) -> models.QuerySet[Any]:
        """Return all rows, with what `in_row` asks for."""

    @abstractmethod
    def in_row(self, row: Any) -> Given:
        """Return the element that a row is."""

    @abstractmethod
    def make(self, wanted: Sequence[Wanted[Given]]) -> Iterable[Sequence[object]]:
        """Return the `columns` of new elements; make the people and names that they need."""
