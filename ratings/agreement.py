"""How often someone who judges films agrees with viewers: with all of them, and with one.

The judge is given as rows of `film` and `liked`, each film once: of whom they are isn't known here.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from ratings import half_stars as stars
from ratings.models import FilmTally, Rating

#: From so many half stars on a viewer liked a film, and so do viewers together from that score on.
LIKED_FROM = 7


@dataclass(frozen=True)
class Agreement:
    """Of the films that both judged, how many they judged alike."""

    films: int
    agreed: int

    @property
    def shown_from(self) -> int:
        """From how many films on it is said."""
        return int(settings.AGREEMENT_SHOWN_FROM)

    @property
    def is_shown(self) -> bool:
        """Whether these are enough films to say anything."""
        return self.films >= self.shown_from

    @property
    def percent(self) -> int:
        """How often they agree in per cent, halves up, of at least one film."""
        return (200 * self.agreed + self.films) // (2 * self.films)


def with_viewers(judged: models.QuerySet[Any, Any]) -> Agreement:
    """Agreement with the viewers' scores, of films that show one.

    They liked a film whose score, as it is shown in tenths of a star, is that of LIKED_FROM or
    more.
    """
    tallies = FilmTally.objects.filter(
        film__in=judged.values("film"), ratings__gte=settings.SCORE_SHOWN_FROM
    )
    half_stars = sum((models.F(f"n{each}") * each for each in stars.ALL), models.Value(0))
    # `stars.mean_in_tenths() >= 5 * LIKED_FROM`, without the division.
    least = (10 * LIKED_FROM - 1) * models.F("ratings")
    return _counted(tallies.annotate(rest=10 * half_stars - least), models.Q(rest__gte=0), judged)


def with_viewer(judged: models.QuerySet[Any, Any], viewer: AbstractBaseUser) -> Agreement:
    """Agreement with one viewer, of films that they have rated."""
    ratings = Rating.objects.filter(user=viewer.pk, film__in=judged.values("film"))
    return _counted(ratings, models.Q(half_stars__gte=LIKED_FROM), judged)


def _counted(
    rows: models.QuerySet[Any], good: models.Q, judged: models.QuerySet[Any, Any]
) -> Agreement:
    liked = models.Q(film__in=judged.filter(liked=True).values("film"))
    alike = (good & liked) | (~good & ~liked)
    return Agreement(
        **rows.aggregate(films=models.Count("film"), agreed=models.Count("film", filter=alike))
    )
