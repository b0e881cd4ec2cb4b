"""Pages of e-mail addresses, where two people may want one address at the same moment."""

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from accounts.rules import broken_rule

View = Callable[..., HttpResponseBase]


def say_email_is_taken(view: View) -> View:
    """The view, which says in a message that an address belongs to another account.

    django-allauth looks only among confirmed addresses; the table of users holds each just once.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except IntegrityError as error:
            if broken_rule(error) != "email_is_unique":
                raise
        messages.error(request, get_adapter().error_messages["email_taken"])
        return redirect("account_email")

    return answer
