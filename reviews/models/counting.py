"""SQL by which the critics' tallies are kept, and counted anew: the same for both."""

from films.models.recounting import Recount
from films.models.versions import after_changes
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

#: The days of the readings that are the latest of their aggregator and kind, of the films in
#: `{films}`.
READINGS = """
    SELECT film_id, array_agg(as_of ORDER BY as_of) AS readings FROM (
        SELECT DISTINCT ON (film_id, aggregator_id, audience) film_id, as_of
        FROM reviews_aggregatorscore {films}
        ORDER BY film_id, aggregator_id, audience, as_of DESC
    ) latest
    GROUP BY film_id
"""

_ADDED = ", ".join(f"{column} = t.{column} + d.{column}" for column in COLUMNS)
#: Which films, asked once: what is joined with changed rows is joined by the plan of a connection's
#: first change, made for one row, perhaps while there were no films.
_LOCK = """
    PERFORM 1 FROM reviews_critictally
        WHERE film_id = ANY (ARRAY(SELECT film_id FROM {changed} c))
        ORDER BY film_id FOR NO KEY UPDATE;
"""

#: The triggers of reviews. Film by film, so that no plan makes many changes slow.
COUNTED = after_changes(
    "counted",
    f"""{_LOCK}
    DECLARE d record; BEGIN
        FOR d IN
            SELECT film_id, {SUMS}
            FROM (
                SELECT sum(w) AS w, {SHOWN}, own_percent FROM {{changed}} c
                WHERE {COUNTS} GROUP BY {SHOWN}, own_percent HAVING sum(w) <> 0
            ) shown
            GROUP BY film_id
        LOOP
            UPDATE reviews_critictally t SET {_ADDED}, version = t.version + 1
            WHERE t.film_id = d.film_id;
        END LOOP;
    END;
    """,
    truncated=(
        "UPDATE reviews_critictally SET version = version + 1, "
        + ", ".join(f"{column} = 0" for column in COLUMNS)
        + ";"
    ),
)

#: The triggers of aggregators' scores.
READ = after_changes(
    "raises_its_tally",
    f"""{_LOCK}
    UPDATE reviews_critictally t
    SET version = t.version + 1, readings = coalesce(d.readings, '{{}}')
    FROM (SELECT DISTINCT film_id FROM {{changed}} c) f
    LEFT JOIN (
        {READINGS.format(films="WHERE film_id IN (SELECT film_id FROM {changed} c)")}
    ) d USING (film_id)
    WHERE f.film_id = t.film_id;
    """,
    truncated="UPDATE reviews_critictally SET version = version + 1, readings = '{}';",
)

#: The tally counted anew, by the same rules.
RECOUNT = Recount(
    "reviews_critictally",
    {
        f"""SELECT film_id, {SUMS} FROM (
            SELECT 1 AS w, film_id, verdict, original_score, own_percent
            FROM reviews_criticreview WHERE {COUNTS}
        ) shown GROUP BY film_id""": list(COLUMNS),
        READINGS.format(films=""): ["readings"],
    },
    types={"scored_sum": "numeric", "readings": "date[]"},
)
