"""Feeds of reviews that came onto the site, in Atom.

A feed is made anew each time, so that a withdrawn review is gone from it at once. It has an ETag
and no Last-Modified: withdrawing makes the newest moment an older one, and who asked only "since
when" would keep the review.
"""

import re
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from films.reader import reader_of
from reviews.models import CriticReview
from reviews.models.review import CriticReviewQuerySet

View = Callable[..., Any]
#: What XML can't hold, and quotations from anywhere may.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class ReviewFeed(Atom1Feed):
    """A feed that is the same as long as its entries are, also when there is none."""

    def latest_post_date(self) -> datetime:
        """When the newest entry came; today where there is none."""
        moments = [item["updateddate"] for item in self.items]
        return (
            max(moments)
            if moments
            else timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
        )


def is_a_feed(view: View) -> View:
    """Let a view's answer be asked for anew each time, and sent only when it has changed.

    Django's `conditional_page` has no ETag for HEAD, as other views may build no page for it.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase | None:
        response: HttpResponse = view(request, *args, **kwargs)
        etag = set_response_etag(response).get("ETag")
        return get_conditional_response(request, etag=etag, response=response)

    return cache_control(no_cache=True)(answer)


def feed_of(
    request: HttpRequest, reviews: CriticReviewQuerySet, title: str, address: str
) -> HttpResponse:
    """The newest of the reviews as a feed; `address` is the page that lists them.

    To a reader who asked to see no scores it tells no verdict.
    """
    feed = ReviewFeed(
        title=_written(title),
        link=request.build_absolute_uri(address),
        description="",
        feed_url=request.build_absolute_uri(request.path),
        language=get_language(),
        author_name=settings.SITE_NAME,
    )
    with_scores = reader_of(request).sees_every_score()
    for review in reviews.newly_shown(settings.REVIEWS_IN_FEED):
        _add(feed, request, review, with_scores=with_scores)
    response = HttpResponse(content_type=feed.content_type)
    if request.COOKIES:
        patch_cache_control(response, private=True)
    feed.write(response, "utf-8")
    return response


def _add(feed: Atom1Feed, request: HttpRequest, review: CriticReview, *, with_scores: bool) -> None:
    author = review.critic or review.publication
    film = review.film
    content = render_to_string(
        "reviews/_feed_entry.html", {"review": review, "with_scores": with_scores}
    )
    feed.add_item(
        title=_written(_("%(film)s: %(who)s") % {"film": film, "who": review}),
        link=request.build_absolute_uri(review.get_absolute_url()),
        description=_written(content.strip()),
        author_name=_written(str(author)),
        # The same whatever becomes of the film's address, and when it is published again.
        unique_id=f"tag:{request.get_host().partition(':')[0]},2026:review-{review.pk}",
        pubdate=review.published_at,
        updateddate=max(filter(None, [review.published_at, review.version_at])),
    )


def _written(text: str) -> str:
    return UNWRITABLE.sub("", text)
