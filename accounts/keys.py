"""Forms that take the answer of a passkey or security key; what can't be read is refused.

django-allauth hands the answer on as it came, and the library that reads it raises whatever the
first missing or broken part leads to. A browser never sends such an answer, anybody else may.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

UNREADABLE = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
    struct.error,
)


@contextmanager
def unreadable_is_wrong() -> Iterator[None]:
    """Raise ValidationError for an answer that can't be read, as for one that is wrong."""
    try:
        yield
    except UNREADABLE as error:
        raise get_adapter().validation_error("incorrect_code") from error


class AnswerField(forms.JSONField):
    """An answer as JSON of plain letters: PostgreSQL keeps neither a NUL nor half a character."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """The parsed answer; raises ValidationError if it holds an escaped letter."""
        if isinstance(value, str) and "\\" in value:
            raise get_adapter().validation_error("incorrect_code")
        with unreadable_is_wrong():
            return super().to_python(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Nothing: an answer is good once, so the form never shows it again."""
        return None

    def prepare_value(self, value: Any) -> str:
        """An empty control, for the browser to fill."""
        return ""


class AddKeyForm(webauthn.AddWebAuthnForm):
    """A new key; its name is short enough for a list."""

    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=80,
        help_text=_("So that you can tell it from others that you add."),
    )
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone, without the password"),
        required=False,
        help_text=_("It then asks for your finger, your face or a PIN."),
    )
    credential = AnswerField()

    def clean(self) -> dict[str, Any]:
        """All fields; raises ValidationError for an answer that is no new key's."""
        with unreadable_is_wrong():
            cleaned: dict[str, Any] = super().clean()
        return cleaned


class UseKeyForm(webauthn.AuthenticateWebAuthnForm):
    """A key after the password."""

    credential = AnswerField()

    def clean_credential(self) -> Authenticator:
        """The key that answered; raises ValidationError if it's none of this viewer's."""
        with unreadable_is_wrong():
            return super().clean_credential()


class SignInWithKeyForm(UseKeyForm, webauthn.LoginWebAuthnForm):
    """A passkey instead of the password."""


class ConfirmWithKeyForm(UseKeyForm, webauthn.ReauthenticateWebAuthnForm):
    """A key before something is changed in the account."""
