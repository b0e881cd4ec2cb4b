"""SQL by which the critics' tallies are kept, and counted anew: the same for both."""

from films.models.recounting import Recount
from films.models.versions import after_changes, planned_anew
from reviews.models.versions import COUNTS, SHOWN

#: What a tally counts of the reviews of its film, as sums over rows with a weight `w`.
COLUMNS = {
    "favourable": "sum(w) FILTER (WHERE verdict = 'favourable')",
    "unfavourable": "sum(w) FILTER (WHERE verdict = 'unfavourable')",
    "unstated": "sum(w) FILTER (WHERE verdict = '')",
    "written": "sum(w) FILTER (WHERE original_score <> '')",
    "scored": "sum(w) FILTER (WHERE own_percent IS NOT NULL)",
    "scored_sum": "sum(w * own_percent)",
}
SUMS = ", ".join(f"coalesce({total}, 0) AS {column}" for column, total in COLUMNS.items())

_ADDED = ", ".join(f"{column} = t.{column} + d.{column}" for column in COLUMNS)

#: The triggers of reviews.
COUNTED = after_changes(
    "counted",
    planned_anew(f"""
    SELECT 1 FROM reviews_critictally WHERE film_id IN (SELECT film_id FROM {{changed}} c)
        ORDER BY film_id FOR NO KEY UPDATE;
    UPDATE reviews_critictally t SET {_ADDED}, version = t.version + 1
    FROM (
        SELECT film_id, {SUMS}
        FROM (
            SELECT sum(w) AS w, {SHOWN}, own_percent FROM {{changed}} c
            WHERE {COUNTS} GROUP BY {SHOWN}, own_percent HAVING sum(w) <> 0
        ) shown
        GROUP BY film_id
    ) d
    WHERE d.film_id = t.film_id;
    """),
    truncated=(
        "UPDATE reviews_critictally SET version = version + 1, "
        + ", ".join(f"{column} = 0" for column in COLUMNS)
        + ";"
    ),
)

#: The tally counted anew, by the same rules.
RECOUNT = Recount(
    "reviews_critictally",
    {
        f"""SELECT film_id, {SUMS} FROM (
            SELECT 1 AS w, film_id, verdict, original_score, own_percent
            FROM reviews_criticreview WHERE {COUNTS}
        ) shown GROUP BY film_id""": list(COLUMNS),
    },
    types={"scored_sum": "numeric"},
)
