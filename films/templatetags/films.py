"""Filters that need only a film."""

from django import template
from django.utils import timezone

from films import wording
from films.models import Film, Offer

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


@register.inclusion_tag("films/_newly_added.html")
def newly_added() -> dict[str, object]:
    """The panel of films that came last."""
    return {"films": Film.objects.for_list().order_by("-added_at", "-pk")[:6]}


@register.inclusion_tag("films/_film_of_the_day.html")
def film_of_the_day() -> dict[str, object]:
    """The panel of one film with a synopsis, another one each day."""
    return {"film": Film.objects.of_the_day(timezone.localdate())}
