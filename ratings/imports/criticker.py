"""Criticker: its rankings as CSV and as XML. Pure.

Every viewer there has a scale of their own. It is read in proportion: as points of 10 when the
highest score of all is at most 10, else as points of 100, unless the viewer says otherwise.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from films.importing.refusal import Refusal
from ratings.imports import scales, values
from ratings.imports.brought import Brought, BroughtLine
from ratings.imports.lines import Named, named, not_a_film, said, television
from ratings.imports.sources import Entry, Source, Table, Tree

SERVICE = "criticker"
_SCORES = ("score", "rating", "yourscore")


def owns(source: Source) -> bool:
    """Tell whether a source holds Criticker's rankings."""
    if isinstance(source, Table):
        return source.has("filmname") and any(source.has(key) for key in _SCORES)
    if isinstance(source, Tree):
        rankings = source.root in {"recentrankings", "recentratings", "rankings", "ratings"}
        return rankings or any("filmname" in entry.names for entry in source.entries[:1])
    return False


def read(sources: list[Source], scale: int | None) -> Brought:
    """Read rankings by `scale`, or by the one that fits the highest score."""
    entries = [
        entry
        for source in sources
        if isinstance(source, Table | Tree)
        for entry in (source.rows if isinstance(source, Table) else source.entries)
    ]
    fitting = scale or _fitting(entries)
    notes = [_about(fitting, chosen=bool(scale)), scales.sentence(fitting)]
    return Brought(SERVICE, notes, [_line(entry, fitting) for entry in entries])


def _fitting(entries: list[Entry]) -> int:
    return scales.most_fitting(max((_score(entry) for entry in entries), default=values.NOTHING))


def _score(entry: Entry) -> values.Score:
    if entry.refusal:
        return values.NOTHING
    try:
        return values.score(entry.cell(*_SCORES)) or values.NOTHING
    except Refusal:
        return values.NOTHING


def _about(scale: int, *, chosen: bool) -> str:
    if chosen:
        return _("As you chose, Criticker’s scores are read as out of %d.") % scale
    if scale == scales.TEN:
        return _("No score is above 10, so Criticker’s scores are read as out of 10.")
    return _("Some scores are above 10, so Criticker’s scores are read as out of 100.")


def _line(entry: Entry, scale: int) -> BroughtLine:
    film = _film(entry)
    if not entry.refusal:
        link = entry.cell("filmlink", "url", "link").casefold()
        kind = entry.cell("type", "mediatype").casefold()
        if "/tv/" in link or kind in {"tv", "tv show", "tv series"}:
            return television(entry, film, "TV")
        if "/game/" in link or kind in {"game", "video game"}:
            return not_a_film(entry, film, _("a game"))
    at = entry.cell("daterated", "reviewdate", "date")
    return said(entry, film, score=entry.cell(*_SCORES), scale=scale, at=at)


def _film(entry: Entry) -> Named:
    title, year = values.titled(entry.cell("filmname"))
    said, others = values.catalogued(title) if title else ("", ())
    ids = values.ids(imdb=values.imdb_id(entry.cell("imdbid", "imdb")))
    return named(said, entry.cell("year", "filmyear") or year, ids, others)
