"""What the list of reviews can be narrowed by."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from reviews.models import CriticReview


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
