"""What a viewer does with several films of one of their lists at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from films.models import Film
from ratings.models import Flag, Rating
from ratings.models.doors import hold, said_of_many
from ratings.said import Said
from ratings.saying import UnclearError
from ratings.undo import Change, token

WANT_TO_SEE, NOT_INTERESTED = Flag.Kind.WANT_TO_SEE.value, Flag.Kind.NOT_INTERESTED.value
#: What can be done with the films of a list: what they become ("" is nothing), and its button.
MOVES: dict[str, dict[str, "str | Promise"]] = {
    "ratings": {"": gettext_lazy("Clear the ratings")},
    WANT_TO_SEE: {
        "": gettext_lazy("Take off the list"),
        NOT_INTERESTED: Flag.Kind.NOT_INTERESTED.label,
    },
    NOT_INTERESTED: {
        "": gettext_lazy("Take off the list"),
        WANT_TO_SEE: Flag.Kind.WANT_TO_SEE.label,
    },
}


class Moved(NamedTuple):
    """What was done: in words, and as the token by which it's undone, empty if nothing was."""

    sentence: str
    undo: str


@dataclass(frozen=True)
class Move:
    """That films (ids) of a list, a key of MOVES, become something else."""

    listed: str
    to: str
    films: tuple[int, ...]

    @classmethod
    def posted(cls, data: QueryDict) -> Self:
        """What was posted: `list`, `to`, and `films`, one for each film that was ticked.

        Raises UnclearError for what no form has, and for more films than stand on a page.
        """
        listed, to = data.get("list", ""), data.get("to")
        if listed not in MOVES or to not in MOVES[listed]:
            raise UnclearError(_("Nothing was changed: this can't be done with a list of films."))
        films = set(data.getlist("films"))
        if not all(film.isascii() and film.isdecimal() and len(film) < 19 for film in films):
            raise UnclearError(_("Nothing was changed: one of the films isn't named as films are."))
        if len(films) > settings.ROWS_A_PAGE:
            raise UnclearError(
                _("Nothing was changed: tick at most %(many)d films at once.")
                % {"many": settings.ROWS_A_PAGE}
            )
        return cls(listed, to or "", tuple(sorted(map(int, films))))

    def save(self, user: Any) -> Moved:
        """Do it with those of the films that are on the list; the others are left as they are."""
        if not self.films:
            return Moved(_("Nothing was changed: tick the films first."), "")
        changes = self._change(user)
        return Moved(self._in_words(len(changes)), token(user, changes))

    @said_of_many
    @transaction.atomic
    def _change(self, user: Any) -> list[Change]:
        """Do it, while nothing else that the viewer says of the films can come between."""
        before = {
            film: said
            for film, said in Said.of_films(user, hold(user, self.films)).items()
            if self.listed in ("ratings" if said.half_stars else "", said.flag)
        }
        self._write(user, before)
        now = Said.of_films(user, before)
        addresses = Film.objects.addresses(before)
        changes = [Change(addresses[film], said, now[film]) for film, said in before.items()]
        return [change for change in changes if change.shows]

    def _write(self, user: Any, films: Iterable[int]) -> None:
        films = list(films)
        if self.to:
            now = timezone.now()
            Flag.objects.flag_many(user, [(film, self.to, now) for film in films])
        elif self.listed == "ratings":
            Rating.objects.clear_many(user, films)
        else:
            Flag.objects.clear_many(user, films)

    def _in_words(self, number: int) -> str:
        if not number:
            return _("Nothing was changed: none of these films is on the list any more.")
        words = {"number": number, "flag": Flag.Kind(self.to).label if self.to else ""}
        if self.to:
            return (
                ngettext(
                    "%(number)d film is marked %(flag)s.",
                    "%(number)d films are marked %(flag)s.",
                    number,
                )
                % words
            )
        if self.listed == "ratings":
            return (
                ngettext("%(number)d rating is cleared.", "%(number)d ratings are cleared.", number)
                % words
            )
        return (
            ngettext(
                "%(number)d film is off the list.", "%(number)d films are off the list.", number
            )
            % words
        )
