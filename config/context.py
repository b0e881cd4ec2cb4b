"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest

PRINTED = "django.core.mail.backends.console.EmailBackend"


def site(request: HttpRequest) -> dict[str, object]:
    """The site's name; whether this is a demo (whose pages say what is invented), and whether its
    accounts are there (which the sign-in page tells); who may sign up; whether mail goes to the
    terminal of a demo, where who waits for it must look; how many characters a search takes."""
    return {
        "site_name": settings.SITE_NAME,
        "is_demo": settings.DEMO,
        "demo_accounts": settings.DEMO_ACCOUNTS,
        "sign_up": settings.SIGN_UP,
        "longest_search": settings.LONGEST_SEARCH,
        "mail_is_printed": settings.DEMO and settings.EMAIL_BACKEND == PRINTED,
    }
