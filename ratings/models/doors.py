"""What the doors share by which viewers say something: locks in order, and films that go away."""

from collections.abc import Callable, Collection, Iterable
from functools import update_wrapper, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import psycopg
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, models
from django.utils.translation import gettext as _

from films.models import Film
from films.models.retrying import STILL_NAMED, retried, sqlstate

P = ParamSpec("P")
Q = TypeVar("Q")
T = TypeVar("T")

_VIEWER = "SELECT id FROM accounts_user WHERE id = %s FOR NO KEY UPDATE"
_VIEWERS = """
    SELECT count(*) FROM (
        SELECT FROM accounts_user WHERE id IN (
            SELECT user_id FROM ratings_rating WHERE film_id = %s
            UNION SELECT user_id FROM ratings_flag WHERE film_id = %s
            UNION SELECT user_id FROM ratings_setaside WHERE film_id = %s
        ) ORDER BY id FOR UPDATE
    ) viewers
"""
_TALLIES = (
    "SELECT film_id FROM ratings_filmtally WHERE film_id = ANY(%s::bigint[])"
    " ORDER BY film_id FOR NO KEY UPDATE"
)


def hold(user: models.Model, film_ids: Iterable[int]) -> set[int]:
    """Lock the viewer and the tallies of the films, in the order that the triggers have.

    Until the transaction ends nobody else changes what the viewer says of them. Gives the ids of
    those films that are there. Raises PermissionDenied when the viewer is gone.
    """
    with connection.cursor() as cursor:
        cursor.execute(_VIEWER, [user.pk])
        if not cursor.fetchall():
            raise viewer_gone()
        cursor.execute(_TALLIES, [sorted(set(film_ids))])
        return {film_id for (film_id,) in cursor.fetchall()}


def hold_films(old: models.Model, new: models.Model) -> None:
    """Lock what viewers said of the first film, in the same order, so that it can be moved."""
    with connection.cursor() as cursor:
        cursor.execute(_VIEWERS, [old.pk, old.pk, old.pk])
        cursor.execute(_TALLIES, [sorted([old.pk, new.pk])])


def all_there(film_ids: Collection[int], held: set[int]) -> None:
    """Raise Film.DoesNotExist unless all of the films are among those that are held."""
    if not held.issuperset(film_ids):
        raise _film_gone()


def said_of_many(say: Callable[P, T]) -> Callable[P, T]:
    """A door for many films: done anew after a clash.

    Raises Film.DoesNotExist when a film is gone, and PermissionDenied when the viewer is.
    """
    persistent = retried()(say)

    @wraps(say)
    def door(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return persistent(*args, **kwargs)
        except IntegrityError as error:
            if gone := _gone(error):
                raise gone from error
            raise

    return door


def said_of_one(
    say: Callable[Concatenate[Q, Any, Film, P], T],
) -> Callable[Concatenate[Q, Any, Film, P], T]:
    """A door for one film: done anew after a clash, and said of the film that it was merged into.

    Raises Http404 when the film is gone, and PermissionDenied when the viewer is.
    """
    persistent = said_of_many(say)

    def door(rows: Q, user: Any, film: Film, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return persistent(rows, user, film, *args, **kwargs)
        except Film.DoesNotExist:
            film = Film.objects.at(film.slug)
        return persistent(rows, user, film, *args, **kwargs)

    return update_wrapper(door, say)


def _gone(error: IntegrityError) -> Exception | None:
    """What to say of an error because a row is gone that was there when it was asked for."""
    cause = error.__cause__
    if sqlstate(error) != STILL_NAMED or not isinstance(cause, psycopg.Error):
        return None
    return viewer_gone() if "_user_id_" in (cause.diag.constraint_name or "") else _film_gone()


def _film_gone() -> Exception:
    return Film.DoesNotExist("the film is gone")


def viewer_gone() -> Exception:
    """What to say to a viewer whose account was just deleted."""
    return PermissionDenied(_("This account is gone."))
