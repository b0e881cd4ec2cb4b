"""The desks of what other sites say, and of the counts that the database keeps."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from films.desk import ReadOnlyDesk
from films.models import Film
from reviews.desks.as_loaded import AsLoadedForm
from reviews.desks.history import WithHistory
from reviews.models import Aggregator, AggregatorScore, CriticTally
from reviews.models.aggregator import ONCE


@admin.register(Aggregator)
class AggregatorDesk(WithHistory):
    list_display = ("name", "url")
    search_fields = ("name",)
    ordering = ("name",)


class AggregatorScoreForm(AsLoadedForm):
    """Says what a score consists of, and leads to the one of the same day."""

    class Meta:
        model = AggregatorScore
        fields = "__all__"
        labels = {"reviews": _("Number of reviews or ratings")}
        help_texts = {
            "percent": _("Either this, or the two below."),
            "value": _("Theirs as it stands there: 7.4, and 10 below."),
        }

    def clean(self) -> dict[str, Any] | None:
        """Refused where theirs of that day is here."""
        facts = super().clean() or self.cleaned_data
        here = AggregatorScore.objects.in_place_of(
            **{name: facts.get(name) for name in ONCE}, besides=self.instance.pk
        ).first()
        if here:
            page = reverse("admin:reviews_aggregatorscore_change", args=[here.pk])
            said = _("Their score of this film is here already for that day:")
            self.add_error("as_of", format_html('{} <a href="{}">{}</a>.', said, page, here.shown))
        return facts


@admin.register(AggregatorScore)
class AggregatorScoreDesk(WithHistory):
    form = AggregatorScoreForm
    list_display = ("film", "aggregator", "shown", "audience", "reviews", "as_of")
    list_select_related = ("film", "aggregator")
    list_filter = ("audience", "aggregator")
    search_fields = ("aggregator__name",)
    search_help_text = _("A film or an aggregator.")
    found_by = {"film": Film}
    autocomplete_fields = ("film", "aggregator")
    date_hierarchy = "as_of"
    ordering = ("-pk",)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Read today."""
        today = {"as_of": str(timezone.localdate())}
        return today | super().get_changeform_initial_data(request)

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
