"""Filters that need only a film."""

from django import template
from django.template.context import RequestContext
from django.utils import timezone

from films import wording
from films.models import Film, Offer
from films.reader import reader_of

register = template.Library()

register.filter(wording.running_time)
register.filter(wording.country)
register.filter(wording.language)
register.filter(wording.partial_date)
register.filter(wording.lead_and_rest)


@register.filter
def countries(film: Film) -> str:
    """The film's countries by name: "France, Germany"."""
    return ", ".join(wording.country(code) for code in film.countries)


@register.filter
def languages(film: Film) -> str:
    """The film's languages by name: "French, German"."""
    return ", ".join(wording.language(code) for code in film.languages)


@register.filter
def offer_price(offer: Offer) -> str:
    """What the offer costs ("$3.99"); empty where that isn't known."""
    return wording.price(offer.price, offer.currency) if offer.price is not None else ""


@register.simple_tag(takes_context=True)
def sees_scores(context: RequestContext, film: Film) -> bool:
    """Whether the reader of the page may see the film's scores."""
    return reader_of(context.request).sees_scores_of(film)


@register.simple_tag(takes_context=True)
def sees_every_score(context: RequestContext) -> bool:
    """Whether the reader of the page may see the scores of all films."""
    return reader_of(context.request).sees_every_score()


@register.inclusion_tag("films/_newly_added.html", takes_context=True)
def newly_added(context: RequestContext) -> dict[str, object]:
    """The panel of films that came last."""
    films = reader_of(context.request).browses(Film.objects.for_list())
    return {"films": films.order_by("-added_at", "-pk")[:6]}


@register.inclusion_tag("films/_film_of_the_day.html", takes_context=True)
def film_of_the_day(context: RequestContext) -> dict[str, object]:
    """The panel of one film with a synopsis, another one each day."""
    films = reader_of(context.request).browses(Film.objects.all())
    return {"film": films.of_the_day(timezone.localdate())}
