"""Signing up, as far as this site lets people in; of two who want one name each gets an answer."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import SignupView
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import render

from accounts.adapter import invitation_token
from accounts.forms import SignUpForm
from accounts.models import Invitation
from accounts.models.invitation import InvitationGoneError
from accounts.rules import TAKEN, broken_rule


class SignUpView(SignupView):
    """django-allauth's sign-up; the later of two that want one name is told so in the form."""

    def form_valid(self, form: SignUpForm) -> HttpResponse:
        """The new viewer is signed in, or the form says what was taken meanwhile."""
        try:
            with transaction.atomic():
                answer: HttpResponse = super().form_valid(form)
        except InvitationGoneError:
            return self.closed()
        except IntegrityError as error:
            if broken_rule(error) not in TAKEN:
                raise
            field, message = TAKEN[broken_rule(error)]
            form.add_error(field, get_adapter().validation_error(message))
            refused: HttpResponse = self.form_invalid(form)
            return refused
        return answer

    def get_form_kwargs(self) -> dict[str, Any]:
        """What the form is made of, and the invitation by which the page was reached."""
        given: dict[str, Any] = super().get_form_kwargs()
        if settings.SIGN_UP == "invite":
            token = invitation_token(self.request)
            given["invitation"] = invitation = Invitation.objects.of(token)
            given["initial"]["invitation"] = token
            given["initial"].setdefault("email", invitation.email if invitation else "")
        return given

    def closed(self) -> HttpResponse:
        """A page that says why nobody can sign up here, or not in this way; 403 to a form."""
        invited = settings.SIGN_UP == "invite" and bool(invitation_token(self.request))
        status = 403 if self.request.method == "POST" else 200
        context = {"invited": invited}
        return render(self.request, "account/signup_closed.html", context, status=status)


sign_up = SignUpView.as_view()
