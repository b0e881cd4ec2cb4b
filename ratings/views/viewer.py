"""A viewer's page: what they rated, what they want to see, and what their ratings say of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from ratings.filters import OF_OFFERS, OF_RATINGS, Filters
from ratings.lists import FLAGGED_ORDERS, RATED_ORDERS, flagged_by, rated_by, with_offers
from ratings.models import Flag
from ratings.options import of_offers, of_ratings
from ratings.statistics import Statistics
from ratings.viewers import viewer_at
from ratings.views.listing import listing, yours

View = Callable[[HttpRequest, str], HttpResponseBase]


def of_viewer(view: Callable[[HttpRequest, Any], HttpResponse]) -> View:
    """A view of the viewer whose name stands in the address, for those who may see them.

    Other spellings of the name, and former names, lead to it. Search engines are asked to leave
    it out unless it is public; what the viewer themselves sees is kept nowhere.
    """

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, username: str) -> HttpResponseBase:
        viewer = viewer_at(username, request.user)
        if viewer.username != username:
            return _moved(request, viewer)
        response = view(request, viewer)
        if viewer.visibility != "public":
            response["X-Robots-Tag"] = "noindex"
        if viewer.pk == request.user.pk:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return answer


def _moved(request: HttpRequest, viewer: Any) -> HttpResponseBase:
    """To the same page under the viewer's own name."""
    match = request.resolver_match
    address = reverse(match.view_name if match else "viewer", args=[viewer.username])
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{address}?{query}" if query else address)


@of_viewer
def ratings(request: HttpRequest, viewer: Any) -> HttpResponse:
    """The films that they rated; the viewer themselves can clear some of these ratings."""
    filters = Filters.read(request.GET, OF_RATINGS)
    context = {"viewer": viewer} | listing(
        request, rated_by(viewer), RATED_ORDERS, filters, of_ratings(viewer, filters)
    )
    if viewer.pk == request.user.pk:
        context |= yours("ratings")
    return render(request, "ratings/viewer_ratings.html", context)


@of_viewer
def want_to_see(request: HttpRequest, viewer: Any) -> HttpResponse:
    """The films that they want to see; the viewer themselves has them at `/you/` as well."""
    context = {"viewer": viewer} | wanted(request, viewer)
    if viewer.pk == request.user.pk:
        context |= yours(Flag.Kind.WANT_TO_SEE)
    return render(request, "ratings/viewer_want_to_see.html", context)


def wanted(request: HttpRequest, viewer: Any) -> dict[str, Any]:
    """The list of what a viewer wants to see, and where it can be watched."""
    filters = Filters.read(request.GET, OF_OFFERS)
    films = with_offers(flagged_by(viewer, Flag.Kind.WANT_TO_SEE), filters.offers())
    return listing(request, films, FLAGGED_ORDERS, filters, of_offers(viewer, filters))


@of_viewer
def statistics(request: HttpRequest, viewer: Any) -> HttpResponse:
    """What they rated, counted in several ways."""
    context = {
        "viewer": viewer,
        "is_yours": viewer.pk == request.user.pk,
        "statistics": Statistics.of(viewer),
    }
    return render(request, "ratings/viewer_statistics.html", context)
