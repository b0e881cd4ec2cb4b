"""Who may sign up where that takes an invitation."""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class InvitationGoneError(Exception):
    """The invitation isn't good, or isn't any more."""


def fingerprint(token: str) -> str:
    """What is kept of a token: who reads the table can't sign up with what stands there."""
    return sha256(token.encode(errors="replace")).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """How invitations are asked for, and the only door by which one is used."""

    def good(self) -> Self:
        """Those by which somebody can sign up now."""
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def of(self, token: str) -> "Invitation | None":
        """The good invitation with that token, if there is one."""
        return self.good().filter(fingerprint=fingerprint(token)).first() if token else None

    def used_by(self, user: models.Model) -> Self:
        """Those by which the user signed up."""
        return self.filter(used_by=user.pk)

    def use(self, token: str, user: models.Model) -> None:
        """The user has signed up with it: nobody else can, also who tries at this very moment.

        Raises InvitationGoneError if it isn't good. The address that it was for is forgotten, as
        the account has it now. To be called in the transaction that makes the account.
        """
        used = self.good().filter(fingerprint=fingerprint(token))
        if not used.update(used_at=timezone.now(), used_by_id=user.pk, email=""):
            raise InvitationGoneError

    def withdraw(self) -> int:
        """Nobody can sign up by these any more; gives how many were good until now."""
        return self.good().update(withdrawn_at=timezone.now())


class Invitation(models.Model):
    """One person's way in: a link that is good once, until it expires or is withdrawn.

    The link holds the token, which is shown to the member of staff who makes it, and kept nowhere.
    """

    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    email = models.EmailField(
        _("email address"),
        blank=True,
        db_default="",
        help_text=_("If given, only that address can sign up with it. Halfstar sends no mail."),
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_by_name = models.CharField(_("made by"), max_length=30, db_default="")
    made_at = models.DateTimeField(_("made"), default=timezone.now, db_default=Now())
    expires_at = models.DateTimeField(_("expires"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("used by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="invitation_is_used_or_withdrawn",
                condition=models.Q(used_at=None) | models.Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="invitation_is_used_at_a_time",
                condition=models.Q(used_by=None) | models.Q(used_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.email or f"{self._meta.verbose_name} {self.pk}"

    def make_token(self) -> str:
        """Give it a token of 256 bits and its time; gives the token, which is kept nowhere."""
        token = secrets.token_urlsafe(32)
        self.fingerprint = fingerprint(token)
        self.expires_at = timezone.now() + timedelta(days=settings.INVITATION_DAYS)
        return token

    @property
    def state(self) -> str | Promise:
        """What has become of it, in a word."""
        if self.used_at:
            return _("used")
        if self.withdrawn_at:
            return _("withdrawn")
        return _("good") if self.expires_at > timezone.now() else _("expired")
