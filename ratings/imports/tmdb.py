"""TMDB: its CSVs of ratings, watchlist and favourites. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ratings.imports import moments, scales, title_types, values
from ratings.imports.brought import Brought, BroughtLine
from ratings.imports.lines import WANT_TO_SEE, Named, kept, named, said, television
from ratings.imports.sources import Entry, Source, Table

SERVICE = "tmdb"
Dated = Callable[[object], datetime | None]


def owns(source: Source) -> bool:
    """Tell whether a source is one of TMDB's tables."""
    return (
        isinstance(source, Table)
        and source.has("tmdbid", "type", "name")
        and (source.has("yourrating") or source.has("releasedate"))
    )


def read(sources: list[Source], scale: int | None) -> Brought:
    """Read its tables: what isn't rated goes to Want to See in a watchlist, else is kept."""
    tables = [source for source in sources if isinstance(source, Table)]
    lines: list[BroughtLine] = []
    for table in tables:
        dated = moments.dated(table.column("daterated"), table.column("dateadded"))
        lines += [_line(row, "watchlist" in table.called, dated) for row in table.rows]
    rated = any(line.half_stars for line in lines)
    return Brought(SERVICE, [scales.sentence(scales.TEN)] * rated, lines)


def _line(row: Entry, is_watchlist: bool, dated: Dated) -> BroughtLine:
    film, kind = _film(row), row.cell("type")
    if not row.refusal and kind.casefold() != "movie" and title_types.is_television(kind):
        return television(row, film, kind)
    score = row.cell("yourrating")
    at = row.cell("daterated", "dateadded")
    if is_watchlist and not score:
        return said(row, film, flag=WANT_TO_SEE, at=at, dated=dated)
    if not score and not row.refusal:
        return kept(row, film)
    return said(row, film, score=score, scale=scales.TEN, at=at, dated=dated)


def _film(row: Entry) -> Named:
    # Of an episode these are the series' ids, but that never gets so far.
    ids = values.ids(
        imdb=values.imdb_id(row.cell("imdbid")), tmdb=values.number_id(row.cell("tmdbid"))
    )
    return named(row.cell("name"), row.cell("releasedate"), ids)
