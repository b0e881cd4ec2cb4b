"""Halfstar with films in it, from one command."""

import io
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection, connections
from django.utils.translation import gettext as _
from rich.console import Console

from config.demo import content, database, server, static_files


def port_number(text: str) -> int:
    """A port that can be listened on: 1–65535."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(_("a port is a number from 1 to 65535"))
    return int(text)


class Command(BaseCommand):
    """`manage.py demo`: safe to stop and to start again, however it was stopped."""

    help = _("Halfstar with eighty films in it, on this machine, until Ctrl-C.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the port; the host is always this machine."""
        parser.add_argument(
            "--port",
            type=port_number,
            default=8000,
            help=_("where it listens on 127.0.0.1 (default: 8000)"),
        )

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        """Set up what isn't there yet, and serve."""
        if not settings.DEMO:
            raise CommandError(_("Start the demo by itself: manage.py demo"))
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")
        self.console = Console(markup=False, highlight=False, soft_wrap=True)
        server.end_with_uv()
        server.check_port(port)
        try:
            self._set_up()
        except KeyboardInterrupt:
            raise CommandError(
                _("Stopped. The next start goes on from here."), returncode=130
            ) from None
        except OperationalError as error:
            raise CommandError(
                _("The database at DATABASE_URL doesn't do its part: %s") % str(error).strip()
            ) from error
        connections.close_all()
        server.check_port(port)
        server.serve(port, self._ready(port))
        self._say(_("Halfstar has stopped."))

    def _set_up(self) -> None:
        with self._doing(_("Starting PostgreSQL")):
            connection.ensure_connection()
        with database.alone():
            if not settings.DEMO_ACCOUNTS:
                database.check_that_it_may_be_a_demo()
            if missing := database.missing_migrations():
                with self._doing(_("Making the tables")):
                    database.migrate(missing)
            content.bring(self._say)
            if settings.DEMO_ACCOUNTS:
                content.make_accounts()
        static_files.collect(self._say)

    def _ready(self, port: int) -> str:
        address = f"http://{server.HOST}:{port}/"
        if settings.DEMO_ACCOUNTS:
            return (
                _(
                    "Halfstar is at %s — sign in as viewer, curator or admin with the password"
                    " halfstar. Stop it with Ctrl-C."
                )
                % address
            )
        return (
            _(
                "Halfstar is at %s — without the demo's accounts, as DATABASE_URL names a server of"
                " your own: sign up, or run manage.py createsuperuser. Stop it with Ctrl-C."
            )
            % address
        )

    @contextmanager
    def _doing(self, what: str) -> Iterator[None]:
        """Say what is being done; on a terminal something moves meanwhile."""
        self._say(what)
        with self.console.status("", spinner="line"):
            yield

    def _say(self, sentence: str) -> None:
        self.console.print(sentence)
