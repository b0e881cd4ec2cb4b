"""That readers were told what was wrong of a review, when that review changes once more."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews.models import Correction, CriticReview

MOST = 5
"""So many corrections are named in one message."""


def about(reviews: models.QuerySet[CriticReview]) -> list[Correction]:
    """The newest public corrections about some reviews, one more than are named; asked now."""
    return list(Correction.objects.about(reviews)[: MOST + 1])


def ask_whether_they_hold(desk: Any, request: HttpRequest, corrections: list[Correction]) -> None:
    """Name the corrections, with the way to change them."""
    if not corrections:
        return
    named = format_html_join(
        "; ",
        '<a href="{}">{}: {}</a>',
        (
            (
                reverse("admin:reviews_correction_change", args=[each.pk]),
                date_format(localtime(each.made_at)),
                Truncator(each.words).chars(80),
            )
            for each in corrections[:MOST]
        ),
    )
    said = ngettext(
        "Does the correction still hold that readers were told? {}",
        "Do the corrections still hold that readers were told? {}",
        len(corrections),
    )
    if len(corrections) > MOST:
        named = format_html("{}; {}", named, _("and more"))
    desk.message_user(request, format_html(said, named), messages.WARNING)
