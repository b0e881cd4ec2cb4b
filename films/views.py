"""Pages of films and of people."""

from typing import Any
from urllib.parse import quote_plus

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_safe

from films import body
from films.models import Film, Person
from films.posters import draw_svg
from films.posters import fingerprint as fingerprint_of
from films.reader import reader_of

A_YEAR = 365 * 24 * 3600


@require_safe
def film_page(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A film: its body, and the reader's own panel in it."""
    film = Film.objects.for_page().at(slug)
    if film.slug != slug:
        return moved(request, film)
    origin = f"{request.scheme}://{request.get_host()}"
    scores = reader_of(request).sees_scores_of(film)
    parts = body.build(film, origin=origin, scores=scores)
    return render(request, "films/film_page.html", {"film": film, "body": parts})


@require_safe
def film_scores(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The receipt: where each number of a film comes from."""
    film = Film.objects.for_list().at(slug)
    if film.slug != slug:
        return moved(request, "film_scores", film.slug)
    return render(request, "films/film_scores.html", {"film": film})


@require_safe
def film_list(request: HttpRequest) -> HttpResponse:
    """All films that the reader browses, or those with the searched words in a title."""
    words = request.GET.get("q", "").strip()[: settings.LONGEST_SEARCH]
    films = Film.objects.for_list().by_title()
    context: dict[str, Any] = {"words": words, "encoded_words": quote_plus(words)}
    if words:
        films = films.matching(words)
        context["people"] = Person.objects.matching(words)[: settings.PEOPLE_FOUND]
    else:
        films = reader_of(request).browses(films)
    return render(request, "films/film_list.html", context | {"page": page_of(request, films)})


@require_safe
def person_page(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Someone's films, newest first, with what they did in each."""
    person = Person.objects.at(slug)
    if person.slug != slug:
        return moved(request, person)
    return render(
        request,
        "films/person_page.html",
        {"person": person, "page": page_of(request, Film.objects.for_list().by(person))},
    )


@require_safe
def poster(request: HttpRequest, slug: str, fingerprint: str) -> HttpResponseBase:
    """The film's drawn poster; under its present fingerprint it may be kept for a year."""
    film = Film.objects.for_list().at(slug)
    facts = film.poster_facts
    present = fingerprint_of(facts)
    if (film.slug, present) != (slug, fingerprint):
        return redirect("poster", film.slug, present)
    response = HttpResponse(draw_svg(facts), content_type="image/svg+xml")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


def moved(request: HttpRequest, to: Any, *args: Any) -> HttpResponse:
    """From a former address to where it leads now, for good, with what was asked of it.

    A browser asks again all the same: when a merge is undone, the address is its old owner's.
    """
    asked = request.META.get("QUERY_STRING")
    address = resolve_url(to, *args)
    response = HttpResponsePermanentRedirect(f"{address}?{asked}" if asked else address)
    response["Cache-Control"] = "no-cache"
    return response


def page_of(request: HttpRequest, rows: QuerySet[Any], number: int | None = None) -> Page[Any]:
    """The page of a list that `page` in the address asks for; the nearest one where none is so.

    A `number` goes before what the address asks for.
    """
    return Paginator(rows, settings.ROWS_A_PAGE).get_page(number or request.GET.get("page"))
