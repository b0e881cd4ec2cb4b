"""The two forms that everyone meets, in words of their own."""

from typing import Any

from allauth.account.forms import LoginForm, SignupForm
from django.utils.translation import gettext_lazy as _

#: A telephone would else begin a name with a capital, or mend it to a word it knows.
AS_TYPED = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}


class SignInForm(LoginForm):
    """Username or email address, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username or email address")
        self.fields["login"].widget.attrs.update(AS_TYPED, autocomplete="username")
        self.fields["remember"].label = _("Keep me signed in on this device")


class SignUpForm(SignupForm):
    """Username, email address, and the password twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].help_text = _(
            "3 to 30 of a–z, 0–9, _ and -. It stands beside what you rate."
        )
        self.fields["username"].widget.attrs.update(AS_TYPED)
        self.fields["email"].label = _("Email address")
        self.fields["email"].help_text = _("Nobody else sees it.")
