"""Each of the lists that are rows of their own, and the ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from films.catalogue.copying import add_rows
from films.catalogue.entry import Entry
from films.catalogue.lists import ListPart, Wanted
from films.catalogue.merge import merge_id, merge_value
from films.catalogue.parts import CreditLine, OfferLine
from films.catalogue.vocabulary import ids_of_names, ids_of_people
from films.models import (
    AlternativeTitle,
    Credit,
    ExternalId,
    Film,
    FilmGenre,
    Genre,
    Offer,
    Provider,
)

Rows = Sequence[tuple[object, ...]]


class TitleRows(ListPart[str]):
    """Alternative titles; also a line's title where its film has another main title."""

    key = "alternative_titles"
    model = AlternativeTitle
    columns = ("film_id", "title")

    def in_line(self, entry: Entry) -> Sequence[str]:
        """Return the line's alternative titles, with its title where the film keeps another."""
        others = entry.line.alternative_titles
        if entry.may_rename or entry.line.title in (*others, entry.remembered("title")):
            return others
        return (*others, entry.line.title)

    def queryset(self) -> models.QuerySet[Any]:
        """Return all alternative titles."""
        return AlternativeTitle.objects.all()

    def in_row(self, row: AlternativeTitle) -> str:
        """Return the title."""
        return row.title

    def make(self, wanted: Sequence[Wanted[str]]) -> Rows:
        """Return the new titles."""
        return [(want.film.pk, want.element) for want in wanted]


class GenreRows(ListPart[str]):
    """Genres, the same whatever their case."""

    key = "genres"
    model = FilmGenre
    columns = ("film_id", "genre_id")

    def queryset(self) -> models.QuerySet[Any]:
        """Return all genres of films with their names."""
        return FilmGenre.objects.select_related("genre")

    def in_row(self, row: FilmGenre) -> str:
        """Return the genre's name."""
        return row.genre.name

    def identity(self, element: str) -> Hashable:
        """Leave case aside."""
        return element.casefold()

    def make(self, wanted: Sequence[Wanted[str]]) -> Rows:
        """Return the new ones, and make the genres that nobody has named before."""
        genres = ids_of_names(Genre, [want.element for want in wanted])
        return [(want.film.pk, genres[want.element]) for want in wanted]


class CreditRows(ListPart[CreditLine]):
    """Credits, in the order of the line."""

    key = "credits"
    model = Credit
    columns = ("film_id", "person_id", "role", "character", "position")

    def queryset(self) -> models.QuerySet[Any]:
        """Return all credits with their people."""
        return Credit.objects.select_related("person")

    def in_row(self, row: Credit) -> CreditLine:
        """Return who did what."""
        return CreditLine(row.person.name, row.role, row.character)

    def store(self, element: CreditLine) -> list[str]:
        """Return the credit as a list."""
        return list(element)

    def recall(self, stored: Any) -> CreditLine:
        """Return the credit."""
        return CreditLine(*stored)

    def adjust(
        self,
        entry: Entry,
        row: Credit,
        before: tuple[CreditLine, int],
        given: tuple[CreditLine, int],
    ) -> None:
        """Move the credit to its place, unless a person moved it."""
        merged = merge_value(row.position, before[1], given[1])
        entry.note(changed=merged.value != row.position, kept=merged.kept)
        if merged.value != row.position:
            row.position = merged.value
            self.edited.append(row)

    def make(self, wanted: Sequence[Wanted[CreditLine]]) -> Rows:
        """Return the new credits, and make the people whom nobody has named before."""
        people = ids_of_people(want.element.person for want in wanted)
        return [
            (want.film.pk, people[want.element.person], *want.element[1:], want.place)
            for want in wanted
        ]


class OfferRows(ListPart[OfferLine]):
    """Offers: the same are those of one provider, country, kind and link."""

    key = "offers"
    model = Offer
    columns = ("film_id", "provider_id", *OfferLine._fields[1:])
    terms = ("price", "currency"), ("checked_on",), ("search",)

    def queryset(self) -> models.QuerySet[Any]:
        """Return all offers with their providers."""
        return Offer.objects.select_related("provider")

    def in_row(self, row: Offer) -> OfferLine:
        """Return the offer as a line would give it."""
        return OfferLine(
            row.provider.name,
            row.country,
            row.kind,
            row.url,
            row.price,
            row.currency,
            row.checked_on,
            row.search,
        )

    def identity(self, element: OfferLine) -> Hashable:
        """Leave the terms and the case of the provider aside."""
        return element.provider.casefold(), element.country, element.kind, element.url

    def store(self, element: OfferLine) -> list[Any]:
        """Return the offer as a list, its price and date as texts."""
        price = None if element.price is None else str(element.price)
        checked_on = element.checked_on.isoformat() if element.checked_on else None
        return [*element[:4], price, element.currency, checked_on, element.search]

    def recall(self, stored: Any) -> OfferLine:
        """Return the offer."""
        provider, country, kind, url, price, currency, checked_on, search = stored
        return OfferLine(
            provider,
            country,
            kind,
            url,
            None if price is None else Decimal(price),
            currency,
            date.fromisoformat(checked_on) if checked_on else None,
            search,
        )

    def is_untouched(self, row: Offer, before: OfferLine) -> bool:
        """Whether no person changed the terms."""
        return self.in_row(row)[4:] == before[4:]

    def adjust(
        self,
        entry: Entry,
        row: Offer,
        before: tuple[OfferLine, int],
        given: tuple[OfferLine, int],
    ) -> None:
        """Take over the terms, each unless a person changed it; a price goes with its currency."""
        is_edited = False
        for fields in self.terms:
            current, imported, wanted = (
                tuple(getattr(side, field) for field in fields)
                for side in (row, before[0], given[0])
            )
            merged = merge_value(current, imported, wanted)
            entry.note(kept=merged.kept)
            if merged.value != current:
                is_edited = True
                for field, value in zip(fields, merged.value, strict=True):
                    setattr(row, field, value)
        entry.note(changed=is_edited)
        self.edited += [row] * is_edited

    def make(self, wanted: Sequence[Wanted[OfferLine]]) -> Rows:
        """Return the new offers, and make the providers that nobody has named before."""
        providers = ids_of_names(Provider, [want.element.provider for want in wanted])
        return [
            (want.film.pk, providers[want.element.provider], *want.element[1:]) for want in wanted
        ]


class IdRows:
    """The ids, site by site."""

    def __init__(self) -> None:
        self.wanted: list[tuple[Film, str, str]] = []
        self.obsolete: list[tuple[int, str, str]] = []

    def plan(self, entries: Sequence[Entry]) -> None:
        """Compare each site's id with those that are there, and note the outcome."""
        known: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        films = [entry.film.pk for entry in entries if not entry.is_new]
        rows = ExternalId.objects.filter(film__in=films)
        for film, site, value in rows.values_list("film_id", "site", "value"):
            known[film][site].add(value)
        for entry in entries:
            if "ids" in entry.line.given:
                self._merge(entry, known[entry.film.pk] if not entry.is_new else {})

    def _merge(self, entry: Entry, known: dict[str, set[str]]) -> None:
        remembered = entry.remembered("ids", {})
        for site, value in entry.line.ids.items():
            gone, is_new, kept = merge_id(known.get(site, set()), remembered.get(site), value)
            if gone is not None:
                self.obsolete.append((entry.film.pk, site, gone))
            if is_new:
                self.wanted.append((entry.film, site, value))
            entry.note(changed=is_new, kept=kept)
        entry.remember("ids", {**remembered, **entry.line.ids})

    def write(self) -> None:
        """Remove ids that were corrected, then add the new ones."""
        for film, site, value in self.obsolete:
            ExternalId.objects.filter(film=film, site=site, value=value).delete()
        rows = ((film.pk, site, value) for film, site, value in self.wanted)
        add_rows(ExternalId, ("film_id", "site", "value"), rows)
