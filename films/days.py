"""Days that can be true of what is said about films. No database."""

from datetime import UTC, date, datetime, timedelta

from films.models.film import FIRST_YEAR

#: Before it there was no web, and so no site to read a score at.
FIRST_READING = date(1990, 1, 1)


def tomorrow() -> date:
    """The latest day that it is anywhere on earth."""
    return datetime.now(UTC).date() + timedelta(days=1)


def can_be_read_on(day: date) -> bool:
    """Whether a score can have been read at a site on the day: one to come would lead for good."""
    return FIRST_READING <= day <= tomorrow()


def can_be_printed_in(year: int) -> bool:
    """Whether a review can be of the year: of one with films, next year's being printed already."""
    return FIRST_YEAR <= year <= tomorrow().year + 1
