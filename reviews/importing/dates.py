"""Dates as tables of reviews write them. Pure."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from films.days import can_be_printed_in
from films.importing.refusal import Refusal, shown
from reviews.models.days import A_DATE, is_partial_date

#: What tables write where the date isn't known: films are younger.
NO_DATE = "1800-01-01"
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_OF_TWO_DAYS = re.compile(r"(0?[1-9]|1[0-2])([/.-])(0?[1-9]|1[0-2])\2[0-9]{4}")
_IN_WORDS = (
    re.compile(
        r"(?P<month>[a-z]{3,9})\.?,? (?:(?P<day>[0-9]{1,2})(?:, ?| ))?(?P<year>[0-9]{4})", re.I
    ),
    re.compile(r"(?P<day>[0-9]{1,2}) (?P<month>[a-z]{3,9})\.?,? (?P<year>[0-9]{4})", re.I),
)


def published_on(value: str) -> str:
    """Return a date as precise as it is written: 2008, 2008-05 or 2008-05-14; "" for none.

    Read as well is one whose month is an English word or its beginning ("Sept. 14, 2008",
    "14 May 2008"). Raises Refusal for what is no date, may be one of two (04/03/2008), or is before
    films or far ahead.
    """
    written = value.strip()
    found = _from_words(written) or written
    if found in ("", NO_DATE):
        return ""
    if _OF_TWO_DAYS.fullmatch(written):
        raise Refusal(
            _("published_on %s may be two days; write it as year, month and day: 2008-05-14.")
            % shown(written)
        )
    try:
        is_partial_date(found)
    except ValidationError:
        raise Refusal(
            _("published_on %(written)s is no date. %(dates)s")
            % {"written": shown(written), "dates": A_DATE}
        ) from None
    if not can_be_printed_in(int(found[:4])):
        raise Refusal(
            _("published_on %s lies before 1870, or after the end of next year.") % shown(written)
        )
    return found


def _from_words(written: str) -> str:
    for form in _IN_WORDS:
        if found := form.fullmatch(written):
            word, day = found["month"].lower(), found["day"]
            names = (n for n, name in enumerate(_MONTHS, 1) if name.startswith(word))
            if month := next(names, 0):
                return f"{found['year']}-{month:02}" + (f"-{int(day):02}" if day else "")
    return ""
