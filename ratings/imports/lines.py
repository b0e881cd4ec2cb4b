"""From an entry of a file to a line in Halfstar's terms. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.translation import gettext as _

from films.importing.refusal import Refusal, shown
from ratings.imports import values
from ratings.imports.brought import BroughtLine
from ratings.imports.moments import moment
from ratings.imports.sources import Entry

WANT_TO_SEE, NOT_INTERESTED = "want_to_see", "not_interested"


@dataclass(frozen=True, slots=True)
class Named:
    """The film that an entry names."""

    title: str = ""
    year: int | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    other_titles: tuple[str, ...] = ()
    unreadable_year: str = ""


def named(
    title: str, year: object, ids: Mapping[str, str], other_titles: tuple[str, ...] = ()
) -> Named:
    """Return the film of a title, ids and a year as it is written, which may be unreadable."""
    wrong = str(year) if values.is_unreadable_year(year) else ""
    return Named(title, values.year(year), ids, other_titles, wrong)


def said(
    entry: Entry,
    film: Named,
    *,
    score: object = None,
    scale: int = 0,
    flag: str = "",
    at: object = None,
    dated: Callable[[object], datetime | None] = moment,
) -> BroughtLine:
    """Make the line of an entry that says a score of `scale`, or a flag, or both.

    An entry that says neither (0 and a blank are no score) is kept; one that can't be read is
    refused with its reason.
    """
    if entry.refusal:
        return refused(entry, film, entry.refusal)
    try:
        half_stars = values.half_stars(score, scale) if scale else None
        if half_stars is None and not flag:
            return kept(entry, film)
        _check(film)
        return replace(_line(entry, film), half_stars=half_stars, flag=flag, at=dated(at))
    except Refusal as refusal:
        return refused(entry, film, str(refusal))


def kept(entry: Entry, film: Named | None = None) -> BroughtLine:
    """Make the line of an entry that says nothing Halfstar has a place for yet."""
    return replace(_line(entry, film or Named()), kept=True)


def refused(entry: Entry, film: Named, reason: str) -> BroughtLine:
    """Make the line of an entry that can't be placed."""
    return replace(_line(entry, film), refusal=reason)


def television(entry: Entry, film: Named, kind: str) -> BroughtLine:
    """Make the line of an entry that is about a series or a part of one."""
    reason = _("“%(title)s” is television (%(kind)s); Halfstar is about films.")
    return refused(entry, film, reason % {"title": _short(film.title), "kind": _short(kind)})


def not_a_film(entry: Entry, film: Named, kind: str) -> BroughtLine:
    """Make the line of an entry that is about something else, such as a video game."""
    reason = _("“%(title)s” is not a film (%(kind)s).")
    return refused(entry, film, reason % {"title": _short(film.title), "kind": _short(kind)})


def _line(entry: Entry, film: Named) -> BroughtLine:
    return BroughtLine(
        number=entry.number,
        file=entry.file,
        content=entry.content,
        title=film.title[: values.LONGEST_TITLE],
        other_titles=tuple(title[: values.LONGEST_TITLE] for title in film.other_titles),
        year=film.year,
        ids=film.ids,
    )


def _check(film: Named) -> None:
    if film.unreadable_year:
        raise Refusal(_("The year %s can't be read.") % shown(film.unreadable_year))
    if not film.title and not film.ids:
        raise Refusal(_("The line names no film."))
    if len(film.title) > values.LONGEST_TITLE:
        raise Refusal(_("The title %s is too long.") % shown(film.title))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
