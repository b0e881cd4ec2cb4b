"""What a viewer said as CSV: in Letterboxd's form, in one like IMDb's, and in our own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import models

from ratings.exports import statements
from ratings.exports.csv_texts import csv_text
from ratings.exports.statements import FilmSaid, Statement, one_moment, zoned
from ratings.imports import halfstar
from ratings.models import ImportLine
from ratings.models.flag import Flag

LETTERBOXD_RATINGS = ("imdbID", "tmdbID", "Title", "Year", "Rating")
LETTERBOXD_WATCHLIST = LETTERBOXD_RATINGS[:-1]
IMDB = (
    *("Const", "Your Rating", "Date Rated", "Title", "Original Title", "URL", "Title Type"),
    *("IMDb Rating", "Runtime (mins)", "Year", "Genres", "Num Votes", "Release Date", "Directors"),
)


def letterboxd_ratings(user: models.Model) -> Iterator[str]:
    """The ratings in the form that Letterboxd imports.

    Without dates: there they would be days on which a film was watched, which nobody said.
    """
    rated = statements.ratings(user)
    rows = ((*_letterboxd(each.film), _stars(each.half_stars)) for each in rated)
    yield from _written(LETTERBOXD_RATINGS, rows)


def letterboxd_watchlist(user: models.Model) -> Iterator[str]:
    """What the viewer wants to see, in the form that Letterboxd imports into a watchlist."""
    wanted = statements.flags(user, Flag.Kind.WANT_TO_SEE)
    yield from _written(LETTERBOXD_WATCHLIST, (_letterboxd(each.film) for each in wanted))


def imdb_ratings(user: models.Model) -> Iterator[str]:
    """The ratings as IMDb writes them, of ten points; what only IMDb knows is empty."""
    yield from _written(IMDB, (_imdb(each) for each in statements.ratings(user)))


def everything(user: models.Model) -> Iterator[str]:
    """All that the viewer said, and what of their imports is kept or wasn't placed."""
    yield from _written(halfstar.COLUMNS, _everything(user))


def _everything(user: models.Model) -> Iterator[tuple[Any, ...]]:
    for each in statements.ratings(user):
        yield ours(halfstar.RATING, each)
    for each in statements.flags(user):
        yield ours(each.flag, each)
    services = {batch.pk: batch.service for batch in statements.batches(user)}
    outcome = ImportLine.Outcome
    for line in statements.lines(user, outcome.KEPT, outcome.UNPLACED, outcome.REFUSED):
        yield _of_import(line, services[line.batch_id])


def ours(says: str, each: Statement) -> tuple[Any, ...]:
    """What is said of a film, as a row of our own table."""
    film = each.film
    named = (film.title, film.year, film.address, *_ids(film.ids))
    return (says, each.half_stars, zoned(each.at), *named, "", "")


def _of_import(line: ImportLine, service: str) -> tuple[Any, ...]:
    says = str(line.outcome)
    if says == halfstar.UNPLACED:
        says = halfstar.RATING if line.half_stars else line.flag
    address = line.film.slug if line.film else ""
    content = halfstar.origin(service, line.file, line.number, line.content)
    named = (line.title, line.year, address, *_ids(line.ids))
    return (says, line.half_stars, zoned(line.at), *named, _json(content), line.reason)


def _ids(ids: dict[str, str]) -> tuple[str, str, str]:
    others = {site: value for site, value in ids.items() if site not in {"imdb", "tmdb"}}
    return ids.get("imdb", ""), ids.get("tmdb", ""), _json(others) if others else ""


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _letterboxd(film: FilmSaid) -> tuple[Any, ...]:
    return film.ids.get("imdb", ""), film.ids.get("tmdb", ""), film.title, film.year


def _stars(half_stars: int | None) -> str:
    return f"{(half_stars or 0) / 2:g}"


def _imdb(each: Statement) -> tuple[Any, ...]:
    film, const = each.film, each.film.ids.get("imdb", "")
    link = f"https://www.imdb.com/title/{const}/" if const else ""
    titles = (film.title, film.original_title or film.title, link, "Movie")
    return (const, each.half_stars, _day(each.at), *titles, "", film.runtime, film.year, "", "",
            film.release_date, "")  # fmt: skip


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).date().isoformat()


def _written(header: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    with one_moment():
        yield from csv_text(header, rows)
