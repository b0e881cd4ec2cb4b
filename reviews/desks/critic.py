"""The desks of who wrote reviews and where they were printed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films.desk import Rows
from films.merging_desk import Facts, MergingDesk
from reviews.desks.filters import OneOfFilter
from reviews.desks.history import WithHistory
from reviews.models import Critic, OtherName, Publication


class OtherNameRows(Rows):
    model = OtherName
    fields = ("name",)


class ReviewsFilter(OneOfFilter):
    """Those without a review, as after a slip in typing a name."""

    title = _("reviews")
    parameter_name = "reviews"
    answers = (("none", _("None"), "without_reviews"),)


class NamedDesk(MergingDesk, WithHistory):
    """What the desks of critics and of publications have in common."""

    left_fields = ("url",)
    list_display = ("name", "number", "url")
    list_filter = (ReviewsFilter,)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list; the reviews of those on its page are counted, not of all."""
        named = super().get_changelist_instance(request)
        compared = self.model.objects.to_compare().in_bulk([one.pk for one in named.result_list])
        for one in named.result_list:
            one.many = compared[one.pk].many
        return named

    @admin.display(description=_("reviews"))
    def number(self, one: Any) -> int:
        """How many reviews it has, whatever their status."""
        return int(one.many)

    def facts_of(self, thing: Any) -> Facts:
        """What tells two apart."""
        return [
            (_("Address"), thing.slug),
            (_("Other names"), ", ".join(str(row) for row in thing.other_names.all())),
            (_("Web site"), thing.url),
            (_("Reviews"), thing.many),
        ]


@admin.register(Critic)
class CriticDesk(NamedDesk):
    merging_choices = {
        "writes_as": _("The reviews that go over were written under the former name: say so there.")
    }
    search_fields = ("name",)
    found_by = {"pk": Critic}
    named = "name"
    ordering = ("sort_name", "pk")
    fields = ("name", "slug", "url")
    readonly_fields = ("slug",)
    inlines = (OtherNameRows,)


@admin.register(Publication)
class PublicationDesk(NamedDesk):
    search_fields = ("name",)
    found_by = {"pk": Publication}
    named = "name"
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
