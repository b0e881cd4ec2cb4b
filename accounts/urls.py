"""Signing in and all that belongs to an account: django-allauth's pages, three of them wrapped."""

from allauth.account.views import confirm_email, email
from allauth.mfa.totp.views import activate_totp
from csp.constants import SELF
from csp.decorators import csp_update
from django.urls import include, path, re_path

from accounts.views.addresses import say_email_is_taken
from accounts.views.sign_up import sign_up

# The code that a telephone reads is a picture inside the page.
show_totp_code = csp_update({"img-src": [SELF, "data:"]})(activate_totp)

urlpatterns = [
    path("signup/", sign_up, name="account_signup"),
    path("email/", say_email_is_taken(email), name="account_email"),
    re_path(
        r"^confirm-email/(?P<key>[-:\w]+)/$",
        say_email_is_taken(confirm_email),
        name="account_confirm_email",
    ),
    path("2fa/totp/activate/", show_totp_code, name="mfa_activate_totp"),
    path("", include("allauth.urls")),
]
