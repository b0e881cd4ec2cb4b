"""A field that takes what is there, found by typing, or a name that is new and made on saving."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from films import naming
from films.desk import KnownAutocomplete
from films.models import Film
from reviews.desks.typed_names import is_address, typed

if TYPE_CHECKING:
    ChoiceField = forms.ModelChoiceField[Any]
else:
    ChoiceField = forms.ModelChoiceField

NEW = "+"
"""What a new name is sent with in front, where the id would be."""
TYPED = "_typed"
"""What ends the name of the field that stands in for the autocomplete where no script runs."""


class NewNameAutocomplete(KnownAutocomplete):
    """An autocomplete that also offers to add what was typed, where `takes_new`.

    Where no script runs, a name is typed into a plain field beside it; what stands there prevails.
    """

    takes_new = False
    #: What a new name must look like, as browsers read a pattern.
    new_pattern = "(?!.*://).+"

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
        """Also a name that comes back with a form that wasn't saved, as new only if it is."""
        return super().optgroups(name, [self._known(str(each)) for each in value], attrs)

    def _known(self, value: str) -> str:
        """The value of the option for what was typed, whose label is known from now on."""
        if not value.startswith(NEW):
            return value
        name = value[len(NEW) :]
        rows, new = typed(self.field.remote_field.model, name)
        if len(rows) == 1:
            value, label = str(rows[0].pk), str(rows[0])
        else:
            label = str(_("%s (new)")) % name if new and self.takes_new else name
        self.known[value] = label
        return value

    def render(self, name: str, *args: Any, **kwargs: Any) -> SafeString:
        """With the plain field, of which browsers that run scripts make nothing."""
        said = _("Type its title, with the year if it is new; or the address of its page.")
        model = self.field.remote_field.model
        if model is not Film:
            said = _("Type a name, or the address of its page.")
        if not hasattr(model, "get_absolute_url"):
            said = _("Type a name.")
        plain = (
            '<noscript><label for="id_{0}">{1}</label> <input id="id_{0}" name="{0}"></noscript>'
        )
        return super().render(name, *args, **kwargs) + format_html(plain, name + TYPED, said)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was typed into the plain field, as a new name is sent, or what was chosen."""
        words = data.get(name + TYPED, "").strip()
        return NEW + words if words else super().value_from_datadict(data, files, name)


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
        known: Any = self.queryset
        rows, new = typed(known.model, name)
        if len(rows) > 1:
            raise ValidationError(_said_of_several(name, rows))
        if rows:
            return rows[0]
        if is_address(name):
            raise ValidationError(_("No page of this site that fits here is at that address."))
        if not self.takes_new:
            raise ValidationError(_("%s isn't here. Ask an editor to add it.") % name)
        if new is None:
            told = _(
                "No film here is called %s. A new film is written with its year: Nosferatu (1922)."
            )
            raise ValidationError(told % name)
        try:
            new.clean_fields(exclude={"slug"})
        except ValidationError as error:
            raise ValidationError(error.messages) from None
        return new


def _said_of_several(name: str, rows: list[Any]) -> str:
    """Which they are, by what tells them apart."""
    titles: list[Any] = [str(row) for row in rows]
    if len(set(titles)) == len(rows) and rows[0]._meta.model is Film:
        told = _("Several films are called %(name)s. Which one: %(known)s?")
        return told % {"name": name, "known": get_text_list(titles, _("or"))}
    told = _("Several are called %(name)s: choose one, or type its address: %(known)s.")
    addresses = [row.get_absolute_url() for row in rows]
    return told % {"name": name, "known": get_text_list(addresses, _("or"))}
