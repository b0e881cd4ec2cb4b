"""What a viewer says of a film by pressing a button: read, saved and said back in words."""

from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.db import models, transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from films.models import Film
from ratings import half_stars as stars
from ratings.models import Flag, Rating
from ratings.models.doors import all_there, hold, said_of_one
from ratings.said import Said
from ratings.undo import Change

FIELDS = ("half_stars", "flag")


class UnclearError(ValueError):
    """What was posted is none of the buttons; its text says to a person what would be."""


@dataclass(frozen=True)
class Saved:
    """What a press of a button did: in a sentence, and as what was said before and now."""

    sentence: str
    change: Change


@dataclass(frozen=True)
class Saying:
    """A rating or a flag as it is posted: `field` is `half_stars` or `flag`, "" takes it back."""

    field: str
    value: str

    @classmethod
    def posted(cls, data: QueryDict, *fields: str) -> Self:
        """The one saying in the data; of `fields` only, if any are named.

        Raises UnclearError where there is none, more than one, or one that no button has.
        """
        given = [(field, value) for field in FIELDS for value in data.getlist(field)]
        if len(given) != 1 or given[0][0] not in (fields or FIELDS):
            raise UnclearError(_("Nothing was saved: say one thing at a time, a rating or a flag."))
        [(field, value)] = given
        if field == "half_stars" and value and value not in map(str, stars.ALL):
            raise UnclearError(
                _("Nothing was saved: a rating is a whole number of half stars from 1 to 10.")
            )
        if field == "flag" and value and value not in Flag.Kind.values:
            raise UnclearError(_("Nothing was saved: a flag is Want to See or Not Interested."))
        return cls(field, value)

    def asked_at(self, film: Film) -> str:
        """The address that asks whether to save it."""
        asks = reverse("confirm", args=[film.slug])
        return f"{asks}?{urlencode({self.field: self.value})}"

    @said_of_one
    @transaction.atomic
    def save(self, user: Any, film: Film, *, press: bool = False) -> Saved:
        """Save it, and say what was saved. With `press`, a flag that is on is taken back.

        Nothing else that the viewer says of the film meanwhile comes between the two sides of the
        change. Raises Http404 when the film is gone, and PermissionDenied when the viewer is.
        """
        all_there([film.pk], hold(user, [film.pk]))
        before = Said.of(user, film)
        if self.field == "half_stars":
            sentence = self._save_rating(user, film)
        else:
            sentence = self._save_flag(user, film, press)
        return Saved(sentence, Change(film.slug, before, Said.of(user, film)))

    def _save_flag(self, user: Any, film: Film, press: bool) -> str:
        if not self.value:
            Flag.objects.clear(user, film)
            is_on = False
        elif press:
            is_on = Flag.objects.toggle(user, film, self.value)
        else:
            Flag.objects.flag(user, film, self.value)
            is_on = True
        if not is_on:
            return _("Your flag on %(film)s is taken back.") % {"film": film.title}
        kind = Flag.Kind(self.value).label
        return _("%(film)s is marked %(flag)s.") % {"film": film.title, "flag": kind}

    def _save_rating(self, user: models.Model, film: Film) -> str:
        if not self.value:
            Rating.objects.clear(user, film)
            return _("Your rating of %(film)s is cleared.") % {"film": film.title}
        half_stars = int(self.value)
        Rating.objects.rate(user, film, half_stars)
        words = {"film": film.title, "stars": stars.in_words(half_stars)}
        return _("You rated %(film)s %(stars)s.") % words

    def question(self, film: Film) -> str:
        """What to ask before saving it, naming the film."""
        words = {"film": film, "stars": "", "flag": ""}
        if not self.value:
            return _("Take back what you said of %(film)s?") % words
        if self.field == "flag":
            return _("Mark %(film)s as %(flag)s?") % (words | {"flag": Flag.Kind(self.value).label})
        return _("Rate %(film)s %(stars)s?") % (words | {"stars": stars.in_words(int(self.value))})
