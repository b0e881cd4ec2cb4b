"""What the desk of reviews says after something was saved."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from reviews.models import Correction, CriticReview


def change_page(review: CriticReview) -> str:
    """The address at which a review is changed."""
    return reverse("admin:reviews_criticreview_change", args=[review.pk])


def named(review: CriticReview) -> str:
    """The film, and by whom the review is."""
    return f"{review.film}: {review}"


def saved(review: CriticReview) -> str:
    """That a change of a review was saved."""
    link = format_html('<a href="{}">{}</a>', change_page(review), named(review))
    return format_html(str(_("Saved: {review}")), review=link)


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
    """Say that a quotation is long."""
    if (length := len(review.quote)) > settings.QUOTE_WARNED_FROM:
        long = (
            _("It is published, though the quotation has %(length)d characters: is that fair?")
            if review.status == CriticReview.Status.PUBLISHED
            else _("The quotation has %(length)d characters: is that still fair to quote?")
        )
        desk.message_user(request, long % {"length": length}, messages.WARNING)


def note_correction(request: HttpRequest, review: CriticReview, words: str) -> None:
    """Put what was corrected into the public log, in the name of who is signed in."""
    if words.strip():
        user: Any = request.user
        correction = Correction(film_id=review.film_id, review=review, words=words.strip())
        correction.make(by=user)
        correction.save()
