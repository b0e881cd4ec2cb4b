"""Half stars: integers 1–10 everywhere, "3½" only where a person reads it. Pure: no database.

The only file that knows that a star has two halves.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LEAST, MOST = 1, 10
ALL = range(LEAST, MOST + 1)


def figure(half_stars: int) -> str:
    """Half stars as stars in figures: 7 is "3½", 1 is "½"."""
    whole, half = divmod(half_stars, 2)
    return f"{whole or ''}{'½' if half else ''}" or "0"


def in_words(half_stars: int) -> str:
    """Half stars as people say them: 1 is "½ star", 2 "1 star", 7 "3½ stars"."""
    return ngettext("%(stars)s star", "%(stars)s stars", max(1, half_stars - 1)) % {
        "stars": figure(half_stars)
    }


def rate_it(half_stars: int) -> str:
    """What the button for so many half stars is called: "Rate it 3½ stars"."""
    return _("Rate it %(stars)s") % {"stars": in_words(half_stars)}


def mean_in_tenths(counts: dict[int, int]) -> int:
    """The mean of ratings, counted by half stars, in tenths of a star (0–50), halves rounded up.

    `(10·S + n) // (2·n)`, S the sum of the half stars and n the number of ratings (at least 1).
    """
    half_stars = sum(each * count for each, count in counts.items())
    return mean_of_sum(half_stars, sum(counts.values()))


def mean_of_sum(half_stars: int, ratings: int) -> int:
    """The same mean where the sum of the half stars is known."""
    return (10 * half_stars + ratings) // (2 * ratings)


def tenths(number: int) -> str:
    """Tenths of a star as a decimal: 39 is "3.9"."""
    return f"{number // 10}.{number % 10}"
