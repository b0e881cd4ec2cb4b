"""Who signs in."""

import re
from collections.abc import Collection
from typing import Any, ClassVar

from django.contrib.auth import models as auth
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts.models.former_username import USERNAME_TRIGGERS, FormerUsername
from accounts.models.record import record_of

USERNAME = r"^[a-z0-9_-]{3,30}$"

username_validators = [
    RegexValidator(
        re.compile(USERNAME.replace("$", r"\Z")),
        _("A username has 3 to 30 characters: a–z, 0–9, _ and -."),
    )
]


class Visibility(models.TextChoices):
    """Who may read what a viewer rated and wants to see."""

    PUBLIC = "public", _("Everyone, and search engines")
    UNLISTED = "unlisted", _("Everyone, but not search engines")
    PRIVATE = "private", _("Only you")


class UserManager(auth.UserManager["User"]):
    """How viewers are asked for."""

    use_in_migrations = False

    def at(self, username: str) -> "User":
        """Who has this username, or once had it; compare their `username` to redirect.

        Raises Http404 when nobody has.
        """
        asked = self.model.normalize_username(username)
        try:
            return self.get(username=asked)
        except self.model.DoesNotExist:
            former = FormerUsername.objects.filter(username=asked)
            return get_object_or_404(self, pk__in=former.values("user_id"))

    def taken(self, usernames: Collection[str]) -> set[str]:
        """Those of the usernames that somebody has, or that nobody else can have any more."""
        return {
            *self.filter(username__in=usernames).values_list("username", flat=True),
            *FormerUsername.objects.filter(username__in=usernames).values_list(
                "username", flat=True
            ),
        }


class User(auth.AbstractUser):
    """A viewer; one with `is_staff` also curates.

    The username is 3–30 characters of `a-z 0-9 _ -`, so it is unique whatever its case. The e-mail
    may be empty (viewers brought by a bulk load have none) and is else unique whatever its case.
    `visibility` is that of the viewer's page; with `hides_scores` they see none of a film's scores
    before they have rated it.
    """

    username = models.CharField(
        _("username"),
        max_length=30,
        unique=True,
        validators=username_validators,
        error_messages={"unique": _("This username is taken.")},
    )
    visibility = models.CharField(
        _("who may see your ratings and Want to See"),
        max_length=8,
        choices=Visibility,
        default=Visibility.UNLISTED,
        db_default=Visibility.UNLISTED,
    )
    hides_scores = models.BooleanField(
        _("show no scores before you have rated a film"), default=False, db_default=False
    )
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                name="username_is_plain", condition=models.Q(username__regex=USERNAME)
            ),
            models.UniqueConstraint(
                Lower("email"),
                name="email_is_unique",
                condition=~models.Q(email=""),
                violation_error_message=_("This e-mail address is taken."),
            ),
            models.CheckConstraint(
                name="visibility_is_known",
                condition=models.Q(visibility__in=["public", "unlisted", "private"]),
            ),
        ]
        triggers = USERNAME_TRIGGERS

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        """Raises ValidationError also for a username that somebody else once had."""
        super().validate_unique(exclude)
        former = FormerUsername.objects.filter(username=self.username).exclude(user=self.pk)
        if "username" not in (exclude or ()) and former.exists():
            raise ValidationError({"username": _("This username is taken.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the e-mail in lower case, as sign-in looks for it."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def record(self) -> dict[str, Any]:
        """All that is held of the account, for its owner: see `record_of`."""
        return record_of(self)

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """Usernames are lower case, however they are typed."""
        normal = super().normalize_username(username)
        # A form that refused what was typed asks with None.
        return normal.lower() if isinstance(normal, str) else normal
