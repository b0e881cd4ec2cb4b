"""Letterboxd: the zip of a whole account, its single CSVs, and the form that it imports. Pure.

The addresses in its diary and reviews name entries, and its short links (boxd.it) name anything:
neither is an id of a film. Watchlist, watched and liked films have the same columns, so there the
name of the file decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.importing.apostrophes import taken_off
from ratings.imports import moments, scales, values
from ratings.imports.brought import Brought, BroughtLine
from ratings.imports.lines import WANT_TO_SEE, Named, kept, named, said
from ratings.imports.sources import Entry, Source, Table

SERVICE = "letterboxd"
TAKEN_BACK = frozenset({"deleted", "orphaned"})
"""Folders of what its viewer deleted there, or whose film is gone: never placed."""

_FILM = re.compile(r"https?://(?:www\.)?letterboxd\.com/film/([a-z0-9-]+)/?", re.I)
_DATES = ("date", "createddate", "watcheddate")
"""The day on which it was entered, else the one on which it was watched."""
Dated = Callable[[object], datetime | None]


def owns(source: Source) -> bool:
    """Tell whether a source is one of Letterboxd's, or in its form for imports."""
    if not isinstance(source, Table):
        return False
    if source.above or source.has("letterboxduri", "name"):
        return True
    return source.has("datejoined", "username") or source.has("date", "content", "comment")


def owns_import_form(source: Source) -> bool:
    """Tell whether a source has the form in which Letterboxd takes films from elsewhere."""
    if not isinstance(source, Table) or source.has("const"):
        return False
    by_id = any(source.has(key) for key in ("imdbid", "tmdbid", "letterboxduri"))
    rated = source.has("year") and (source.has("rating") or source.has("rating10"))
    return (source.has("title") or source.has("name")) and (by_id or rated)


def read(sources: list[Source], scale: int | None) -> Brought:
    """Read Letterboxd's files together.

    Its ratings are what its viewer says there now of the films in them. Diary and reviews rate the
    others; of a film that both have they are history.
    """
    tables = [source for source in sources if isinstance(source, Table)]
    tables.sort(key=lambda table: _kind(table) != "ratings")
    ratings = [table for table in tables if _kind(table) == "ratings"]
    rated = {_key(row) for table in ratings for row in table.rows if not row.refusal}
    lines: list[BroughtLine] = []
    notes: list[str] = []
    for table in tables:
        kind = _kind(table)
        dated = moments.dated(*(table.column(key) for key in _DATES))
        found = [_line(row, kind, dated, rated) for row in table.rows]
        lines += map(kept, table.above)
        lines += map(_from_diary, found) if ratings and kind == "diary" else found
        if kind == "films" and not table.file:
            notes.append(_unnamed())
    if any(line.half_stars for line in lines):
        notes.insert(0, scales.sentence(scales.FIVE))
    if films := {(line.title, line.year) for line in lines if line.note}:
        notes.append(_from_diaries(len(films)))
    return Brought(SERVICE, notes, lines)


def _key(row: Entry) -> tuple[str, str]:
    """What a film is known by in all files of one export, as addresses in its diary aren't."""
    return row.cell("name", "title").casefold(), row.cell("year")


def _from_diary(line: BroughtLine) -> BroughtLine:
    """The line, which says where its rating is from if it has one."""
    note = _("This rating comes from your diary or a review; the film isn’t in ratings.csv.")
    return replace(line, note=note) if line.half_stars else line


def _from_diaries(films: int) -> str:
    sentence = ngettext(
        "%d film is rated in your diary or a review, but not in ratings.csv; it gets that rating. "
        "If you removed the rating on Letterboxd, you can leave the film out below.",
        "%d films are rated in your diary or reviews, but not in ratings.csv; each gets its latest "
        "rating there. Films whose rating you removed on Letterboxd can be left out below.",
        films,
    )
    return sentence % films


def _kind(table: Table) -> str:
    if table.folders & TAKEN_BACK or table.above or not owns(table) | owns_import_form(table):
        return "kept"
    if table.has("rewatch") or (table.has("review") and table.has("letterboxduri")):
        return "diary"
    if table.has("rating") or table.has("rating10"):
        return "ratings"
    if not (table.has("name") or table.has("title")) or "likes" in table.folders:
        return "kept"
    if "watchlist" in table.called:
        return "watchlist"
    return "kept" if "watched" in table.called or "like" in table.called else "films"


def _line(row: Entry, kind: str, dated: Dated, rated: set[tuple[str, str]]) -> BroughtLine:
    film = _film(row, kind)
    score, scale = row.cell("rating"), scales.FIVE
    if not score and row.cell("rating10"):
        score, scale = row.cell("rating10"), scales.TEN
    at = row.cell(*_DATES)
    if kind == "ratings" or (kind == "diary" and _key(row) not in rated):
        return said(row, film, score=score, scale=scale, at=at, dated=dated)
    if kind == "watchlist":
        return said(row, film, flag=WANT_TO_SEE, at=at, dated=dated)
    return said(row, film) if row.refusal else kept(row, film)


def _film(row: Entry, kind: str) -> Named:
    link = row.cell("letterboxduri", "url") if kind != "diary" else ""
    found = _FILM.fullmatch(link)
    ids = values.ids(
        imdb=values.imdb_id(row.cell("imdbid")),
        tmdb=values.number_id(row.cell("tmdbid")),
        letterboxd=found[1].lower() if found else "",
    )
    title = row.cell("name") or taken_off(row.cell("title"))
    return named(title, row.cell("year"), ids)


def _unnamed() -> str:
    return _(
        "This file doesn't say whether these are films to see or films seen, so they are kept "
        "and not placed. Call it watchlist.csv to have them in Want to See."
    )
