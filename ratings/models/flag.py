"""Want to See, or Not Interested: what a viewer says of a film before seeing it."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models import Film
from films.models.versions import after_changes
from ratings.models.by_viewer import ByViewerQuerySet
from ratings.models.counting import COUNT_FLAGS, FORGET_FLAGS
from ratings.models.tally import FilmTally


class FlagQuerySet(ByViewerQuerySet["Flag"]):
    """How flags are asked for, and the only door by which one is set."""

    moment = "flagged_at"

    @transaction.atomic
    def flag(self, user: models.Model, film: Film, kind: str) -> None:
        """The viewer flags the film; the other kind of flag is replaced.

        Raises ValueError for an unknown kind. Doing it twice does no harm.
        """
        if kind not in Flag.Kind.values:
            raise ValueError(kind)
        _hold(user, film)
        self.bulk_create(
            [self.model(user_id=user.pk, film_id=film.pk, kind=kind)],
            update_conflicts=True,
            unique_fields=["user", "film"],
            update_fields=["kind", "flagged_at"],
        )

    @transaction.atomic
    def clear(self, user: models.Model, film: Film) -> None:
        """The viewer takes back their flag of the film, whichever there is."""
        _hold(user, film)
        self.filter(user_id=user.pk, film_id=film.pk).delete()

    @transaction.atomic
    def toggle(self, user: models.Model, film: Film, kind: str) -> bool:
        """The viewer presses a flag: it is set, or taken back if it's on; says whether it's on.

        Raises ValueError for an unknown kind.
        """
        _hold(user, film)
        if self.filter(user_id=user.pk, film_id=film.pk, kind=kind).exists():
            self.clear(user, film)
            return False
        self.flag(user, film, kind)
        return True


def _hold(user: models.Model, film: Film) -> None:
    """Lock in the order that the triggers have: else this and a rating or set-aside deadlock."""
    get_user_model()._default_manager.select_for_update(no_key=True).filter(pk=user.pk).first()
    FilmTally.objects.select_for_update(no_key=True).filter(film_id=film.pk).first()


class Flag(models.Model):
    """A viewer's flag on a film: one row, so the two kinds exclude each other.

    *Not Interested* is private: it is counted and shown nowhere but to its viewer.
    """

    class Kind(models.TextChoices):
        WANT_TO_SEE = "want_to_see", _("Want to See")
        NOT_INTERESTED = "not_interested", _("Not Interested")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
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
