"""Fields of the admin in which one of many things is chosen: found by typing, or named."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext_lazy as _

from films import naming
from films.models import Film
from films.typed_names import is_address, typed

if TYPE_CHECKING:
    ChoiceField = forms.ModelChoiceField[Any]
else:
    ChoiceField = forms.ModelChoiceField

KEYS: Any = forms.Script("js/autocomplete-keys.js", type="module")
LONGEST_NUMBER = 18
"""Digits that every number has room for in the database."""
LONGEST_REPEATED = 80
"""Characters of what was typed that a refusal repeats."""
NAMED = "+"
"""What a name is sent with in front, where the id would be."""
TYPED = "_typed"
"""What ends the name of the field that stands in for the autocomplete where no script runs."""


def id_in(text: str | None) -> int | None:
    """The id that an address or a form names, if it can be one.

    Of what else is decimal to Python, numbers of thousands of digits can't even be read.
    """
    is_one = text and text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
    return int(text) if text and is_one else None


class KnownAutocomplete(AutocompleteSelect):
    """Shows what is chosen by a label it was given; Django's own asks the database for each row."""

    known: dict[str, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {}

    def optgroups(
        self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None
    ) -> list[Any]:
        """The options of the select: the chosen one, and the empty one where it may be empty."""
        chosen = [str(each) for each in value if each not in ("", None)]
        if not set(chosen) <= self.known.keys():
            # What is no number is refused by the form; asked for as an id it would be a failure.
            ids = [each for each in chosen if id_in(each) is not None]
            return super().optgroups(name, ids, attrs)
        labels = {key: self.known[key] for key in chosen}
        if not self.is_required:
            labels = {"": "", **labels}
        options = [
            self.create_option(name, key, label, bool(key), place)
            for place, (key, label) in enumerate(labels.items())
        ]
        return [(None, options, 0)]


class TypedAutocomplete(KnownAutocomplete):
    """An autocomplete with a plain field beside it, for browsers that run no scripts.

    A name is typed there, or the address of a page; what stands there prevails.
    """

    #: Whether who asks may add what isn't here.
    may_add = True

    @property
    def media(self) -> forms.Media:
        """With the script by which it is filled by the keyboard alone."""
        return super().media + forms.Media(js=[KEYS])

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With what is said where nothing is found."""
        attrs = super().build_attrs(*args, **kwargs)
        if not self.may_add:
            attrs["data-none-label"] = str(_("Nothing found. Ask an editor to add it."))
        return attrs

    def optgroups(
        self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None
    ) -> list[Any]:
        """Also a name that comes back with a form that wasn't saved."""
        return super().optgroups(name, [self._known(str(each)) for each in value], attrs)

    def label_of_new(self, name: str) -> str:
        """What an option says of a name that nothing has."""
        return name

    def _known(self, value: str) -> str:
        """The value of the option for what was typed, whose label is known from now on."""
        if not value.startswith(NAMED):
            return value
        name = value[len(NAMED) :]
        rows, new = typed(self.field.remote_field.model, name)
        if len(rows) == 1:
            value, label = str(rows[0].pk), str(rows[0])
        else:
            label = self.label_of_new(name) if new else name
        self.known[value] = label
        return value

    def render(self, name: str, *args: Any, **kwargs: Any) -> SafeString:
        """With the plain field, of which browsers that run scripts make nothing."""
        plain = (
            '<noscript><label for="id_{0}">{1}</label> <input id="id_{0}" name="{0}"></noscript>'
        )
        return super().render(name, *args, **kwargs) + format_html(
            plain, name + TYPED, self.what_to_type()
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was typed into the plain field, or what was chosen."""
        words = data.get(name + TYPED, "").strip()
        return NAMED + words if words else super().value_from_datadict(data, files, name)

    def what_to_type(self) -> Any:
        """What stands beside the plain field."""
        model = self.field.remote_field.model
        if model is Film:
            return _("Type its title, or the address of its page.")
        if not hasattr(model, "get_absolute_url"):
            return _("Type a name.")
        return _("Type a name, or the address of its page.")


class ChosenField(ChoiceField):
    """One of the rows, by its id, or "+" and a name.

    A name that exactly one row has, as its own or another one, is that row, and so is the address
    of its page.
    """

    #: Whether who asks may add what isn't here.
    may_add = True

    def to_python(self, value: Any) -> Any:
        """Return the row; raise ValidationError for an id or a name that nothing has."""
        if not (isinstance(value, str) and value.startswith(NAMED)):
            return super().to_python(value)
        name = naming.tidy(value[len(NAMED) :])
        known: Any = self.queryset
        rows, new = typed(known.model, name)
        if len(rows) > 1:
            raise ValidationError(_said_of_several(name, rows))
        if rows:
            return rows[0]
        if is_address(name):
            raise ValidationError(_("No page of this site that fits here is at that address."))
        return self.new(name, new)

    def new(self, name: str, row: Any) -> Any:
        """What stands for a name that nothing has: here nothing, raising ValidationError."""
        ask = _("%s isn't here. Add it first.")
        short = Truncator(name).chars(LONGEST_REPEATED)
        raise ValidationError((ask if self.may_add else ASK_AN_EDITOR) % short)


ASK_AN_EDITOR = _("%s isn't here. Ask an editor to add it.")


def _said_of_several(name: str, rows: list[Any]) -> str:
    """Which they are, by what tells them apart."""
    titles: list[Any] = [str(row) for row in rows]
    if len(set(titles)) == len(rows) and rows[0]._meta.model is Film:
        told = _("Several films are called %(name)s. Which one: %(known)s?")
        return told % {"name": name, "known": get_text_list(titles, _("or"))}
    told = _("Several are called %(name)s: choose one, or type its address: %(known)s.")
    addresses = [row.get_absolute_url() for row in rows]
    return told % {"name": name, "known": get_text_list(addresses, _("or"))}
