"""The catalogue desk: films with all that belongs to them, and what they share."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films import merges_desk  # noqa: F401 - the desk of what was merged
from films.desk import ChangedRows, Desk, ReadOnlyDesk, Rows
from films.merging_desk import Facts, MergingDesk
from films.models import (
    AlternativeTitle,
    Credit,
    ExternalId,
    Film,
    FilmGenre,
    FormerAddress,
    Genre,
    Offer,
    Person,
    Provider,
)


class CreditRows(Rows):
    model = Credit
    autocomplete_fields = ("person",)


class GenreRows(Rows):
    model = FilmGenre
    autocomplete_fields = ("genre",)


class AlternativeTitleRows(Rows):
    model = AlternativeTitle


class ExternalIdRows(Rows):
    model = ExternalId


class OffersOnce(ChangedRows):
    once = ("provider", "country", "kind", "url")


class OfferRows(Rows):
    model = Offer
    formset = OffersOnce
    autocomplete_fields = ("provider",)


@admin.register(Film)
class FilmDesk(MergingDesk):
    """Scores of aggregators have their own desk: they belong to `reviews`."""

    list_display = ("title", "year", "original_title", "directed_by", "runtime", "countries")
    list_filter = (
        "genres",
        ("synopsis", admin.EmptyFieldListFilter),
        ("poster", admin.EmptyFieldListFilter),
    )
    search_fields = ("slug",)
    search_help_text = _("Any title, whatever its case and accents; an address; an id elsewhere.")
    found_by = {"pk": Film}
    named = "title"
    ordering = ("sort_title", "year", "pk")
    fieldsets = (
        (None, {"fields": (("title", "year"), "original_title", "slug")}),
        (_("Facts"), {"fields": (("release_date", "runtime"), ("countries", "languages"))}),
        (_("Synopsis"), {"fields": ("synopsis", "synopsis_language")}),
        (_("Poster"), {"fields": ("poster",)}),
    )
    readonly_fields = ("slug",)
    inlines = (GenreRows, CreditRows, AlternativeTitleRows, ExternalIdRows, OfferRows)

    left_fields = ("release_date", "runtime", "synopsis", "countries", "languages", "poster")

    def facts_of(self, thing: Film) -> Facts:
        """What tells two films apart."""
        return [
            (_("Address"), thing.slug),
            (_("Original title"), thing.original_title),
            (_("Directed by"), self.directed_by(thing)),
            (_("Runtime in minutes"), thing.runtime),
            (_("Ids elsewhere"), ", ".join(str(row) for row in thing.external_ids.all())),
        ]

    def doubts_about(self, old: Film, new: Film) -> str:
        """That a site has an id for each of them."""
        theirs = {row.site for row in new.external_ids.all()}
        sites = sorted(row.site for row in old.external_ids.all() if row.site in theirs)
        if not sites:
            return ""
        return str(_("Each has an id at %s: they may be two films.")) % ", ".join(sites)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Film]:
        """Without what imports keep for themselves."""
        return super().get_queryset(request).defer("imported")

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list, with those who directed the films on it."""
        films = super().get_changelist_instance(request)
        directing = Credit.objects.filter(role="director").select_related("person")
        films.result_list = films.result_list.prefetch_related(
            models.Prefetch("credits", directing)
        )
        return films

    @admin.display(description=_("directed by"))
    def directed_by(self, film: Film) -> str:
        """The names of its directors."""
        return ", ".join(str(person) for person in film.directors)

    def found(self, words: str) -> Iterable[models.Q]:
        """By an id elsewhere, too."""
        yield from super().found(words)
        yield models.Q(pk__in=ExternalId.objects.filter(value=words).values("film"))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A title without letters takes its address from an alternative one, once there is one."""
        super().save_related(request, form, formsets, change)
        if not form.instance.slug.startswith(form.instance.wanted_address()):
            form.instance.save()


@admin.register(Person)
class PersonDesk(Desk):
    list_display = ("name", "sort_name", "slug")
    search_fields = ("name",)
    found_by = {"pk": Person}
    named = "name"
    ordering = ("sort_name", "pk")
    fields = ("name", "slug")
    readonly_fields = ("slug",)


@admin.register(Credit)
class CreditDesk(Desk):
    list_display = ("film", "person", "role", "character", "position")
    list_select_related = ("film", "person")
    list_filter = ("role",)
    search_fields = ("character",)
    search_help_text = _("A film, a person or a character.")
    found_by = {"film": Film, "person": Person}
    autocomplete_fields = ("film", "person")
    ordering = ("-pk",)


@admin.register(AlternativeTitle)
class AlternativeTitleDesk(Desk):
    list_display = ("title", "film")
    list_select_related = ("film",)
    search_fields = ("title",)
    found_by = {"film": Film}
    autocomplete_fields = ("film",)
    ordering = ("-pk",)


@admin.register(ExternalId)
class ExternalIdDesk(Desk):
    list_display = ("value", "site", "film")
    list_select_related = ("film",)
    list_filter = ("site",)
    search_fields = ("value",)
    found_by = {"film": Film}
    autocomplete_fields = ("film",)
    ordering = ("-pk",)


@admin.register(Genre)
class GenreDesk(Desk):
    list_display = ("name",)
    search_fields = ("name",)
    ordering = ("name",)


@admin.register(Provider)
class ProviderDesk(Desk):
    list_display = ("name", "url")
    search_fields = ("name",)
    ordering = ("name",)


@admin.register(Offer)
class OfferDesk(Desk):
    list_display = ("film", "provider", "country", "kind", "price", "currency", "checked_on")
    list_select_related = ("film", "provider")
    list_filter = ("kind", "search", "country")
    search_fields = ("provider__name",)
    search_help_text = _("A film or a provider.")
    found_by = {"film": Film}
    autocomplete_fields = ("film", "provider")
    date_hierarchy = "checked_on"
    ordering = ("-pk",)


@admin.register(FormerAddress)
class FormerAddressDesk(ReadOnlyDesk):
    """Addresses are kept by the database, and never given away."""

    list_display = ("slug", "kind", "target_id", "since")
    list_filter = ("kind",)
    search_fields = ("slug",)
    date_hierarchy = "since"
    ordering = ("-pk",)
    fields = ("slug", "kind", "target_id", "since")
    readonly_fields = fields
