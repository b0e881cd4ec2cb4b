"""What a reader said of the films on a page, and what follows from it for what they are shown."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet

from films.models import Film
from films.reader import Reader
from ratings.models import Flag
from ratings.said import Said

Rows = TypeVar("Rows", bound=QuerySet[Any])
#: Where a film that was fetched for a page keeps what the page's reader said of it.
KEPT = "said_by_reader"


def remember(user: AbstractBaseUser | AnonymousUser, films: Iterable[Film]) -> None:
    """Keep with each of the films what the reader said of it, in one query for all of them."""
    films = list(films)
    if films and not isinstance(user, AnonymousUser):
        said = Said.of_films(user, {film.pk for film in films})
        for film in films:
            setattr(film, KEPT, said[film.pk])


def said_of(user: AbstractBaseUser | AnonymousUser, film: Film) -> Said:
    """What the reader said of the film, as it was remembered, else in one query."""
    if not hasattr(film, KEPT):
        remember(user, [film])
    said: Said = getattr(film, KEPT, Said())
    return said


def panel(user: AbstractBaseUser | AnonymousUser, film: Film, place: str = "") -> dict[str, Any]:
    """What the reader's own panel shows: on the film's page, or on a card that stands in `place`.

    `prefix` begins the ids of its elements, as a page may show many cards.
    """
    return {
        "film": film,
        "said": said_of(user, film),
        "user": user,
        "place": place,
        "prefix": f"{place}-{film.slug}-" if place else "",
    }


class Viewer(Reader):
    """Someone who may have rated films, asked for no scores before, and not want to see some."""

    def sees_scores_of(self, film: Film) -> bool:
        """Not before they have rated it, if that is what they asked for."""
        return self.sees_every_score() or said_of(self.user, film).half_stars is not None

    def sees_every_score(self) -> bool:
        """Not if they asked for none before they have rated a film."""
        return not getattr(self.user, "hides_scores", False)

    def browses(self, rows: Rows, film: str = "pk") -> Rows:
        """The rows without those of films in which they are not interested."""
        if isinstance(self.user, AnonymousUser):
            return rows
        unwanted = Flag.objects.not_interesting_to(self.user)
        return rows.filter(~Exists(unwanted.filter(film=OuterRef(film))))
