"""Pages of reviews, critics and publications."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from films.models import Film
from films.reader import reader_of
from films.views import page_of
from reviews.models import Critic, CriticReview, Publication


@require_safe
def film_reviews(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Every published review of a film; `verdict` shows only those of one verdict."""
    film = Film.objects.for_list().at(slug)
    if film.slug != slug:
        return redirect("film_reviews", film.slug, permanent=True)
    reviews = film.critic_reviews.shown()
    verdict = request.GET.get("verdict", "")
    kinds = {*CriticReview.Verdict.values, "unstated"}
    if verdict in kinds and reader_of(request).sees_scores_of(film):
        reviews = reviews.with_verdict(verdict)
    else:
        verdict = ""
    return render(
        request,
        "reviews/film_reviews.html",
        {"film": film, "verdict": verdict, "page": page_of(request, reviews)},
    )


@require_safe
def critic_list(request: HttpRequest) -> HttpResponse:
    """Every critic with a published review, by name."""
    page = page_of(request, Critic.objects.with_reviews())
    return render(request, "reviews/critic_list.html", {"page": page})


@require_safe
def critic_page(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A critic's reviews, newest first."""
    critic = Critic.objects.at(slug)
    if critic.slug != slug:
        return redirect(critic, permanent=True)
    page = page_of(request, CriticReview.objects.shown().by(critic))
    return render(request, "reviews/critic_page.html", {"critic": critic, "page": page})


@require_safe
def publication_list(request: HttpRequest) -> HttpResponse:
    """Every publication with a published review, by name."""
    page = page_of(request, Publication.objects.with_reviews())
    return render(request, "reviews/publication_list.html", {"page": page})


@require_safe
def publication_page(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A publication's reviews, newest first."""
    publication = Publication.objects.at(slug)
    if publication.slug != slug:
        return redirect(publication, permanent=True)
    page = page_of(request, CriticReview.objects.shown().in_publication(publication))
    context = {"publication": publication, "page": page}
    return render(request, "reviews/publication_page.html", context)
