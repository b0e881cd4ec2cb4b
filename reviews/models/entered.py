"""Who of the staff entered a row, and when."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

NAME_LENGTH = 30
"""The longest username."""


class Entered(models.Model):
    """A row that remembers who entered it, also when that account is gone.

    Without a name it came by an import, or directly in the database.
    """

    entered_at = models.DateTimeField(
        _("entered at"), default=timezone.now, db_default=Now(), editable=False
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )
    entered_by_name = models.CharField(
        _("entered by"), max_length=NAME_LENGTH, blank=True, db_default="", editable=False
    )

    class Meta:
        abstract = True

    def enter(self, by: AbstractBaseUser) -> None:
        """Note, without saving it, that it is entered by this user."""
        self.entered_by_id, self.entered_by_name = by.pk, by.get_username()

    @property
    def who_entered(self) -> str:
        """By which name whoever entered it goes now, or went; "" where it came by an import."""
        return self.entered_by.get_username() if self.entered_by else self.entered_by_name
