"""The log of what was merged, and the way back."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from films.desk import ReadOnlyDesk
from films.merging_desk import may_merge
from films.merging_words import left, moved, stayed
from films.models import Merge
from films.models.merge import CantBeUndone


class WhetherItStands(admin.EmptyFieldListFilter):
    """Merges that stand, or those that were undone."""

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self.title = _("whether it stands")

    def choices(self, changelist: Any) -> Iterator[Any]:
        """In words of merges."""
        labels = (_("All"), _("Stands"), _("Undone"))
        for choice, label in zip(super().choices(changelist), labels, strict=True):
            yield {**choice, "display": label}


@admin.register(Merge)
class MergesDesk(ReadOnlyDesk):
    """What was merged into what, by whom, and what came of it."""

    list_display = (
        *("former_name", "into_name", "thing", "merged_at", "merged_by_name"),
        *("undone_at", "undone_by_name"),
    )
    list_filter = (("undone_at", WhetherItStands),)
    search_fields = ("former_name", "into_name", "merged_by_name")
    search_help_text = gettext_lazy("Either name, or who merged it.")
    date_hierarchy = "merged_at"
    ordering = ("-merged_at", "-pk")
    fields = (
        *("thing", "former_name", "into", "merged_at", "merged_by_name", "what_moved"),
        "what_was_left",
    )
    fields_undone = ("undone_at", "undone_by_name", "what_stayed")
    readonly_fields = (*fields, *fields_undone)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without what may be long, where it isn't read."""
        merges: Any = super().get_queryset(request)
        is_list = request.resolver_match and "object_id" not in request.resolver_match.kwargs
        return merges.for_list() if is_list else merges

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Of one that stands nothing on how it was undone."""
        return (*self.fields, *self.fields_undone) if obj and obj.undone_at else self.fields

    def get_urls(self) -> list[Any]:
        """Besides the desk's own pages: the way back."""
        undo = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", undo, name="films_merge_undo"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """What was merged, with the way back."""
        context = dict(extra_context or {})
        merge = self.get_object(request, object_id)
        if merge and not merge.undone_at and may_merge(request, merge.model):
            context["undo_url"] = reverse("admin:films_merge_undo", args=[merge.pk])
        return super().change_view(request, object_id, form_url, context)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask once, and undo a merge."""
        merge = get_object_or_404(Merge, pk=pk)
        if not may_merge(request, merge.model):
            raise PermissionDenied
        page = reverse("admin:films_merge_change", args=[pk])
        try:
            merge.check_undoable()
            if request.method != "POST":
                return self._ask(request, merge)
            curator: Any = request.user
            merge = merge.undo(by=curator)
        except CantBeUndone as why:
            said = _("It can't be undone. %s") % why
            self.message_user(request, said, messages.ERROR)
            return HttpResponseRedirect(page, status=303)
        self.log_change(request, merge, _("Undone."))
        said = _("“%s” is here again.") % merge.former_name
        if rest := "; ".join(stayed(self.admin_site, merge)):
            said += " " + _("What was changed since stays as it is: %s.") % rest
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(page, status=303)

    def _ask(self, request: HttpRequest, merge: Merge) -> HttpResponse:
        context = {
            "title": _("Undo the merge of %s?") % merge,
            "merge": merge,
            "moved": moved(self.admin_site, merge),
            "left": left(self.admin_site, merge),
            "opts": self.opts,
            "changelist": reverse("admin:films_merge_changelist"),
            "page": reverse("admin:films_merge_change", args=[merge.pk]),
            **self.admin_site.each_context(request),
        }
        return TemplateResponse(request, "admin/merging/undo.html", context)

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def thing(self, merge: Merge) -> str:
        """A film, a critic or a publication."""
        return str(merge.model._meta.verbose_name)

    @admin.display(description=gettext_lazy("into"))
    def into(self, merge: Merge) -> str:
        """The one that stayed, with a link to its page."""
        opts = merge.model._meta
        address = f"admin:{opts.app_label}_{opts.model_name}_change"
        url = reverse(address, args=[merge.into_id])
        return format_html('<a href="{}">{}</a>', url, merge.into_name)

    @admin.display(description=gettext_lazy("moved"))
    def what_moved(self, merge: Merge) -> str:
        """How many rows of which kind went over."""
        return moved(self.admin_site, merge) or _("Nothing.")

    @admin.display(description=gettext_lazy("duplicates set aside"))
    def what_was_left(self, merge: Merge) -> str:
        """What both had, so that one of two had to give way."""
        return left(self.admin_site, merge) or _("Nothing.")

    @admin.display(description=gettext_lazy("not gone back"))
    def what_stayed(self, merge: Merge) -> str:
        """What was changed since, and stayed, when it was undone."""
        return "; ".join(stayed(self.admin_site, merge)) or _("Nothing: all went back.")
