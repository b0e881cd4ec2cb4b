"""Which rule of the table of users a statement broke, and what is said to who broke it."""

from django.db import IntegrityError
from psycopg import Error as PostgresError

#: The error that belongs to each rule, and the field it stands beside.
TAKEN = {
    "accounts_user_username_key": ("username", "username_taken"),
    "former_username_is_kept": ("username", "username_taken"),
    "email_is_unique": ("email", "email_taken"),
}


def broken_rule(error: IntegrityError) -> str:
    """The name of the database's rule that a statement broke; empty if it doesn't say."""
    cause = error.__cause__
    return (isinstance(cause, PostgresError) and cause.diag.constraint_name) or ""
