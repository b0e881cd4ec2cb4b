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
            "Stars stay as they are: 3.5 out of 5 is 3½ stars. Anything in between is rounded to "
            "the nearest half star, and up where it is exactly halfway."
        )
    if scale == TEN:
        return _(
            "Scores out of 10 are halved: 8 out of 10 is 4 stars. Decimals are rounded to the "
            "nearest half star: 7.5 is 4 stars, 7.4 is 3½."
        )
    if scale == HUNDRED:
        return _(
            "Scores out of 100 are rounded to the nearest ten, each ten being half a star: 80 is "
            "4 stars, and so is 75; 74 is 3½. The lowest is half a star, and 0 is no rating."
        )
    return _(
        "Scores out of %(scale)d are scaled to 5 stars and rounded to the nearest half star. The "
        "lowest is half a star, and 0 is no rating."
    ) % {"scale": scale}


def most_fitting(highest: Decimal) -> int:
    """Return the scale of a viewer's own scores: 10 when none is above 10, else 100."""
    return TEN if highest <= TEN else HUNDRED
