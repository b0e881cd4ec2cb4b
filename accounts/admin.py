"""The desk of accounts: who signs in, who may sign up, and no secrets."""

from typing import TYPE_CHECKING, Any

from allauth.mfa import admin as mfa_admin
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts import guarded_desks  # noqa: F401 - to register them
from accounts.leaving import FORMER_STAFF
from accounts.lists import GuardedList
from accounts.models import Invitation, User
from accounts.rights import groups_to_give, may_look_after, rights_to_give

if TYPE_CHECKING:
    Base = UserAdmin[User]
else:
    Base = UserAdmin

# django-allauth's own desk shows the secrets by which second factors are computed.
assert issubclass(mfa_admin.AuthenticatorAdmin, admin.ModelAdmin)  # noqa: S101 - it's there by now
admin.site.unregister(Authenticator)


@admin.register(User)
class UserDesk(GuardedList, Base):
    list_display = ("username", "email", "is_staff", "is_active", "date_joined", "last_login")
    save_on_top = True
    search_help_text = _("A username, an e-mail address or a name.")
    ordering = ("username",)
    actions = ("remove_second_factor",)
    add_fieldsets = (
        (
            None,
            {"fields": ("username", "email", "usable_password", "password1", "password2")},
        ),
    )

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The names alone: all that someone said goes with them, and some of it is private.

        The account that holds the log of former staff can't be deleted.
        """
        names = [str(each) for each in objs]
        kept = [name for name in names if name == FORMER_STAFF]
        beyond = not all(may_look_after(request.user, each) for each in objs)
        lacking = {str(self.opts.verbose_name)} if beyond else set()
        return names, {self.opts.verbose_name_plural: len(names)}, lacking, kept

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody changes an account that may do what they may not."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or may_look_after(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody deletes an account that may do what they may not."""
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or may_look_after(request.user, obj))

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Only superusers make superusers."""
        fields = super().get_readonly_fields(request, obj)
        return fields if _is_superuser(request) else (*fields, "is_superuser")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Says so where a group is given to somebody who can't come in to use it."""
        super().save_related(request, form, formsets, change)
        member: User = form.instance
        if not member.is_staff and member.groups.exists():
            said = _("Without “Staff status” %s can't come into the admin, whatever the groups.")
            self.message_user(request, said % member, messages.WARNING)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Nobody gives a right that they haven't."""
        offered: Any = {"groups": groups_to_give, "user_permissions": rights_to_give}
        if db_field.name in offered:
            kwargs["queryset"] = offered[db_field.name](request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.action(
        description=_("Remove second factor: the password alone signs in"), permissions=["change"]
    )
    def remove_second_factor(self, request: HttpRequest, queryset: models.QuerySet[User]) -> None:
        """For who lost telephone, keys and recovery codes. Only superusers do it to staff."""
        members = queryset if _is_superuser(request) else queryset.filter(is_staff=False)
        helped = 0
        for member in members.filter(authenticator__isnull=False).distinct():
            Authenticator.objects.filter(user=member).delete()
            self.log_change(request, member, "Removed the second factor.")
            helped += 1
        said = ngettext(
            "Second factor of %d account removed.", "Second factor of %d accounts removed.", helped
        )
        self.message_user(request, said % helped, messages.SUCCESS)


def _is_superuser(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.is_superuser)


@admin.register(Invitation)
class InvitationDesk(GuardedList):
    """Made here, withdrawn here, never changed and never deleted; its link is shown once."""

    list_display = ("__str__", "state", "made_by_name", "made_at", "expires_at", "used_by")
    list_select_related = ("used_by",)
    search_fields = ("email", "made_by_name", "used_by__username")
    search_help_text = _("An email address, who made it or who used it.")
    ordering = ("-pk",)
    actions = ("withdraw",)
    fields = ("email", "state", "made_by_name", "made_at", "expires_at", "used_at", "used_by")
    readonly_fields = fields[1:]

    def get_fields(self, request: HttpRequest, obj: Invitation | None = None) -> Any:
        """What is asked for, and of one that is made what is recorded."""
        return self.fields if obj else ("email",)

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: bool) -> None:
        """In the name of who is signed in; shows the link, which is kept nowhere."""
        token = obj.make_token()
        obj.made_by_id, obj.made_by_name = request.user.pk, request.user.get_username()
        super().save_model(request, obj, form, change)
        link = request.build_absolute_uri(f"{reverse('account_signup')}?invitation={token}")
        said = format_html(
            "{} <code>{}</code>", _("Good for one person, and shown only now:"), link
        )
        self.message_user(request, said)

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        """Nobody rewrites it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        """Nobody removes it: withdrawing is enough."""
        return False

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        """Who may invite may withdraw."""
        return self.has_add_permission(request)

    @admin.action(description=_("Withdraw: nobody can sign up by it"), permissions=["withdraw"])
    def withdraw(self, request: HttpRequest, queryset: models.QuerySet[Invitation]) -> None:
        """Those that are good until now."""
        chosen = Invitation.objects.filter(pk__in=queryset.order_by().values("pk")).good()
        for invitation in chosen:
            self.log_change(request, invitation, "Withdrew it.")
        many = chosen.withdraw()
        said = ngettext("%d invitation withdrawn.", "%d invitations withdrawn.", many) % many
        self.message_user(request, said, messages.SUCCESS)
