"""The desks of who wrote reviews and where they were printed."""

from django.contrib import admin

from films.desk import Rows
from reviews.desks.history import WithHistory
from reviews.models import Critic, OtherName, Publication


class OtherNameRows(Rows):
    model = OtherName
    fields = ("name",)


@admin.register(Critic)
class CriticDesk(WithHistory):
    list_display = ("name", "sort_name", "url")
    search_fields = ("name",)
    found_by = {"pk": Critic}
    ordering = ("sort_name", "pk")
    fields = ("name", "slug", "url")
    readonly_fields = ("slug",)
    inlines = (OtherNameRows,)


@admin.register(Publication)
class PublicationDesk(WithHistory):
    list_display = ("name", "sort_name", "url")
    search_fields = ("name",)
    found_by = {"pk": Publication}
    ordering = ("sort_name", "pk")
    fields = ("name", "slug", "url")
    readonly_fields = ("slug",)
    inlines = (OtherNameRows,)


@admin.register(OtherName)
class OtherNameDesk(WithHistory):
    list_display = ("name", "critic", "publication")
    list_select_related = ("critic", "publication")
    search_fields = ("name",)
    found_by = {"critic": Critic, "publication": Publication}
    autocomplete_fields = ("critic", "publication")
    ordering = ("name", "pk")
