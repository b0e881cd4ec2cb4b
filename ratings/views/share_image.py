"""What viewers think of a film, drawn to be shared on other sites."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from films.models import Film
from films.reader import reader_of
from ratings import share

A_YEAR = 365 * 24 * 3600


@require_safe
def share_image(request: HttpRequest, slug: str, fingerprint: str) -> HttpResponseBase:
    """The film's picture for other sites; under its present fingerprint it may be kept a year.

    Beside the one with the score there is one without, for readers who see none yet.
    """
    film = Film.objects.for_list().at(slug)
    plain = share.fingerprint(film, with_score=False)
    with_score = fingerprint != plain and reader_of(request).sees_scores_of(film)
    present = share.fingerprint(film) if with_score else plain
    if (film.slug, present) != (slug, fingerprint):
        return redirect("share_image", film.slug, present)
    response = HttpResponse(share.draw(film, with_score=with_score), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
