"""Days: those of the calendar, and those that a form refuses though the database takes them."""

import re
from collections.abc import Collection
from datetime import UTC, date, datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from films.days import can_be_printed_in, can_be_read_on

_YEAR = "(?!0000)[0-9]{4}"
_LEAP_YEAR = "(?!0000)([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"
#: A year, a month or a day of the calendar; read alike by Python and by PostgreSQL.
PARTIAL_DATE = (
    f"^({_YEAR}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?"
    f"|{_YEAR}-((0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)|{_LEAP_YEAR}-02-29)$"
)

#: How forms and files write one.
A_DATE = _("A date is 2008, 2008-05 or 2008-05-14; also 14 May 2008 or May 14, 2008.")


def is_partial_date(text: str) -> None:
    """Refuse with ValidationError what isn't a year, a month or a day of the calendar."""
    if not re.fullmatch(PARTIAL_DATE, text):
        raise ValidationError(A_DATE)


def is_of_four_digits(*fields: str, moments: bool = True) -> models.Q:
    """That the moments, or days, are of years from 1000 to 9998.

    The database knows greater ones, and `infinity`, which Python can't read.
    """
    first, end = date(1000, 1, 1), date(9999, 1, 1)
    if moments:
        first, end = (datetime(day.year, 1, 1, tzinfo=UTC) for day in (first, end))
    holds = models.Q()
    for field in fields:
        holds &= models.Q(**{f"{field}__gte": first, f"{field}__lt": end})
    return holds


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
