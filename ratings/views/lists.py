"""The viewer's own lists, and what they do with several films of one at once."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from ratings.filters import Filters
from ratings.lists import FLAGGED_ORDERS, flagged_by
from ratings.many import Move
from ratings.models import Flag
from ratings.saying import UnclearError
from ratings.undo import TooLateError, undo
from ratings.viewers import with_counts
from ratings.views.listing import listing, yours
from ratings.views.posting import SeeOther, to_sign_in
from ratings.views.viewer import wanted

for_yourself = cache_control(private=True, no_store=True)


@require_safe
@for_yourself
@login_required
def you(request: HttpRequest) -> HttpResponseBase:
    """To the viewer's own page, which stands where others find it."""
    return redirect("viewer", request.user.get_username())


@require_safe
@for_yourself
@login_required
def want_to_see_list(request: HttpRequest) -> HttpResponse:
    """What the viewer wants to see, and where it can be watched."""
    viewer = with_counts(request.user)
    context = {"viewer": viewer} | wanted(request, viewer) | yours(Flag.Kind.WANT_TO_SEE)
    return render(request, "ratings/viewer_want_to_see.html", context)


@require_safe
@for_yourself
@login_required
def not_interested_list(request: HttpRequest) -> HttpResponse:
    """What the viewer isn't interested in; nobody else sees it."""
    viewer = with_counts(request.user)
    films = flagged_by(viewer, Flag.Kind.NOT_INTERESTED)
    orders = {name: order for name, order in FLAGGED_ORDERS.items() if name != "available"}
    context = {"viewer": viewer} | listing(request, films, orders, Filters())
    context |= yours(Flag.Kind.NOT_INTERESTED)
    return render(request, "ratings/not_interested_list.html", context)


@require_POST
def your_films(request: HttpRequest) -> HttpResponseBase:
    """Do what was chosen with the films that were ticked on one of the viewer's lists."""
    if not request.user.is_authenticated:
        return _sign_in_first(request)
    try:
        moved = Move.posted(request.POST).save(request.user)
    except UnclearError as error:
        return render(request, "ratings/unclear.html", {"sentence": str(error)}, status=400)
    level = messages.SUCCESS if moved.undo else messages.WARNING
    tags = f"undo-films {moved.undo}" if moved.undo else ""
    messages.add_message(request, level, moved.sentence, extra_tags=tags)
    return SeeOther(_back(request))


@require_POST
def undo_films(request: HttpRequest) -> HttpResponseBase:
    """Undo what was done with several films, as the `token` says; too late, it says so."""
    if not request.user.is_authenticated:
        return _sign_in_first(request)
    try:
        messages.success(request, undo(request.user, request.POST.get("token", "")))
    except TooLateError as error:
        messages.warning(request, str(error))
    return SeeOther(_back(request))


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """To sign-in, and from there to the list: what was ticked is ticked anew."""
    page = urlsplit(_back(request))
    return to_sign_in(request, page._replace(scheme="", netloc="").geturl())


def _back(request: HttpRequest) -> str:
    """The list that a form was on; the viewer's own page where that isn't known."""
    page = request.headers.get("Referer", "").partition("#")[0]
    if url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure()):
        return page
    return reverse("you")
