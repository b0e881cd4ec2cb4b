"""A field that takes what is there, found by typing, or a name that is new and made on saving."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from films import naming
from films.desk import KnownAutocomplete, with_articles
from films.importing.films import Titled, films_titled
from films.models import Film

if TYPE_CHECKING:
    ChoiceField = forms.ModelChoiceField[Any]
else:
    ChoiceField = forms.ModelChoiceField

NEW = "+"
"""What a new name is sent with in front, where the id would be."""
YEARS_APART = 2
"""So far apart, sources give the year of a film differently, or somebody mistypes it."""
TYPED = "_typed"
"""What ends the name of the field that stands in for the autocomplete where no script runs."""
_TITLE_AND_YEAR = re.compile(r"^(?P<title>.+) \((?P<year>[0-9]{4})\)$")
_ADDRESS = re.compile(r"/(?P<kind>film|critic|publication)s/(?P<slug>[^/\s]+)/?$")


class NewNameAutocomplete(KnownAutocomplete):
    """An autocomplete that also offers to add what was typed, where `takes_new`.

    Where no script runs, a name is typed into a plain field beside it; what stands there prevails.
    """

    takes_new = False
    #: What a new name must look like, as browsers read a pattern.
    new_pattern = ".+"

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With what the script needs to offer it."""
        attrs = super().build_attrs(*args, **kwargs)
        # Fewer than Django's 250: whoever types and presses Tab waits for it.
        attrs["data-ajax--delay"] = 120
        attrs["data-several-label"] = str(_("%s: which one?")) % "%s"
        if self.takes_new:
            attrs |= {
                "data-tags": "true",
                "data-new-label": str(_("%s (new)")) % "%s",
                "data-new-pattern": self.new_pattern,
            }
        return attrs

    def optgroups(
        self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None
    ) -> list[Any]:
        """Also a new name that comes back with a form that wasn't saved."""
        new = [each for each in value if str(each).startswith(NEW)]
        self.known |= {each: str(_("%s (new)")) % each[len(NEW) :] for each in new}
        return super().optgroups(name, value, attrs)

    def render(self, name: str, *args: Any, **kwargs: Any) -> SafeString:
        """With the plain field, of which browsers that run scripts make nothing."""
        said = _("Type a film with its year: Nosferatu (1922); or the address of its page.")
        if self.field.remote_field.model is not Film:
            said = _("Type a name, or the address of its page.")
        plain = (
            '<noscript><label for="id_{0}">{1}</label> <input id="id_{0}" name="{0}"></noscript>'
        )
        return super().render(name, *args, **kwargs) + format_html(plain, name + TYPED, said)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was typed into the plain field, as a new name is sent, or what was chosen."""
        typed = data.get(name + TYPED, "").strip()
        return NEW + typed if typed else super().value_from_datadict(data, files, name)


class NameField(ChoiceField):
    """One of the rows, by its id, or "+" and a name.

    A name that exactly one row has already, as its own or another one, is that row, and so is the
    address of its page; any other one gives a row that isn't saved yet, where `takes_new`.
    """

    takes_new = False

    def to_python(self, value: Any) -> Any:
        """Return the row; raise ValidationError for an id or a name that nothing can have."""
        if not (isinstance(value, str) and value.startswith(NEW)):
            return super().to_python(value)
        name = naming.tidy(value[len(NEW) :])
        rows: Any = self.queryset
        if address := _ADDRESS.search(name):
            is_of_it = address["kind"] == rows.model._meta.model_name
            row = rows.filter(slug=address["slug"]).first() if is_of_it else None
            return row or super().to_python(value)
        row, alike = new_row(rows.model, name)
        there = list(alike[:2])
        if len(there) > 1:
            raise ValidationError(_("Several are called %s: choose one.") % name)
        if there:
            return there[0]
        if not self.takes_new:
            return super().to_python(value)
        try:
            row.clean_fields(exclude={"slug"})
        except ValidationError as error:
            raise ValidationError(error.messages) from None
        return row


def new_row(model: Any, name: str) -> tuple[models.Model, models.QuerySet[Any]]:
    """Return a film, critic or publication of that name, not saved, and those that are called so.

    Raises ValidationError for a film whose year is missing.
    """
    if model is not Film:
        return model(name=name), model.objects.called(name)
    found = _TITLE_AND_YEAR.match(name)
    if not found:
        raise ValidationError(_("A new film is written with its year: Nosferatu (1922)."))
    film = Film(title=found["title"], year=int(found["year"]))
    return film, Film.objects.matching(film.title).filter(year=film.year, title__iexact=film.title)


def films_near(film: Film) -> list[Titled]:
    """The films of nearly the same title and year as one that isn't saved: it may be a slip."""
    titled: set[Titled] = set().union(*films_titled(with_articles(film.title)).values())
    near = [each for each in titled if abs(each.year - film.year) <= YEARS_APART]
    return sorted(near, key=lambda each: abs(each.year - film.year))
