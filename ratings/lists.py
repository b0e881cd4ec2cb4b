"""A viewer's films as lists: those they rated, and those they flagged."""

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    F,
    FilteredRelation,
    IntegerField,
    Model,
    OrderBy,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from films.models import Film, Offer
from ratings.models import Flag

#: The kinds of offers, the easiest to take up first.
EASE = ("free", "library", "ads", "subscription", "rent", "buy")


@dataclass(frozen=True)
class Order:
    """A way to sort a list: its name, and the fields that do it."""

    name: "str | Promise"
    by: tuple[str | OrderBy, ...]


BY_TITLE = ("sort_title", "year", "pk")
#: How films that someone rated can be sorted; the first is taken unless another is asked for.
RATED_ORDERS = {
    "newest": Order(_("Newest rating first"), ("-said_at", "pk")),
    "highest": Order(_("Highest rating first"), ("-their_half_stars", "-said_at", "pk")),
    "lowest": Order(_("Lowest rating first"), ("their_half_stars", "-said_at", "pk")),
    "title": Order(_("Title"), BY_TITLE),
    "year": Order(_("Newest film first"), ("-year", "sort_title", "pk")),
}
#: The same for films that someone flagged.
FLAGGED_ORDERS = {
    "newest": Order(_("Newest mark first"), ("-said_at", "pk")),
    "available": Order(
        _("Available online now"), (F("ease").asc(nulls_last=True), "-said_at", "pk")
    ),
    "title": Order(_("Title"), BY_TITLE),
    "year": Order(_("Newest film first"), ("-year", "sort_title", "pk")),
    "runtime": Order(_("Shortest first"), (F("runtime").asc(nulls_last=True), *BY_TITLE)),
}


def rated_by(viewer: Model) -> QuerySet[Film]:
    """The films that a viewer rated, each with `their_half_stars` and when: `said_at`."""
    films = _said(viewer, "ratings")
    return films.annotate(their_half_stars=F("theirs__half_stars"), said_at=F("theirs__rated_at"))


def flagged_by(viewer: Model, kind: str) -> QuerySet[Film]:
    """The films that a viewer flagged so, each with when: `said_at`."""
    films = _said(viewer, "flags", theirs__kind=kind)
    return films.annotate(said_at=F("theirs__flagged_at"))


def _said(viewer: Model, relation: str, **which: Any) -> QuerySet[Film]:
    theirs = FilteredRelation(relation, condition=Q(**{f"{relation}__user": viewer.pk}))
    films = Film.objects.for_list().annotate(theirs=theirs)
    return films.filter(theirs__isnull=False, **which)


def with_offers(films: QuerySet[Film], wanted: QuerySet[Offer] | None) -> QuerySet[Film]:
    """The films with where each can be watched online: `offers_here`, the easiest way first.

    Links that are a search count for nothing. `wanted` narrows them to some offers; `ease` is the
    place of a film's best one in EASE, null without one.
    """
    places = (When(kind=kind, then=Value(place)) for place, kind in enumerate(EASE))
    offers = (Offer.objects.filter(search=False) if wanted is None else wanted).annotate(
        ease=Case(*places, output_field=IntegerField())
    )
    best = offers.filter(film=OuterRef("pk")).order_by("ease").values("ease")[:1]
    easiest_first = offers.select_related("provider").order_by("ease", "price", "pk")
    return films.annotate(ease=Subquery(best)).prefetch_related(
        Prefetch("offers", easiest_first, to_attr="offers_here")
    )


def offers_for(viewer: Model) -> list[tuple[str, str]]:
    """Which providers show what a viewer wants to see, and in which countries: pairs of both."""
    wanted = Flag.objects.filter(user=viewer.pk, kind=Flag.Kind.WANT_TO_SEE)
    offers = Offer.objects.filter(search=False, film__in=wanted.values("film"))
    return list(offers.order_by().values_list("provider__name", "country").distinct())
