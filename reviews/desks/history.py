"""The history of what staff curate, in place of Django's log, and the way back."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from films.autocompletes import id_in
from films.desk import Desk
from films.models import Merge
from reviews.bringing_back import OWN, Back, bring_back
from reviews.desks import corrections_told
from reviews.desks.as_loaded import LOADED, AsLoadedForm
from reviews.desks.merges import Merges, Origin
from reviews.differences import UNSHOWN, Difference, Names, differences, said
from reviews.models import CHANGES, Change, CriticReview, OtherName
from reviews.models.changes import BEGINNING
from reviews.models.critic import Named

VERSIONS_A_PAGE = 50

WHAT = {
    "insert": gettext_lazy("Added"),
    "update": gettext_lazy("Changed"),
    "delete": gettext_lazy("Deleted"),
}


class Version(NamedTuple):
    """A version as the pages show it."""

    change: Change
    what: str
    who: str
    differences: Sequence[Difference]
    about: str
    is_first: bool
    is_current: bool
    can_come_back: bool
    origin: Origin | None


class WithHistory(Desk):
    """A desk whose things have a history that the database keeps.

    What stands in it isn't written over unseen: see `AsLoadedForm`.
    """

    form = AsLoadedForm
    change_list_template = "admin/reviews/list_with_deleted.html"
    history_template = "admin/reviews/history.html"
    deleted_template = "admin/reviews/deleted.html"

    @property
    def _name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}"

    @property
    def deleted_address(self) -> str:
        """Where those that are gone are listed."""
        return reverse(f"admin:{self._name}_deleted")

    @property
    def changes(self) -> Any:
        """All versions of the desk's things."""
        return CHANGES[self.model].objects.all()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Those of the thing; what the form keeps for itself, the page of the form shows."""
        return [name for name in super().get_fields(request, obj) if name != LOADED]

    def get_urls(self) -> list[Any]:
        """Besides the desk's own pages: what was deleted, and the versions of each thing."""
        name = self._name
        view = self.admin_site.admin_view
        return [
            path("deleted/", view(self.deleted_view), name=f"{name}_deleted"),
            path(
                "<path:object_id>/history/<int:version>/",
                view(self.version_view),
                name=f"{name}_version",
            ),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Saved; what somebody else has changed meanwhile stays, and is named."""
        super().save_model(request, obj, form, change)
        if form.kept:
            told = _("It was changed elsewhere while this form was open; that is kept: %s.")
            self.message_user(request, told % form.labels_of(form.kept), messages.INFO)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Every version of a thing, the newest first; also of one that is gone."""
        key = unquote(object_id)
        thing = self.get_object(request, key)
        if not self.has_view_or_change_permission(request, thing):
            raise PermissionDenied
        page = Page(request, self.changes.of(_number(key)))
        if not page.changes and not thing:
            raise Http404
        versions = [self._version(request, change, page, thing) for change in page.shown]
        about = said(page.changes[0], page.names) if page.changes else str(thing)
        context = {"title": _("History: %s") % about, "thing": thing, "about": about}
        context["other_names"] = self._other_names(_number(key))
        context["merges"] = merges = self._merges(_number(key))
        context["gone_by"] = None if thing else _gone_by(page, merges)
        return self._answer(request, self.history_template, page, versions, context)

    def _other_names(self, pk: int) -> list[tuple[Change, str, str]]:
        """What became of the other names of a critic or a publication last: what, and by whom."""
        if not issubclass(self.model, Named):
            return []
        changes = CHANGES[OtherName].objects.parts_of(str(self.opts.model_name), pk)
        return [(each, what(each), author(each)) for each in changes[:VERSIONS_A_PAGE]]

    def _merges(self, pk: int) -> list[Merge]:
        """What was merged into a critic or a publication, or it into what, the last first."""
        if not issubclass(self.model, Named):
            return []
        thing: Any = self.model()
        thing.pk = pk
        return list(Merge.objects.of(thing).for_list()[:VERSIONS_A_PAGE])

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """What is gone, what went last first."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        page = Page(request, self.changes.deletions())
        versions = [self._version(request, change, page, None) for change in page.shown]
        context = {"title": _("Deleted %s") % self.opts.verbose_name_plural}
        return self._answer(request, self.deleted_template, page, versions, context)

    def version_view(self, request: HttpRequest, object_id: str, version: int) -> HttpResponse:
        """Bring a version back; answers with the thing's history, and what came of it."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        key = unquote(object_id)
        change = get_object_or_404(self.changes.of(_number(key)), pgh_id=version)
        if not self._can_come_back(request, change, self.get_object(request, key)):
            raise PermissionDenied
        try:
            back = bring_back(change)
        except ValidationError as error:
            said_why = _("It can't come back. %s") % " ".join(error.messages)
            self.message_user(request, said_why, messages.ERROR)
        else:
            if back.is_changed:
                self.log_change(request, back.row, "Brought a former version back.")
            self.message_user(request, _came_of(back), messages.SUCCESS)
            if back.is_changed and self.model is CriticReview:
                told = corrections_told.about(CriticReview.objects.among([back.row.pk]))
                corrections_told.ask_whether_they_hold(self, request, told)
        history = reverse(f"admin:{self._name}_history", args=[object_id])
        return HttpResponseRedirect(history, status=303)

    def _version(
        self, request: HttpRequest, change: Change, page: "Page", thing: models.Model | None
    ) -> Version:
        before, whole = page.before(change), change.is_deletion
        is_elsewise = thing is None or not page.is_as(change, thing)
        return Version(
            change,
            what(change, before),
            author(change),
            [] if whole else differences(change, before, page.names),
            said(change, page.names),
            before is None,
            thing is not None and page.is_newest(change),
            is_elsewise and self._can_come_back(request, change, thing),
            page.merges.of(change),
        )

    def _can_come_back(
        self, request: HttpRequest, change: Change, thing: models.Model | None
    ) -> bool:
        """Whether who asks may change the thing as it is, and as it would be."""
        then = self.model(**{f.attname: getattr(change, f.attname) for f in change.recorded()})
        if thing is None and not self.has_add_permission(request):
            return False
        return all(self.has_change_permission(request, each) for each in (thing or then, then))

    def _answer(
        self,
        request: HttpRequest,
        template: str,
        page: "Page",
        versions: Sequence[Version],
        context: dict[str, Any],
    ) -> HttpResponse:
        context |= {"versions": versions, "older": page.older, "opts": self.opts}
        context |= {"changelist": f"admin:{self._name}_changelist", "deleted": self.deleted_address}
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), **context}
        )


class Page:
    """Some versions of a list of them, the newest first, from the one that `?before=` names on."""

    def __init__(self, request: HttpRequest, changes: Any) -> None:
        before = id_in(request.GET.get("before"))
        self._is_first = before is None
        if before is not None:
            changes = changes.before(before)
        # One more than is shown: what changed in the last one is seen beside it.
        self.changes: list[Change] = list(changes[: VERSIONS_A_PAGE + 1])
        self.shown = self.changes[:VERSIONS_A_PAGE]
        self.names = Names(self.changes)
        self.merges = Merges(self.changes)
        self._before = dict(zip(self.shown, self.changes[1:], strict=False))

    @property
    def older(self) -> int | None:
        """After which version the next page begins, if there is one."""
        return self.shown[-1].pk if len(self.changes) > VERSIONS_A_PAGE else None

    def before(self, change: Change) -> Change | None:
        """The version before one of them."""
        return self._before.get(change)

    def is_as(self, change: Change, thing: models.Model) -> bool:
        """Whether a version says what the thing says now, of all that is shown."""
        fields = (field for field in change.recorded() if field.name not in UNSHOWN | OWN)
        return all(self.merges.now(change, each) == getattr(thing, each.attname) for each in fields)

    def is_newest(self, change: Change) -> bool:
        """Whether there is no later one."""
        return self._is_first and change is self.changes[0]


def what(change: Change, before: Change | None = None) -> str:
    """What happened, in words; after which other version, tells what is new from what came back."""
    if change.pgh_label == "insert" and before is not None:
        return _("Put back")
    return str(WHAT.get(change.pgh_label, _("Here when the history began")))


def _came_of(back: Back) -> str:
    """What came of bringing a version back, in words."""
    if not back.is_changed:
        return _("Nothing to change: this version is what it says now.")
    if not back.followed:
        return _("This version is back.")
    into = (_("%(now)s, into which %(then)s was merged") % each._asdict() for each in back.followed)
    return _("This version is back, but with %s.") % "; ".join(into)


def _gone_by(page: Page, merges: Sequence[Merge]) -> Merge | None:
    """The merge by which what isn't there any more went, if it was one."""
    newest = page.merges.of(page.changes[0])
    if newest and not newest.is_undone:
        return newest.merge
    key = page.changes[0].pgh_obj_id
    return next((m for m in merges if m.former_id == key and not m.undone_at), None)


def author(change: Change) -> str:
    """Who made a change, in words; "" for what was there before anybody's changes were kept."""
    if change.pgh_label == BEGINNING:
        return ""
    about = change.about
    person, file, command = (about.get(key, "") for key in ("name", "import", "command"))
    if file:
        by_whom = _("%(name)s, by importing %(file)s") if person else _("Import of %(file)s")
        return by_whom % {"name": person, "file": file}
    if person:
        return str(person)
    return _("The command %s") % command if command else _("Directly in the database")


def _number(key: str) -> int:
    """What stands in an address as an id; raises Http404 if it can't be one."""
    number = id_in(key)
    if number is None:
        raise Http404
    return number
