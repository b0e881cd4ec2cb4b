"""A field that takes what is there, found by typing, or a name that is new and made on saving."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from films.autocompletes import LONGEST_REPEATED, ChosenField, TypedAutocomplete
from films.models import Film


class NewNameAutocomplete(TypedAutocomplete):
    """An autocomplete that also offers to add what was typed, where `takes_new`."""

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

    def label_of_new(self, name: str) -> str:
        """That it would be new, where it may be added."""
        return str(_("%s (new)")) % name if self.takes_new else name

    def what_to_type(self) -> Any:
        """With the year of a new film."""
        if self.takes_new and self.field.remote_field.model is Film:
            return _("Type its title, with the year if it is new; or the address of its page.")
        return super().what_to_type()


class NameField(ChosenField):
    """Also a name that nothing has: it gives a row that isn't saved yet, where `takes_new`."""

    takes_new = False

    def new(self, name: str, row: Any) -> Any:
        """Return the row; raise ValidationError for what nothing new can be called."""
        if not self.takes_new:
            return super().new(name, row)
        if row is None:
            told = _(
                "No film here is called %s. A new film is written with its year: Nosferatu (1922)."
            )
            raise ValidationError(told % Truncator(name).chars(LONGEST_REPEATED))
        try:
            row.clean_fields(exclude={"slug"})
        except ValidationError as error:
            raise ValidationError(error.messages) from None
        return row
