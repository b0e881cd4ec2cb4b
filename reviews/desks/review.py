"""The desk of critics' reviews."""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from films.models import Film
from reviews.desks.filters import VerdictFilter
from reviews.desks.history import WithHistory
from reviews.models import Critic, CriticReview, Publication


@admin.register(CriticReview)
class CriticReviewDesk(WithHistory):
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
