"""What the desk of reviews says after something was saved."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from films.models import Film
from reviews.models import Correction, Critic, CriticReview, Publication

STATES = {
    CriticReview.Status.DRAFT: (_("Saved, still a draft: {review}"), _("A draft again: {review}")),
    CriticReview.Status.PUBLISHED: (_("Saved: {review}"), _("Published: {review}")),
    CriticReview.Status.WITHDRAWN: (
        _("Saved, still withdrawn: {review}"),
        _("Withdrawn: {review}"),
    ),
}
"""What is said of a review that was saved: in the state that it had, and in a new one."""
NEW = {
    Film: _("the film {name}"),
    Critic: _("the critic {name}"),
    Publication: _("the publication {name}"),
}


def change_page(review: CriticReview) -> str:
    """The address at which a review is changed."""
    return reverse("admin:reviews_criticreview_change", args=[review.pk])


def named(review: CriticReview) -> str:
    """The film, and by whom the review is."""
    return f"{review.film}: {review}"


def saved(review: CriticReview) -> str:
    """That a change of a review was saved, and its state: the new one, or that it is no other."""
    said, new = STATES[CriticReview.Status(review.status)]
    link = format_html('<a href="{}">{}</a>', change_page(review), named(review))
    return format_html(str(new if review.has_new_state else said), review=link)


def added(review: CriticReview) -> str:
    """That a review was added, and that the next one of its film can be."""
    is_shown = review.status == CriticReview.Status.PUBLISHED
    said = (
        _("The review by {who} is published. Here is the next one of {film}.")
        if is_shown
        else _("The review by {who} is saved as a draft. Here is the next one of {film}.")
    )
    link = format_html('<a href="{}">{}</a>', change_page(review), review)
    return format_html(str(said), who=link, film=review.film)


def warn(desk: Any, request: HttpRequest, review: CriticReview) -> None:
    """Say that a quotation is long, and lead to it."""
    if (length := len(review.quote)) > settings.QUOTE_WARNED_FROM:
        fair = (
            _("It is published, though the quotation has {length} characters: is that fair?")
            if review.status == CriticReview.Status.PUBLISHED
            else _("The quotation has {length} characters: is that still fair to quote?")
        )
        link = format_html('<a href="{}">{}</a>', change_page(review), review)
        told = format_html("{} {}", format_html(str(fair), length=length), link)
        desk.message_user(request, told, messages.WARNING)


def tell_of_new(desk: Any, request: HttpRequest, made: list[Any]) -> None:
    """Name who and what was made with a review: the last moment at which a slip is seen."""
    links = []
    for row in made:
        page = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
        link = format_html('<a href="{}">{}</a>', page, row)
        links.append(format_html(str(NEW[type(row)]), name=link))
    if links:
        new = format_html_join(", ", "{}", ((link,) for link in links))
        desk.message_user(request, format_html("{} {}.", _("New here:"), new), messages.INFO)


def note_correction(request: HttpRequest, review: CriticReview, words: str) -> None:
    """Put what was corrected into the public log, in the name of who is signed in."""
    if words.strip():
        user: Any = request.user
        correction = Correction(film_id=review.film_id, review=review, words=words.strip())
        correction.make(by=user)
        correction.save()
