"""The desk of what was corrected; readers see the same at /corrections/."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from films.models import Film
from reviews.desks.history import WithHistory
from reviews.models import Correction


@admin.register(Correction)
class CorrectionDesk(WithHistory):
    """Most are made where a review is changed; this one is for all else that a page said wrong."""

    list_display = ("film", "beginning", "made_by_name", "made_at")
    search_fields = ("words", "made_by_name")
    search_help_text = _("A film, who corrected it, or words of it.")
    found_by = {"film": Film}
    autocomplete_fields = ("film",)
    date_hierarchy = "made_at"
    ordering = ("-made_at", "-pk")
    fields = ("film", "words", "review", "whose", "made_by_name", "made_at")
    readonly_fields = ("review", "whose", "made_by_name", "made_at")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Correction]:
        """With what they are about."""
        return Correction.objects.newest()

    def get_fields(self, request: HttpRequest, obj: Correction | None = None) -> Any:
        """What is asked for, and of one that is made what is recorded."""
        return self.fields if obj else ("film", "words")

    @admin.display(description=_("what was corrected"))
    def beginning(self, correction: Correction) -> str:
        """How it begins."""
        return Truncator(correction.words).chars(80)

    def save_model(self, request: HttpRequest, obj: Correction, form: Any, change: bool) -> None:
        """In the name of who is signed in, and of them alone for good."""
        user: Any = request.user
        if not change:
            obj.make(by=user)
        super().save_model(request, obj, form, change)
