"""Who of the staff may look after whose account: nobody gains a right by it."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import models

from accounts.models import User


def rights_of(user: User) -> models.QuerySet[Permission]:
    """What a user was given to do, also one who can't sign in now."""
    return Permission.objects.filter(models.Q(user=user) | models.Q(group__user=user)).distinct()


def may_look_after(staff: Any, member: User) -> bool:
    """Whether a member of staff may change or delete an account, as far as they may any.

    Superusers may; others only accounts with no right that they lack themselves: who sets a
    password can sign in with it.
    """
    if staff.is_superuser:
        return True
    if member.is_superuser:
        return False
    return not rights_of(member).exclude(pk__in=rights_of(staff)).exists()


def rights_to_give(staff: Any) -> models.QuerySet[Permission]:
    """What a member of staff may let others do: no more than they may themselves."""
    every = Permission.objects.select_related("content_type")
    return every if staff.is_superuser else every.filter(pk__in=rights_of(staff))


def groups_to_give(staff: Any) -> models.QuerySet[Group]:
    """The groups that a member of staff may put others into."""
    if staff.is_superuser:
        return Group.objects.all()
    beyond = Permission.objects.exclude(pk__in=rights_of(staff))
    return Group.objects.exclude(permissions__in=beyond)
