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

_RATINGS = (
    "SELECT film_id FROM ratings_rating WHERE user_id = %s AND film_id = ANY(%s::bigint[])"
    " ORDER BY film_id FOR UPDATE"
)
_VIEWER = "SELECT id FROM accounts_user WHERE id = %s FOR NO KEY UPDATE"
_TALLIES = (
    "SELECT film_id FROM ratings_filmtally WHERE film_id = ANY(%s::bigint[])"
    " ORDER BY film_id FOR NO KEY UPDATE"
)


def hold(user: models.Model, film_ids: Iterable[int]) -> set[int]:
    """Lock the viewer and the tallies of the films, in the order that the triggers have.

    Until the transaction ends nobody else changes a flag of theirs on them. Gives the ids of those
    films that are there. Raises PermissionDenied when the viewer is gone.
    """
    with connection.cursor() as cursor:
        cursor.execute(_VIEWER, [user.pk])
        if not cursor.fetchall():
            raise _viewer_gone()
        cursor.execute(_TALLIES, [sorted(set(film_ids))])
        return {film_id for (film_id,) in cursor.fetchall()}


def hold_ratings(user: models.Model, film_ids: Iterable[int]) -> set[int]:
    """Like `hold`, with the viewer's ratings of the films, which come before the others."""
    films = sorted(set(film_ids))
    with connection.cursor() as cursor:
        cursor.execute(_RATINGS, [user.pk, films])
    return hold(user, films)


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
    return _viewer_gone() if "_user_id_" in (cause.diag.constraint_name or "") else _film_gone()


def _film_gone() -> Exception:
    return Film.DoesNotExist("the film is gone")


def _viewer_gone() -> Exception:
    return PermissionDenied(_("This account is gone."))
