"""The desk of what viewers say: staff look, and set aside with a reason; nobody edits a rating.

Flags have no desk: *Not Interested* is private, always, and a list of the others would tell by what
is missing. How many want to see a film stands in its tally.
"""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from films.desk import Desk, ReadOnlyDesk
from films.models import Film
from ratings.models import FilmTally, ImportBatch, ImportLine, Rating, SetAside


@admin.register(Rating)
class RatingDesk(ReadOnlyDesk):
    list_display = ("user", "film", "stars", "rated_at", "set_aside")
    list_select_related = ("user", "film")
    search_fields = ("user__username",)
    search_help_text = _("A film or a viewer.")
    found_by = {"film": Film}
    ordering = ("-pk",)
    fields = ("user", "film", "stars", "rated_at")
    readonly_fields = fields

    @admin.display(description=_("rating"), ordering="half_stars")
    def stars(self, rating: Rating) -> str:
        """The rating as people read it."""
        return str(rating)

    @admin.display(description="")
    def set_aside(self, rating: Rating) -> str:
        """A link to where this rating can be set aside."""
        add = reverse("admin:ratings_setaside_add")
        return format_html(
            '<a href="{}?user={}&amp;film={}">{}</a>',
            *(add, rating.user_id, rating.film_id, _("Set aside …")),
        )


@admin.register(SetAside)
class SetAsideDesk(Desk):
    """Made here, undone here, never changed and never deleted: it is the record."""

    list_display = ("user", "film", "reason", "by_name", "made_at", "undone_at", "undone_by_name")
    list_select_related = ("user", "film")
    list_filter = (("undone_at", admin.EmptyFieldListFilter),)
    search_fields = ("user__username", "reason", "by_name")
    search_help_text = _("A film, a viewer, a reason or who set it aside.")
    found_by = {"film": Film}
    autocomplete_fields = ("user", "film")
    date_hierarchy = "made_at"
    ordering = ("-pk",)
    fields = ("user", "film", "reason", "by_name", "made_at", "undone_at", "undone_by_name")
    readonly_fields = ("by_name", "made_at", "undone_at", "undone_by_name")
    actions = ("undo",)

    def get_fields(self, request: HttpRequest, obj: SetAside | None = None) -> Any:
        """What is asked for, and of one that is made what is recorded."""
        return self.fields if obj else ("user", "film", "reason")

    def save_model(self, request: HttpRequest, obj: SetAside, form: Any, change: bool) -> None:
        """In the name of who is signed in."""
        obj.by_id, obj.by_name = request.user.pk, request.user.get_username()
        super().save_model(request, obj, form, change)

    def has_change_permission(self, request: HttpRequest, obj: SetAside | None = None) -> bool:
        """Nobody rewrites the record."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SetAside | None = None) -> bool:
        """Nobody removes it."""
        return False

    def has_undo_permission(self, request: HttpRequest) -> bool:
        """Who may set aside may undo it."""
        return self.has_add_permission(request)

    @admin.action(description=_("Undo: let it count again"), permissions=["undo"])
    def undo(self, request: HttpRequest, queryset: models.QuerySet[SetAside]) -> None:
        """End those in force, in the name of who is signed in."""
        curator: Any = request.user
        chosen = SetAside.objects.filter(pk__in=queryset.order_by().values("pk"))
        many = chosen.undo(by=curator)
        said = ngettext("%d set-aside undone.", "%d set-asides undone.", many) % many
        self.message_user(request, said, messages.SUCCESS)


@admin.register(FilmTally)
class FilmTallyDesk(ReadOnlyDesk):
    """Kept by the database; nobody edits a count."""

    list_display = ("film", "ratings", "want_to_see", "version")
    list_select_related = ("film",)
    search_fields = ("film__slug",)
    found_by = {"film": Film}
    ordering = ("-film",)
    fields = (
        "film",
        tuple(f"n{half_stars}" for half_stars in range(1, 11)),
        ("ratings", "want_to_see", "version"),
    )
    readonly_fields = ("film", *fields[1], *fields[2])


@admin.register(ImportBatch)
class ImportBatchDesk(ReadOnlyDesk):
    list_display = ("user", "service", "file_name", "state", "made_at", "undone_at")
    list_select_related = ("user",)
    list_filter = ("state", "service")
    search_fields = ("user__username", "file_name")
    date_hierarchy = "made_at"
    ordering = ("-pk",)
    fields = ("user", "service", "file_name", "state", "failure", "made_at", "undone_at")
    readonly_fields = fields


@admin.register(ImportLine)
class ImportLineDesk(ReadOnlyDesk):
    """Without the lines' content, which may hold what a viewer isn't interested in."""

    list_display = ("batch", "file", "number", "film", "outcome", "reason")
    list_select_related = ("batch", "film")
    list_filter = ("outcome",)
    search_fields = ("batch__user__username", "reason")
    found_by = {"film": Film}
    ordering = ("-pk",)
    fields = ("batch", "file", "number", "film", "outcome", "reason")
    readonly_fields = fields
