"""Desks of what somebody could use to sign in as another one, or to raise their own rights."""

from typing import Any

from allauth.account.admin import EmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.usersessions import admin as sessions_admin
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from accounts.lists import GuardedList

assert issubclass(sessions_admin.UserSessionAdmin, admin.ModelAdmin)  # noqa: S101 - it's there by now
admin.site.unregister([EmailAddress, UserSession, Group])


class ForSuperusers(GuardedList):
    """A desk at which only superusers change something; others look, if they may."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Superusers alone."""
        return _is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Superusers alone."""
        return _is_superuser(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Superusers alone."""
        return _is_superuser(request)

    def get_actions(self, request: HttpRequest) -> Any:
        """None for who may only look."""
        return super().get_actions(request) if _is_superuser(request) else {}


def _is_superuser(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.is_superuser)


@admin.register(Group)
class GroupDesk(ForSuperusers, GroupAdmin):
    """What a group may do: its members could raise their own rights."""


@admin.register(EmailAddress)
class EmailAddressDesk(ForSuperusers, EmailAddressAdmin):
    """Which addresses an account has: who adds one gets the mail that sets a new password."""

    list_select_related = ("user",)


@admin.register(UserSession)
class UserSessionDesk(GuardedList):
    """Where accounts are signed in; nobody sees the key by which a browser is known."""

    list_display = ("user", "created_at", "last_seen_at", "ip", "user_agent")
    list_select_related = ("user",)
    search_fields = ("user__username", "ip")
    ordering = ("-pk",)
    fields = list_display
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: signing in makes one."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: that wouldn't end it."""
        return False
