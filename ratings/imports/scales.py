"""How other services' scores become half stars: one written rule for all scales. Pure."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

FIVE, TEN, HUNDRED = 5, 10, 100


class OutOfScaleError(ValueError):
    """A score below 0 or above the highest of its scale."""


def half_stars(score: Decimal, scale: int) -> int | None:
    """Return `score` of `scale` as half stars: `floor(10 × score ÷ scale + ½)`, at least 1.

    So 8 of 10 are 8 half stars, and what lies between goes to the nearest, halves up. 0 is no
    rating: None. Raises OutOfScaleError for a score outside of 0 … `scale`.
    """
    if not 0 <= score <= scale:
        raise OutOfScaleError(f"{score} of {scale}")
    if not score:
        return None
    return max(1, int((20 * score + scale) // (2 * scale)))


def sentence(scale: int) -> str:
    """Say the rule of a scale to a person, with an example."""
    if scale == FIVE:
        return _(
            "Stars stay as they are: 3.5 of 5 are 3½ stars. "
            "What lies between two half stars goes to the nearer one, halves up."
        )
    if scale == TEN:
        return _(
            "Points of 10 become as many half stars: 8 of 10 are 4 stars. "
            "Decimals go to the nearest half star, halves up: 7.5 is 4 stars, 7.4 is 3½."
        )
    if scale == HUNDRED:
        return _(
            "Points of 100 become half stars by tens, halves up and at least ½ star: "
            "80 of 100 are 4 stars, 75 too, 74 are 3½. 0 is no rating."
        )
    return _(
        "Points of %(scale)d become half stars in proportion, halves up and at least ½ star. "
        "0 is no rating."
    ) % {"scale": scale}


def most_fitting(highest: Decimal) -> int:
    """Return the scale of a viewer's own scores: 10 when none is above 10, else 100."""
    return TEN if highest <= TEN else HUNDRED
