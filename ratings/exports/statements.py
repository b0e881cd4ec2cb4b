"""All that a viewer said and brought, row by row, in a constant number of queries and memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, models, transaction
from django.db.models.functions import JSONObject

from films.models import ExternalId
from ratings.models import Flag, ImportBatch, ImportLine, Rating

AT_ONCE = 2_000
_FILM = ("slug", "title", "original_title", "year", "runtime", "release_date")


class FilmSaid(NamedTuple):
    """The film of a statement; `ids` are those at other sites, by site."""

    address: str
    title: str
    original_title: str
    year: int
    runtime: int | None
    release_date: Any
    ids: dict[str, str]


class Statement(NamedTuple):
    """A rating (in half stars), or a flag, of a film at a moment."""

    film: FilmSaid
    half_stars: int | None
    flag: str
    at: datetime


@contextmanager
def one_moment() -> Iterator[None]:
    """Let all queries within see the same moment, whatever the viewer does meanwhile."""
    begins = not connection.in_atomic_block
    with transaction.atomic():
        if begins:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def ratings(user: models.Model) -> Iterator[Statement]:
    """The viewer's ratings, the oldest first."""
    rows = _with_films(Rating.objects.filter(user=user.pk), "half_stars", "rated_at")
    for *film, ids, half_stars, at in rows:
        yield Statement(_film(film, ids), half_stars, "", at)


def flags(user: models.Model, *kinds: str) -> Iterator[Statement]:
    """The viewer's flags of these kinds, or all of them, the oldest first."""
    theirs = Flag.objects.filter(user=user.pk, kind__in=kinds or Flag.Kind.values)
    for *film, ids, kind, at in _with_films(theirs, "kind", "flagged_at"):
        yield Statement(_film(film, ids), None, kind, at)


def batches(user: models.Model) -> list[ImportBatch]:
    """The viewer's imports, the oldest first."""
    return list(ImportBatch.objects.filter(user=user.pk).order_by("pk"))


def lines(user: models.Model, *outcomes: str) -> Iterator[ImportLine]:
    """The lines of the viewer's imports, or those with these outcomes, in the order of imports."""
    theirs = ImportLine.objects.filter(batch__user=user.pk).select_related("film")
    if outcomes:
        theirs = theirs.filter(outcome__in=outcomes, batch__state=ImportBatch.State.DONE)
    ordered = theirs.order_by("batch_id", "pk").defer("film__imported", "film__synopsis")
    yield from ordered.iterator(chunk_size=AT_ONCE)


def zoned(moment: datetime | None) -> str | None:
    """A moment in UTC to the microsecond, with its zone; None where there is none."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else None


def _with_films(rows: models.QuerySet[Any], value: str, moment: str) -> Iterator[tuple[Any, ...]]:
    ids = ExternalId.objects.filter(film=models.OuterRef("film")).order_by("site", "value")
    found = rows.order_by(moment, "pk").annotate(
        ids=ArraySubquery(ids.values(named=JSONObject(site="site", value="value")))
    )
    columns = (*(f"film__{name}" for name in _FILM), "ids", value, moment)
    yield from found.values_list(*columns).iterator(chunk_size=AT_ONCE)


def _film(values: list[Any], ids: list[dict[str, str]]) -> FilmSaid:
    """The film of a row; of several ids at one site the first."""
    return FilmSaid._make([*values, {each["site"]: each["value"] for each in reversed(ids)}])
