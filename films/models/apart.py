"""That two things which look alike aren't the same."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models.address import Addressed
from films.models.merge import NAME_LENGTH, locked


class ApartQuerySet(models.QuerySet["Apart"]):
    """How pairs that are two are asked for, and said to be."""

    def of_kind(self, model: type[models.Model]) -> Self:
        """Those of films, of critics or of publications, the newest first."""
        return self.filter(kind=model._meta.label_lower).order_by("-said_at", "-pk")

    def of(self, one: Addressed, other: Addressed) -> Self:
        """What was said of these two, whichever stands first."""
        older, newer = sorted([one.pk, other.pk])
        return self.of_kind(type(one)).filter(older=older, newer=newer)

    @transaction.atomic
    def say(self, one: Addressed, other: Addressed, by: AbstractBaseUser | None = None) -> bool:
        """Note that two aren't the same; says whether that is new, and both are still here."""
        try:
            locked(one, other)  # so that neither goes before this is there to go with it
        except type(one).DoesNotExist:
            return False
        older, newer = sorted([one.pk, other.pk])
        who: dict[str, Any] = {"said_by_id": by.pk, "said_by_name": by.get_username()} if by else {}
        kind = one._meta.label_lower
        return self.get_or_create(kind=kind, older=older, newer=newer, defaults=who)[1]

    def unsay(self, one: Addressed, other: Addressed) -> bool:
        """Forget that two aren't the same; says whether that stood."""
        return bool(self.of(one, other).delete()[0])


class Apart(models.Model):
    """That someone said that two films, critics or publications aren't the same.

    `kind` is the model's label (`films.film`), and the one with the smaller id is the older. It
    goes when one of the two goes, or is merged: that is held by triggers on their tables.
    """

    kind = models.CharField(_("kind"), max_length=60)
    older = models.BigIntegerField(_("id of the older one"))
    newer = models.BigIntegerField(_("id of the newer one"))
    said_at = models.DateTimeField(_("said at"), default=timezone.now, db_default=Now())
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("said by"),
    )
    said_by_name = models.CharField(_("said by"), max_length=NAME_LENGTH, db_default="")

    objects = ApartQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair that is not the same")
        verbose_name_plural = _("pairs that are not the same")
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "newer"], name="apart_by_newer")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "older", "newer"], name="apart_once"),
            models.CheckConstraint(
                name="apart_has_the_older_first",
                condition=models.Q(older__lt=models.F("newer")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.older}, {self.newer}"


def goes_with_its_pairs(kind: str) -> pgtrigger.Trigger:
    """With a thing goes what was said of it and others; `kind` is the model's label."""
    return pgtrigger.Trigger(
        name="goes_with_its_pairs",
        when=pgtrigger.After,
        operation=pgtrigger.Delete,
        func=f"""
            DELETE FROM films_apart
            WHERE kind = '{kind}' AND (older = OLD.id OR newer = OLD.id);
            RETURN NULL;
        """,  # noqa: S608 - a label of ours
    )
