"""The work queue: what waits for somebody who curates reviews."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from films.autocompletes import id_in
from reviews.desks.states import change
from reviews.models import CriticReview

ROWS = 20
"""How many of each kind stand in the queue; the list has the others."""


def queue(desk: Any, request: HttpRequest) -> HttpResponse:
    """Show what waits; publish the drafts that were ticked."""
    if not desk.has_view_permission(request):
        raise PermissionDenied
    if request.method == "POST":
        return _publish(desk, request)
    reviews = CriticReview.objects
    named = ("film", "critic", "publication")
    drafts = reviews.waiting().select_related(*named, "entered_by")
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Work queue"),
        "opts": desk.opts,
        "may_publish": desk.has_publish_permission(request),
        "may_add": desk.has_add_permission(request),
        "list": reverse("admin:reviews_criticreview_changelist"),
        "many": reviews.wanting(),
        "drafts": drafts.order_by("entered_at", "pk")[:ROWS],
        "films": reviews.films_without_review()[:ROWS],
        "unstated": reviews.published_unstated().select_related(*named).order_by("-pk")[:ROWS],
    }
    return TemplateResponse(request, "admin/reviews/criticreview/queue.html", context)


def _publish(desk: Any, request: HttpRequest) -> HttpResponse:
    if not desk.has_publish_permission(request):
        raise PermissionDenied
    ticked = [number for each in request.POST.getlist("review") if (number := id_in(each))]
    drafts = CriticReview.objects.drafts_of_ids(ticked)
    if ticked:
        change(desk, request, drafts.publish)
    else:
        desk.message_user(request, _("Tick drafts first."), messages.WARNING)
    return HttpResponseRedirect(request.path)
