"""One viewer, one film, one rating."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connection, models, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models import Film
from films.models.merging import ROWS_AT_ONCE, ids_in
from films.models.records import Record
from films.models.versions import after_changes
from ratings import half_stars as stars
from ratings.models.by_viewer import ByViewerQuerySet, Latest, latest
from ratings.models.counting import COUNT_RATINGS, FORGET_RATINGS
from ratings.models.doors import all_there, hold, said_of_many, said_of_one, viewer_gone
from ratings.models.flag import Flag
from ratings.models.set_aside import SetAside
from ratings.said import Said

#: How many of the latest ratings are looked through for each film that was rated lately.
LATELY = 50


class RatingQuerySet(ByViewerQuerySet["Rating"]):
    """How ratings are asked for, and the only doors by which one is made or taken back."""

    content, content_type = "half_stars", "smallint"
    moment = "rated_at"

    @said_of_one
    def rate(self, user: models.Model, film: Film, half_stars: int) -> "Rating":
        """The viewer rates the film, now: an earlier rating is replaced, a flag is cleared.

        Raises ValueError unless `half_stars` is 1–10. Pressing the same twice does no harm.
        """
        _check(half_stars)
        now = timezone.now()
        with connection.cursor() as cursor:
            cursor.execute(_RATE, [user.pk, film.pk, half_stars, now])
            rated = cursor.fetchone()
        if rated is None:
            raise viewer_gone()
        return self.model(
            pk=rated[0], user_id=user.pk, film_id=film.pk, half_stars=half_stars, rated_at=now
        )

    @said_of_one
    @transaction.atomic
    def clear(self, user: models.Model, film: Film) -> None:
        """The viewer takes their rating back, if there is one."""
        all_there([film.pk], hold(user, [film.pk]))
        self.filter(user_id=user.pk, film_id=film.pk).delete()

    def rate_many(self, user: models.Model, said: Iterable[tuple[int, int, datetime]]) -> int:
        """Rate many films at once, given as (film id, half stars, when); says how many changed.

        Earlier ratings are replaced, flags of what changed are cleared; of a film that is named
        twice the latest is taken. Raises ValueError unless half stars are 1–10, and
        Film.DoesNotExist when a film is gone.
        """
        ratings = latest(said)
        for half_stars, _at in ratings.values():
            _check(half_stars)
        return self._rate_many(user, ratings)

    @said_of_many
    @transaction.atomic
    def _rate_many(self, user: models.Model, ratings: Latest) -> int:
        all_there(ratings, hold(user, ratings))
        return self.upsert_of(user, ratings)

    @said_of_many
    @transaction.atomic
    def clear_many(self, user: models.Model, film_ids: Collection[int]) -> int:
        """The viewer takes back their ratings of many films; says how many there were."""
        hold(user, film_ids)
        return self.delete_of(user, film_ids)

    def put_back_many(
        self, user: models.Model, changes: Iterable[tuple[int, Said, Said]]
    ) -> set[int]:
        """Undo changes, given as (film id, before, now), as far as the viewer still says `now`.

        Rating and flag come back each by itself, with their moments: see `Said.taken_back`. Gives
        the ids of the films of which anything was put back; those that are gone, or of which the
        viewer said something else since, are left.
        """
        return self._put_back_many(user, {film: (before, now) for film, before, now in changes})

    @said_of_many
    @transaction.atomic
    def _put_back_many(self, user: models.Model, changes: dict[int, tuple[Said, Said]]) -> set[int]:
        held = hold(user, changes)
        said = Said.of_films(user, held)
        takings = {film: said[film].taken_back(*changes[film]) for film in held}
        backs = {film: back for film, back in takings.items() if back}
        # Ratings first: one that changes clears the flag, also one that is to stay.
        self.delete_of(user, [film for film, back in backs.items() if not back.half_stars])
        self.upsert_of(user, {film: back.rating for film, back in backs.items() if back.rating})
        flags = Flag.objects.all()
        flags.delete_of(user, [film for film, back in backs.items() if not back.flag])
        flags.upsert_of(user, {film: back.flagged for film, back in backs.items() if back.flagged})
        return set(backs)

    def restore(self, records: Sequence[Record]) -> list[Record]:
        """Make ratings again that a merge took out, and leave their viewers' flags.

        A trigger clears those when somebody rates; here nobody does.
        """
        users, films = ({record[name] for record in records} for name in ("user", "film"))
        flags = Flag.objects.filter(user__in=ids_in(users), film__in=ids_in(films))
        kept = list(flags.order_by("pk"))
        left = super().restore(records)
        Flag.objects.bulk_create(kept, ignore_conflicts=True, batch_size=ROWS_AT_ONCE)
        return left

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


#: In one statement the viewer's row first, as all that a viewer says waits for it.
_RATE = """
    WITH viewer AS (SELECT id FROM accounts_user WHERE id = %s FOR NO KEY UPDATE)
    INSERT INTO ratings_rating (user_id, film_id, half_stars, rated_at)
    SELECT id, %s::bigint, %s::smallint, %s::timestamptz FROM viewer
    ON CONFLICT (user_id, film_id) DO UPDATE
    SET half_stars = excluded.half_stars, rated_at = excluded.rated_at
    RETURNING id
"""


def _check(half_stars: int) -> None:
    if half_stars not in stars.ALL:
        raise ValueError(f"{half_stars!r} half stars")


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
        models.DO_NOTHING,  # the database deletes them with the account: see `LeavingViewer`
        related_name="ratings",
        db_index=False,  # Two other indexes begin with it.
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
        indexes = [
            models.Index(fields=["-rated_at"], name="rating_by_time"),
            # Else the latest of one viewer are looked for among everyone's.
            models.Index(fields=["user", "-rated_at"], name="rating_of_viewer_by_time"),
        ]
        triggers = after_changes("counted", COUNT_RATINGS, truncated=FORGET_RATINGS)

    def __str__(self) -> str:
        return stars.in_words(self.half_stars)
