"""Who reads a page, as far as films must know: what to show them of a film, and which films."""

from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.module_loading import import_string

from films.models import Film

Rows = TypeVar("Rows", bound=QuerySet[Any])


class Reader:
    """Anyone: sees the scores of every film, and browses them all.

    An app that knows more of its users has a reader of its own, which FILM_READER names.
    """

    def __init__(self, user: AbstractBaseUser | AnonymousUser) -> None:
        self.user = user

    def sees_scores_of(self, film: Film) -> bool:
        """Whether a page may give away how critics, viewers or other sites judged the film."""
        return True

    def sees_every_score(self) -> bool:
        """Whether that holds of all films, so that a page may sum their judgements up."""
        return True

    def browses(self, rows: Rows, film: str = "pk") -> Rows:
        """The rows without those of films that the reader doesn't want to come across.

        `film` is the name of the rows' field that holds the film's id.
        """
        return rows


def reader_of(request: HttpRequest) -> Reader:
    """Who asks for a page."""
    reader: type[Reader] = import_string(settings.FILM_READER)
    return reader(request.user)
