"""The films that lines name: by an address, present or former, or by another site's id."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, LiteralString, NamedTuple

from django.db import connection

from films.models import ExternalId, Film, FormerAddress


def films_at(addresses: Collection[str]) -> dict[str, int]:
    """Return the ids of the films that are, or once were, at these addresses."""
    kind = Film._meta.label_lower
    former = FormerAddress.objects.filter(kind=kind, slug__in=addresses)
    led = dict(former.values_list("slug", "target_id"))
    there = set(Film.objects.filter(pk__in=led.values()).values_list("pk", flat=True))
    here = Film.objects.filter(slug__in=addresses).values_list("slug", "pk")
    return {address: film for address, film in led.items() if film in there} | dict(here)


def addresses_of(films: Collection[int]) -> dict[int, str]:
    """Return the addresses of films by their ids."""
    return dict(Film.objects.filter(pk__in=films).values_list("pk", "slug"))


def films_of_ids(site: str, values: Collection[str]) -> dict[str, int]:
    """Return the ids of the films to which a site gave these ids of its own."""
    found = ExternalId.objects.filter(site=site, value__in=values)
    return dict(found.values_list("value", "film_id"))


class Titled(NamedTuple):
    """A film that has a title, by its id, with its own title and year."""

    film: int
    title: str
    year: int

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"


def films_of_pairs(pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], Titled]:
    """Return the films of ids elsewhere, given and returned as pairs of site and value."""
    wanted = list(set(pairs))
    rows = _rows(
        "SELECT wanted.site, wanted.value, film.id, film.title, film.year"
        " FROM unnest(%s::text[], %s::text[]) AS wanted(site, value)"
        " JOIN films_externalid AS known"
        " ON known.site = wanted.site AND known.value = wanted.value"
        " JOIN films_film AS film ON film.id = known.film_id",
        [[site for site, _value in wanted], [value for _site, value in wanted]],
    )
    return {(site, value): Titled(*film) for site, value, *film in rows}


def films_titled(titles: Collection[str]) -> dict[str, set[Titled]]:
    """Return the films that have one of these titles among all of theirs, by the title given.

    Case, spaces, accents and punctuation don't count, nor whether an article stands behind.
    """
    found: dict[str, set[Titled]] = {}
    for title, *film in _rows(_TITLED, [list(set(titles))]):
        found.setdefault(title, set()).add(Titled(*film))
    return found


def sites_that_know(films: Collection[int], sites: Collection[str]) -> set[tuple[int, str]]:
    """Return the pairs of film and site, of those given, where the site gave the film an id."""
    rows = _rows(
        "SELECT DISTINCT film_id, site FROM films_externalid"
        " WHERE film_id = ANY(%s::bigint[]) AND site = ANY(%s::text[])",
        [list(films), list(sites)],
    )
    return {(film, site) for film, site in rows}


# Each is looked up by an index: OFFSET 0 keeps the planner, which knows nothing yet of tables that
# an import is just filling, from reading all films.
_TITLED = """
    WITH named AS MATERIALIZED (
        SELECT title, halfstar_loose_title(title) AS key FROM unnest(%s::text[]) AS of(title)
    ), wanted AS MATERIALIZED (
        SELECT DISTINCT key FROM named WHERE key <> ''
    ), found AS (
        SELECT key, id FROM wanted, LATERAL (SELECT id FROM films_film
            WHERE halfstar_loose_title(title) = key OFFSET 0) AS film
        UNION SELECT key, id FROM wanted, LATERAL (SELECT id FROM films_film
            WHERE halfstar_loose_title(original_title) = key AND original_title <> ''
            OFFSET 0) AS film
        UNION SELECT key, film_id FROM wanted, LATERAL (SELECT film_id FROM films_alternativetitle
            WHERE halfstar_loose_title(title) = key OFFSET 0) AS other
    )
    SELECT named.title, film.id, film.title, film.year
    FROM named JOIN found USING (key) JOIN films_film AS film ON film.id = found.id
"""


def _rows(query: LiteralString, values: list[list[Any]]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
