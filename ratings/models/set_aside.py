"""Ratings that staff take out of the score."""

from collections.abc import Collection, Iterable
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models import Film
from films.models.merging import MovableQuerySet
from films.models.versions import after_changes
from ratings.models.counting import COUNT_SET_ASIDES, FORGET_SET_ASIDES


class SetAsideQuerySet(MovableQuerySet["SetAside"]):
    """How set-asides are asked for and undone."""

    def in_force(self) -> Self:
        """Those that take something out of a score now."""
        return self.filter(undone_at__isnull=True)

    @transaction.atomic
    def set_aside(
        self, what: Iterable[tuple[int, int | None]], reason: str, by: AbstractBaseUser
    ) -> "list[SetAside]":
        """Set aside what isn't yet, given as (viewer id, film id), without a film all they say.

        Gives those that were made, in the name of `by`.
        """
        wanted = sorted(set(what), key=str)
        viewers = {user_id for user_id, _film_id in wanted}
        there = set(self.in_force().filter(user__in=viewers).values_list("user_id", "film_id"))
        named = {"reason": reason, "by_id": by.pk, "by_name": by.get_username()}
        return self.bulk_create(
            self.model(user_id=user_id, film_id=film_id, **named)
            for user_id, film_id in wanted
            if (user_id, film_id) not in there
        )

    def undo(self, by: AbstractBaseUser) -> int:
        """End those in force, now and in the name of `by`; says how many there were."""
        return self.in_force().update(undone_at=timezone.now(), undone_by_name=by.get_username())

    def reasons_for(self, film_id: int) -> list[str]:
        """Why ratings of a film are set aside, each reason once and without names."""
        theirs = self.in_force().filter(
            models.Q(film=film_id) | models.Q(film=None), user__ratings__film=film_id
        )
        return sorted(set(theirs.values_list("reason", flat=True)))


class SetAside(models.Model):
    """That one viewer's rating of a film, or all that a viewer says, doesn't count.

    Without a film it covers all of the viewer's ratings and Want to See, those to come too. It
    holds for viewer and film whatever the viewer does next. Undone ones are kept as the record.
    The names of staff are kept as text, since accounts may go.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,  # the database deletes them with the account: see `LeavingViewer`
        related_name="set_asides",
        verbose_name=_("viewer"),
    )
    film = models.ForeignKey(
        Film,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="set_asides",
        verbose_name=_("film"),
        help_text=_("Empty: everything this viewer says."),
    )
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("set aside by"),
    )
    by_name = models.CharField(
        _("set aside by"), max_length=30, blank=True, db_default="", editable=False
    )
    made_at = models.DateTimeField(
        _("set aside at"), default=timezone.now, db_default=Now(), editable=False
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True, editable=False)
    undone_by_name = models.CharField(
        _("undone by"), max_length=30, blank=True, db_default="", editable=False
    )

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        verbose_name = _("set-aside")
        verbose_name_plural = _("set-asides")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "film"],
                name="set_aside_once",
                condition=models.Q(undone_at__isnull=True),
                nulls_distinct=False,
                violation_error_message=_("That is set aside already."),
            ),
            models.CheckConstraint(name="set_aside_has_reason", condition=~models.Q(reason="")),
        ]
        triggers = after_changes("counted", COUNT_SET_ASIDES, truncated=FORGET_SET_ASIDES)

    def __str__(self) -> str:
        return self.reason

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Also that it is made once, though no form holds when it was undone."""
        super().validate_constraints(exclude=set(exclude or ()) - {"undone_at"})
