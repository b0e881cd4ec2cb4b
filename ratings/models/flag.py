"""Want to See, or Not Interested: what a viewer says of a film before seeing it."""

from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models import Film
from films.models.versions import after_changes
from ratings.models.counting import COUNT_FLAGS, FORGET_FLAGS
from ratings.models.tally import FilmTally


class FlagQuerySet(models.QuerySet["Flag"]):
    """How flags are asked for, and the only door by which one is set."""

    @transaction.atomic
    def toggle(self, user: models.Model, film: Film, kind: str) -> None:
        """The viewer presses a flag: it replaces the other one; pressed again it is taken back.

        An empty `kind` takes back whichever there is. Raises ValueError for an unknown kind.
        """
        if kind not in {*Flag.Kind.values, ""}:
            raise ValueError(kind)
        # The tally first, as the triggers of a rating have it: else the two could deadlock.
        FilmTally.objects.select_for_update(no_key=True).filter(film_id=film.pk).first()
        flags = self.filter(user_id=user.pk, film_id=film.pk)
        if not kind or flags.filter(kind=kind).exists():
            flags.delete()
            return
        self.bulk_create(
            [self.model(user_id=user.pk, film_id=film.pk, kind=kind)],
            update_conflicts=True,
            unique_fields=["user", "film"],
            update_fields=["kind", "flagged_at"],
        )


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
