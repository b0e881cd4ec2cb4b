"""Things that may be one and the same, by names that differ in accents, signs or an article.

Two of which someone said that they aren't (`Apart`) are none of them.
"""

from typing import Any, NamedTuple

from django.db import connection

FILMS_AT_ONCE = 2000
"""How many films are compared with all others at once: it costs half a second."""
MOST_PAIRS = 500
LARGEST_ID = 2**63 - 1


class Pair(NamedTuple):
    """Two things by their ids, the older one first; `doubtful` when something speaks against it."""

    older: int
    newer: int
    doubtful: bool = False


class Pairs(NamedTuple):
    """Pairs that were found, and from which id on to look further, if there is further to look."""

    pairs: list[Pair]
    before: int | None = None


#: The films that share a title with some others, accents, signs and articles aside, and were made
#: within a year of them. Each is looked up by an index: OFFSET 0 keeps the planner from reading
#: every film, which would fold every title.
LIKE = """
    WITH film AS MATERIALIZED ({films}),
    own AS (
        SELECT id, year, halfstar_loose_title(title) AS key FROM film
        UNION SELECT id, year, halfstar_loose_title(original_title) FROM film
            WHERE original_title <> ''
        UNION SELECT film.id, year, halfstar_loose_title(other.title)
            FROM film JOIN films_alternativetitle other ON other.film_id = film.id
    ),
    found AS (
        SELECT own.id AS own_id, own.year AS own_year, other.id FROM own, LATERAL (
            SELECT id FROM films_film WHERE halfstar_loose_title(title) = key OFFSET 0) other
        UNION SELECT own.id, own.year, other.id FROM own, LATERAL (
            SELECT id FROM films_film WHERE halfstar_loose_title(original_title) = key
                AND original_title <> '' OFFSET 0) other
        UNION SELECT own.id, own.year, other.film_id FROM own, LATERAL (
            SELECT film_id FROM films_alternativetitle
                WHERE halfstar_loose_title(title) = key OFFSET 0) other
    )
    SELECT f.id, own_id, EXISTS (
        SELECT FROM films_externalid x JOIN films_externalid y USING (site)
        WHERE x.film_id = f.id AND y.film_id = own_id AND x.value <> y.value
    ) AS doubtful
    FROM found JOIN films_film f USING (id)
    WHERE f.year BETWEEN own_year - 1 AND own_year + 1 AND {which}
        AND NOT EXISTS (
            SELECT FROM films_apart WHERE kind = 'films.film'
                AND older = least(f.id, own_id) AND newer = greatest(f.id, own_id))
    ORDER BY doubtful, own_id DESC, f.id LIMIT %s
"""
#: Some of the films, those that were added last first.
NEWEST = "SELECT * FROM films_film WHERE id < %s ORDER BY id DESC LIMIT %s"
ONE = "SELECT * FROM films_film WHERE id = %s"
#: That nobody said of `a` and `b`, of a kind, that they aren't the same.
NOT_APART = """NOT EXISTS (
    SELECT FROM films_apart WHERE kind = %s
        AND older = least(a.id, b.id) AND newer = greatest(a.id, b.id)
)"""


def pairs_of_films(before: int | None = None) -> Pairs:
    """Films that may be one, of those that were added before one of this id, or last of all.

    So many are looked through at once that it takes no time, however many there are. Those that
    have two ids of one site, which are rather two films, stand last and are called doubtful.
    """
    start = LARGEST_ID if before is None else before
    query = LIKE.format(films=NEWEST, which="f.id < own_id")
    rows = _rows(query, start, FILMS_AT_ONCE, MOST_PAIRS)
    further = _rows(
        f"SELECT min(id) FROM ({NEWEST}) seen HAVING count(*) = %s",  # noqa: S608 - our own table
        *(start, FILMS_AT_ONCE, FILMS_AT_ONCE),
    )
    return Pairs([Pair(*row) for row in rows], further[0][0] if further else None)


def films_like(pk: int) -> list[int]:
    """The ids of the other films that may be the same as one."""
    query = LIKE.format(films=ONE, which="f.id <> own_id")
    return [film for film, _own, _doubtful in _rows(query, pk, MOST_PAIRS)]


def pairs_of_names(named: str, kind: str, before: int | None = None) -> Pairs:
    """Things that share a name, the newer of which was added before one of this id, or last of all.

    `named` is a query of their ids, with a `key` of each name; `kind` is their model's label.
    """
    start = LARGEST_ID if before is None else before
    query = f"""
        WITH named AS MATERIALIZED ({named})
        SELECT DISTINCT a.id, b.id FROM named a JOIN named b ON a.key = b.key AND a.id < b.id
        WHERE b.id < %s AND {NOT_APART}
        ORDER BY b.id DESC, a.id LIMIT %s
    """  # noqa: S608 - a query of ours
    pairs = [Pair(*row) for row in _rows(query, start, kind, MOST_PAIRS)]
    if len(pairs) < MOST_PAIRS:
        return Pairs(pairs)
    last = pairs[-1].newer
    whole = [pair for pair in pairs if pair.newer > last]
    return Pairs(whole, last + 1) if whole else Pairs(pairs, last)


def named_like(named: str, pk: int, kind: str) -> list[int]:
    """The ids of the others that share a name with one."""
    query = f"""
        WITH named AS MATERIALIZED ({named})
        SELECT DISTINCT b.id FROM named a JOIN named b USING (key)
        WHERE a.id = %s AND b.id <> a.id AND {NOT_APART}
    """  # noqa: S608 - a query of ours
    return [other for (other,) in _rows(query, pk, kind)]


def _rows(query: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
