"""One viewer, one film, one rating."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models import Film
from films.models.versions import after_changes
from ratings import half_stars as stars
from ratings.models.by_viewer import ByViewerQuerySet
from ratings.models.counting import COUNT_RATINGS, FORGET_RATINGS
from ratings.models.set_aside import SetAside

#: How many of the latest ratings are looked through for each film that was rated lately.
LATELY = 50


class RatingQuerySet(ByViewerQuerySet["Rating"]):
    """How ratings are asked for, and the only doors by which one is made or taken back."""

    moment = "rated_at"

    def rate(self, user: models.Model, film: Film, half_stars: int) -> "Rating":
        """The viewer rates the film, now: an earlier rating is replaced, a flag is cleared.

        Raises ValueError unless `half_stars` is 1–10. Pressing the same twice does no harm.
        """
        if half_stars not in stars.ALL:
            raise ValueError(f"{half_stars!r} half stars")
        [rating] = self.bulk_create(
            [self.model(user_id=user.pk, film_id=film.pk, half_stars=half_stars)],
            update_conflicts=True,
            unique_fields=["user", "film"],
            update_fields=["half_stars", "rated_at"],
        )
        return rating

    def clear(self, user: models.Model, film: Film) -> None:
        """The viewer takes their rating back, if there is one."""
        self.filter(user_id=user.pk, film_id=film.pk).delete()

    def set_aside(self) -> Self:
        """Those that staff took out of the score."""
        return self.filter(_covered())

    def counting(self) -> Self:
        """Those that stand behind the score."""
        return self.filter(~_covered())

    def films_rated_lately(self, many: int) -> models.QuerySet[Film]:
        """The `many` films whose ratings came last, the latest first, each once."""
        latest = (
            self.counting().order_by("-rated_at").values_list("film", flat=True)[: many * LATELY]
        )
        films = list(dict.fromkeys(latest))[:many]
        order = models.Case(*(models.When(pk=pk, then=place) for place, pk in enumerate(films)))
        return Film.objects.for_list().filter(pk__in=films).order_by(order)


def _covered() -> models.Exists:
    """The condition that a set-aside in force covers a rating."""
    covering = SetAside.objects.in_force().filter(
        models.Q(film=models.OuterRef("film")) | models.Q(film=None),
        user=models.OuterRef("user"),
    )
    return models.Exists(covering)


class Rating(models.Model):
    """How many half stars (1–10) a viewer gave a film, and when they last said so."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="ratings",
        verbose_name=_("viewer"),
    )
    film = models.ForeignKey(Film, models.PROTECT, related_name="ratings", verbose_name=_("film"))
    half_stars = models.PositiveSmallIntegerField(
        _("half stars"),
        validators=[MinValueValidator(stars.LEAST), MaxValueValidator(stars.MOST)],
    )
    rated_at = models.DateTimeField(_("rated"), default=timezone.now, db_default=Now())

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(fields=["user", "film"], name="one_rating_a_viewer_and_film"),
            models.CheckConstraint(
                name="rating_is_1_to_10_half_stars",
                condition=models.Q(half_stars__gte=1, half_stars__lte=10),
            ),
        ]
        indexes = [models.Index(fields=["-rated_at"], name="rating_by_time")]
        triggers = after_changes("counted", COUNT_RATINGS, truncated=FORGET_RATINGS)

    def __str__(self) -> str:
        return stars.in_words(self.half_stars)
