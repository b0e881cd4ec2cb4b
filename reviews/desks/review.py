"""The desk of critics' reviews: the list, and the page at which one is entered."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from films.autocompletes import KEYS
from films.desk import Deleted
from reviews.desks import corrections_told, saying
from reviews.desks.filters import (
    LinkFilter,
    MineFilter,
    PublicationFilter,
    QuotationFilter,
    VerdictFilter,
)
from reviews.desks.new_names import NameField, NewNameAutocomplete
from reviews.desks.preview import preview
from reviews.desks.queue import queue
from reviews.desks.review_form import NAMES, CorrectingForm, ReviewForm
from reviews.desks.states import StatesDesk
from reviews.models import CriticReview

FIELDSETS = (
    (None, {"fields": ("film", "critic", "publication")}),
    (_("What it says"), {"fields": ("quote", "verdict", "states_none", "original_score")}),
    (_("Where it stands"), {"fields": ("url", "published_on", "aggregator", "status")}),
    (
        _("More: language, pseudonym, disclosure"),
        {"classes": ("collapse",), "fields": ("language", "written_as", "disclosure")},
    ),
)
MODULES: Any = [KEYS, forms.Script("js/review-desk.js", type="module")]
STYLES = [f"css/{name}.css" for name in ("tokens", "review", "review-desk")]
OWN_MEDIA = forms.Media(css={"all": STYLES}, js=MODULES)
CORRECTING = (_("If readers were misinformed"), {"fields": ("correction",)})


@admin.register(CriticReview)
class CriticReviewDesk(StatesDesk):
    """Who may publish does all; others enter drafts, and change and delete their own."""

    form = ReviewForm
    list_display = ("film", "by", "words", "judged", "status", "published_on")
    list_filter = (
        "status",
        VerdictFilter,
        LinkFilter,
        QuotationFilter,
        MineFilter,
        ("publication", PublicationFilter),
        ("aggregator", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("pk",)
    search_help_text = _("Words of the film, the critic, the publication, the quotation, the link.")
    autocomplete_fields = ("film", "critic", "publication", "aggregator")
    ordering = ("-pk",)
    actions = ("publish", "withdraw", "delete_selected")
    save_on_top = False

    @property
    def media(self) -> forms.Media:
        """The desk's own scripts and styles, and what the list needs to be narrowed by typing."""
        autocomplete = AutocompleteSelect(self.opts.get_field("film"), self.admin_site)
        return super().media + autocomplete.media + OWN_MEDIA

    def get_urls(self) -> list[Any]:
        """With the work queue, and the preview that the form asks for while one types."""
        own = [
            path(
                f"{name}/",
                self.admin_site.admin_view(partial(view, self)),
                name=f"reviews_criticreview_{name}",
            )
            for name, view in (("queue", queue), ("preview", preview))
        ]
        return [*own, *super().get_urls()]

    # Who may do what ---------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: CriticReview | None = None) -> bool:
        """Of others' reviews, and of those that were published, only who may publish."""
        user: Any = request.user
        may = obj is None or obj.may_be_changed_by(user)
        return super().has_change_permission(request, obj) and may

    def has_delete_permission(self, request: HttpRequest, obj: CriticReview | None = None) -> bool:
        """Own drafts; all of them only who may erase."""
        user: Any = request.user
        may = obj is None or obj.may_be_deleted_by(user)
        return super().has_delete_permission(request, obj) and may

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Deleted:
        """Also whether each of them may be deleted by who asks."""
        names, many, missing, in_use = super().get_deleted_objects(objs, request)
        if not all(self.has_delete_permission(request, each) for each in objs):
            missing = {*missing, self.opts.verbose_name}
        return names, many, missing, in_use

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Those chosen in the list, each held and looked at again: one may be published by now."""
        held = list(queryset.select_for_update(of=("self",)).order_by("pk"))
        if not all(self.has_delete_permission(request, each) for each in held):
            raise PermissionDenied
        super().delete_queryset(request, CriticReview.objects.among(each.pk for each in held))

    # The list ----------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[CriticReview]:
        """With what they name, without what imports keep for themselves."""
        named = ("film", "critic", "publication", "aggregator")
        return super().get_queryset(request).select_related(*named).defer("imported")

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[models.QuerySet[CriticReview], bool]:
        """Those in which each word is found somewhere."""
        return queryset.matching(search_term), False

    @admin.display(description=_("by"), ordering="critic__sort_name")
    def by(self, review: CriticReview) -> str:
        """The critic and the publication, as far as they are known."""
        return str(review)

    @admin.display(description=_("verdict"), ordering="verdict")
    def judged(self, review: CriticReview) -> str:
        """The verdict in words, also that none is stated."""
        return str(review.get_verdict_display() or CriticReview.Verdict.__empty__)

    @admin.display(description=_("quotation"))
    def words(self, review: CriticReview) -> str:
        """How the quotation begins."""
        return Truncator(review.quote).chars(60)

    # The page of one ---------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: CriticReview | None = None) -> Any:
        """The status for who may change it; a correction where readers could have read it.

        Who only reads isn't told of a verdict that none is stated.
        """
        sets = FIELDSETS if self.has_publish_permission(request) else _without(FIELDSETS, "status")
        if obj and obj.verdict and not self.has_change_permission(request, obj):
            sets = _without(sets, "states_none")
        return (*sets, CORRECTING) if self._is_corrected(request, obj) else sets

    def get_form(self, request: HttpRequest, obj: Any = None, *args: Any, **kwargs: Any) -> Any:
        """The one that takes a correction only where the page asks for one."""
        form = CorrectingForm if self._is_corrected(request, obj) else ReviewForm
        return super().get_form(request, obj, *args, **{"form": form, **kwargs})

    def _is_corrected(self, request: HttpRequest, review: CriticReview | None) -> bool:
        was_shown = review is not None and review.was_shown
        return was_shown and self.has_publish_permission(request)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Film, critic and publication may be typed as new names by who may add them.

        What is found at an aggregator is found at one that is here.
        """
        kwargs["widget"] = NewNameAutocomplete(db_field, self.admin_site)
        field: Any = super().formfield_for_foreignkey(
            db_field, request, form_class=NameField, **kwargs
        )
        field.takes_new = field.widget.takes_new = field.may_add and db_field.name in NAMES
        if db_field.name == "film":
            field.widget.new_pattern = r".+ \([0-9]{4}\)"
        return field

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """No links beside a field but the one to add: each would be a stop of the Tab key."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in self.autocomplete_fields and field:
            for link in ("change", "delete", "view"):
                setattr(field.widget, f"can_{link}_related", False)
        return field

    def in_short(self, row: CriticReview) -> str:
        """Its status, its verdict and the beginning of its words."""
        verdict = row.get_verdict_display() or _("Verdict not stated")
        said = f"{row.get_status_display()}, {verdict}"
        return f"{said}: {Truncator(row.quote).chars(120)}" if row.quote else said

    def save_model(self, request: HttpRequest, obj: CriticReview, form: Any, change: bool) -> None:
        """In the name of who enters it; and said who and what is new with it."""
        user: Any = request.user
        if not change:
            obj.enter(by=user)
        super().save_model(request, obj, form, change)
        obj.has_new_state = change and "status" in form.changed_data
        if obj.has_new_state and obj.status == obj.Status.WITHDRAWN:
            told = corrections_told.about(CriticReview.objects.among([obj.pk]))
            corrections_told.ask_whether_they_hold(self, request, told)
        saying.note_correction(request, obj, form.cleaned_data.get("correction", ""))
        saying.warn(self, request, obj)
        saying.tell_of_new(self, request, form.made)

    def response_add(
        self, request: HttpRequest, obj: CriticReview, post_url_continue: str | None = None
    ) -> HttpResponse:
        """To the next one of the same film, where another is to be added."""
        if not {"_publish", "_addanother"} & request.POST.keys() or "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        self.message_user(request, saying.added(obj), messages.SUCCESS)
        again = f"{reverse('admin:reviews_criticreview_add')}?film={obj.film_id}"
        if obj.aggregator_id:
            again += f"&aggregator={obj.aggregator_id}"
        if request.GET.get("from") == "queue":
            again += "&from=queue"
        return HttpResponseRedirect(again)

    def view_on_site(self, obj: CriticReview) -> str | None:
        """Where it stands among the reviews of its film; nowhere if it isn't shown."""
        if obj.status != CriticReview.Status.PUBLISHED:
            return None
        return obj.get_absolute_url()

    def response_change(self, request: HttpRequest, obj: CriticReview) -> HttpResponse:
        """With the film and the state in what is said of it."""
        if {"_continue", "_addanother", "_saveasnew", "_popup"} & request.POST.keys():
            return super().response_change(request, obj)
        self.message_user(request, saying.saved(obj), messages.SUCCESS)
        return self.response_post_save_change(request, obj)

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """To the work queue, where the form was opened from it; else to the list."""
        return _to_queue(request) or super().response_post_save_add(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """To the work queue, where the form was opened from it; else to the list."""
        return _to_queue(request) or super().response_post_save_change(request, obj)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """With what the template says of roles and likely doubles."""
        form = context["adminform"].form
        context |= {
            "may_publish": self.has_publish_permission(request),
            "likely": getattr(form, "likely", []),
            "new_film": form["new_film"] if getattr(form, "near", []) else None,
            "another": form["another"] if "another" in form.fields else None,
            "state": form.initial.get("status"),
            "from_queue": request.GET.get("from") == "queue",
        }
        if context.get("original"):
            context["subtitle"] = saying.named(context["original"])
        return super().render_change_form(request, context, *args, **kwargs)


def _to_queue(request: HttpRequest) -> HttpResponseRedirect | None:
    if request.GET.get("from") != "queue":
        return None
    return HttpResponseRedirect(reverse("admin:reviews_criticreview_queue"))


def _without(fieldsets: Any, name: str) -> Any:
    return tuple(
        (title, {**options, "fields": tuple(each for each in options["fields"] if each != name)})
        for title, options in fieldsets
    )
