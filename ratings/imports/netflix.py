"""Netflix: its viewing history, and the files of its download of personal data. Pure.

It gives neither years nor ids. Its old stars are ratings; a thumb is none, and is never turned into
one; what was watched is kept.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from ratings.imports import scales
from ratings.imports.brought import Brought, BroughtLine, Unreadable
from ratings.imports.lines import WANT_TO_SEE, Named, kept, said, television
from ratings.imports.sources import Entry, Source, Table

SERVICE = "netflix"
_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?")
_PART_OF_SERIES = re.compile(
    r": (?:(?:season|staffel|saison|temporada|stagione|series|part|volume|chapter|episode|folge"
    r"|limited series|miniserie)\b.*)",
    re.I,
)


def owns(source: Source) -> bool:
    """Tell whether a source is one of Netflix' tables."""
    if not isinstance(source, Table):
        return False
    if set(source.keys) == {"title", "date"} or _is_history(source):
        return True
    return source.has("titlename") or source.has("profilename", "title")


def _is_history(table: Table) -> bool:
    """Tell whether a table is a viewing history, whose header is in the viewer's language."""
    dates = [row.content.get(table.names[-1], "") for row in table.rows[:20] if not row.refusal]
    return len(table.names) == 2 and bool(dates) and all(map(_DAY.fullmatch, dates))


def _rows(table: Table) -> list[Entry]:
    """Return the rows; of a history without a header also the one that stands in its place."""
    if _is_history(table) and _DAY.fullmatch(table.names[-1].strip()):
        first = {name: name for name in table.names}
        return [Entry(1, table.file, first, {}), *table.rows]
    return table.rows


def read(sources: list[Source], scale: int | None) -> Brought:
    """Read its tables; Unreadable where stars or My List are those of several profiles."""
    tables = [source for source in sources if isinstance(source, Table)]
    _check_one_profile(tables)
    lines = [_line(row, table) for table in tables for row in _rows(table)]
    notes: list[str] = []
    if any(line.half_stars for line in lines):
        notes.append(scales.sentence(scales.FIVE))
    if any(row.cell("thumbsvalue") not in {"", "0"} for table in tables for row in table.rows):
        notes.append(_("A thumb is not a number of stars: thumbs are kept, not turned into any."))
    return Brought(SERVICE, notes, lines)


def _check_one_profile(tables: list[Table]) -> None:
    says = [table for table in tables if table.has("starvalue") or _is_wished(table)]
    profiles = sorted({row.cell("profilename") for table in says for row in table.rows} - {""})
    if len(profiles) > 1:
        raise Unreadable(
            _("This is of several profiles (%s). Bring a file with the lines of one of them.")
            % ", ".join(profile[:30] for profile in profiles[:5])
        )


def _is_wished(table: Table) -> bool:
    return table.has("titlename", "utctitleadddate")


def _line(row: Entry, table: Table) -> BroughtLine:
    film = Named(row.cell("titlename", "title", table.names[0]))
    stars = row.cell("starvalue")
    says = bool(stars and stars != "0") or _is_wished(table)
    if not says and not row.refusal:
        return kept(row, film)
    if not row.refusal and (part := _PART_OF_SERIES.search(film.title)):
        return television(row, film, part[0].strip(": "))
    if _is_wished(table):
        return said(row, film, flag=WANT_TO_SEE, at=row.cell("utctitleadddate"))
    return said(row, film, score=stars, scale=scales.FIVE, at=row.cell("eventutcts"))
