"""How much each thing in a catalogue may hold: what the models' fields hold, read from them."""

from decimal import Decimal

from films.models import AlternativeTitle, Credit, ExternalId, Film, Genre, Offer, Person, Provider
from films.models.film import SYNOPSIS_LENGTH

LONGEST_RUNTIME = 32_767
"""Minutes: what the column holds; the longest films there are take a tenth of it."""
SYNOPSIS = SYNOPSIS_LENGTH
LONGEST_LIST = 5_000
"""Entries of one list, such as the credits of a film."""


def _length(model: type, field: str) -> int:
    longest: int = model._meta.get_field(field).max_length  # type: ignore[attr-defined]
    return longest


TITLE = min(_length(Film, "title"), _length(AlternativeTitle, "title"))
GENRE = _length(Genre, "name")
PERSON = _length(Person, "name")
CHARACTER = _length(Credit, "character")
PROVIDER = _length(Provider, "name")
SITE = _length(ExternalId, "site")
IDENTIFIER = _length(ExternalId, "value")
LINK = _length(Offer, "url")
ROLES: tuple[str, ...] = tuple(Credit.Role.values)
KINDS: tuple[str, ...] = tuple(Offer.Kind.values)
PRICE_PLACES = 2
HIGHEST_PRICE = Decimal("999999.99")

AGGREGATOR = 120
"""Aggregators and their figures are kept by `reviews`, of which `films` knows nothing."""
POINTS_PLACES = 2
MOST_POINTS = Decimal("9999.99")
MOST_REVIEWS = 2_147_483_647
