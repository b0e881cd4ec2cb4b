"""Dates and times as other services write them. Pure.

A time without a zone is UTC; a date without a time is midnight UTC.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Literal

from django.utils.translation import gettext as _

from films.importing.refusal import Refusal, shown

Order = Literal["", "day", "month"]
"""Which of the first two numbers of "04/03/2017" comes first; empty where nothing tells."""

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(.*)", re.S)
_DOTS = re.compile(r"([0-9]{1,2})[.-]([0-9]{1,2})[.-]([0-9]{4})(.*)", re.S)
_TIME = re.compile(r"[ ,T]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_CLOCK = r"(?:,? (?P<time>\d{1,2}:\d{2}(?::\d{2})?))?"
_MONTH = r"(?P<month>[A-Z][a-z]{2})"
_ENGLISH = (
    # "Sat Mar  4 00:00:00 2017", "Apr 23 2017, 08:18", "15 Jan 2024"
    re.compile(
        rf"[A-Z][a-z]{{2}} {_MONTH} +(?P<day>\d{{1,2}}) (?P<time>[\d:]{{8}}) (?P<year>\d{{4}})"
    ),
    re.compile(rf"{_MONTH}[a-z]* +(?P<day>\d{{1,2}}),? (?P<year>\d{{4}}){_CLOCK}"),
    re.compile(rf"(?P<day>\d{{1,2}}) {_MONTH}[a-z]* (?P<year>\d{{4}}){_CLOCK}"),
)
_SOON = timedelta(days=2)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(value: object, order: Order = "") -> datetime | None:
    """Return a moment in UTC, None where there is none.

    Raise Refusal for what is not a date, may be one of two dates, or lies in the future.
    """
    text = "" if value is None else str(value).strip()
    if not text:
        return None
    try:
        found = _read(text, order).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refusal(_("The date %s can't be read.") % shown(text)) from None
    if found > datetime.now(UTC) + _SOON:
        raise Refusal(_("The date %s lies in the future.") % shown(text))
    return found


def of_timestamp(value: object) -> datetime | None:
    """Return the moment of a number of seconds since 1970; Refusal where it isn't one."""
    text = "" if value is None else str(value).strip().removesuffix(".0")
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,12}", text):
        raise Refusal(_("The date %s can't be read.") % shown(text))
    try:
        return moment((_EPOCH + timedelta(seconds=int(text))).isoformat())
    except OverflowError:
        raise Refusal(_("The date %s can't be read.") % shown(text)) from None


def order_of(dates: Iterable[str]) -> Order:
    """Tell from all dates of a column which number is the day, where one of them gives it away."""
    for text in dates:
        found = _SLASHES.match(text.strip())
        if found and int(found[1]) > 12:
            return "day"
        if found and int(found[2]) > 12:
            return "month"
    return ""


def dated(*columns: Iterable[str]) -> Callable[[object], datetime | None]:
    """Return `moment` for columns of a table, which tell together which number is the day."""
    order = order_of(text for column in columns for text in column)
    return lambda value: moment(value, order)


def _read(text: str, order: Order) -> datetime:
    if _ISO.match(text):
        return _iso(text)
    if found := _SLASHES.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if not order and first != second:
            raise ValueError(text)
        day, month = (second, first) if order == "month" else (first, second)
        return _at(year, month, day, found[4])
    if found := _DOTS.fullmatch(text):
        return _at(int(found[3]), int(found[2]), int(found[1]), found[4])
    for form in _ENGLISH:
        if found := form.fullmatch(text):
            month = _MONTHS.index(found["month"].lower()) + 1
            time = f" {found['time']}" if found["time"] else ""
            return _at(int(found["year"]), month, int(found["day"]), time)
    raise ValueError(text)


def _at(year: int, month: int, day: int, time: str) -> datetime:
    found = _TIME.fullmatch(time)
    if time.strip() and not found:
        raise ValueError(time)
    hour, minute, second = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def _iso(text: str) -> datetime:
    found = datetime.fromisoformat(text.removesuffix(" UTC"))
    return found if found.tzinfo else found.replace(tzinfo=UTC)
