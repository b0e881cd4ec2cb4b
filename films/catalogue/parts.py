"""What a catalogue's line holds beside the film itself: credits, ids, scores and offers. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from django.utils.translation import gettext as _

from films.catalogue import limits
from films.days import FIRST_READING, can_be_read_on
from films.importing import values
from films.importing.refusal import Refusal, shown

_FORMS = {
    "imdb": ("tt[0-9]{1,12}", "tt0000001"),
    "wikidata": ("Q[1-9][0-9]{0,14}", "Q1"),
}
"""The ids whose form is known, each with an example."""


T = TypeVar("T")


class CreditLine(NamedTuple):
    """Who did what."""

    person: str
    role: str
    character: str = ""


class ScoreLine(NamedTuple):
    """Another site's score: a percentage, or a value on a scale; `as_of` may be unknown."""

    aggregator: str
    percent: int | None = None
    value: Decimal | None = None
    scale: Decimal | None = None
    audience: bool = False
    reviews: int | None = None
    url: str = ""
    as_of: date | None = None


class OfferLine(NamedTuple):
    """Where the film can be watched, and on which terms."""

    provider: str
    country: str
    kind: str
    url: str = ""
    price: Decimal | None = None
    currency: str = ""
    checked_on: date | None = None
    search: bool = False


def credit_line(value: object, where: str) -> CreditLine:
    """Read one credit; raise Refusal with its first fault."""
    found = _object(value, where, required=("person", "role"), optional=("character",))
    return CreditLine(
        values.name(found["person"], f"{where}: person", limits.PERSON),
        values.one_of(found["role"], f"{where}: role", limits.ROLES),
        values.words(found.get("character", ""), f"{where}: character", limits.CHARACTER),
    )


def identifiers(value: object, where: str) -> dict[str, str]:
    """Read the ids by site, the sites' names in small letters; Refusal with the first fault."""
    if not isinstance(value, dict):
        raise _not_an_object(value, where)
    found: dict[str, str] = {}
    for site, identifier in value.items():
        site_name = _site(site, where)
        if site_name in found:
            raise Refusal(_("The key %s stands there twice.") % shown(site_name))
        found[site_name] = _identifier(site_name, identifier, f"{where}: {site_name}")
    return found


def score_line(value: object, where: str) -> ScoreLine:
    """Read one score; raise Refusal with its first fault."""
    optional = ("percent", "value", "scale", "audience", "reviews", "url", "as_of")
    found = _object(value, where, required=("aggregator",), optional=optional)
    percent, points, scale = _figures(found, where)
    return ScoreLine(
        aggregator=values.name(found["aggregator"], f"{where}: aggregator", limits.AGGREGATOR),
        percent=percent,
        value=points,
        scale=scale,
        audience=values.yes_or_no(found.get("audience", False), f"{where}: audience"),
        reviews=_if_given(found, "reviews", where, _count),
        url=_if_given(found, "url", where, _link) or "",
        as_of=_if_given(found, "as_of", where, _day_read),
    )


def offer_line(value: object, where: str) -> OfferLine:
    """Read one offer; raise Refusal with its first fault."""
    optional = ("url", "price", "currency", "checked_on", "search")
    found = _object(value, where, required=("provider", "country", "kind"), optional=optional)
    if "price" in found and "currency" not in found:
        raise Refusal(_("%s has a price without a currency.") % where)
    return OfferLine(
        provider=values.name(found["provider"], f"{where}: provider", limits.PROVIDER),
        country=values.country(found["country"], f"{where}: country"),
        kind=values.one_of(found["kind"], f"{where}: kind", limits.KINDS),
        url=_if_given(found, "url", where, _link) or "",
        price=_if_given(found, "price", where, _price),
        currency=_if_given(found, "currency", where, _currency) or "",
        checked_on=_if_given(found, "checked_on", where, values.day),
        search=values.yes_or_no(found.get("search", False), f"{where}: search"),
    )


def _object(
    value: object, where: str, *, required: Collection[str], optional: Collection[str]
) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _not_an_object(value, where)
    for key in value:
        if key not in required and key not in optional:
            raise Refusal(
                _("%(where)s: the key %(key)s is unknown.") % {"where": where, "key": shown(key)}
            )
    for key in required:
        if key not in value:
            raise Refusal(_("%(where)s: the %(key)s is missing.") % {"where": where, "key": key})
    return value


def _not_an_object(value: object, where: str) -> Refusal:
    return Refusal(
        _("%(where)s must be an object, not %(value)s.") % {"where": where, "value": shown(value)}
    )


def _if_given(
    found: dict[str, Any], key: str, where: str, read: Callable[[object, str], T]
) -> T | None:
    return read(found[key], f"{where}: {key}") if key in found else None


def _figures(
    found: dict[str, Any], where: str
) -> tuple[int | None, Decimal | None, Decimal | None]:
    """Return the percentage, or the value and its scale: one of the two, whole."""
    given = found.keys() & {"percent", "value", "scale"}
    if given == {"percent"}:
        return (
            values.whole_number(found["percent"], f"{where}: percent", 0, 100),
            None,
            None,
        )
    if given == {"value", "scale"}:
        scale = _points(found["scale"], f"{where}: scale", limits.MOST_POINTS)
        if not scale:
            raise Refusal(_("%s: scale must be more than 0.") % where)
        return None, _points(found["value"], f"{where}: value", scale), scale
    raise Refusal(_("%s needs either a percent, or a value and its scale.") % where)


def _points(value: object, where: str, most: Decimal) -> Decimal:
    return values.decimal(value, where, limits.POINTS_PLACES, most)


def _site(site: str, where: str) -> str:
    name = values.text(site, where).lower()
    if len(name) > limits.SITE or not re.fullmatch("[a-z0-9][a-z0-9_-]*", name):
        raise Refusal(
            _("%(where)s: %(site)s is not a site.") % {"where": where, "site": shown(site)}
        )
    return name


def _identifier(site: str, value: object, where: str) -> str:
    if site in _FORMS:
        return values.matching(value, where, *_FORMS[site])
    return values.name(value, where, limits.IDENTIFIER)


def _count(value: object, where: str) -> int:
    return values.whole_number(value, where, 0, limits.MOST_REVIEWS)


def _day_read(value: object, where: str) -> date:
    found = values.day(value, where)
    if not can_be_read_on(found):
        raise Refusal(
            _("%(where)s must be a day from %(first)s on and not to come, not %(value)s.")
            % {"where": where, "first": FIRST_READING.isoformat(), "value": shown(value)}
        )
    return found


def _link(value: object, where: str) -> str:
    return values.link(value, where, limits.LINK)


def _price(value: object, where: str) -> Decimal:
    return values.decimal(value, where, limits.PRICE_PLACES, limits.HIGHEST_PRICE)


def _currency(value: object, where: str) -> str:
    return values.matching(value, where, "[A-Za-z]{3}", "USD").upper()
