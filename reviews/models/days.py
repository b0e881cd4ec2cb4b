"""Days that a form refuses though the database takes them: no review or score can be of them."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from films.days import can_be_printed_in, can_be_read_on


def check_reading(row: models.Model, exclude: Collection[str] | None) -> None:
    """Raise ValidationError where `as_of` is a day to come, or before there were such sites."""
    if "as_of" not in (exclude or ()) and not can_be_read_on(row.__dict__["as_of"]):
        _refuse(row, "as_of", _("A score is read on a day from 1990 on, not to come."))


def check_printing(row: models.Model, exclude: Collection[str] | None) -> None:
    """Raise ValidationError where `published_on` is before there were films, or far ahead."""
    written = "" if "published_on" in (exclude or ()) else row.__dict__["published_on"]
    # Unsaved, it may still be the database's own, which is empty.
    if isinstance(written, str) and written and not can_be_printed_in(int(written[:4])):
        message = _("A review is printed from 1870 on, and by the end of next year.")
        _refuse(row, "published_on", message)


def _refuse(row: models.Model, field: str, message: str | Promise) -> None:
    """Refuse what the field holds, unless it stands so in the database: then it stays editable."""
    stored = {"pk": row.pk, field: row.__dict__[field]}
    if not type(row)._base_manager.filter(**stored).exists():
        raise ValidationError({field: str(message)})
