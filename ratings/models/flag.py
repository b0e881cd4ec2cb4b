"""Want to See, or Not Interested: what a viewer says of a film before seeing it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models import Film
from films.models.versions import after_changes
from ratings.models.by_viewer import ByViewerQuerySet, Latest, latest
from ratings.models.counting import COUNT_FLAGS, FORGET_FLAGS
from ratings.models.doors import all_there, hold, said_of_many, said_of_one


class FlagQuerySet(ByViewerQuerySet["Flag"]):
    """How flags are asked for, and the only doors by which one is set or taken back."""

    content, content_type = "kind", "text"
    moment = "flagged_at"

    def not_interesting_to(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """Those of the films in which somebody isn't interested; none for someone signed out."""
        return self.filter(user=user.pk, kind=Flag.Kind.NOT_INTERESTED)

    def numbers(self) -> dict[str, int]:
        """How many there are of each kind, in one query."""
        counts = {kind.value: models.Q(kind=kind) for kind in Flag.Kind}
        return self.aggregate(
            **{kind: models.Count("pk", filter=which) for kind, which in counts.items()}
        )

    @said_of_one
    @transaction.atomic
    def flag(self, user: models.Model, film: Film, kind: str) -> None:
        """The viewer flags the film; the other kind of flag is replaced.

        Raises ValueError for an unknown kind. Doing it twice does no harm.
        """
        _check(kind)
        all_there([film.pk], hold(user, [film.pk]))
        self.bulk_create(
            [self.model(user_id=user.pk, film_id=film.pk, kind=kind)],
            update_conflicts=True,
            unique_fields=["user", "film"],
            update_fields=["kind", "flagged_at"],
        )

    @said_of_one
    @transaction.atomic
    def clear(self, user: models.Model, film: Film) -> None:
        """The viewer takes back their flag of the film, whichever there is."""
        all_there([film.pk], hold(user, [film.pk]))
        self.filter(user_id=user.pk, film_id=film.pk).delete()

    @said_of_one
    @transaction.atomic
    def toggle(self, user: models.Model, film: Film, kind: str) -> bool:
        """The viewer presses a flag: it is set, or taken back if it's on; says whether it's on.

        Raises ValueError for an unknown kind.
        """
        _check(kind)
        all_there([film.pk], hold(user, [film.pk]))
        theirs = self.filter(user_id=user.pk, film_id=film.pk)
        if theirs.filter(kind=kind).exists():
            theirs.delete()
            return False
        self.flag(user, film, kind)
        return True

    def flag_many(self, user: models.Model, said: Iterable[tuple[int, str, datetime]]) -> int:
        """Flag many films at once, given as (film id, kind, when); says how many flags changed.

        Earlier flags are replaced; of a film that is named twice the latest is taken. Raises
        ValueError for an unknown kind, and Film.DoesNotExist when a film is gone.
        """
        flags = latest(said)
        for kind, _at in flags.values():
            _check(kind)
        return self._flag_many(user, flags)

    @said_of_many
    @transaction.atomic
    def _flag_many(self, user: models.Model, flags: Latest) -> int:
        all_there(flags, hold(user, flags))
        return self.upsert_of(user, flags)

    @said_of_many
    @transaction.atomic
    def clear_many(self, user: models.Model, film_ids: Collection[int]) -> int:
        """The viewer takes back their flags of many films; says how many there were."""
        hold(user, film_ids)
        return self.delete_of(user, film_ids)


def _check(kind: str) -> None:
    if kind not in Flag.Kind.values:
        raise ValueError(kind)


class Flag(models.Model):
    """A viewer's flag on a film: one row, so the two kinds exclude each other.

    *Not Interested* is private: it is counted and shown nowhere but to its viewer.
    """

    class Kind(models.TextChoices):
        WANT_TO_SEE = "want_to_see", _("Want to See")
        NOT_INTERESTED = "not_interested", _("Not Interested")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,  # the database deletes them with the account: see `LeavingViewer`
        related_name="flags",
        verbose_name=_("viewer"),
    )
    film = models.ForeignKey(Film, models.PROTECT, related_name="flags", verbose_name=_("film"))
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    flagged_at = models.DateTimeField(_("flagged"), default=timezone.now, db_default=Now())

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        constraints = [
            models.UniqueConstraint(fields=["user", "film"], name="one_flag_a_viewer_and_film"),
            models.CheckConstraint(
                name="flag_kind_is_known",
                condition=models.Q(kind__in=["want_to_see", "not_interested"]),
            ),
        ]
        triggers = after_changes("counted", COUNT_FLAGS, truncated=FORGET_FLAGS)

    def __str__(self) -> str:
        return str(self.get_kind_display())
