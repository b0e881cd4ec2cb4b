"""The desk of accounts."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User

if TYPE_CHECKING:
    Base = UserAdmin[User]
else:
    Base = UserAdmin


@admin.register(User)
class UserDesk(Base):
    list_display = ("username", "email", "is_staff", "is_active", "date_joined", "last_login")
    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    save_on_top = True
    search_help_text = _("A username, an e-mail address or a name.")
    ordering = ("username",)
    add_fieldsets = (
        (
            None,
            {"fields": ("username", "email", "usable_password", "password1", "password2")},
        ),
    )

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The names alone: all that someone said goes with them, and some of it is private."""
        names = [str(each) for each in objs]
        return names, {self.opts.verbose_name_plural: len(names)}, set(), []
