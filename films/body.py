"""The body of a film page: all of it that is the same for every reader.

It is made without a request, so that nothing of the reader can get into it and it can be kept
under the film's versions. What is the reader's own, the panel, stands between its two parts.
"""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from films.models import Film


@dataclass(frozen=True)
class FilmBody:
    """The parts of a film page around the reader's panel, as HTML; `head` belongs in `<head>`."""

    head: SafeString
    above: SafeString
    below: SafeString


def build(film: Film, *, origin: str, scores: bool = True) -> FilmBody:
    """The body of a film fetched by `Film.objects.for_page()`.

    `origin` is the site's own ("https://films.example"), for links that must be absolute; without
    `scores` it gives none away, nor what each critic's verdict was.
    """
    context = {
        "film": film,
        "origin": origin,
        "with_scores": scores,
        "site_name": settings.SITE_NAME,
    }
    head, above, below = (
        render_to_string(f"films/_body_{part}.html", context) for part in ("head", "above", "below")
    )
    return FilmBody(head, above, below)
