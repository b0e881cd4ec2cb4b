"""A recount of both tallies in plain SQL, which knows nothing of the triggers that keep them."""

from typing import Any

from tests.raw import sql

_COLUMNS = [f"n{number}" for number in range(1, 11)]
_EACH = ", ".join(f"count(*) FILTER (WHERE half_stars = {n}) AS n{n}" for n in range(1, 11))
_VIEWERS = f"""
SELECT f.id, {_EACH},
    count(r.half_stars) AS ratings,
    (SELECT count(*) FROM ratings_flag w
        WHERE w.film_id = f.id AND w.kind = 'want_to_see' AND w.user_id NOT IN (
            SELECT user_id FROM ratings_setaside WHERE film_id IS NULL AND undone_at IS NULL
        )) AS want_to_see
FROM films_film f LEFT JOIN ratings_rating r ON r.film_id = f.id AND NOT EXISTS (
    SELECT FROM ratings_setaside s WHERE s.undone_at IS NULL AND s.user_id = r.user_id
        AND coalesce(s.film_id, f.id) = f.id
)
GROUP BY f.id
"""
_OF_REVIEWS = [
    *("favourable", "unfavourable", "unstated"),
    *("written", "scored", "scored_sum"),
]
_CRITICS = """
SELECT f.id, count(*) FILTER (WHERE r.verdict = 'favourable') AS favourable,
    count(*) FILTER (WHERE r.verdict = 'unfavourable') AS unfavourable,
    count(*) FILTER (WHERE r.verdict = '') AS unstated,
    count(nullif(r.original_score, '')) AS written,
    count(r.own_percent) AS scored, coalesce(sum(r.own_percent), 0) AS scored_sum
FROM films_film f LEFT JOIN reviews_criticreview r ON r.film_id = f.id AND r.status = 'published'
GROUP BY f.id
"""


def drift() -> list[tuple[Any, ...]]:
    """Where a tally differs from its rows, or a film has none: empty when all is right."""
    return [
        *_differences("ratings_filmtally", [*_COLUMNS, "ratings", "want_to_see"], _VIEWERS),
        *_differences("reviews_critictally", _OF_REVIEWS, _CRITICS),
    ]


def _differences(table: str, columns: list[str], recount: str) -> list[tuple[Any, ...]]:
    kept = ", ".join(f"kept.{column}" for column in columns)
    counted = ", ".join(f"counted.{column}" for column in columns)
    return sql(
        f"SELECT coalesce(kept.film_id, counted.id), {kept}, {counted}"
        f" FROM {table} kept FULL JOIN ({recount}) counted ON counted.id = kept.film_id"
        f" WHERE ({kept}) IS DISTINCT FROM ({counted})"
    )
