"""What the admin is called, and how one gets in."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
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


class Autocomplete(AutocompleteJsonView):
    """Finds what a column may name; asked about rows that name a thing, Django's own fails."""

    def process_request(self, request: HttpRequest) -> Any:
        """What is asked for; raises PermissionDenied where no column of a form is named."""
        found: Any = super().process_request(request)
        if not found[2].concrete:
            raise PermissionDenied
        return found


_autocomplete: Any = Autocomplete.as_view(admin_site=admin.site)
admin.site.autocomplete_view = _autocomplete  # type: ignore[method-assign]
