"""What the lists of accounts' desks share: what no page of theirs asks for is no failure."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

LONGEST_NUMBER = 18
"""Digits that every number has room for in the database."""


class GuardedList(ModelAdmin):
    """A list narrowed only by what it offers, with actions only on what it can hold."""

    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list. Rows that can't be are refused with a sentence: to ask for them would fail."""
        if all(map(_may_be_id, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            return super().changelist_view(request, extra_context)
        said = _("Nothing was done: what was chosen is nothing that this list holds.")
        self.message_user(request, said, messages.WARNING)
        return HttpResponseRedirect(request.path)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Only what the page offers to filter by: what someone said is related to them."""
        name = lookup.partition("__")[0]
        known = {"pk", *self.opts.fields_map, *(field.name for field in self.opts.get_fields())}
        is_offered = name in self.list_filter or name not in known
        return is_offered and super().lookup_allowed(lookup, value, request)


def _may_be_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
