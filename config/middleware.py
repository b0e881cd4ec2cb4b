"""What every request passes before a view sees it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.contrib.messages.storage import default_storage
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from config.views import bad_request
from films.models.retrying import CLASHES, STILL_NAMED, TAKEN, retried, sqlstate
from reviews.history import with_author

FORM = "application/x-www-form-urlencoded"
type_of_view = Callable[[HttpRequest], HttpResponse]


def refuse_unreadable_requests(get_response: type_of_view) -> type_of_view:
    """Answer 400 to an address or a cookie with a NUL: PostgreSQL keeps none to compare it with.

    Also to a form in another charset than UTF-8, which Django refuses wherever it's looked at, and
    so in the pages for errors, too.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        texts = (request.path, unquote(request.META.get("QUERY_STRING", "")))
        if any("\x00" in text for text in (*texts, *request.COOKIES.values())):
            return bad_request(request, ValueError("NUL in the address"))
        if request.content_type == FORM and (request.encoding or "utf-8").lower() != "utf-8":
            return bad_request(request, ValueError("a form that isn't in UTF-8"))
        return get_response(request)

    return middleware


def keep_from_others(get_response: type_of_view) -> type_of_view:
    """Answers to a browser with cookies are for it alone: no cache on the way gives them to others.

    A page is asked for anew each time, so that what was taken off it is gone at once. Those that
    say themselves who may keep them, and how long, as pictures do, are left as they are.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            is_own = bool(request.COOKIES or response.cookies)
            is_page = response.get("Content-Type", "").startswith("text/html")
            said = [("private", is_own), ("no-cache", is_page)]
            if words := [word for word, holds in said if holds]:
                response["Cache-Control"] = ", ".join(words)
        return response

    return middleware


class AnewAfterClash:
    """Does a POST anew, a few times, when another writer came across it.

    That's for the desks, whose views it makes one transaction each, and for the deletion of an
    account, which is one: the database took all of an attempt back before the next, and the
    request gets its messages and its files as they were. Whatever else a view leaves with a
    request or its session would stay. A form finds what the other one saved, and says so. The
    doors by which viewers say something see to it themselves.
    """

    def __init__(self, get_response: type_of_view) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing before and after the view."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Answer in place of a desk, each attempt in a transaction that knows whose it is."""
        asked = request.resolver_match
        if request.method != "POST" or asked is None or asked.namespace != "admin":
            return None

        @transaction.atomic
        def attempt() -> HttpResponseBase:
            _begin_anew(request)
            with with_author(request.user, request.path):
                return view(request, *args, **kwargs)

        return _anew(attempt)()

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Answer in place of a deletion that met a clash.

        The first attempt is Django's own, so that what else the view raises takes its usual way.
        """
        asked = request.resolver_match
        if request.method != "POST" or asked is None or asked.view_name != "account_delete":
            return None
        if sqlstate(error) not in (*CLASHES, STILL_NAMED):
            return None
        view: Callable[..., HttpResponseBase] = asked.func
        _begin_anew(request)
        return _anew(view)(request, *asked.args, **asked.kwargs)


_anew = retried(STILL_NAMED, TAKEN)


def _begin_anew(request: Any) -> None:
    """Take out what an attempt said to the user, and wind back the files that it read."""
    request._messages = default_storage(request)
    for _name, files in request.FILES.lists():
        for file in files:
            file.seek(0)
