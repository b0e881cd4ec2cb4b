"""Critics' reviews in schema.org's words, for search engines."""

from collections.abc import Iterable
from typing import Any

from films.models import Film
from reviews.models import CriticReview


def reviews_of(
    film: Film, reviews: Iterable[CriticReview], origin: str, *, scores: bool = True
) -> list[dict[str, Any]]:
    """Those of a film's reviews that have a link which works; without `scores` none says any.

    A review that can't be read anywhere is none that a search engine could show.
    """
    return [
        _critic_review(film, review, origin, scores=scores)
        for review in reviews
        if review.url and not review.link_dead_since
    ]


def film_with(film: Film, reviews: list[dict[str, Any]], origin: str) -> dict[str, Any]:
    """A film by its name alone, with reviews, for a page that is about these."""
    return {"@context": "https://schema.org", **_named(film, origin), "review": reviews}


def _named(film: Film, origin: str) -> dict[str, Any]:
    address = origin + film.get_absolute_url()
    return {"@type": "Movie", "@id": address, "url": address, "name": film.title}


def _critic_review(
    film: Film, review: CriticReview, origin: str, *, scores: bool
) -> dict[str, Any]:
    critic, publication = review.critic, review.publication
    printed = publication and {
        "@type": "Organization",
        "name": publication.name,
        "url": publication.url or origin + publication.get_absolute_url(),
    }
    wrote = critic and {
        "@type": "Person",
        "name": critic.name,
        "alternateName": review.written_as,
        "url": origin + critic.get_absolute_url(),
    }
    described = {
        "@type": "CriticReview",
        "url": review.url,
        "itemReviewed": _named(film, origin),
        "author": {name: value for name, value in wrote.items() if value} if wrote else printed,
        "publisher": printed,
        "datePublished": review.published_on,
        "reviewBody": review.quote,
        "inLanguage": review.language,
        "reviewRating": _own_score(review) if scores else None,
    }
    return {name: value for name, value in described.items() if value}


def _own_score(review: CriticReview) -> dict[str, str] | None:
    """The critic's own score where it converts; a verdict is no number, and none is made of it."""
    if review.own_percent is None:
        return None
    return {
        "@type": "Rating",
        "ratingValue": f"{review.own_percent.normalize():f}",
        "bestRating": "100",
        "worstRating": "0",
        "ratingExplanation": review.original_score,
    }
