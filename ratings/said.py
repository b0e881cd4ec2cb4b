"""What one viewer said of films, and when: read in one query, to be shown and to be put back."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.dateparse import parse_datetime

from films.models import Film
from ratings import half_stars as stars

#: How many films are asked for in one query: servers take 65,535 values at most.
AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Said:
    """A viewer's rating (1–10 half stars, or none) and flag (a kind, or "") of a film."""

    half_stars: int | None = None
    rated_at: datetime | None = None
    flag: str = ""
    flagged_at: datetime | None = None

    @classmethod
    def of(cls, user: models.Model | AnonymousUser, film: Film) -> Self:
        """What the viewer said of the film, in one query; nothing for someone signed out."""
        return cls.of_films(user, [film.pk])[film.pk]

    @classmethod
    def of_films(
        cls, user: models.Model | AnonymousUser, film_ids: Collection[int]
    ) -> dict[int, Self]:
        """What the viewer said of each of the films, by their ids, in one query; none is left out.

        Nothing for someone signed out, without a query.
        """
        said = {film_id: cls() for film_id in film_ids}
        if isinstance(user, AnonymousUser):
            return said
        for film_id, half_stars, kind, moment in _sayings(user, list(said)):
            if half_stars is None:
                said[film_id] = replace(said[film_id], flag=kind, flagged_at=moment)
            else:
                said[film_id] = replace(said[film_id], half_stars=half_stars, rated_at=moment)
        return said

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """What `as_json` kept."""
        moments = {
            name: parse_datetime(kept[name]) for name in ("rated_at", "flagged_at") if name in kept
        }
        return cls(half_stars=kept.get("half_stars"), flag=kept.get("flag", ""), **moments)

    def as_json(self) -> dict[str, Any]:
        """The same as plain values, without what wasn't said."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in values.items()
            if value
        }

    def taken_back(self, before: "Said", now: "Said") -> "Said | None":
        """What becomes of this when the change from `before` to `now` is taken back.

        Rating and flag each by itself, so that what the viewer said since stays; a flag doesn't
        come back to a film that they rated since. None where nothing of the change stands.
        """
        rated_since = self.rating not in (None, now.rating)
        rating = before.rating != now.rating == self.rating
        flag = before.flagged != now.flagged == self.flagged
        if not now.flag and rated_since:
            flag = False
        if not rating and not flag:
            return self if self == before == now else None
        back = self
        if rating:
            back = replace(back, half_stars=before.half_stars, rated_at=before.rated_at)
        if flag:
            back = replace(back, flag=before.flag, flagged_at=before.flagged_at)
        return back

    @property
    def rating(self) -> tuple[int, datetime] | None:
        """The half stars and their moment."""
        return (self.half_stars, self.rated_at) if self.half_stars and self.rated_at else None

    @property
    def flagged(self) -> tuple[str, datetime] | None:
        """The kind of flag and its moment."""
        return (self.flag, self.flagged_at) if self.flag and self.flagged_at else None

    @property
    def in_words(self) -> str:
        """The rating as people say it, "3½ stars"; empty without one."""
        return stars.in_words(self.half_stars) if self.half_stars else ""


def _sayings(user: Any, film_ids: list[int]) -> Iterator[tuple[Any, ...]]:
    """Rows of film, half stars (None in that of a flag), flag and moment."""
    ids = iter(film_ids)
    while some := list(islice(ids, AT_ONCE)):
        ratings = user.ratings.filter(film__in=some).values_list(
            "film_id", "half_stars", models.Value(""), "rated_at"
        )
        flags = user.flags.filter(film__in=some).values_list(
            "film_id",
            models.Value(None, models.PositiveSmallIntegerField(null=True)),
            "kind",
            "flagged_at",
        )
        yield from ratings.union(flags, all=True)
