"""What the form above a viewer's list offers to narrow it to."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from films import wording
from ratings import half_stars as stars
from ratings.filters import Filters
from ratings.lists import offers_for
from ratings.statistics import by_decade, by_genre


class Choice(NamedTuple):
    """A select: its name in the address, its label, and (value, name, whether chosen) of each."""

    name: str
    label: "str | Promise"
    options: list[tuple[str, str, bool]]


def of_ratings(viewer: Any, filters: Filters) -> list[Choice]:
    """For the films that they rated, in two queries."""
    half_stars = ((str(each), stars.in_words(each)) for each in reversed(stars.ALL))
    decades = ((line.value, line.name) for line in by_decade(viewer))
    genres = sorted((line.value, line.name) for line in by_genre(viewer))
    return [
        _choice("half_stars", _("Rated"), half_stars, filters),
        _choice("decade", _("Decade"), decades, filters),
        _choice("genre", _("Genre"), genres, filters),
    ]


def of_offers(viewer: Any, filters: Filters) -> list[Choice]:
    """For the films that they want to see, by where they can be watched; in one query."""
    offers = offers_for(viewer)
    providers = sorted({(provider, provider) for provider, _country in offers})
    countries = {(code, wording.country(code)) for _provider, code in offers}
    return [
        _choice("provider", _("Where to watch"), providers, filters),
        _choice("offered_in", _("Country"), sorted(countries, key=lambda each: each[1]), filters),
    ]


def _choice(
    name: str, label: "str | Promise", values: Iterable[tuple[str, str]], filters: Filters
) -> Choice:
    chosen = filters.given.get(name)
    return Choice(name, label, [(value, shown, value == chosen) for value, shown in values])
