"""The curation desk: reviews, who wrote and printed them, and what other sites say."""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from films.desk import Desk, ReadOnlyDesk, Rows
from films.models import Film
from reviews.models import (
    Aggregator,
    AggregatorScore,
    Critic,
    CriticReview,
    CriticTally,
    OtherName,
    Publication,
)


class VerdictFilter(admin.SimpleListFilter):
    """By verdict; Django's own filter takes "not stated" for NULL, and finds none."""

    title = _("verdict")
    parameter_name = "verdict"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The two verdicts, and that none is stated."""
        stated = [(str(value), label) for value, label in CriticReview.Verdict.choices if value]
        return [*stated, ("unstated", CriticReview.Verdict.__empty__)]

    def queryset(
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> models.QuerySet[Any]:
        """The reviews of the chosen verdict."""
        chosen = self.value()
        if chosen not in {value for value, _label in self.lookup_choices}:
            return queryset
        return CriticReview.objects.with_verdict(chosen).filter(
            pk__in=queryset.order_by().values("pk")
        )


@admin.register(CriticReview)
class CriticReviewDesk(Desk):
    list_display = ("film", "critic", "publication", "judged", "status", "published_on")
    list_select_related = ("film", "critic", "publication")
    list_filter = (VerdictFilter, "status", ("aggregator", admin.RelatedOnlyFieldListFilter))
    search_fields = ("url",)
    search_help_text = _("A film, a critic, a publication or a link.")
    found_by = {"film": Film, "critic": Critic, "publication": Publication}
    autocomplete_fields = ("film", "critic", "publication", "aggregator")
    ordering = ("-pk",)
    actions = ("publish", "withdraw")
    fieldsets = (
        (None, {"fields": ("film", ("critic", "publication"), "status")}),
        (_("What it says"), {"fields": ("quote", "language", ("verdict", "original_score"))}),
        (_("Where it stands"), {"fields": ("url", "published_on", "aggregator")}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[CriticReview]:
        """Without what imports keep for themselves."""
        return super().get_queryset(request).defer("imported")

    @admin.display(description=_("verdict"), ordering="verdict")
    def judged(self, review: CriticReview) -> str:
        """The verdict in words, also that none is stated."""
        return str(review.get_verdict_display() or CriticReview.Verdict.__empty__)

    @admin.action(description=_("Publish the selected reviews"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: models.QuerySet[CriticReview]) -> None:
        """Show them on the pages of their films."""
        many = chosen(queryset).publish()
        said = ngettext("%d review published.", "%d reviews published.", many) % many
        self.message_user(request, said, messages.SUCCESS)

    @admin.action(description=_("Withdraw the selected reviews"), permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: models.QuerySet[CriticReview]) -> None:
        """Take them off the pages; imports don't bring them back."""
        many = chosen(queryset).withdraw()
        said = ngettext("%d review withdrawn.", "%d reviews withdrawn.", many) % many
        self.message_user(request, said, messages.SUCCESS)


def chosen(queryset: models.QuerySet[CriticReview]) -> Any:
    """The chosen reviews in the vocabulary of reviews, free of what the list joined to them."""
    return CriticReview.objects.filter(pk__in=queryset.order_by().values("pk"))


class OtherNameRows(Rows):
    model = OtherName
    fields = ("name",)


@admin.register(Critic)
class CriticDesk(Desk):
    list_display = ("name", "sort_name", "url")
    search_fields = ("name",)
    found_by = {"pk": Critic}
    ordering = ("sort_name", "pk")
    fields = ("name", "slug", "url")
    readonly_fields = ("slug",)
    inlines = (OtherNameRows,)


@admin.register(Publication)
class PublicationDesk(Desk):
    list_display = ("name", "sort_name", "url")
    search_fields = ("name",)
    found_by = {"pk": Publication}
    ordering = ("sort_name", "pk")
    fields = ("name", "slug", "url")
    readonly_fields = ("slug",)
    inlines = (OtherNameRows,)


@admin.register(OtherName)
class OtherNameDesk(Desk):
    list_display = ("name", "critic", "publication")
    list_select_related = ("critic", "publication")
    search_fields = ("name",)
    found_by = {"critic": Critic, "publication": Publication}
    autocomplete_fields = ("critic", "publication")
    ordering = ("name", "pk")


@admin.register(Aggregator)
class AggregatorDesk(Desk):
    list_display = ("name", "url")
    search_fields = ("name",)
    ordering = ("name",)


@admin.register(AggregatorScore)
class AggregatorScoreDesk(Desk):
    list_display = ("film", "aggregator", "shown", "audience", "reviews", "as_of")
    list_select_related = ("film", "aggregator")
    list_filter = ("audience", "aggregator")
    search_fields = ("aggregator__name",)
    search_help_text = _("A film or an aggregator.")
    found_by = {"film": Film}
    autocomplete_fields = ("film", "aggregator")
    date_hierarchy = "as_of"
    ordering = ("-pk",)


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
