"""How a review that is being entered would stand on the page, and what it may double."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from films.autocompletes import id_in
from films.typed_names import films_near
from reviews.desks.review_form import MOST, TELLING, is_the_same
from reviews.models import CriticReview
from reviews.quotations import cleaned

NAMED = ("film", "critic", "publication", "aggregator")
SHOWN = (
    *(*NAMED, "quote", "language", "url", "verdict", "original_score"),
    *("published_on", "disclosure", "written_as"),
)


def preview(desk: Any, request: HttpRequest) -> HttpResponse:
    """Answer with the fragment for what the form holds now, however incomplete it is."""
    if not (desk.has_add_permission(request) or desk.has_change_permission(request)):
        raise PermissionDenied
    number = id_in(request.POST.get("preview_of"))
    stored = desk.get_queryset(request).filter(pk=number).first() if number else None
    form = desk.get_form(request)(request.POST, instance=stored)
    review = unfinished(form)
    likely: Any = []
    # What is stored already was asked about when it was entered.
    if review.film_id and not (stored and TELLING.isdisjoint(form.changed_data)):
        names = ("critic", "publication", "quote", "url")
        facts = {name: getattr(review, name) for name in names}
        likely = CriticReview.objects.like(review.film, **facts, besides=number)[:MOST]
    return TemplateResponse(
        request, "admin/reviews/criticreview/_preview.html", context_of(review, list(likely))
    )


def unfinished(form: Any) -> CriticReview:
    """The review as far as it's there; what can't be read yet, or isn't right yet, is empty."""
    review = CriticReview(**read(form))
    try:
        review.clean_fields(exclude=NAMED)
    except ValidationError as error:
        for name in error.message_dict:
            setattr(review, name, "")
    return review


def read(form: Any) -> dict[str, Any]:
    """The values of the form's fields. New names are given the address that they would have."""
    found: dict[str, Any] = {}
    for name in SHOWN:
        try:
            value = form.fields[name].clean(form[name].data)
        except ValidationError:
            value = None if name in NAMED else ""
        if hasattr(value, "wanted_address") and not value.pk:
            value.slug = value.wanted_address()
        found[name] = value
    found["quote"] = cleaned(found["quote"])
    return found


def context_of(review: CriticReview, likely: list[CriticReview]) -> dict[str, Any]:
    """What the fragment needs for a review, saved or not."""
    length = len(review.quote)
    film = getattr(review, "film", None)
    return {
        "review": review,
        "likely": [each for each in likely if is_the_same(each)],
        "others": [each for each in likely if not is_the_same(each)],
        "near": films_near(film) if film and film.pk is None else [],
        "new_film": film if film and film.pk is None else None,
        "length": length,
        "warned_from": settings.QUOTE_WARNED_FROM,
        "longest": settings.QUOTE_LONGEST,
        "is_long": settings.QUOTE_WARNED_FROM < length <= settings.QUOTE_LONGEST,
        "is_too_long": length > settings.QUOTE_LONGEST,
    }
