"""A file from another service: whose it is, recognised by its content, and what it says. Pure."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from types import ModuleType

from django.utils.translation import gettext as _

from ratings.imports import (
    archives,
    criticker,
    flixster,
    halfstar,
    imdb,
    letterboxd,
    movielens,
    netflix,
    tmdb,
    trakt,
)
from ratings.imports.besides import with_what_is_said_besides
from ratings.imports.brought import Brought, BroughtLine, Unreadable
from ratings.imports.documents import document, tree
from ratings.imports.rows import Rows, TooManyRows
from ratings.imports.sources import Document, Source, Table
from ratings.imports.tables import table
from ratings.imports.texts import one_line, text_of

MOST_BYTES = 20_000_000
"""Bytes of a file, as it is brought."""

SERVICES: tuple[ModuleType, ...] = (
    *(halfstar, letterboxd, tmdb, trakt, movielens, criticker, flixster, netflix, imdb),
)
"""In the order in which they are asked; IMDb's columns have other names in each language, so it
recognises them by what stands in them, and comes last."""

_ELSEWISE_ENCODED_XML = re.compile(
    rb"\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"'](?!utf-?(?:8|16))[a-z0-9._-]+[\"']", re.I
)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_DATA = (".csv", ".json", ".xml", ".tsv", ".txt")


def read(data: bytes, name: str, *, scale: int | None = None) -> Brought:
    """Read a viewer's file; `scale` is the highest score there is, where that's the viewer's own.

    Only Criticker's scores have such a scale; for other services it changes nothing. The name
    tells apart only files of one service whose forms are the same (a watchlist and what was
    watched). Raise Unreadable, with one sentence, when the whole file can't be taken.
    """
    if len(data) > MOST_BYTES:
        too_large = _("The file is larger than %d MB. Packed as a zip it may be small enough.")
        raise Unreadable(too_large % (MOST_BYTES // 1_000_000))
    if not data.strip():
        raise Unreadable(_("The file is empty."))
    if archives.is_zip(data):
        return _of_zip(data, scale)
    source = _source(data, "", one_line(name), Rows())
    service = _service_of(source)
    if service is None:
        raise _of_no_kind(source)
    return _in_order([service.read([source], scale)], [], [])


def _of_zip(data: bytes, scale: int | None) -> Brought:
    sources: list[Source] = []
    broken: list[BroughtLine] = []
    left = Rows()
    for member in archives.members(data):
        try:
            if member.refusal:
                raise Unreadable(member.refusal)
            sources.append(_source(member.data, member.name, member.name, left))
        except TooManyRows:
            raise
        except Unreadable as reason:
            broken.append(_unread(member.name, str(reason)))
    found: dict[ModuleType, list[Source]] = {service: [] for service in SERVICES}
    of_none: list[Source] = []
    for source in sources:
        service = _service_of(source)
        (of_none if service is None else found[service]).append(source)
    _take_the_rest(found, of_none)
    parts = [service.read(owned, scale) for service, owned in found.items() if owned]
    if not parts:
        raise Unreadable(_("The zip holds nothing that Halfstar reads."))
    return _in_order(parts, broken, [source.file for source in of_none])


def _take_the_rest(found: dict[ModuleType, list[Source]], of_none: list[Source]) -> None:
    """Give a whole account's export its other files too, as they are to be kept."""
    for service, form in ((letterboxd, Table), (trakt, Document)):
        if found[service]:
            found[service] += [source for source in of_none if isinstance(source, form)]
            of_none[:] = [source for source in of_none if not isinstance(source, form)]


def _source(data: bytes, file: str, name: str, left: Rows) -> Source:
    """Read bytes as what they look like; raise Unreadable where they can't be."""
    if _ELSEWISE_ENCODED_XML.match(data):
        return tree(data.lstrip(), file, name, left)
    # The reader of XML leaves control characters out by itself.
    text = text_of(data, has_controls=data.removeprefix(BOM_UTF8).lstrip()[:1] == b"<")
    if text.lstrip()[:1] == "<":
        # What it says of its encoding, if anything, is no longer so, or never was.
        bare = _XML_DECLARATION.sub("", text, count=1).lstrip()
        return tree(bare.encode(), file, name, left)
    if text.lstrip()[:1] in {"{", "["}:
        return document(text, file, name, left)
    return table(text, file, name, left)


def _service_of(source: Source) -> ModuleType | None:
    for service in SERVICES:
        # What others are to import to Letterboxd has IMDb's column of ids too.
        if service is imdb and letterboxd.owns_import_form(source):
            return letterboxd
        if service.owns(source):
            return service
    return None


def _of_no_kind(source: Source) -> Unreadable:
    if isinstance(source, Table):
        columns = ", ".join(name[:30] for name in source.names[:8])
        return Unreadable(
            _("This is of no kind that Halfstar reads. Its columns are: %s.") % columns
        )
    return Unreadable(_("This is of no kind that Halfstar reads."))


def _unread(name: str, reason: str) -> BroughtLine:
    return BroughtLine(1, name, {"file": name}, refusal=reason)


def _in_order(parts: list[Brought], broken: Iterable[BroughtLine], unread: list[str]) -> Brought:
    """Put ratings first, then flags, then the rest; the service is the one that says most."""
    lines = [line for part in parts for line in _with_texts(part)]
    data = [line for line in broken if line.file.casefold().endswith(_DATA)]
    others = unread + [line.file for line in broken if line not in data]
    notes = list(dict.fromkeys(note for part in parts for note in part.scales))
    if others:
        notes.append(_("Not read: %s.") % ", ".join(sorted(others)[:20]))
    main = max(parts, key=lambda part: len(part.lines))
    return Brought(main.service, notes, sorted([*lines, *data], key=_rank))


def _with_texts(part: Brought) -> Iterable[BroughtLine]:
    # Our own exports have them in lines of their own.
    return part.lines if part.service == halfstar.SERVICE else with_what_is_said_besides(part.lines)


def _rank(line: BroughtLine) -> int:
    return 0 if line.half_stars is not None else 1 if line.flag and not line.refusal else 2
