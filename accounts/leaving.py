"""Deleting an account, and with it all that its owner said here; what staff did stays on record."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User

#: To whom the desks' log gives what was done by accounts that are gone; nobody signs in as this.
FORMER_STAFF = "former-staff"
ENTRIES_AT_ONCE = 500


class LastSuperuserError(Exception):
    """Nobody else could look after the site."""


@transaction.atomic
def delete_account(user: User) -> None:
    """End all sessions of the user, and delete the account with all that belongs to it.

    Raises LastSuperuserError for the only active superuser, also when two leave at once. (A rating
    that is posted at the same moment may clash with it: then the whole POST is done anew.)
    """
    if user.is_superuser:
        superusers = User.objects.filter(is_superuser=True, is_active=True).order_by("pk")
        if [other.pk for other in superusers.select_for_update()] == [user.pk]:
            raise LastSuperuserError
    for session in UserSession.objects.filter(user=user):
        session.end()
    User.objects.filter(pk=user.pk).delete()


def is_last_superuser(user: User) -> bool:
    """Whether nobody else could look after the site."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return user.is_superuser and not others.exists()


def keep_log(instance: User, **_signal: Any) -> None:
    """Before an account goes: what its owner did at the desks stays in the log, with their name.

    Django's log would go with the account, however that is deleted.
    """
    entries = LogEntry.objects.filter(user=instance.pk).order_by("pk")
    if instance.username == FORMER_STAFF or not entries.exists():
        return
    nobody = {"is_active": False, "password": make_password(None)}
    former, _made = User.objects.get_or_create(username=FORMER_STAFF, defaults=nobody)
    by = _("Done by %(name)s, whose account is deleted.") % {"name": instance.username}
    while some := list(entries[:ENTRIES_AT_ONCE]):
        for entry in some:
            entry.user_id = former.pk
            entry.change_message = f"{entry.get_change_message()} {by}".strip()
        LogEntry.objects.bulk_update(some, ["user", "change_message"])
