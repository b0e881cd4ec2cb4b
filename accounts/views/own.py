"""What belongs to a viewer alone: their choices, their username, and leaving."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.leaving import LastSuperuserError, delete_account, is_last_superuser
from accounts.own_forms import ChoicesForm, LeaveForm, LeaveWithoutPasswordForm, UsernameForm
from accounts.rules import TAKEN, broken_rule
from accounts.views.see_other import SeeOther

View = Callable[[HttpRequest], HttpResponse]
ASK_AND_SAVE = ["GET", "HEAD", "POST"]


def _has_no_password(request: HttpRequest) -> bool:
    user: Any = request.user
    return not user.has_usable_password()


few_names: Callable[[View], View] = rate_limit(action="change_username")
few_passwords: Callable[[View], View] = rate_limit(action="reauthenticate")
password_first: Callable[[View], View] = reauthentication_required
key_first_without_password: Callable[[View], View] = reauthentication_required(
    enabled=_has_no_password
)


@never_cache
@require_http_methods(ASK_AND_SAVE)
@login_required
def choices(request: HttpRequest) -> HttpResponse:
    """Who may see what the viewer says, and whether they see scores first."""
    user: Any = request.user
    form = ChoicesForm(request.POST if request.method == "POST" else None, instance=user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your choices are saved."))
        return SeeOther(reverse("settings"))
    return render(request, "accounts/settings.html", {"form": form})


@never_cache
@require_http_methods(ASK_AND_SAVE)
@login_required
@few_names
@password_first
def change_username(request: HttpRequest) -> HttpResponse:
    """Another username, asked for by who has just shown that it's their account."""
    user: Any = request.user
    form = UsernameForm(request.POST if request.method == "POST" else None, user=user)
    former = user.username
    if form.is_valid() and _renamed(form):
        said = _("You are called %(name)s now. Links to %(former)s lead to you.")
        messages.success(request, said % {"name": user.username, "former": former})
        return SeeOther(reverse("settings"))
    user.username = former
    return render(request, "accounts/username.html", {"form": form})


def _renamed(form: UsernameForm) -> bool:
    """Save the name; if somebody else took it meanwhile, say so in the form."""
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError as error:
        if broken_rule(error) not in TAKEN:
            raise
        form.add_error("username", get_adapter().validation_error("username_taken"))
        return False
    return True


@never_cache
@require_http_methods(ASK_AND_SAVE)
@sensitive_post_parameters("password")
@login_required
@few_passwords
@key_first_without_password
def leave(request: HttpRequest) -> HttpResponse:
    """Delete the account, by whoever knows its password; a mail tells its owner."""
    user: Any = request.user
    data = request.POST if request.method == "POST" else None
    form = (LeaveWithoutPasswordForm if _has_no_password(request) else LeaveForm)(data, user=user)
    context = {
        "form": form,
        "is_last": is_last_superuser(user),
        "is_in_log": user.logentry_set.exists(),
    }
    if context["is_last"] or not form.is_valid():
        return render(request, "accounts/delete.html", context)
    try:
        with transaction.atomic():
            get_adapter().send_notification_mail(
                "account/email/account_deleted", user, {"username": user.username}
            )
            delete_account(user)
    except LastSuperuserError:
        return render(request, "accounts/delete.html", context | {"is_last": True})
    logout(request)
    messages.success(request, _("Your account is deleted, and all that you said here with it."))
    return SeeOther(reverse("home"))
