"""What a reader themselves said of a film."""

from dataclasses import dataclass
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from films.models import Film
from ratings import half_stars as stars
from ratings.models import Flag, Rating


@dataclass(frozen=True)
class Yours:
    """A viewer's rating (1–10 half stars, or none) and flag (a kind, or empty) of a film."""

    half_stars: int | None = None
    flag: str = ""

    @classmethod
    def of(cls, user: models.Model | AnonymousUser, film: Film) -> Self:
        """What the viewer said of the film, in one query; nothing for someone signed out."""
        if isinstance(user, AnonymousUser):
            return cls()
        theirs = {"user": user.pk, "film": models.OuterRef("pk")}
        half_stars, flag = (
            Film.objects.filter(pk=film.pk)
            .values_list(
                models.Subquery(Rating.objects.filter(**theirs).values("half_stars")),
                models.Subquery(Flag.objects.filter(**theirs).values("kind")),
            )
            .get()
        )
        return cls(half_stars, flag or "")

    @property
    def in_words(self) -> str:
        """The rating as people say it, "3½ stars"; empty without one."""
        return stars.in_words(self.half_stars) if self.half_stars else ""
