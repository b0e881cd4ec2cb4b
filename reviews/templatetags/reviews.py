"""The panels of what critics and aggregators say."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template.context import RequestContext
from django.utils.safestring import SafeString

from films.json_ld import data_block
from films.models import Film
from films.reader import reader_of
from reviews import json_ld
from reviews.models import Aggregator, Critic, CriticReview, Publication

register = template.Library()
#: Where a film keeps the reviews that were fetched for its page.
KEPT = "first_reviews"


@dataclass
class ReviewGroup:
    """Reviews that came from one aggregator, or from none; `more_url` is its page of the film."""

    aggregator: Aggregator | None
    more_url: str = ""
    reviews: list[CriticReview] = field(default_factory=list)


@register.inclusion_tag("reviews/_critic_reviews.html")
def critic_reviews(
    film: Film, with_scores: bool = True, in_answer: bool = False
) -> dict[str, object]:
    """The first reviews of a film, grouped by where they came from, and the way to the others.

    Without scores it doesn't say what their verdicts are; `in_answer` it replaces the panel of the
    page that asked by a script.
    """
    number: int = film.critic_tally.reviews
    shown = _first_of(film, with_scores=with_scores)
    groups: dict[int | None, ReviewGroup] = {}
    for review in shown:
        group = groups.setdefault(
            review.aggregator_id, ReviewGroup(review.aggregator, review.aggregators_page or "")
        )
        group.reviews.append(review)
        if group.aggregator and not group.more_url:
            group.more_url = group.aggregator.search_for(film.title)
    return {
        "film": film,
        "groups": list(groups.values()),
        "number": number,
        "shown": len(shown),
        "with_scores": with_scores,
        "in_answer": in_answer,
    }


def _first_of(film: Film, *, with_scores: bool) -> list[CriticReview]:
    """The reviews that the film's own page shows, fetched once for all of the page."""
    if not film.critic_tally.reviews:
        return []
    if not hasattr(film, KEPT):
        shown = film.critic_reviews.shown().with_aggregators_page()
        number = settings.REVIEWS_ON_FILM_PAGE
        first = shown.first_telling(number) if with_scores else shown.quoted_first()[:number]
        setattr(film, KEPT, list(first))
    kept: list[CriticReview] = getattr(film, KEPT)
    return kept


@register.simple_tag
def first_reviews_described(
    film: Film, origin: str, with_scores: bool = True
) -> list[dict[str, Any]]:
    """For search engines: those reviews on the film's own page that can be read somewhere."""
    first = _first_of(film, with_scores=with_scores)
    return json_ld.reviews_of(film, first, origin, scores=with_scores)


@register.simple_tag(takes_context=True)
def reviews_json_ld(
    context: RequestContext, film: Film, reviews: Iterable[CriticReview], with_scores: bool
) -> SafeString:
    """For search engines: the reviews of a film that a page lists; "" where none has a link."""
    origin = f"{context.request.scheme}://{context.request.get_host()}"
    described = json_ld.reviews_of(film, reviews, origin, scores=with_scores)
    return data_block(json_ld.film_with(film, described, origin)) if described else SafeString()


@register.inclusion_tag("reviews/_names_found.html")
def names_found(words: str) -> dict[str, object]:
    """The critics and publications that a search finds beside films: some, and the way to all."""
    shown = settings.PEOPLE_FOUND
    critics = list(Critic.objects.matching(words).with_reviews()[: shown + 1])
    publications = list(Publication.objects.matching(words).with_reviews()[: shown + 1])
    return {
        "query": urlencode({"q": words}),
        "critics": critics[:shown],
        "more_critics": len(critics) > shown,
        "publications": publications[:shown],
        "more_publications": len(publications) > shown,
    }


@register.inclusion_tag("reviews/_aggregator_scores.html")
def aggregator_scores(film: Film) -> dict[str, object]:
    """What other sites say of a film, each with the day on which it was read."""
    return {"film": film, "scores": film.aggregator_scores.latest_of_each()}


@register.inclusion_tag("reviews/_lately_reviewed.html", takes_context=True)
def lately_reviewed(context: RequestContext) -> dict[str, object]:
    """The panel of reviews that came last."""
    reviews = reader_of(context.request).browses(CriticReview.objects.all(), "film")
    return {"reviews": reviews.of_lately(4)}
