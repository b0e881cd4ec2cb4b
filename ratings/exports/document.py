"""Everything that Halfstar holds of a viewer as one JSON document, in the form `halfstar: 1`.

`docs/imports.md` describes it; `ratings/imports/halfstar.py` reads back what the viewer said. What
staff set aside is not of the viewer, and isn't in it; nor are secrets.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from ratings.exports import statements
from ratings.exports.statements import Statement, one_moment, zoned
from ratings.imports import halfstar
from ratings.models import ImportBatch, ImportLine

AT_ONCE = 200
"""Objects of one piece of what is sent."""


def everything(user: Any) -> Iterator[str]:
    """The document, in pieces, all of one moment."""
    with one_moment():
        head = {
            "halfstar": halfstar.VERSION,
            "site": settings.SITE_NAME,
            "exported_at": zoned(timezone.now()),
            "viewer": user.record(),
        }
        yield _json(head)[:-1] + ',\n"ratings": '
        yield from _array(_rating(each) for each in statements.ratings(user))
        yield ',\n"flags": '
        yield from _array(_flag(each) for each in statements.flags(user))
        yield ',\n"imports": ['
        yield from _imports(user)
        yield "]}\n"


def _rating(each: Statement) -> dict[str, Any]:
    return {
        "half_stars": each.half_stars,
        "rated_at": zoned(each.at),
        "film": _film(each),
    }


def _flag(each: Statement) -> dict[str, Any]:
    return {"flag": each.flag, "flagged_at": zoned(each.at), "film": _film(each)}


def _film(each: Statement) -> dict[str, Any]:
    film = each.film
    return {
        "address": film.address,
        "title": film.title,
        "year": film.year,
        "ids": film.ids,
    }


def _imports(user: models.Model) -> Iterator[str]:
    """Each import with its lines, which come in the same order, all in one query."""
    of_batches = groupby(statements.lines(user), key=lambda line: line.batch_id)
    batch_id, lines = next(of_batches, (None, iter(())))
    for place, batch in enumerate(statements.batches(user)):
        yield (",\n" if place else "\n") + _json(_batch(batch))[:-1] + ', "lines": '
        if batch.pk == batch_id:
            yield from _array(map(_line, lines))
            batch_id, lines = next(of_batches, (None, iter(())))
        else:
            yield "[]"
        yield "}"


def _batch(batch: ImportBatch) -> dict[str, Any]:
    return {
        "service": batch.service,
        "file": batch.file_name,
        "state": batch.state,
        "made_at": zoned(batch.made_at),
        "undone_at": zoned(batch.undone_at),
    }


def _line(line: ImportLine) -> dict[str, Any]:
    return {
        "file": line.file,
        "number": line.number,
        "outcome": line.outcome,
        "reason": line.reason,
        "title": line.title,
        "other_titles": line.other_titles,
        "year": line.year,
        "ids": line.ids,
        "half_stars": line.half_stars,
        "flag": line.flag,
        "at": zoned(line.at),
        "address": line.film.slug if line.film else None,
        "content": line.content,
    }


def _array(objects: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Write an array, an object a line, in pieces."""
    pieces = ["["]
    before = "\n"
    for each in objects:
        pieces.append(before + _json(each))
        before = ",\n"
        if len(pieces) >= AT_ONCE:
            yield "".join(pieces)
            pieces = []
    yield "".join([*pieces, "]"])


def _json(value: dict[str, Any]) -> str:
    """The value as JSON; moments in it as everywhere in the document."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=zoned)
