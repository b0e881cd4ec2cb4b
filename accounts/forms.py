"""The two forms that everyone meets, in words of their own."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, SignupForm
from django import forms
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation

#: A telephone would else begin a name with a capital, or mend it to a word it knows.
AS_TYPED = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}
#: How long a sign-up form may have been open, in seconds.
LONGEST_OPEN = 24 * 3600
_clock = Signer(salt="accounts.sign-up")


class SignInForm(LoginForm):
    """Username or email address, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username or email address")
        self.fields["login"].widget.attrs.update(AS_TYPED, autocomplete="username")
        self.fields["remember"].label = _("Keep me signed in on this device")


class SignUpForm(SignupForm):
    """Username, email address, and the password twice; and what tells people from scripts.

    People see neither the field that must stay empty nor the signed time at which the form was
    opened. One that comes back too soon, too late or without its time is shown again with all
    that was typed, and a sentence: pressing once more, a moment later, is enough.
    """

    data: Any
    opened = forms.CharField(required=False, widget=forms.HiddenInput)
    invitation = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, invitation: Invitation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invited = invitation
        self.fields["username"].help_text = _(
            "3 to 30 of a–z, 0–9, _ and -. It stands beside what you rate."
        )
        self.fields["username"].widget.attrs.update(AS_TYPED)
        self.fields["email"].label = _("Email address")
        self.fields["email"].help_text = _("Nobody else sees it.")
        self.fields["opened"].initial = _now
        # django-allauth hides its field by a style attribute, which this site's policy forbids.
        trap = self.fields[settings.ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD]
        trap.label = _("Leave this empty")
        trap.widget.attrs = {"tabindex": "-1", "autocomplete": "off"}

    @property
    def trap(self) -> forms.BoundField:
        """The field that must stay empty, for the page to hide."""
        field: forms.BoundField = self[settings.ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD]
        return field

    def visible_fields(self) -> list[forms.BoundField]:
        """All that people see."""
        return [field for field in super().visible_fields() if field.name != self.trap.name]

    def clean_email(self) -> str:
        """The address; raises ValidationError if the invitation is for another one."""
        email: str = super().clean_email()
        if self.invited and self.invited.email and self.invited.email.lower() != email:
            raise get_adapter().validation_error("invited_otherwise")
        return email

    def clean(self) -> dict[str, Any]:
        """All fields; raises ValidationError once for a form that a script may have filled in."""
        cleaned: dict[str, Any] = super().clean()
        if settings.SIGN_UP_SECONDS and not self.errors and not self._opened_by_a_person():
            for name in ("password1", "password2"):
                self.fields[name].widget.render_value = True
            raise get_adapter().validation_error("too_quick")
        return cleaned

    def _opened_by_a_person(self) -> bool:
        """Whether the form was open long enough; if that can't be said, it is open from now on."""
        try:
            open_for = time.time() - float(_clock.unsign(self.cleaned_data["opened"]))
        except (BadSignature, ValueError):
            open_for = -1.0
        if not 0 <= open_for <= LONGEST_OPEN:
            self.data = self.data.copy()
            self.data[self.add_prefix("opened")] = _now()
        return settings.SIGN_UP_SECONDS <= open_for <= LONGEST_OPEN

    def save(self, request: HttpRequest) -> AbstractBaseUser:
        """The new account; raises InvitationGoneError if somebody else was quicker with it."""
        user: AbstractBaseUser = super().save(request)
        if settings.SIGN_UP == "invite":
            Invitation.objects.use(self.cleaned_data["invitation"], user)
        return user


def _now() -> str:
    return _clock.sign(f"{time.time():.3f}")
