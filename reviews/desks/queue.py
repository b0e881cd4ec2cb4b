"""The work queue: what waits for somebody who curates reviews."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from films.autocompletes import id_in
from reviews.desks.states import change
from reviews.models import CriticReview

ROWS = 20
"""How many of each kind stand in the queue; the list has the others."""
NAMED = ("film", "critic", "publication")


def queue(desk: Any, request: HttpRequest) -> HttpResponse:
    """Show what waits; publish the drafts that were ticked, or mark what states no verdict."""
    if not desk.has_view_permission(request):
        raise PermissionDenied
    if request.method == "POST":
        return _done(desk, request)
    may_publish = desk.has_publish_permission(request)
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Work queue"),
        "opts": desk.opts,
        "may_publish": may_publish,
        "may_add": desk.has_add_permission(request),
        "list": reverse("admin:reviews_criticreview_changelist"),
        "films": CriticReview.objects.films_without_review()[:ROWS],
        **(_of_all() if may_publish else _of_one(request.user)),
    }
    return TemplateResponse(request, "admin/reviews/criticreview/queue.html", context)


def _of_all() -> dict[str, Any]:
    """What waits for an editor."""
    reviews = CriticReview.objects
    drafts = reviews.waiting().select_related(*NAMED, "entered_by")
    return {
        "many": reviews.wanting(),
        "drafts": drafts.order_by("entered_at", "pk")[:ROWS],
        "unstated": reviews.published_unstated().select_related(*NAMED).order_by("-pk")[:ROWS],
    }


def _of_one(user: Any) -> dict[str, Any]:
    """Their own drafts, and what became of those that editors have dealt with."""
    own = CriticReview.objects.of(user).select_related(*NAMED, "entered_by")
    return {
        "many": {"drafts": own.waiting().count()},
        "drafts": own.waiting().order_by("-entered_at", "-pk")[:ROWS],
        "dealt_with": own.no_drafts()[:ROWS],
    }


def _done(desk: Any, request: HttpRequest) -> HttpResponse:
    if not desk.has_publish_permission(request):
        raise PermissionDenied
    ticked = [number for each in request.POST.getlist("review") if (number := id_in(each))]
    if not ticked:
        desk.message_user(request, _("Tick reviews first."), messages.WARNING)
    elif "states_none" in request.POST:
        many = CriticReview.objects.mark_stating_none(ticked)
        told = ngettext(
            "%d review is marked: it states no verdict.",
            "%d reviews are marked: they state no verdict.",
            many,
        )
        page = f"{reverse('admin:reviews_criticreview_changelist')}?verdict=looked"
        link = format_html('<a href="{}">{}</a>', page, _("All that were marked"))
        told = format_html("{} {}", told % many, link)
        desk.message_user(request, told, messages.SUCCESS if many else messages.WARNING)
    else:
        change(desk, request, CriticReview.objects.drafts_of_ids(ticked).publish)
    return HttpResponseRedirect(request.path, status=303)
