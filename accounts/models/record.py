"""What is held of a user as somebody who signs in: for their own eyes, and without secrets."""

from typing import TYPE_CHECKING, Any

from accounts.models.invitation import Invitation

if TYPE_CHECKING:
    from accounts.models.user import User

FACTS = (
    *("username", "email", "first_name", "last_name", "date_joined", "last_login"),
    *("visibility", "hides_scores", "is_active", "is_staff", "is_superuser"),
)


def record_of(user: "User") -> dict[str, Any]:
    """The user's account in plain values and moments; seven queries, however much there is.

    Of passwords, sessions, second factors and passkeys it tells that they are there, when they
    were made and what they are called: nothing by which anybody could sign in.
    """
    facts = {name: getattr(user, name) for name in FACTS}
    return facts | {
        "has_password": user.has_usable_password(),
        "groups": list(user.groups.order_by("name").values_list("name", flat=True)),
        "permissions": sorted(user.user_permissions.values_list("codename", flat=True)),
        "former_usernames": list(
            user.former_usernames.order_by("since", "pk").values("username", "since")
        ),
        "email_addresses": list(
            user.emailaddress_set.order_by("pk").values("email", "verified", "primary")
        ),
        "sessions": list(
            user.usersession_set.order_by("pk").values(
                "created_at", "last_seen_at", "ip", "user_agent"
            )
        ),
        "second_factors": [
            {
                "type": each.type,
                "name": str(each),
                "created_at": each.created_at,
                "last_used_at": each.last_used_at,
            }
            for each in user.authenticator_set.order_by("pk")
        ],
        "invitations_used": list(Invitation.objects.used_by(user).values("made_at", "used_at")),
    }
