"""Writing what a file says beside what is there: the newer of two ratings stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from django.db import connection, transaction
from psycopg import sql

from films.models.retrying import retried
from ratings.loading.kinds import Kind
from ratings.loading.rebuilding import bare_ratings
from ratings.loading.staging import run

LINES_AT_ONCE = 100_000
"""About how many ratings are written in one transaction, while others wait for their films."""
REBUILD_FROM = 1_000_000
"""A load of so many lines builds the indexes of ratings anew, if few ratings are there before."""
FEW = 10
"""Few are a tenth of what comes."""

Outcomes = Counter[str]

#: What becomes of a line `l` beside the rating `r` that is there, if one is.
_OUTCOME = """CASE
    WHEN r.id IS NULL THEN 'added'
    WHEN r.half_stars = l.half_stars AND coalesce(l.rated_at <= r.rated_at, true) THEN 'unchanged'
    WHEN coalesce(l.rated_at < r.rated_at, l.is_own) THEN 'kept'
    ELSE 'changed'
END"""
_BESIDE = (
    "load_said l LEFT JOIN ratings_rating r ON r.user_id = l.user_id AND r.film_id = l.film_id"
)
_ROWS = "SELECT l.user_id, l.film_id, l.half_stars, coalesce(l.rated_at, now())"
_COLUMNS = "user_id, film_id, half_stars, rated_at"


def bring_together(kind: Kind) -> None:
    """Make the table `load_said` of what can be written, in order of film; refuse the others.

    Of two lines about the same viewer and film the one with the later time is taken, without
    times the later line. The table of lines is dropped.
    """
    run(
        "INSERT INTO load_refused (number, reason)"
        " SELECT l.number, coalesce(f.reason, v.reason) FROM load_lines l"
        " JOIN load_films f ON f.name = l.film LEFT JOIN load_viewers v ON v.name = l.who"
        " WHERE (f.reason IS NOT NULL OR v.reason IS NOT NULL)"
        # Known before the lines are read, so that they aren't read in vain.
        " AND (EXISTS (SELECT FROM load_films WHERE reason IS NOT NULL)"
        " OR EXISTS (SELECT FROM load_viewers WHERE reason IS NOT NULL))"
    )
    run(
        "CREATE TEMPORARY TABLE load_said AS SELECT said.*, lead(number) OVER"
        " (PARTITION BY film_id, user_id ORDER BY rated_at NULLS FIRST, number) AS again FROM ("
        "SELECT l.number, f.id AS film_id, v.id AS user_id, v.is_own,"
        " {half_stars} AS half_stars, {rated_at} AS rated_at"
        " FROM load_lines l JOIN load_films f ON f.name = l.film"
        " JOIN load_viewers v ON v.name = l.who WHERE f.id IS NOT NULL AND v.id IS NOT NULL) said",
        half_stars=sql.SQL(kind.half_stars),
        rated_at=sql.SQL(kind.rated_at),
    )
    run("DROP TABLE load_lines")
    if run(
        "INSERT INTO load_refused (number, again)"
        " SELECT number, again FROM load_said WHERE again IS NOT NULL"
    ):
        run("DELETE FROM load_said WHERE again IS NOT NULL")
    run("ANALYZE load_said")


def place(lines: int) -> Iterator[Outcomes]:
    """Write what is in `load_said`; gives what became of the lines, some at a time.

    Each time is a transaction of its own. A large load into few ratings is one, in which the
    indexes of ratings are built anew; so is nothing else.
    """
    if lines >= REBUILD_FROM and _are_few(lines // FEW):
        yield _place_all()
        run("ANALYZE ratings_rating")
        return
    run("CREATE INDEX ON load_said (film_id)")
    for first, last in _portions():
        yield _place_films(first, last)


def outcomes(where: str = "true", values: Sequence[int] = ()) -> Outcomes:
    """What would become of lines `l` if they were written now."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_OUTCOME}, count(*) FROM {_BESIDE} WHERE {where} GROUP BY 1", values
        )
        return Counter(dict(cursor.fetchall()))


@retried()
@transaction.atomic
def _place_all() -> Outcomes:
    run("SET LOCAL work_mem = '256MB'; SET LOCAL maintenance_work_mem = '512MB'")
    with bare_ratings():
        became = outcomes()
        run(
            "UPDATE ratings_rating r SET half_stars = l.half_stars,"
            " rated_at = coalesce(l.rated_at, now()) FROM load_said l"
            f" WHERE r.user_id = l.user_id AND r.film_id = l.film_id AND {_OUTCOME} = 'changed'"
        )
        run(f"INSERT INTO ratings_rating ({_COLUMNS}) {_ROWS} FROM {_BESIDE} WHERE r.id IS NULL")
    return became


@retried()
@transaction.atomic
def _place_films(first: int, last: int) -> Outcomes:
    portion, films = "l.film_id BETWEEN %s AND %s", [first, last]
    became = outcomes(portion, films)
    if became["added"] or became["changed"]:
        # What someone says between the two statements is newer, and stays.
        run(
            f"INSERT INTO ratings_rating AS t ({_COLUMNS}) {_ROWS} FROM {_BESIDE}"
            f" WHERE {portion} AND {_OUTCOME} IN ('added', 'changed')"
            " ORDER BY l.film_id, l.user_id ON CONFLICT (user_id, film_id) DO UPDATE"
            " SET half_stars = excluded.half_stars, rated_at = excluded.rated_at"
            " WHERE t.rated_at <= excluded.rated_at",
            films,
        )
    return became


def _are_few(many: int) -> bool:
    """Whether there are fewer ratings than so many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM (SELECT FROM ratings_rating LIMIT %s) found", [many])
        [(found,)] = cursor.fetchall()
    return bool(found < many)


def _portions() -> Iterator[tuple[int, int]]:
    """Ranges of films that have about as many lines as are written at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT film_id, count(*) FROM load_said GROUP BY film_id ORDER BY film_id")
        films = cursor.fetchall()
    lines, first = 0, None
    for place, (film_id, many) in enumerate(films, start=1):
        first = film_id if first is None else first
        lines += many
        if lines >= LINES_AT_ONCE or place == len(films):
            yield first, film_id
            lines, first = 0, None
