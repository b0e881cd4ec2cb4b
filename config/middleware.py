"""What every request passes before a view sees it."""

from collections.abc import Callable
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.views.defaults import bad_request

type_of_view = Callable[[HttpRequest], HttpResponse]


def refuse_unreadable_addresses(get_response: type_of_view) -> type_of_view:
    """Answer 400 to an address or a cookie with a NUL: PostgreSQL keeps none to compare it with."""

    def middleware(request: HttpRequest) -> HttpResponse:
        texts = (request.path, unquote(request.META.get("QUERY_STRING", "")))
        if any("\x00" in text for text in (*texts, *request.COOKIES.values())):
            return bad_request(request, ValueError("NUL in the address"))
        return get_response(request)

    return middleware
