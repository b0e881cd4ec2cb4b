"""IMDb: ratings, watchlist and lists as CSV, in any language of its pages. Pure.

The language changes the words of the header and of the kinds of titles, so columns are found by
their English names, else by the column of ids (tt…), that of links, and the order, which is the
same in all languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from ratings.imports import moments, scales, title_types, values
from ratings.imports.brought import Brought, BroughtLine
from ratings.imports.lines import WANT_TO_SEE, Named, named, not_a_film, said, television
from ratings.imports.sources import Entry, Source, Table

SERVICE = "imdb"
_ID = re.compile(r"tt[0-9]{5,10}")
_LINK = re.compile(r"https?://(?:www\.|m\.)?imdb\.com/", re.I)
_TRIED = 50
Dated = Callable[[object], datetime | None]


class Columns(NamedTuple):
    """The keys or names of the columns that are read; empty for one that isn't there."""

    const: str
    title: str
    original: str = ""
    kind: str = ""
    year: str = ""
    score: str = ""
    rated: str = ""
    listed: str = ""

    @property
    def is_list(self) -> bool:
        """Whether it is a list of films, such as the watchlist."""
        return bool(self.listed)


def owns(source: Source) -> bool:
    """Tell whether a source is a table with IMDb's column of ids."""
    return isinstance(source, Table) and _columns(source) is not None


def read(sources: list[Source], scale: int | None) -> Brought:
    """Read ratings and lists; a list of IMDb's is taken as the watchlist."""
    lines: list[BroughtLine] = []
    notes: list[str] = []
    for source in sources:
        columns = _columns(source) if isinstance(source, Table) else None
        if isinstance(source, Table) and columns:
            lines += _lines(source, columns)
    if any(line.half_stars for line in lines):
        notes.append(scales.sentence(scales.TEN))
    if any(line.flag for line in lines):
        notes.append(_("An IMDb list is treated as your watchlist: its films go to Want to See."))
    return Brought(SERVICE, notes, lines)


def _lines(table: Table, columns: Columns) -> list[BroughtLine]:
    dated = moments.dated(table.column(columns.rated), table.column(columns.listed))
    # Until 2017 ratings came as a list, in which every title is rated.
    is_list = columns.is_list and not (
        columns.rated == columns.listed
        and all(row.cell(columns.score) for row in table.rows if not row.refusal)
    )
    lines: list[BroughtLine] = []
    for row in table.rows:
        line = _line(row, columns, dated)
        if not line.kept or not is_list:
            lines.append(line)
        if is_list and not line.refusal:
            # A film may be rated and stand in the list: the line says two things.
            lines.append(_listed(row, columns, dated))
    return lines


def _listed(row: Entry, columns: Columns, dated: Dated) -> BroughtLine:
    return said(
        *(row, _film(row, columns)),
        flag=WANT_TO_SEE,
        at=row.cell(columns.listed),
        dated=dated,
    )


def _line(row: Entry, columns: Columns, dated: Dated) -> BroughtLine:
    film, kind = _film(row, columns), row.cell(columns.kind)
    if not row.refusal and title_types.is_television(kind):
        return television(row, film, kind)
    if not row.refusal and title_types.is_no_film(kind):
        return not_a_film(row, film, kind)
    score = row.cell(columns.score) if columns.score else ""
    return said(
        row,
        film,
        score=score,
        scale=scales.TEN,
        at=row.cell(columns.rated),
        dated=dated,
    )


def _film(row: Entry, columns: Columns) -> Named:
    title, original = row.cell(columns.title), row.cell(columns.original)
    year = row.cell(columns.year)
    return named(
        title or original,
        # Where the column has no name that is known, it may not be the one of years.
        year if columns.year == "year" else values.year(year),
        values.ids(imdb=values.imdb_id(row.cell(columns.const))),
        (original,) if original and title and original != title else (),
    )


def _columns(table: Table) -> Columns | None:
    if table.has("const", "yourrating") or table.has("const", "title", "created"):
        return _named(table)
    return _placed(table)


def _named(table: Table) -> Columns:
    old = "yourated" if table.has("yourated") else ""
    listed = "created" if table.has("created") or table.has("position") else ""
    rated = "daterated" if table.has("daterated") else listed
    return Columns(
        *("const", "title", "originaltitle", "titletype", "year"),
        score=old or "yourrating",
        rated=rated,
        listed=listed,
    )


def _placed(table: Table) -> Columns | None:
    """Find the columns by what stands in them and by their order."""
    const = _where(table, _ID)
    if const is None or const > 1:
        return None
    url = _where(table, _LINK)
    is_list = const == 1
    title = const + 4 if is_list else const + 3
    last = len(table.keys) - 1
    if url is None or url <= title:
        return None
    at = table.names.__getitem__
    if is_list and url == last and last > title + 5:
        # The form until 2017: title, type, directors, rating, IMDb's, runtime, year, …, link.
        places = Columns(at(1), at(title), "", at(title + 1), at(title + 6))
        return places._replace(score=at(title + 3), rated=at(2), listed=at(2))
    places = Columns(at(const), at(title))
    if url == title + 2:
        places = places._replace(original=at(title + 1))
    if url + 4 <= last:
        places = places._replace(kind=at(url + 1), year=at(url + 4))
    if not is_list:
        return places._replace(score=at(1), rated=at(2))
    rates = last >= url + 10
    return places._replace(
        listed=at(2), score=at(url + 9) if rates else "", rated=at(url + 10) if rates else ""
    )


def _where(table: Table, pattern: re.Pattern[str]) -> int | None:
    """Return the place of the first column in which every filled value has the pattern."""
    rows = [row for row in table.rows[:_TRIED] if not row.refusal]
    for place, name in enumerate(table.names[:20]):
        found = [text for row in rows if (text := str(row.content.get(name, "")).strip())]
        if found and all(pattern.match(text) for text in found):
            return place
    return None
