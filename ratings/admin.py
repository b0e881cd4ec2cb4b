"""The desk of what viewers say: staff look, and set aside with a reason; nobody edits a rating.

Flags have no desk: *Not Interested* is private, always, and a list of the others would tell by what
is missing. How many want to see a film stands in its tally. Nor have the lines of imports, which
hold flags and what was said before.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from films.desk import Desk, ReadOnlyDesk
from films.models import Film
from ratings.models import FilmTally, ImportBatch, Rating, SetAside


class ReasonForm(ActionForm):
    """What is chosen to be done with the rows, and why."""

    reason = forms.CharField(label=_("Reason:"), max_length=500, required=False)


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
    actions = ("set_these_aside", "set_all_aside")
    action_form = ReasonForm

    def has_set_aside_permission(self, request: HttpRequest) -> bool:
        """Who may make set-asides."""
        return SetAsideDesk(SetAside, self.admin_site).has_add_permission(request)

    @admin.action(description=_("Set aside these ratings, for a reason"), permissions=["set_aside"])
    def set_these_aside(self, request: HttpRequest, queryset: models.QuerySet[Rating]) -> None:
        """Take the chosen ratings out of the score."""
        self._set_aside(request, queryset.values_list("user_id", "film_id"))

    @admin.action(
        description=_("Set aside all that their viewers say, for a reason"),
        permissions=["set_aside"],
    )
    def set_all_aside(self, request: HttpRequest, queryset: models.QuerySet[Rating]) -> None:
        """Take out of the score whatever the viewers of the chosen ratings say."""
        viewers = queryset.order_by().values_list("user_id", flat=True).distinct()
        self._set_aside(request, ((user_id, None) for user_id in viewers))

    def _set_aside(self, request: HttpRequest, what: Iterable[tuple[int, int | None]]) -> None:
        reason = request.POST.get("reason", "").strip()[:500]
        if not reason:
            self.message_user(request, _("Nothing was set aside: give a reason."), messages.ERROR)
            return
        curator: Any = request.user
        made = SetAside.objects.set_aside(what, reason, by=curator)
        note(curator, made, ADDITION, reason)
        said = ngettext("%d set-aside made.", "%d set-asides made.", len(made)) % len(made)
        self.message_user(request, said, messages.SUCCESS)

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
        chosen = SetAside.objects.filter(pk__in=list(queryset.values_list("pk", flat=True)))
        ending = list(chosen.in_force())
        many = chosen.undo(by=curator)
        note(curator, ending, CHANGE, _("Undone"))
        said = ngettext("%d set-aside undone.", "%d set-asides undone.", many) % many
        self.message_user(request, said, messages.SUCCESS)


def note(curator: Any, set_asides: Sequence[SetAside], action: int, why: object) -> None:
    """Write into the log of the admin who set aside or undid what, and why."""
    LogEntry.objects.log_actions(curator.pk, set_asides, action, str(why))


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
