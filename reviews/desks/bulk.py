"""Many reviews at once, at the desk: brought by a file, and taken out as one."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.cache import caches
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.admin import ImportExportMixin
from import_export.forms import ConfirmImportForm, ImportForm

from films.importing.refusal import AlienFile
from reviews.desks.history import WithHistory
from reviews.desks.resource import Brought, Reviews, ReviewsAsCsv, Uploads, as_file
from reviews.exporting.table import COLUMNS as TABLE
from reviews.exporting.table import exported
from reviews.importing.file import ReviewFile
from reviews.importing.line import COLUMNS

CSV = "text/csv; charset=utf-8"
Answer = TypeVar("Answer", bound=HttpResponseBase)
#: What the refused lines of a file are kept under, behind the file's own name.
REFUSED = ".refused"
#: And what whoever brought the file called it: the page that asks could say another name.
CALLED = ".called"


class BringForm(ImportForm):
    """Asks for the file, and looks through it before anything else is done with it."""

    import_file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=format_lazy(
            gettext_lazy(
                "CSV in UTF-8 with the columns {columns}; the last {few} may be missing."
                " You see what it would do before anything is saved."
            ),
            columns=", ".join(TABLE),
            few=len(COLUMNS.optional),
        ),
    )
    media = forms.Media()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("resource", "format"):
            self.fields[name].widget = forms.HiddenInput()
            self.fields[name].initial = "0"
        self.fields["import_file"].widget.attrs["accept"] = ".csv,text/csv"

    def clean_import_file(self) -> UploadedFile[bytes]:
        """The file, unless it is too large or of another kind."""
        file: UploadedFile[bytes] = self.cleaned_data["import_file"]
        if (file.size or 0) > settings.REVIEWS_FILE_BYTES:
            most = settings.REVIEWS_FILE_BYTES // 1_000_000
            raise ValidationError(
                _("The file is larger than %d MB; import_reviews takes files of any size.") % most
            )
        try:
            with as_file(file.read(), file.name or "") as place:
                lines = ReviewFile(place, file.name or "").lines
        except AlienFile as fault:
            raise ValidationError(str(fault)) from None
        if lines > settings.REVIEWS_FILE_LINES:
            raise ValidationError(
                _(
                    "The file has %(lines)d lines, and %(most)d can be brought at once;"
                    " import_reviews takes any number."
                )
                % {"lines": lines, "most": settings.REVIEWS_FILE_LINES}
            )
        return file


class BulkDesk(ImportExportMixin, WithHistory):  # type: ignore[misc] # its types are guessed
    """Import with a preview, and export, for those who may publish."""

    # The list's own tools lead there.
    import_export_change_list_template: Any = None
    import_template_name = "admin/reviews/criticreview/import.html"
    import_form_class = BringForm
    resource_classes: Any = (Reviews,)
    tmp_storage_class: Any = Uploads
    # The history says more than the admin's log.
    skip_admin_log: Any = True

    def get_urls(self) -> list[Any]:
        """Besides the import's and the export's own: the lines refused, and an empty file."""
        view = self.admin_site.admin_view(self.refused_view)
        refused = path(
            "import/<slug:name>/refused.csv", view, name="reviews_criticreview_import_refused"
        )
        blank = self.admin_site.admin_view(self.empty_view)
        empty = path("import/empty.csv", blank, name="reviews_criticreview_import_empty")
        return [refused, empty, *super().get_urls()]

    def get_import_formats(self) -> list[type[ReviewsAsCsv]]:
        """The one."""
        return [ReviewsAsCsv]

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Those who add, change and publish: an import does all of it."""
        rights = ("add_criticreview", "change_criticreview", "publish_criticreview")
        return all(request.user.has_perm(f"reviews.{right}") for right in rights)

    def has_export_permission(self, request: HttpRequest) -> bool:
        """The same: drafts and withdrawn reviews go out as well."""
        return self.has_import_permission(request)

    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Nothing besides the file: options of its own an import hasn't."""
        return {}

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Ask for a file, or show what it would do."""
        answer: Any = super().import_action(request, **kwargs)
        if isinstance(brought := answer.context_data.get("result"), Brought):
            name = answer.context_data["confirm_form"].initial["import_file_name"]
            self._keep_refused(brought, name)
            called = answer.context_data["confirm_form"].initial["original_file_name"]
            caches["uploads"].set(f"{name}{CALLED}", called)
            answer.context_data |= {"brought": brought, "stored_as": name}
        answer.context_data["title"] = _("Import reviews")
        shown: HttpResponseBase = answer
        return shown

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Import the file that was looked through, unless it is gone."""
        if request.method == "POST" and self.has_import_permission(request):
            form = ConfirmImportForm(request.POST)
            stored = form.is_valid() and Uploads(name=form.cleaned_data["import_file_name"])
            if not (stored and stored.read()):
                said = _("The file isn't here any more. Choose it again.")
                messages.error(request, said)
                return HttpResponseRedirect(reverse("admin:reviews_criticreview_import"))
        answer: HttpResponseBase = super().process_import(request, **kwargs)
        return answer

    def process_dataset(
        self, dataset: bytes, form: forms.Form, request: HttpRequest, **kwargs: Any
    ) -> Brought:
        """Import a file, and keep the lines that were refused."""
        called = caches["uploads"].get(f"{form.cleaned_data['import_file_name']}{CALLED}", "")
        form.cleaned_data["original_file_name"] = called
        brought: Brought = super().process_dataset(dataset, form, request, **kwargs)
        self._keep_refused(brought, form.cleaned_data["import_file_name"])
        if brought.refused:
            messages.warning(
                request,
                format_html(
                    '{} <a href="{}">{}</a>',
                    _("Some lines were refused."),
                    _refused_address(form.cleaned_data["import_file_name"]),
                    _("The refused lines"),
                ),
            )
        return brought

    def add_success_message(self, result: Brought, request: HttpRequest) -> None:
        """Say the counts, as the command does."""
        messages.success(request, _("Imported: %s.") % result.report)

    def refused_view(self, request: HttpRequest, name: str) -> HttpResponse:
        """The lines of a file that were refused, or would be, with their reasons."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        refused = caches["uploads"].get(f"{name}{REFUSED}")
        if not refused:
            raise Http404
        return _as_download(HttpResponse(refused, content_type=CSV), "refused.csv")

    def empty_view(self, request: HttpRequest) -> HttpResponse:
        """A file with all columns and no line."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        header = ",".join(TABLE)
        return _as_download(HttpResponse(f"{header}\r\n", content_type=CSV), "reviews.csv")

    def export_action(self, request: HttpRequest) -> HttpResponseBase:
        """The reviews that the list shows, in the form that imports read."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        try:
            reviews = self.get_export_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse("admin:reviews_criticreview_changelist") + "?e=1")
        answer = StreamingHttpResponse(exported(reviews), content_type=CSV)
        return _as_download(answer, f"reviews-{timezone.localdate().isoformat()}.csv")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list, whose tools lead to import and export those who may."""
        rights = {"has_export_permission": self.has_export_permission(request)}
        answer: HttpResponse = super().changelist_view(request, {**(extra_context or {}), **rights})
        return answer

    def _keep_refused(self, brought: Brought, name: str) -> None:
        if brought.refused:
            caches["uploads"].set(f"{name}{REFUSED}", brought.refused)


def _refused_address(name: str) -> str:
    return reverse("admin:reviews_criticreview_import_refused", args=[name])


def _as_download(answer: Answer, name: str) -> Answer:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
