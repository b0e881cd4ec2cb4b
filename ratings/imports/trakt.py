"""Trakt: the JSON of its export and of backups through its API, and its CSV of ratings. Pure.

Each object tells by its keys what it is: rated, listed, watched, collected. Lists have the form of
the watchlist, so there the name of the file or of the list in it decides.
"""

from __future__ import annotations

from typing import Any

from ratings.imports import scales, values
from ratings.imports.brought import Brought, BroughtLine
from ratings.imports.lines import WANT_TO_SEE, Named, kept, named, said, television
from ratings.imports.sources import Document, Entry, Source, Table

SERVICE = "trakt"
_OTHERS = ("show", "season", "episode")
_ABOUT = ("movie", *_OTHERS)
_LISTS = ("list", "favorite", "favourite", "collection", "recommend", "hidden")


def owns(source: Source) -> bool:
    """Tell whether a source holds objects of Trakt's, or is its table of ratings."""
    if isinstance(source, Table):
        return source.has("ratedat", "type", "traktid") or source.has("listedat", "traktid")
    if not isinstance(source, Document):
        return False
    return any(_is_of_trakt(entry.content) for _name, entry in source.objects())


def read(sources: list[Source], scale: int | None) -> Brought:
    """Read its files: ratings and watchlist are placed, history and other lists are kept."""
    lines: list[BroughtLine] = []
    for source in sources:
        if isinstance(source, Table):
            lines += [_row(row) for row in source.rows]
        elif isinstance(source, Document):
            called = _only_letters("/".join([*sorted(source.folders), source.called]))
            lines += [
                _object(entry, called + _only_letters(f"/{name}"))
                for name, entry in source.objects()
            ]
    rated = any(line.half_stars for line in lines)
    return Brought(SERVICE, [scales.sentence(scales.TEN)] * rated, lines)


def _only_letters(name: str) -> str:
    """Return a name as it is looked through: "watch-list" and "Watchlist" are the same."""
    return "".join(char for char in name.casefold() if char.isalpha() or char == "/")


def _is_of_trakt(content: dict[str, Any]) -> bool:
    about = next((content[each] for each in _ABOUT if isinstance(content.get(each), dict)), None)
    return about is not None and (isinstance(about.get("ids"), dict) or "rated_at" in content)


def _object(entry: Entry, called: str) -> BroughtLine:
    content = entry.content
    kind = _kind(content)
    film = _film(content.get("movie") or content.get("show") or content.get(kind))
    says = _says(content, called)
    if says and kind != "movie":
        return television(entry, film, kind)
    if says == "rating":
        at = content.get("rated_at")
        return said(entry, film, score=content.get("rating"), scale=scales.TEN, at=at)
    if says == "watchlist":
        return said(entry, film, flag=WANT_TO_SEE, at=content.get("listed_at"))
    return kept(entry, film)


def _kind(content: dict[str, Any]) -> str:
    stated = str(content.get("type", "")).casefold()
    if stated in _ABOUT:
        return stated
    return next((each for each in reversed(_ABOUT) if each in content), "")


def _says(content: dict[str, Any], called: str) -> str:
    if _kind(content) not in _ABOUT:
        return ""
    if "rated_at" in content or content.get("rating") is not None:
        return "rating"
    is_other_list = "watchlist" not in called and any(each in called for each in _LISTS)
    return "watchlist" if "listed_at" in content and not is_other_list else ""


def _film(about: Any) -> Named:
    if not isinstance(about, dict):
        return Named()
    found = about.get("ids")
    ids = found if isinstance(found, dict) else {}
    title = about.get("title")
    return named(
        title.strip() if isinstance(title, str) else "",
        about.get("year"),
        values.ids(
            imdb=values.imdb_id(ids.get("imdb")),
            tmdb=values.number_id(ids.get("tmdb")),
            trakt=values.number_id(ids.get("trakt")),
        ),
    )


def _row(row: Entry) -> BroughtLine:
    ids = values.ids(
        imdb=values.imdb_id(row.cell("imdbid")),
        tmdb=values.number_id(row.cell("tmdbid")),
        trakt=values.number_id(row.cell("traktid")),
    )
    film, kind = named(row.cell("title"), row.cell("year"), ids), row.cell("type")
    if not row.refusal and kind in _OTHERS:
        return television(row, film, kind)
    score, listed = row.cell("rating"), row.cell("listedat")
    flag = WANT_TO_SEE if listed and not score else ""
    at = row.cell("ratedat") or listed
    return said(row, film, score=score, scale=scales.TEN, flag=flag, at=at)
