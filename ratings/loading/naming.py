"""Which films and viewers the names in a file mean; viewers who aren't there yet are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, LiteralString, NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from psycopg import sql

from films.importing.films import films_at, films_of_ids
from films.importing.refusal import Refusal, shown
from films.models.retrying import TAKEN, sqlstate
from ratings.loading.kinds import not_a_username, unknown_film
from ratings.loading.staging import run

NAMES_AT_ONCE = 5000
User: Any = get_user_model()


class Meant(NamedTuple):
    """What a name means: the id of a row, and whether that is someone's own account."""

    pk: int
    is_own: bool = False


Found = Mapping[str, Meant | Refusal]


def find_films(site: str | None) -> None:
    """Make the table `load_films` of the films that lines name: by an id of a site, or address."""
    _make_table("films", "SELECT DISTINCT film FROM load_lines")
    _fill("films", partial(_films, site))


def find_viewers(prefix: str, *, existing: bool) -> None:
    """Make the table `load_viewers` of those who said something of a known film.

    Who isn't there yet is made, without a password. Bare numbers get the prefix.
    """
    _make_table(
        "viewers",
        "SELECT DISTINCT who FROM load_lines JOIN load_films f ON f.name = film"
        " WHERE f.id IS NOT NULL",
    )
    _fill("viewers", partial(_viewers, prefix, existing))


def _make_table(kind: LiteralString, names: LiteralString) -> None:
    run(
        "CREATE TEMPORARY TABLE {table} (name text PRIMARY KEY, id bigint, is_own boolean,"
        " reason text); INSERT INTO {table} (name) {names}; ANALYZE {table}",
        table=sql.Identifier(f"load_{kind}"),
        names=sql.SQL(names),
    )


def _fill(kind: LiteralString, find: Callable[[list[str]], Found]) -> None:
    """Note what each name means, some thousands at a time."""
    table = sql.Identifier(f"load_{kind}")
    for names in _pages(table):
        rows = [
            (name, None, None, str(meant)) if isinstance(meant, Refusal) else (name, *meant, None)
            for name, meant in find(names).items()
        ]
        run(
            "UPDATE {table} t SET id = n.id, is_own = n.is_own, reason = n.reason"
            " FROM unnest(%s::text[], %s::bigint[], %s::boolean[], %s::text[])"
            " n(name, id, is_own, reason) WHERE n.name = t.name",
            [list(column) for column in zip(*rows, strict=True)],
            table=table,
        )


def _pages(table: sql.Identifier) -> Iterator[list[str]]:
    page = sql.SQL("SELECT name FROM {} WHERE name > %s ORDER BY name LIMIT %s").format(table)
    last = ""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(page, [last, NAMES_AT_ONCE])
            names = [name for (name,) in cursor.fetchall()]
        if not names:
            return
        yield names
        last = names[-1]


def _films(site: str | None, names: list[str]) -> Found:
    found = films_of_ids(site, names) if site else films_at(names)
    return {name: Meant(found[name]) if name in found else unknown_film(name) for name in names}


def _viewers(prefix: str, existing: bool, names: list[str]) -> Found:
    usernames = {name: f"{prefix}-{name}" if name.isdecimal() else name for name in names}
    there = _accounts(usernames.values())
    former = User.objects.taken(usernames.values()).difference(there)
    refused = {}
    for name, username in usernames.items():
        if username in former:
            refused[name] = _given_up(username)
        elif username not in there and not _can_be_called(username):
            refused[name] = not_a_username(username)
    wanted = {name: username for name, username in usernames.items() if name not in refused}
    _make(set(wanted.values()).difference(there))
    there = _accounts(wanted.values())
    for name, username in wanted.items():
        if username not in there:  # Given up since we looked.
            refused[name] = _given_up(username)
        elif there[username].is_own and not existing:
            refused[name] = _own_account(username)
    return {name: refused.get(name) or there[username] for name, username in usernames.items()}


def _accounts(usernames: Any) -> dict[str, Meant]:
    """Those of the viewers who are there. An account that a load made is nobody's own."""
    found = User.objects.filter(username__in=set(usernames))
    rows = found.values_list("username", "pk", "password", "email", "last_login")
    return {
        username: Meant(pk, not password.startswith("!") or bool(email) or last_login is not None)
        for username, pk, password, email, last_login in rows
    }


def _can_be_called(username: str) -> bool:
    if username in settings.ACCOUNT_USERNAME_BLACKLIST:
        return False
    try:
        User._meta.get_field("username").run_validators(username)
    except ValidationError:
        return False
    return True


def _make(usernames: set[str]) -> None:
    """Make accounts, but for names that somebody took, or took and gave up, since we looked."""
    while usernames:
        made = [User(username=each, password=make_password(None)) for each in sorted(usernames)]
        try:
            with transaction.atomic():
                User.objects.bulk_create(made, ignore_conflicts=True)
        except IntegrityError as error:
            taken = User.objects.taken(usernames)
            if sqlstate(error) != TAKEN or not taken:
                raise
            usernames = usernames - taken
        else:
            return


def _own_account(username: str) -> Refusal:
    return Refusal(
        _("%s is someone's own account: it is written to with --existing only.") % shown(username)
    )


def _given_up(username: str) -> Refusal:
    return Refusal(_("%s was someone's username once: nobody else can have it.") % shown(username))
