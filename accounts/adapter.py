"""What Halfstar asks of django-allauth where its own answer would be another."""

from allauth.account.adapter import DefaultAccountAdapter
from django.core.validators import MaxLengthValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Usernames are lower case however they are typed, and errors say what to do next."""

    error_messages: dict[str, str | Promise] = {
        **DefaultAccountAdapter.error_messages,
        "username_blacklisted": _("This username is kept for the site. Please choose another."),
        "username_taken": _("This username is taken. Please choose another."),
        "email_taken": _("This email address belongs to an account already."),
        "username_password_mismatch": _("No account has this username with this password."),
        "email_password_mismatch": _("No account has this email address with this password."),
        "too_many_login_attempts": _(
            "Too many attempts have failed. Please wait a few minutes, or set a new password."
        ),
    }

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """The username as it will be kept; raises ValidationError where it can't be."""
        cleaned: str = super().clean_username(User.normalize_username(username), shallow)
        return cleaned

    def clean_email(self, email: str) -> str:
        """The address; raises ValidationError for one that is longer than can be kept."""
        MaxLengthValidator(User._meta.get_field("email").max_length or 0)(email)
        return email
