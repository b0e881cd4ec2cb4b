"""What every list of a viewer's films needs to be shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from films.models import Film
from films.views import page_of
from ratings.filters import Filters
from ratings.lists import Order
from ratings.many import MOVES
from ratings.options import Choice


def listing(
    request: HttpRequest,
    films: QuerySet[Film],
    orders: Mapping[str, Order],
    filters: Filters,
    choices: Sequence[Choice] = (),
) -> dict[str, Any]:
    """The page of the films that the address asks for, and the form above it.

    `chips` are the filters in words, each with the query of the list without it; `unlisted` are
    those that no choice offers, and `query` is what the addresses of the other pages begin with.
    """
    usual = next(iter(orders))
    sort = request.GET.get("sort", usual)
    sort = sort if sort in orders else usual
    sorting = {"sort": sort} if sort != usual else {}
    listed = {choice.name for choice in choices}
    return {
        "page": page_of(request, filters.narrow(films).order_by(*orders[sort].by)),
        "orders": [(value, order.name, value == sort) for value, order in orders.items()],
        "choices": choices,
        "chips": [
            (words, filters.without(name).query(**sorting))
            for name, words in filters.in_words().items()
        ],
        "unlisted": {name: value for name, value in filters.given.items() if name not in listed},
        "query": filters.query(**sorting),
    }


def yours(listed: str) -> dict[str, Any]:
    """What the viewer may do with several films of a list of their own, a key of MOVES."""
    return {"is_yours": True, "listed": listed, "moves": MOVES[listed]}
