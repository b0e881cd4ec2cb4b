"""What the admin is called, and how one gets in."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

admin.site.site_header = admin.site.site_title = format_lazy(
    _("{site} curation"), site=settings.SITE_NAME
)
# One door for all: with the second factor, and with the limits on sign-ins.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.index_title = _("Desks")
