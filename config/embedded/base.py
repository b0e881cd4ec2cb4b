"""The database backend ``config.embedded``: PostgreSQL's own, at the embedded server.

It reads two more keys of its entry in DATABASES: ``HOME``, the folder whose server it is, and
``DURABLE`` (default True), False for tests.
"""

import shutil
import sys
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import psycopg
from django.db.backends.postgresql import base, client
from django.db.utils import DatabaseErrorWrapper
from psycopg import sql

from config.embedded.errors import EmbeddedServerError, disk_full

if sys.platform != "win32":
    from config.embedded import binaries, server, system_user

# The server has neither; the user's environment may ask for them.
_PLAIN = {"sslmode": "disable", "gssencmode": "disable"}


def _join(settings: dict[str, Any]) -> "server.Address":
    if sys.platform == "win32":
        raise EmbeddedServerError(
            "The embedded PostgreSQL doesn't run on Windows: use WSL, or set DATABASE_URL to a"
            " server of yours."
        )
    return server.join(Path(settings["HOME"]), durable=settings.get("DURABLE", True))


class DatabaseClient(client.DatabaseClient):
    """``manage.py dbshell``: the system's psql, or the wheel's."""

    def runshell(self, parameters: Iterable[str]) -> None:
        """Open psql; the connection made first sees to it that the database is there."""
        self.connection.ensure_connection()
        super().runshell(parameters)

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        """Django's, with the server's address filled in."""
        address = _join(settings_dict)
        filled_in = settings_dict | {
            "HOST": address.host,
            "PORT": address.port,
            "USER": address.user,
            "PASSWORD": address.password,
            "OPTIONS": settings_dict["OPTIONS"] | _PLAIN,
        }
        arguments, environment = super().settings_to_cmd_args_env(filled_in, parameters)
        if shutil.which(arguments[0]) is None:
            arguments[0] = binaries.find(system_user.OURSELVES).program("psql")
        return arguments, environment


class _ErrorWrapper(DatabaseErrorWrapper):
    """Django's, with one sentence for the one error that only the disk's owner can mend."""

    wrapper: "DatabaseWrapper"

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if isinstance(exc_value, psycopg.errors.DiskFull):
            raise disk_full(Path(self.wrapper.settings_dict["HOME"])) from exc_value
        super().__exit__(exc_type, exc_value, traceback)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that joins the embedded server, and starts it when nobody has."""

    client_class = DatabaseClient

    @cached_property
    def wrap_database_errors(self) -> DatabaseErrorWrapper:
        """Turns psycopg's errors into Django's."""
        return _ErrorWrapper(self)

    def get_connection_params(self) -> dict[str, Any]:
        """Django's, at the server's address. Raises EmbeddedServerError."""
        return super().get_connection_params() | self._address()

    def _address(self) -> dict[str, Any]:
        address = _join(self.settings_dict)
        return {
            "host": address.host,
            "port": address.port,
            "user": address.user,
            "password": address.password,
            **_PLAIN,
        }

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Django's; starts a server anew, once, that ended after it was asked for its address."""
        try:
            return self._connect(conn_params)
        except psycopg.OperationalError:
            return self._connect(conn_params | self._address())

    def _connect(self, conn_params: dict[str, Any]) -> Any:
        """Django's; makes the database when the server is there and it isn't yet."""
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError as error:
            # A failed connection carries no code; the server's messages are always English.
            if f'database "{conn_params["dbname"]}" does not exist' not in str(error):
                raise
        _create_database(conn_params)
        return super().get_new_connection(conn_params)


def _create_database(conn_params: dict[str, Any]) -> None:
    door = {key: conn_params[key] for key in ("host", "port", "user", "password", *_PLAIN)}
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE template0")
    with psycopg.connect(dbname="postgres", autocommit=True, **door) as connection:
        try:
            connection.execute(statement.format(sql.Identifier(conn_params["dbname"])))
        except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            return  # Another command was quicker.
