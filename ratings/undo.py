"""Taking a change back: what a viewer said before it travels with the button that undoes it.

Nothing is kept here. The button carries both sides of the change, signed for this viewer and film,
and works for an hour, as long as what the viewer says is still what that change made of it.
"""

from dataclasses import dataclass
from typing import Any, Self

from django.core import signing
from django.utils.translation import gettext as _

from films.models import Film
from ratings.models import Flag, Rating
from ratings.said import Said

SALT = "halfstar undo"
AN_HOUR = 3600


class TooLateError(ValueError):
    """A change can't be taken back; its text says to a person why."""


@dataclass(frozen=True)
class Change:
    """What a viewer said of a film, and what they say now."""

    before: Said
    now: Said

    @property
    def shows(self) -> bool:
        """Whether a person sees any difference: another rating or flag, not only a later date."""
        sides = [(side.half_stars, side.flag) for side in (self.before, self.now)]
        return sides[0] != sides[1]

    def token(self, user: Any, film: Film) -> str:
        """The change as the button carries it."""
        sides = [side.as_json() for side in (self.before, self.now)]
        return signing.dumps([user.pk, film.pk, *sides], salt=SALT, compress=True)

    @classmethod
    def of_token(cls, token: str, user: Any, film: Film) -> Self:
        """The change that the button carries. Raises TooLateError for an old or another's one."""
        try:
            who, what, before, now = signing.loads(token, salt=SALT, max_age=AN_HOUR)
        except signing.SignatureExpired as error:
            sentence = _("Nothing was changed: a change can be undone for an hour.")
            raise TooLateError(sentence) from error
        except signing.BadSignature as error:
            raise TooLateError(_("Nothing was changed: there is nothing to undo.")) from error
        if (who, what) != (user.pk, film.pk):
            raise TooLateError(_("Nothing was changed: there is nothing to undo."))
        return cls(Said.from_json(before), Said.from_json(now))

    def undo(self, user: Any, film: Film) -> str:
        """Let it be as it was before, and say how it stands. Doing it twice does no harm.

        Raises TooLateError if the viewer has said something else of the film since.
        """
        undone = Rating.objects.put_back(user, film, self.before, self.now)
        said = Said.of(user, film)
        if not undone and said != self.before:
            sentence = _("Nothing was changed: you said something else of %(film)s since.")
            raise TooLateError(sentence % {"film": film.title})
        return _("Undone: %(said)s") % {"said": stands(film, said)}


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
