"""Who may do what at the desks, as far as a test needs it."""

from django.contrib.auth.models import Permission

from accounts.models import User
from tests import make

WRITES = ("view", "add", "change", "delete")


def contributor(username: str = "writer", *besides: str) -> User:
    """Someone who enters drafts, adds critics and publications, and publishes nothing."""
    wanted = [f"{verb}_criticreview" for verb in WRITES]
    wanted += [
        f"{verb}_{kind}" for verb in ("view", "add") for kind in ("critic", "publication", "film")
    ]
    wanted.remove("add_film")
    user = make.viewer(username, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in={*wanted, *besides}))
    return user


def editor(username: str = "editor") -> User:
    """Someone who publishes besides."""
    return contributor(username, "publish_criticreview", "add_film")
