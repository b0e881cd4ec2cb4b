"""MovieLens: a viewer's own export, and the form of its data sets where they are one viewer's.

Titles have their article behind and their original in brackets; `movies.csv` and `links.csv` of a
data set give the films of its `ratings.csv`. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from ratings.imports import moments, scales, values
from ratings.imports.brought import Brought, BroughtLine, Unreadable
from ratings.imports.lines import WANT_TO_SEE, Named, kept, said
from ratings.imports.sources import Entry, Source, Table

SERVICE = "movielens"


def owns(source: Source) -> bool:
    """Tell whether a source is one of MovieLens' tables."""
    if not isinstance(source, Table):
        return False
    if source.has("actiontype", "logjson"):
        return True
    others = ("rating", "title", "imdbid", "tag", "timestamp")
    return source.has("movieid") and any(source.has(key) for key in others)


def read(sources: list[Source], scale: int | None) -> Brought:
    """Read its tables together; Unreadable where they hold what several people rated."""
    tables = [source for source in sources if isinstance(source, Table)]
    _check_one_viewer(tables)
    films = _films(tables)
    lines = [_line(row, table, films) for table in tables if _speaks(table) for row in table.rows]
    if not any(_speaks(table) for table in tables):
        raise Unreadable(_("These are MovieLens' films, without ratings of anybody's."))
    rated = any(line.half_stars for line in lines)
    return Brought(SERVICE, [scales.sentence(scales.FIVE)] * rated, lines)


def _speaks(table: Table) -> bool:
    """Tell whether a table holds what a viewer said, and not only facts about films."""
    if table.has("rating") or table.has("tag") or table.has("logjson"):
        return True
    # Wished films come with the site's average, which lists of links and genres don't have.
    return table.has("imdbid", "tmdbid", "title")


def _check_one_viewer(tables: list[Table]) -> None:
    viewers = {
        row.cell("userid") for table in tables if table.has("rating") for row in table.rows
    } - {""}
    if len(viewers) > 1:
        raise Unreadable(
            _(
                "This holds the ratings of %(many)d viewers, and an import is one viewer's own. "
                "Whoever runs the site can bring them with the command load_ratings."
            )
            % {"many": len(viewers)}
        )


def _line(row: Entry, table: Table, films: Mapping[str, Named]) -> BroughtLine:
    film = films.get(values.number_id(row.cell("movieid"))) or _film(row)
    if table.has("rating"):
        return said(
            *(row, film),
            score=row.cell("rating"),
            scale=scales.FIVE,
            at=row.cell("timestamp"),
            dated=moments.of_timestamp,
        )
    if table.has("tag") or table.has("logjson"):
        return kept(row, film)
    return said(row, film, flag=WANT_TO_SEE)


def _films(tables: list[Table]) -> dict[str, Named]:
    """Return the films that the tables of a data set describe, by MovieLens' ids."""
    found: dict[str, Named] = {}
    for table in tables:
        if table.has("movieid") and not table.has("rating") and not table.has("tag"):
            for row in table.rows:
                film = _film(row)
                known = found.get(number := values.number_id(row.cell("movieid")), Named())
                found[number] = Named(
                    known.title or film.title,
                    known.year or film.year,
                    {**known.ids, **film.ids},
                    known.other_titles or film.other_titles,
                )
    return found


def _film(row: Entry) -> Named:
    title, year = values.titled(row.cell("title"))
    own, others = values.catalogued(title)
    ids = values.ids(
        imdb=values.imdb_id(row.cell("imdbid")),
        tmdb=values.number_id(row.cell("tmdbid")),
        movielens=values.number_id(row.cell("movieid")),
    )
    return Named(own, year, ids, others)
