from accounts.models.former_username import FormerUsername
from accounts.models.invitation import Invitation
from accounts.models.user import User, Visibility, username_validators

__all__ = ["FormerUsername", "Invitation", "User", "Visibility", "username_validators"]
