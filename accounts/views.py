"""Where two people want one name or one address at the same moment, both get an answer."""

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.views import SignupView
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from psycopg import Error as PostgresError

from accounts.forms import SignUpForm

View = Callable[..., HttpResponseBase]

#: The error that belongs to each rule of the table of users, and the field it stands beside.
TAKEN = {
    "accounts_user_username_key": ("username", "username_taken"),
    "email_is_unique": ("email", "email_taken"),
}


def broken_rule(error: IntegrityError) -> str:
    """The name of the database's rule that a statement broke; empty if it doesn't say."""
    cause = error.__cause__
    return (isinstance(cause, PostgresError) and cause.diag.constraint_name) or ""


class SignUpView(SignupView):
    """django-allauth's sign-up; the later of two that want one name is told so in the form."""

    def form_valid(self, form: SignUpForm) -> HttpResponse:
        """The new viewer is signed in, or the form says what was taken meanwhile."""
        try:
            with transaction.atomic():
                answer: HttpResponse = super().form_valid(form)
        except IntegrityError as error:
            if broken_rule(error) not in TAKEN:
                raise
            field, message = TAKEN[broken_rule(error)]
            form.add_error(field, get_adapter().validation_error(message))
            refused: HttpResponse = self.form_invalid(form)
            return refused
        return answer


sign_up = SignUpView.as_view()


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
