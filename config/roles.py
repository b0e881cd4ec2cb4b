"""What contributors, editors and admins may do: the three groups that every site begins with.

They are groups of Django's, to which a site adds as it likes; a member also needs to be staff to
get into the admin. That a contributor's rights end with the drafts of their own is said by the
reviews themselves (`may_be_changed_by`, `may_be_deleted_by`), and what an admin may do with
accounts by `accounts.rights`.
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions

CONTRIBUTOR, EDITOR, ADMIN = "contributor", "editor", "admin"
CURATED = ("films", "reviews")
#: What contributors enter, and may correct as long as it waits for an editor.
ENTERED = {
    *("add_critic", "add_publication"),
    *("add_criticreview", "change_criticreview", "delete_criticreview"),
}
#: What is a part of something else, and so is taken away by who edits that; and drafts.
PARTS = {
    f"delete_{part}"
    for part in (
        *("credit", "filmgenre", "alternativetitle", "externalid", "offer"),
        *("othername", "criticreview"),
    )
}
#: Of the accounts, sessions and groups of others an admin sees what there is.
SEEN = ("view_group", "view_emailaddress", "view_usersession")
APPS = (*CURATED, "ratings", "accounts", "auth", "account", "usersessions")

Rule = Callable[[str, str], bool]
"""Whether a role has the right of this app and this code name."""


def _is_for_contributors(app: str, right: str) -> bool:
    return app in CURATED and (right.startswith("view_") or right in ENTERED)


def _is_for_editors(app: str, right: str) -> bool:
    goes = right.startswith("delete_") and right not in PARTS
    return app in CURATED and not goes and right != "erase_criticreview"


def _is_for_admins(app: str, right: str) -> bool:
    return app in (*CURATED, "ratings", "accounts") or right in SEEN


ROLES: dict[str, Rule] = {
    CONTRIBUTOR: _is_for_contributors,
    EDITOR: _is_for_editors,
    ADMIN: _is_for_admins,
}


def make_roles(registry: Any = apps) -> None:
    """Make the three groups, and give them what they lack; nothing is taken away from them.

    `registry` is that of the running site, or a migration's.
    """
    for name in APPS:
        create_permissions(apps.get_app_config(name), verbosity=0)
    group_of = registry.get_model("auth", "Group").objects.get_or_create
    rights = registry.get_model("auth", "Permission").objects.select_related("content_type")
    for role, rule in ROLES.items():
        group, _made = group_of(name=role)
        group.permissions.add(
            *(right for right in rights if rule(right.content_type.app_label, right.codename))
        )
