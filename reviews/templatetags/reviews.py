"""The panels of what critics and aggregators say."""

from dataclasses import dataclass, field

from django import template
from django.conf import settings
from django.template.context import RequestContext

from films.models import Film
from films.reader import reader_of
from reviews.models import Aggregator, CriticReview

register = template.Library()


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
    of_film = film.critic_reviews.shown().with_aggregators_page()
    shown = list(of_film[: settings.REVIEWS_ON_FILM_PAGE]) if number else []
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
        "all_reviews": number if number > len(shown) else 0,
        "with_scores": with_scores,
        "in_answer": in_answer,
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
