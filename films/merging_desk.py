"""Merging at a desk: one way for films, critics and publications.

It begins at the page of the one that is to go, at two that are chosen in the list, or at the list
of those that are likely the same; all lead to a preview, which says what moves before it does.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from films.autocompletes import id_in
from films.desk import Desk
from films.merging_words import NAMED, NAMED_OF_ALL, counted, kinds
from films.models import Apart, Merge
from films.models.likeness import Pair

PAIRS_A_PAGE = 50
FOUND = 20
"""How many things are offered to merge into."""

Facts = list[tuple[Any, Any]]


def may_merge(request: HttpRequest, model: type[models.Model]) -> bool:
    """Whether who asks may merge things of this kind, and undo that."""
    opts = model._meta
    return request.user.has_perm(f"{opts.app_label}.{get_permission_codename('merge', opts)}")


class MergingDesk(Desk):
    """A desk of things of which two may turn out to be one."""

    actions: Any = ("merge_two",)
    #: What may be asked for besides: arguments of the model's `merge_into`, with a label each.
    merging_choices: ClassVar[dict[str, Any]] = {}
    #: Its own fields, of which a merge adds nothing to the one that stays.
    left_fields: ClassVar[tuple[str, ...]] = ()

    def facts_of(self, thing: Any) -> Facts:
        """What tells it apart from others: pairs of a label and what stands there."""
        return [(_("Address"), thing.slug)]

    def doubts_about(self, old: Any, new: Any) -> str:
        """A sentence about what speaks against their being one; "" when nothing does."""
        return ""

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """Who may merge things of this kind."""
        return may_merge(request, self.model)

    def get_urls(self) -> list[Any]:
        """Besides the desk's own pages: what is likely the same, and the merging of one thing."""
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("alike/", view(self.alike_view), name=f"{name}_alike"),
            path("apart/", view(self.apart_view), name=f"{name}_apart"),
            path("<int:pk>/merge/", view(self.merge_view), name=f"{name}_merge"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of a thing, with the way to merge it."""
        context = dict(extra_context or {})
        if self.has_merge_permission(request) and id_in(object_id):
            context["merge_url"] = self._address("merge", object_id)
        return super().change_view(request, object_id, form_url, context)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list, with the way to those that are likely the same."""
        context = dict(extra_context or {})
        if self.has_merge_permission(request):
            context["alike_url"] = self._address("alike")
        return super().changelist_view(request, context)

    @admin.action(description=gettext_lazy("Merge the two selected …"), permissions=["merge"])
    def merge_two(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> Any:
        """Lead to the preview of merging the newer of two into the older."""
        chosen = sorted(queryset.order_by().values_list("pk", flat=True)[:3])
        if len(chosen) != 2:
            self.message_user(request, _("Select exactly two to merge."), messages.ERROR)
            return None
        return HttpResponseRedirect(self._into(chosen[1], chosen[0]), status=303)

    def alike_view(self, request: HttpRequest) -> HttpResponse:
        """Those that are likely the same, as pairs; a pair that is posted isn't."""
        self._check(request)
        if request.method == "POST":
            return self._say(request, apart=True)
        found = self._things.alike(id_in(request.GET.get("before")))
        page = Paginator(found.pairs, PAIRS_A_PAGE).get_page(request.GET.get("page"))
        context = {"title": _("Likely the same"), "pairs": self._laid_out(page), "page": page}
        context |= {"before": request.GET.get("before", ""), "further": found.before}
        return self._about_two(request, "alike", context | {"apart_url": self._address("apart")})

    def apart_view(self, request: HttpRequest) -> HttpResponse:
        """The pairs of which someone said that they aren't the same; posting one forgets that."""
        self._check(request)
        if request.method == "POST":
            return self._say(request, apart=False)
        said = Apart.objects.of_kind(self.model)
        page = Paginator(said, PAIRS_A_PAGE).get_page(request.GET.get("page"))
        context = {"title": _("Not the same"), "pairs": self._laid_out(page), "page": page}
        return self._about_two(request, "apart", context | {"alike_url": self._address("alike")})

    def _laid_out(self, pairs: Iterable[Pair | Apart]) -> list[dict[str, Any]]:
        """Pairs as the pages show them, without those of which one went a moment ago."""
        pairs = list(pairs)
        ids = {pk for pair in pairs for pk in (pair.older, pair.newer)}
        sides = {pk: self._side(one) for pk, one in self._compared(ids).items()}
        return [
            {
                "sides": (sides[pair.older], sides[pair.newer]),
                "found": pair,
                "url": self._into(pair.newer, pair.older),
            }
            for pair in pairs
            if {pair.older, pair.newer} <= sides.keys()
        ]

    def _say(self, request: HttpRequest, *, apart: bool) -> HttpResponse:
        """Note that two aren't the same, or that they may be after all; then the same list."""
        ids = {pk for pk in map(id_in, request.POST.getlist("pair")) if pk}
        pair = list(self._compared(ids).values())
        curator: Any = request.user
        say = partial(Apart.objects.say, by=curator) if apart else Apart.objects.unsay
        if len(pair) == 2 and say(*pair):
            noted = _("Not the same as “%s”.") if apart else _("Perhaps the same as “%s”.")
            one, other = pair
            self.log_change(request, one, noted % other)
            self.log_change(request, other, noted % one)
            said = (
                _("“%(one)s” and “%(other)s” aren't the same: noted.")
                if apart
                else _("“%(one)s” and “%(other)s” may be the same again.")
            )
            self.message_user(request, said % {"one": one, "other": other}, messages.SUCCESS)
        else:
            said = _("Nothing was changed: that was so already, or one of the two is gone.")
            self.message_user(request, said, messages.ERROR)
        return HttpResponseRedirect(request.get_full_path(), status=303)

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Choose into which one a thing is merged, see what moves, and merge it."""
        self._check(request)
        old = get_object_or_404(self._things.to_compare(), pk=pk)
        asked = (request.POST or request.GET).get("into")
        into = id_in(asked)
        new = self._compared([into]).get(into) if into else None
        if new is None or new == old:
            if asked:
                said = _("That is the same one.") if new else _("That one isn't here any more.")
                self.message_user(request, said, messages.ERROR)
            return self._choose(request, old)
        if request.method == "POST":
            return self._merge(request, old, new)
        return self._preview(request, old, new)

    def _choose(self, request: HttpRequest, old: Any) -> HttpResponse:
        """The page on which one looks for the other."""
        words = request.GET.get("q", "").strip()
        likely = list(self._things.like(old).values_list("pk", flat=True)[:FOUND])
        found: list[int] = []
        if words:
            rows, _twice = self.get_search_results(request, self.get_queryset(request), words)
            rows = rows.order_by(*self.get_ordering(request))
            found = list(rows.values_list("pk", flat=True)[: FOUND + 1])
        things = self._compared({*likely, *found} - {old.pk})
        offers = [
            self._side(things[pk]) | {"merge_url": self._into(old.pk, pk)}
            for pk in dict.fromkeys([*found, *([] if words else likely)])
            if pk in things
        ]
        title = _("Merge %s into …") % old
        context = {"title": title, "old": self._side(old), "words": words, "offers": offers}
        return self._about_two(request, "choose", context)

    def _preview(self, request: HttpRequest, old: Any, new: Any) -> HttpResponse:
        """What would move, and what would be left."""
        most = NAMED_OF_ALL if request.GET.get("all") else NAMED
        all_kinds = kinds(self.admin_site, old, new, most)
        context = {
            "title": _("Merge %(old)s into %(new)s?") % {"old": old, "new": new},
            "old": self._side(old),
            "new": self._side(new),
            "facts": [
                (label, mine, theirs)
                for (label, mine), (_label, theirs) in zip(
                    self.facts_of(old), self.facts_of(new), strict=True
                )
            ],
            "left_fields": self._left_fields(old, new),
            "doubts": self.doubts_about(old, new),
            "kinds": all_kinds,
            "clashes": any(kind.counts.clashes for kind in all_kinds),
            "all_url": "" if request.GET.get("all") else f"{self._into(old.pk, new.pk)}&all=1",
            "choices": self.merging_choices.items(),
            "other_way": self._into(new.pk, old.pk),
            "apart": Apart.objects.of(old, new).first(),
            "alike_url": self._address("alike"),
            "apart_url": self._address("apart"),
        }
        return self._about_two(request, "preview", context)

    def _left_fields(self, old: Any, new: Any) -> str:
        """What the one that goes says of itself, and the other one won't say."""
        names = [
            n for n in self.left_fields if getattr(old, n) not in (None, "", [], getattr(new, n))
        ]
        fields: list[Any] = [self.opts.get_field(name) for name in names]
        return get_text_list([str(field.verbose_name) for field in fields], _("and"))

    def _merge(self, request: HttpRequest, old: Any, new: Any) -> HttpResponse:
        """Merge, and lead to the one that stays."""
        how = {name: True for name in self.merging_choices if request.POST.get(name)}
        try:
            merge: Merge = old.merge_into(new, by=request.user, **how)
        except self.model.DoesNotExist:
            said = _("Nothing was merged: one of the two was just merged or deleted elsewhere.")
            self.message_user(request, said, messages.ERROR)
            return HttpResponseRedirect(self._address("changelist"), status=303)
        self.log_change(request, new, _("Merged “%s” into it.") % old)
        numbers = {"old": old, "new": new}
        said = _("“%(old)s” is part of “%(new)s” now.") % numbers
        link = reverse("admin:films_merge_change", args=[merge.pk])
        parts = [said, *counted(self.admin_site, merge)]
        message = format_html('{} <a href="{}">{}</a>', " ".join(parts), link, _("See it, or undo"))
        self.message_user(request, message, messages.SUCCESS)
        return HttpResponseRedirect(self._address("change", new.pk), status=303)

    @property
    def _things(self) -> Any:
        return self.model._default_manager.all()

    def _compared(self, ids: Any) -> dict[int, Any]:
        found: dict[int, Any] = self._things.to_compare().in_bulk(list(ids))
        return found

    def _side(self, thing: Any) -> dict[str, Any]:
        """A thing as the pages show it beside another one."""
        url = self._address("change", thing.pk)
        return {"thing": thing, "url": url, "facts": self.facts_of(thing)}

    def _address(self, what: str, *args: Any) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{what}"
        return reverse(name, args=args)

    def _into(self, old: int, new: int) -> str:
        return f"{self._address('merge', old)}?into={new}"

    def _check(self, request: HttpRequest) -> None:
        if not self.has_merge_permission(request):
            raise PermissionDenied

    def _about_two(self, request: HttpRequest, page: str, context: dict[str, Any]) -> HttpResponse:
        context |= {"opts": self.opts, "changelist": self._address("changelist")}
        context |= self.admin_site.each_context(request)
        return TemplateResponse(request, f"admin/merging/{page}.html", context)
