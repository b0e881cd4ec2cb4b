"""Pages and feeds of reviews, critics and publications."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from films.models import Film
from films.reader import reader_of
from films.views import moved, page_of
from reviews.feeds import feed_of, is_a_feed
from reviews.listing import OF_CRITIC, OF_FILM, OF_PUBLICATION, Choice, choice_of
from reviews.models import Correction, Critic, CriticReview, Publication
from reviews.models.critic import NamedQuerySet
from reviews.models.review import CriticReviewQuerySet

Kind = type[Critic | Publication]


@require_safe
def film_reviews(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Every published review of a film; `verdict` shows only those of one verdict, `sort` sorts.

    `review`, an id, leads to the page of the list on which that one stands.
    """
    film = Film.objects.for_list().at(slug)
    if film.slug != slug:
        return moved(request, "film_reviews", film.slug)
    with_scores = reader_of(request).sees_scores_of(film)
    choice = choice_of(request.GET, OF_FILM, with_scores=with_scores)
    reviews = _chosen(film.critic_reviews.shown(), choice)
    asked = request.GET.get("review")
    number = reviews.page_of(asked, settings.ROWS_A_PAGE) if asked else None
    context = {"film": film, "choice": choice, "page": page_of(request, reviews, number)}
    return render(request, "reviews/film_reviews.html", context)


@require_safe
def critic_list(request: HttpRequest) -> HttpResponse:
    """Every critic with a published review, by name."""
    return _names(request, Critic.objects.all(), "reviews/critic_list.html")


@require_safe
def critic_page(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A critic's reviews, and what can be said of all of them; 404 without any."""
    return _page_of_named(request, Critic, slug, OF_CRITIC, "publication")


@require_safe
def publication_list(request: HttpRequest) -> HttpResponse:
    """Every publication with a published review, by name."""
    return _names(request, Publication.objects.all(), "reviews/publication_list.html")


@require_safe
def publication_page(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A publication's reviews, and what can be said of all of them; 404 without any."""
    return _page_of_named(request, Publication, slug, OF_PUBLICATION, "critic")


@require_safe
def correction_list(request: HttpRequest) -> HttpResponse:
    """What was wrong on this site's pages of reviews and scores, newest first."""
    page = page_of(request, Correction.objects.newest())
    return render(request, "reviews/correction_list.html", {"page": page})


@require_safe
def about_reviews(request: HttpRequest) -> HttpResponse:
    """How reviews are chosen, and what is computed of them for a critic."""
    context = {
        "shown": settings.REVIEWS_ON_FILM_PAGE,
        "share_from": settings.SCORE_SHOWN_FROM,
        "agreement_from": settings.AGREEMENT_SHOWN_FROM,
        "in_feed": settings.REVIEWS_IN_FEED,
    }
    return render(request, "about/reviews.html", context)


@require_safe
@is_a_feed
def reviews_feed(request: HttpRequest) -> HttpResponse:
    """The feed of all new reviews."""
    title = _("%(site)s: new reviews") % {"site": settings.SITE_NAME}
    return feed_of(request, CriticReview.objects.all(), title, "/")


@require_safe
@is_a_feed
def film_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The feed of a film's new reviews."""
    film = Film.objects.at(slug)
    if film.slug != slug:
        return moved(request, "film_feed", film.slug)
    title = _("Reviews of %(film)s") % {"film": film}
    return feed_of(request, film.critic_reviews.all(), title, film.get_absolute_url())


@require_safe
@is_a_feed
def critic_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The feed of a critic's new reviews."""
    return _feed_of_named(request, Critic, slug, _("Reviews by %(name)s"))


@require_safe
@is_a_feed
def publication_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The feed of a publication's new reviews."""
    return _feed_of_named(request, Publication, slug, _("Reviews in %(name)s"))


def _names(request: HttpRequest, names: NamedQuerySet[Any], template: str) -> HttpResponse:
    """A list of names, or of those that hold the words `q`, in the order that `sort` asks for."""
    words = request.GET.get("q", "").strip()[: settings.LONGEST_SEARCH]
    found = names.matching(words) if words else names
    by_name = {"q": words} if words else {}
    by_number = by_name | {"sort": "reviews"}
    context: dict[str, Any] = {
        "sought": words,
        "orders": [urlencode(by_name), urlencode(by_number)],
    }
    if request.GET.get("sort") == "reviews":
        context |= {"page": page_of(request, found.most_reviewed()), "query": urlencode(by_number)}
    else:
        page = page_of(request, found.with_reviews())
        page.object_list = names.counted(page.object_list)
        context |= {"page": page, "query": urlencode(by_name)}
    return render(request, template, context)


def _chosen(reviews: CriticReviewQuerySet, choice: Choice) -> CriticReviewQuerySet:
    reviews = reviews.in_order(choice.order)
    return reviews.with_verdict(choice.verdict) if choice.verdict else reviews


def _page_of_named(
    request: HttpRequest, model: Kind, slug: str, orders: Sequence[str], others: str
) -> HttpResponseBase:
    """The page of a critic or a publication; `others` is what it is read with."""
    named = model.objects.at(slug)
    if named.slug != slug:
        return moved(request, named)
    verdicts = named.reviews.verdicts()
    if not verdicts.reviews and not _curates(request, named):
        raise Http404
    choice = choice_of(request.GET, orders, with_scores=reader_of(request).sees_every_score())
    context = {
        "named": named,
        "critic": named if model is Critic else None,
        "choice": choice,
        "page": page_of(request, _chosen(_reviews_of(named), choice)),
        "verdicts": verdicts,
        "stays": named.reviews.stays(others, settings.STAYS_NAMED),
        "others": others,
        "feed": reverse(f"{named._meta.model_name}_feed", args=[named.slug]),
        "edit": _where_edited(request.user, named),
    }
    return render(request, "reviews/named_page.html", context)


def _reviews_of(named: Critic | Publication) -> CriticReviewQuerySet:
    """What readers see of it, with the films."""
    shown = CriticReview.objects.shown()
    return shown.by(named) if isinstance(named, Critic) else shown.in_publication(named)


def _curates(request: HttpRequest, named: Critic | Publication) -> bool:
    """Whether it is staff who may see the name also without a published review.

    Others may not: whoever enters a name with a web site would else have a public page for it.
    """
    return request.user.has_perm(f"reviews.view_{named._meta.model_name}")


def _where_edited(user: Any, named: Critic | Publication) -> str:
    """The page of the admin at which staff edit it; "" for who may not."""
    kind = named._meta.model_name
    may = user.is_staff and user.has_perm(f"reviews.change_{kind}")
    return reverse(f"admin:reviews_{kind}_change", args=[named.pk]) if may else ""


def _feed_of_named(request: HttpRequest, model: Kind, slug: str, title: str) -> HttpResponseBase:
    named = model.objects.at(slug)
    if named.slug != slug:
        return moved(request, f"{model._meta.model_name}_feed", named.slug)
    if not named.reviews.shown().exists():
        raise Http404
    title = title % {"name": named}
    return feed_of(request, named.reviews.all(), title, named.get_absolute_url())
