"""The desks of what other sites say, and of the counts that the database keeps."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films.desk import ReadOnlyDesk
from films.models import Film
from reviews.desks.history import WithHistory
from reviews.models import Aggregator, AggregatorScore, CriticTally


@admin.register(Aggregator)
class AggregatorDesk(WithHistory):
    list_display = ("name", "url")
    search_fields = ("name",)
    ordering = ("name",)


@admin.register(AggregatorScore)
class AggregatorScoreDesk(WithHistory):
    list_display = ("film", "aggregator", "shown", "audience", "reviews", "as_of")
    list_select_related = ("film", "aggregator")
    list_filter = ("audience", "aggregator")
    search_fields = ("aggregator__name",)
    search_help_text = _("A film or an aggregator.")
    found_by = {"film": Film}
    autocomplete_fields = ("film", "aggregator")
    date_hierarchy = "as_of"
    ordering = ("-pk",)

    def save_model(
        self, request: HttpRequest, obj: AggregatorScore, form: Any, change: bool
    ) -> None:
        """In the name of who enters it, as receipts say."""
        user: Any = request.user
        if not change:
            obj.enter(by=user)
        super().save_model(request, obj, form, change)


@admin.register(CriticTally)
class CriticTallyDesk(ReadOnlyDesk):
    """Kept by the database; nobody edits a count."""

    list_display = ("film", "favourable", "unfavourable", "unstated", "version")
    list_select_related = ("film",)
    search_fields = ("film__slug",)
    found_by = {"film": Film}
    ordering = ("-film",)
    fields = ("film", "favourable", "unfavourable", "unstated", "version")
    readonly_fields = fields
