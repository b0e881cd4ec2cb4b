"""What every request passes before a view sees it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.defaults import bad_request

type_of_view = Callable[[HttpRequest], HttpResponse]


def refuse_unreadable_addresses(get_response: type_of_view) -> type_of_view:
    """Answer 400 to an address that holds a NUL: PostgreSQL keeps none, so nothing can match it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request, ValueError("NUL in the address"))
        return get_response(request)

    return middleware
