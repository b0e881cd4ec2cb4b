"""What the environment says, or one sentence that names the variable which can't be understood."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured
from environ import Env

YES = Env.BOOLEAN_TRUE_STRINGS
NO = ("false", "off", "n", "no", "0")


class Environment:
    """django-environ, held to names: no wrong value is taken for a right one, or for a default.

    (Alone it takes every typing error in a yes or no for a no, and a secret key that begins with
    a dollar for the name of another variable.) A text that is set but empty is as good as none.
    """

    def demand(self, *names: str) -> None:
        """Raise ImproperlyConfigured with every one of these that is missing or empty."""
        missing = [name for name in names if not self.text(name).strip(" ,")]
        if missing:
            raise ImproperlyConfigured(
                f"{' and '.join(missing)} must be set when HALFSTAR_DEBUG is false "
                "(docs/settings.md says what to put there)."
            )

    def text(self, name: str, default: str = "") -> str:
        """The text as it stands."""
        return os.environ.get(name) or default

    def yes(self, name: str, *, default: bool) -> bool:
        """Whether it says yes; everything but a yes or a no is refused, nothing at all too."""
        said = os.environ.get(name, str(default)).strip().lower()
        if said not in (*YES, *NO):
            raise ImproperlyConfigured(f"{name} must be true or false, not “{said}”.")
        return said in YES

    def one_of(self, name: str, choices: tuple[str, ...], *, default: str) -> str:
        """One of these words, whatever its case."""
        said = self.text(name, default).strip().lower()
        if said not in choices:
            raise ImproperlyConfigured(f"{name} must be {_or(choices)}, not “{said}”.")
        return said

    def seconds(self, name: str, *, default: int) -> int:
        """A whole number of seconds, from 0 to a minute."""
        return self.number(name, default=default, least=0, most=60)

    def number(self, name: str, *, default: int, least: int, most: int) -> int:
        """A whole number between two others."""
        said = self.text(name, str(default)).strip()
        short = said.isascii() and said.isdecimal() and len(said) < 10
        if not (short and least <= int(said) <= most):
            raise ImproperlyConfigured(
                f"{name} must be a whole number from {least} to {most}, not “{said}”."
            )
        return int(said)

    def words(self, name: str) -> list[str]:
        """Words with commas between them; none where it isn't set."""
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def postgresql(self, name: str) -> dict[str, Any]:
        """Django's settings for the PostgreSQL database of that address."""
        address = self.text(name).strip()
        with _understood(name, "an address such as postgres://user:password@host:5432/halfstar"):
            found: dict[str, Any] = Env.db_url_config(address, "django.db.backends.postgresql")
            if urlsplit(address).scheme not in ("postgres", "postgresql") or not found["NAME"]:
                raise ValueError
        return found

    def redis(self, name: str) -> str:
        """The address of a Redis or Valkey server; empty where it isn't set."""
        address = self.text(name).strip()
        with _understood(name, "an address such as redis://host:6379/0"):
            if address and urlsplit(address).scheme not in ("redis", "rediss", "unix"):
                raise ValueError
        return address

    def mail(self, name: str, default: str) -> dict[str, Any]:
        """Django's settings for the mail server of that address."""
        with _understood(name, "an address such as smtp+tls://user:password@host:587"):
            found: dict[str, Any] = Env.email_url_config(self.text(name, default))
        return found

    def time_zone(self, name: str, default: str) -> str:
        """The name of a time zone, such as Europe/Vienna."""
        with _understood(name, "a time zone such as Europe/Vienna"):
            return ZoneInfo(self.text(name, default)).key


def _or(choices: tuple[str, ...]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


@contextmanager
def _understood(name: str, wanted: str) -> Iterator[None]:
    """Turn whatever is wrong with a value into its variable's name and what it must be.

    The value itself isn't shown: addresses hold passwords.
    """
    try:
        yield
    except (ValueError, LookupError, OSError, ImproperlyConfigured) as wrong:
        raise ImproperlyConfigured(f"{name} must be {wanted}.") from wrong
