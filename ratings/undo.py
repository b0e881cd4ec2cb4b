"""Taking changes back: what a viewer said before travels with the button that undoes it.

Nothing is kept here. The button carries both sides of a change of one film or of several, signed
for this viewer, and works for a day, as long as what the viewer says is still what that change made
of it. Films are named by their addresses, which lead to them also when they are merged meanwhile.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.models import Film
from ratings.models import Flag, Rating
from ratings.said import Said

SALT = "halfstar undo"
A_DAY = 24 * 3600


class TooLateError(ValueError):
    """A change can't be taken back; its text says to a person why."""


@dataclass(frozen=True)
class Change:
    """What a viewer said of a film (its address) before, and what they say now."""

    film: str
    before: Said
    now: Said

    @property
    def shows(self) -> bool:
        """Whether a person sees any difference: another rating or flag, not only a later date."""
        sides = [(side.half_stars, side.flag) for side in (self.before, self.now)]
        return sides[0] != sides[1]


def token(user: Any, changes: Iterable[Change]) -> str:
    """The changes that a person sees, as the button carries them; empty if there are none."""
    kept = [
        [each.film, each.before.as_json(), each.now.as_json()] for each in changes if each.shows
    ]
    return signing.dumps([user.pk, kept], salt=SALT, compress=True) if kept else ""


def undo(user: Any, token: str, film: Film | None = None) -> str:
    """Let it be as it was before, and say how it stands. Doing it twice does no harm.

    With `film`, only a change of this film alone. Raises TooLateError for an old token, another
    viewer's or none, and if the viewer has said something else of all the films since.
    """
    changes = _read(user, token)
    ids = Film.objects.ids_at([each.film for each in changes])
    if film and [ids.get(each.film) for each in changes] != [film.pk]:
        raise TooLateError(_nothing())
    there = [(ids[each.film], each.before, each.now) for each in changes if each.film in ids]
    back = len(Rating.objects.put_back_many(user, there))
    if film:
        return _of_one(user, film, there[0][1], back)
    return _of_many(back, len(changes))


def _read(user: Any, token: str) -> list[Change]:
    try:
        who, kept = signing.loads(token, salt=SALT, max_age=A_DAY)
    except signing.SignatureExpired as error:
        raise TooLateError(_("Nothing was changed: a change can be undone for a day.")) from error
    except signing.BadSignature as error:
        raise TooLateError(_nothing()) from error
    if who != user.pk:
        raise TooLateError(_nothing())
    return [Change(film, Said.from_json(before), Said.from_json(now)) for film, before, now in kept]


def _nothing() -> str:
    return _("Nothing was changed: there is nothing to undo.")


def _of_one(user: Any, film: Film, before: Said, back: int) -> str:
    said = Said.of(user, film)
    if not back and said != before:
        sentence = _("Nothing was changed: you said something else of %(film)s since.")
        raise TooLateError(sentence % {"film": film.title})
    return _("Undone: %(said)s") % {"said": stands(film, said)}


def _of_many(back: int, number: int) -> str:
    if not back:
        raise TooLateError(_("Nothing was changed: you said something else of these films since."))
    words = {"back": back, "all": number}
    if back == number:
        return (
            ngettext("%(back)d film is as before.", "%(back)d films are as before.", back) % words
        )
    return (
        ngettext(
            "%(back)d of %(all)d films is as before: of the others you said something since.",
            "%(back)d of %(all)d films are as before: of the others you said something since.",
            back,
        )
        % words
    )


def stands(film: Film, said: Said) -> str:
    """What a viewer says of a film, in one sentence to them."""
    words = {"film": film.title, "stars": said.in_words, "flag": ""}
    if said.flag:
        words["flag"] = str(Flag.Kind(said.flag).label)
    if said.half_stars and said.flag:
        return _("you rated %(film)s %(stars)s, and it is marked %(flag)s.") % words
    if said.half_stars:
        return _("you rated %(film)s %(stars)s.") % words
    if said.flag:
        return _("%(film)s is marked %(flag)s.") % words
    return _("%(film)s is neither rated nor marked.") % words
