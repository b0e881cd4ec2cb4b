"""Viewers as others meet them: whose page it is, and who may read it."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from ratings.models import Flag, Rating


def viewer_at(username: str, reader: Any) -> Any:
    """The viewer who has this name, whatever its case, or once had it, `with_counts`.

    Raises Http404 if there is none, or none of whom `reader` may read: to others, a private
    viewer is as if there were no such account.
    """
    viewer = get_user_model().objects.at(username)
    is_hidden = viewer.visibility == "private" and viewer.pk != reader.pk
    if is_hidden or not viewer.is_active:
        raise Http404
    return with_counts(viewer)


def viewers_for_search_engines() -> QuerySet[Any]:
    """Those who let search engines read their pages, too."""
    return get_user_model().objects.filter(visibility="public", is_active=True)


def with_counts(viewer: Any) -> Any:
    """The viewer with `rated` and `wanted`: how many films they rated and want to see."""
    counted = get_user_model().objects.annotate(
        rated=_number_of(Rating.objects.all()),
        wanted=_number_of(Flag.objects.filter(kind=Flag.Kind.WANT_TO_SEE)),
    )
    return counted.get(pk=viewer.pk)


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    """How many of the rows are the viewer's."""
    theirs = rows.order_by().filter(user=OuterRef("pk")).values("user")
    return Coalesce(Subquery(theirs.annotate(number=Count("pk")).values("number")), 0)
