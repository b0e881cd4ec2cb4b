"""What Halfstar asks of django-allauth where its own answer would be another."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import FormerUsername, Invitation, User

logger = logging.getLogger(__name__)
#: In the context of a mail that tells of a change, which nobody asked for.
IS_NOTICE = "is_notice"
MAIL_SENT = "account/messages/email_confirmation_sent.txt"


def invitation_token(request: HttpRequest) -> str:
    """What a sign-up form, or the link to it, says to be an invitation."""
    return request.POST.get("invitation") or request.GET.get("invitation") or ""


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
        "username_same": _("That is your username already."),
        "too_many_usernames": _(
            "You have had five other usernames. You can go back to one of them, but to no new one."
        ),
        "not_your_username": _("That isn’t your username."),
        "too_quick": _("That was quick, or this page is old. Please press “Sign up” once more."),
        "invited_otherwise": _("The invitation is for another email address."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send it, or say in a message that it couldn't be sent: what was asked for still happens.

        It can then be asked for again at once, though such mails are else sent only so often. That
        a notice couldn't be sent stands in the log alone, as nobody asked for it.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:  # SMTPException is one.
            logger.exception("A mail of the kind %s couldn't be sent.", template_prefix)
            if context.get(IS_NOTICE):
                return
            self.request.allauth.mail_failed = True
            ratelimit.clear(self.request, action="confirm_email", key=email.lower())
            messages.error(
                self.request,
                _("The mail couldn’t be sent. Nothing else is lost: ask for it again later."),
            )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell of a change to the account, once it stands."""
        send = super().send_notification_mail
        notice = (context or {}) | {IS_NOTICE: True}
        email = email or EmailAddress.objects.get_primary_email(user)
        if email:
            transaction.on_commit(lambda: send(template_prefix, user, notice, email))

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Add it, but not that a mail was sent which wasn't."""
        of_this_request = getattr(request, "allauth", None)
        if message_template == MAIL_SENT and getattr(of_this_request, "mail_failed", False):
            return
        super().add_message(request, level, message_template, *args, **kwargs)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether who asks may sign up: anyone, or who has a good invitation, or nobody."""
        if settings.SIGN_UP == "invite":
            return Invitation.objects.of(invitation_token(request)) is not None
        return bool(settings.SIGN_UP == "open")

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """The username as it will be kept; raises ValidationError where it can't be."""
        cleaned: str = super().clean_username(User.normalize_username(username), shallow)
        former = FormerUsername.objects.filter(username=cleaned)
        if not shallow and former.exclude(user=self.request.user.pk).exists():
            raise self.validation_error("username_taken")
        return cleaned

    def clean_email(self, email: str) -> str:
        """The address; raises ValidationError for one that is longer than can be kept."""
        MaxLengthValidator(User._meta.get_field("email").max_length or 0)(email)
        return email


class SecondFactorAdapter(DefaultMFAAdapter):
    """Errors about the second factor say what to do next."""

    error_messages: dict[str, str | Promise] = {
        **DefaultMFAAdapter.error_messages,
        "unverified_email": _("Confirm your email address first. Then add a second factor."),
        "add_email_blocked": _("With a second factor, an account takes no other email address."),
        "cannot_generate_recovery_codes": _(
            "Add a second factor first. Recovery codes come along."
        ),
    }
