"""Flixster: the JSON of a viewer's ratings, as its site served it. Pure.

Its scores are stars, or one of two words: WTS (want to see) and NI (not interested). When it was
said stands there only as "41 minutes ago", so there is no date.
"""

from __future__ import annotations

from typing import Any

from ratings.imports import scales, values
from ratings.imports.brought import Brought, BroughtLine
from ratings.imports.lines import NOT_INTERESTED, WANT_TO_SEE, named, said
from ratings.imports.sources import Document, Entry, Source

SERVICE = "flixster"
_FLAGS = {"WTS": WANT_TO_SEE, "NI": NOT_INTERESTED}


def owns(source: Source) -> bool:
    """Tell whether a source holds objects with a film and Flixster's score."""
    return isinstance(source, Document) and any(
        _is_of_flixster(entry.content) for _name, entry in source.objects()
    )


def read(sources: list[Source], scale: int | None) -> Brought:
    """Read its ratings and flags."""
    lines = [
        _line(entry)
        for source in sources
        if isinstance(source, Document)
        for _name, entry in source.objects()
    ]
    rated = any(line.half_stars for line in lines)
    return Brought(SERVICE, [scales.sentence(scales.FIVE)] * rated, lines)


def _is_of_flixster(content: dict[str, Any]) -> bool:
    return isinstance(content.get("movie"), dict) and "score" in content


def _line(entry: Entry) -> BroughtLine:
    about = entry.content.get("movie")
    movie = about if isinstance(about, dict) else {}
    title = movie.get("title")
    film = named(
        title.strip() if isinstance(title, str) else "",
        movie.get("year"),
        values.ids(flixster=values.number_id(movie.get("id"))),
    )
    score = entry.content.get("score")
    if flag := _FLAGS.get(str(score).strip().upper(), ""):
        return said(entry, film, flag=flag)
    return said(entry, film, score=score, scale=scales.FIVE)
