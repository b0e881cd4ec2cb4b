"""Names and titles: what they may hold, whoever types them."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from films import naming

# The stubs want to know what a field holds; at run time fields take no such argument.
if TYPE_CHECKING:
    TextOnOneLine = models.CharField[str, str]
else:
    TextOnOneLine = models.CharField


class NameField(TextOnOneLine):
    """A name or title, on one line and without signs that nobody sees; some of it can be seen.

    A form's is tidied and checked. Two names that look the same would else be two critics.
    """

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Return the name as `naming.tidy` makes it; refuse one of which nothing can be seen."""
        name = super().clean(naming.tidy(self.to_python(value) or ""), model_instance)
        if name and not naming.can_be_seen(name):
            raise ValidationError(_("There must be a letter or a sign that can be seen."))
        return name

    def deconstruct(self) -> Any:
        """A plain column to the database, so that migrations know it as one."""
        name, _path, arguments, keywords = super().deconstruct()
        return name, "django.db.models.CharField", arguments, keywords
