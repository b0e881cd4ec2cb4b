"""Deleting an account, and with it all that its owner said here."""

from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts.models import User


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
