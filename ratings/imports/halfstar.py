"""Halfstar's own exports, read back exactly: the table (CSV) and the document of everything. Pure.

`ratings/exports` writes what is described here, and `docs/imports.md` tells it to people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from films.importing.apostrophes import taken_off
from films.importing.refusal import Refusal
from ratings.imports import scales
from ratings.imports.brought import Brought, BroughtLine, Unreadable
from ratings.imports.documents import json_value
from ratings.imports.lines import (
    NOT_INTERESTED,
    WANT_TO_SEE,
    Named,
    kept,
    named,
    refused,
    said,
)
from ratings.imports.rows import Rows
from ratings.imports.sources import Document, Entry, Source, Table

SERVICE = "halfstar"
VERSION = 1
"""Of the document of everything; a reader refuses one that it doesn't know."""

COLUMNS = (
    *("says", "half_stars", "at", "title", "year", "film", "imdb", "tmdb", "other_ids"),
    *("line", "reason"),
)
"""Of the table. `says` is "rating", a flag, "kept" or "refused"; `film` is the film's address, `at`
a moment with its zone. `other_ids` and `line`, what a line of an import held, are JSON."""

RATING, KEPT, UNPLACED, REFUSED = "rating", "kept", "unplaced", "refused"
_FLAGS = (WANT_TO_SEE, NOT_INTERESTED)
_COMES_BACK = (KEPT, UNPLACED, REFUSED)


def owns(source: Source) -> bool:
    """Tell whether a source is one of Halfstar's own."""
    if isinstance(source, Document):
        return isinstance(source.value, dict) and "halfstar" in source.value
    return isinstance(source, Table) and source.has("says", "halfstars", "film")


def read(sources: list[Source], scale: int | None) -> Brought:
    """Read its exports; raise Unreadable for a version that is not known here."""
    lines: list[BroughtLine] = []
    left = Rows()
    for source in sources:
        if isinstance(source, Table):
            lines += [_row(row) for row in source.rows]
        elif isinstance(source, Document):
            for line in _everything(source):
                left.take()
                lines.append(line)
    rated = any(line.half_stars for line in lines)
    return Brought(SERVICE, [_("Ratings come back as they were.")] * rated, lines)


def origin(service: str, file: str, number: int, content: dict[str, Any]) -> dict[str, Any]:
    """Return what a line of another service's file was, as it is kept after it came back."""
    if service == SERVICE:
        return content
    return {"service": service, "file": file, "number": number, "content": content}


def came_from(
    service: str, file: str, number: int, content: dict[str, Any]
) -> tuple[str, str, int, dict[str, Any]]:
    """Return service, file, number and content with which a kept line came first of all.

    However often it went out with our own exports and came back, they are the same.
    """
    first = content.get("service"), content.get("file"), content.get("number")
    if service != SERVICE:
        return service, file, number, content
    match (*first, content.get("content")):
        case (str(), str(), int(), dict()) if len(content) == len(first) + 1:
            return content["service"], content["file"], content["number"], content["content"]
    return SERVICE, "", 0, content


def _row(row: Entry) -> BroughtLine:
    content = {name: taken_off(str(text)) for name, text in row.content.items()}
    row = replace(row, content=content)
    try:
        ids = {"imdb": row.cell("imdb"), "tmdb": row.cell("tmdb"), "halfstar": row.cell("film")}
        title = content.get(row.names.get("title", ""), "")
        film = _film(title, row.cell("year"), {**_json(row.cell("otherids")), **ids})
        was = replace(row, content=_json(row.cell("line")) or content)
    except Refusal as refusal:
        return refused(row, Named(), str(refusal))
    return _said(was, film, row.cell("says"), *map(row.cell, ("halfstars", "at", "reason")))


def _said(
    entry: Entry, film: Named, says: str, score: object, at: object, reason: str = ""
) -> BroughtLine:
    if entry.refusal or says == REFUSED:
        return refused(entry, film, (entry.refusal or reason)[:500])
    if says == KEPT:
        return kept(entry, film)
    if says == RATING:
        return said(entry, film, score=score, scale=scales.TEN, at=at)
    if says in _FLAGS:
        return said(entry, film, flag=says, at=at)
    return refused(entry, film, _("The line doesn't tell what it says."))


def _json(text: str) -> dict[str, Any]:
    try:
        value = json_value(text) if text else {}
    except Unreadable:
        value = None
    if not isinstance(value, dict):
        raise Refusal(_("A column that holds JSON can't be read."))
    return value


def _film(title: object, year: object, ids: dict[str, Any]) -> Named:
    known = {site: value for site, value in ids.items() if isinstance(value, str) and value}
    return named(title if isinstance(title, str) else "", year, known)


def _everything(source: Document) -> Iterator[BroughtLine]:
    if source.value["halfstar"] != VERSION:
        raise Unreadable(_("This comes from a newer Halfstar, whose exports aren't known here."))
    number = 0
    for entry in _listed(source.value, "ratings"):
        number += 1
        yield _object(Entry(number, source.file, entry, {}), RATING, "half_stars", "rated_at")
    for entry in _listed(source.value, "flags"):
        number += 1
        flag = str(entry.get("flag"))
        yield _object(Entry(number, source.file, entry, {}), flag, "", "flagged_at")
    for batch in _listed(source.value, "imports"):
        for line in _listed(batch, "lines"):
            number += 1
            if batch.get("state") == "done" and line.get("outcome") in _COMES_BACK:
                yield _of_import(batch, line, number, source.file)


def _object(entry: Entry, says: str, score: str, at: str) -> BroughtLine:
    content = entry.content
    return _said(entry, _of(content.get("film")), says, content.get(score), content.get(at))


def _of(about: Any) -> Named:
    if not isinstance(about, dict):
        return Named()
    ids, others = about.get("ids"), about.get("other_titles")
    found = dict(ids) if isinstance(ids, dict) else {}
    if address := about.get("address"):
        found["halfstar"] = address
    film = _film(about.get("title"), about.get("year"), found)
    titles = others if isinstance(others, list) else []
    return replace(film, other_titles=tuple(each for each in titles if isinstance(each, str)))


def _of_import(batch: dict[str, Any], line: dict[str, Any], number: int, file: str) -> BroughtLine:
    """Read a line of an import: one that wasn't placed says again what it said."""
    content, number_there = line.get("content"), line.get("number")
    was = origin(
        str(batch.get("service", "")),
        str(line.get("file", "")),
        number_there if isinstance(number_there, int) else 0,
        content if isinstance(content, dict) else {},
    )
    says = str(line["outcome"])
    if says == UNPLACED:
        says = RATING if line.get("half_stars") else str(line.get("flag"))
    entry = Entry(number, file, was, {})
    reason = str(line.get("reason", ""))
    return _said(entry, _of(line), says, line.get("half_stars"), line.get("at"), reason)


def _listed(value: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    found = value.get(name)
    yield from (
        each for each in (found if isinstance(found, list) else ()) if isinstance(each, dict)
    )
