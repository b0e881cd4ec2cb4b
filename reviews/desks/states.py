"""Publishing and withdrawing many reviews at once: asked before, and taken back with one press."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reviews.desks import corrections_told
from reviews.desks.bulk import BulkDesk
from reviews.models import CriticReview
from reviews.taking_back import TooLateError, newest_version, take_back, token

State = tuple[int, str]
"""A review's id and its state."""
UNASKED = 20
"""So many reviews are published or withdrawn without being asked whether that is meant."""


class StatesDesk(BulkDesk):
    """A desk at which reviews are published and withdrawn."""

    def get_urls(self) -> list[Any]:
        """With the address at which that is taken back."""
        undo = self.admin_site.admin_view(self.undo)
        return [path("undo/", undo, name="reviews_criticreview_undo"), *super().get_urls()]

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Who may publish and withdraw."""
        user: Any = request.user
        return bool(user.has_perm("reviews.publish_criticreview"))

    @admin.action(description=gettext_lazy("Publish the selected reviews"), permissions=["publish"])
    def publish(
        self, request: HttpRequest, queryset: models.QuerySet[CriticReview]
    ) -> HttpResponse | None:
        """Show them on the pages of their films."""
        reviews, states = settled(chosen(queryset).to_publish())
        if is_asked(request, states):
            return ask(self, request, states, reviews.withdrawn().count())
        change(self, request, reviews.publish)
        return None

    @admin.action(
        description=gettext_lazy("Withdraw the selected reviews"), permissions=["publish"]
    )
    def withdraw(
        self, request: HttpRequest, queryset: models.QuerySet[CriticReview]
    ) -> HttpResponse | None:
        """Take them off the pages; imports don't bring them back."""
        reviews, states = settled(chosen(queryset).to_withdraw())
        if is_asked(request, states):
            return ask(self, request, states)
        corrections = corrections_told.about(reviews)
        change(self, request, reviews.withdraw)
        corrections_told.ask_whether_they_hold(self, request, corrections)
        return None

    @admin.action(description=gettext_lazy("Delete the selected reviews"), permissions=["delete"])
    def delete_selected(
        self, request: HttpRequest, queryset: models.QuerySet[CriticReview]
    ) -> HttpResponse | None:
        """Ask, and delete them; where some may not be deleted, say which may."""
        if all(self.has_delete_permission(request, each) for each in queryset):
            return delete_selected(self, request, queryset)
        said = _("Only your own drafts can be deleted; published reviews are withdrawn.")
        self.message_user(request, said, messages.ERROR)
        return None

    def undo(self, request: HttpRequest) -> HttpResponse:
        """Take back what was published or withdrawn at once."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_publish_permission(request):
            raise PermissionDenied
        try:
            many = take_back(request.user, request.POST.get("token", ""))
        except TooLateError as error:
            self.message_user(request, str(error), messages.WARNING)
        else:
            said = ngettext("%d review is as before.", "%d reviews are as before.", many) % many
            self.message_user(request, said, messages.SUCCESS)
        came_from = "queue" if request.GET.get("from") == "queue" else "changelist"
        return HttpResponseRedirect(reverse(f"admin:reviews_criticreview_{came_from}"), status=303)


def chosen(queryset: models.QuerySet[CriticReview]) -> Any:
    """The chosen reviews in the vocabulary of reviews, free of what the list joined to them."""
    return CriticReview.objects.filter(pk__in=queryset.order_by().values("pk"))


def settled(reviews: Any) -> tuple[Any, list[State]]:
    """Just these reviews, whatever comes to be like them from now on, and their states."""
    states = sorted(reviews.values_list("pk", "status"))
    return CriticReview.objects.among([pk for pk, _status in states]), states


def is_asked(request: HttpRequest, states: list[State]) -> bool:
    """Whether whoever presses is asked first: so many are meant, or others than they were told.

    Others are also those that a colleague published or withdrew since.
    """
    return len(states) > UNASKED and request.POST.get("confirmed") != _which(states)


def _which(states: Iterable[State]) -> str:
    told = ",".join(f"{pk}:{status}" for pk, status in states)
    return sha256(told.encode()).hexdigest()


def ask(desk: Any, request: HttpRequest, states: list[State], withdrawn: int = 0) -> HttpResponse:
    """The page that names how many reviews are meant; `withdrawn` of them, to publish again."""
    action = request.POST["action"]
    sent = [
        (name, value)
        for name in ("action", "select_across", ACTION_CHECKBOX_NAME)
        for value in request.POST.getlist(name)
    ]
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Are you sure?"),
        "opts": desk.opts,
        "many": len(states),
        "which": _which(states),
        "was_asked": "confirmed" in request.POST,
        "withdrawn": withdrawn,
        "publishes": action == "publish",
        "sent": sent,
    }
    return TemplateResponse(request, "admin/reviews/criticreview/states.html", context)


def change(desk: Any, request: HttpRequest, verb: Any) -> None:
    """Publish or withdraw, and say how many it were, with a button that takes it back."""
    after = newest_version()
    many = verb()
    said = (
        ngettext("%d review published.", "%d reviews published.", many)
        if verb.__name__ == "publish"
        else ngettext("%d review withdrawn.", "%d reviews withdrawn.", many)
    ) % many
    if signed := token(request.user, after):
        said = format_html(
            '{} <form class="undo" method="post" action="{}">'
            '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
            '<input type="hidden" name="token" value="{}">'
            '<button type="submit">{}</button></form>',
            said,
            reverse("admin:reviews_criticreview_undo")
            + ("?from=queue" if request.path.endswith("/queue/") else ""),
            get_token(request),
            signed,
            _("Undo"),
        )
    desk.message_user(request, said, messages.SUCCESS if many else messages.WARNING)
