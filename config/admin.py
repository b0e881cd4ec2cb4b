"""What the admin is called, and how one gets in."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import admin as jobs_admin  # noqa: F401 - to register it before it is taken out
from procrastinate.contrib.django.models import ProcrastinateJob

admin.site.site_header = admin.site.site_title = format_lazy(
    _("{site} curation"), site=settings.SITE_NAME
)
# One door for all: with the second factor, and with the limits on sign-ins.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.index_title = _("Desks")
# Its desk has inline styles, which the site forbids, and lets all who may look stop a job.
if admin.site.is_registered(ProcrastinateJob):
    admin.site.unregister(ProcrastinateJob)
