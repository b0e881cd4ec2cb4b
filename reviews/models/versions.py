"""SQL by which the versions of the critics' tallies move with what pages show."""

from films.models.versions import after_changes, planned_anew

PUBLISHED, WITHDRAWN = "published", "withdrawn"
#: Which reviews count.
COUNTS = f"status = '{PUBLISHED}'"

#: What a film page shows of a review. A change of anything else moves nothing.
SHOWN = (
    "id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score,"
    " published_on, aggregator_id, disclosure, written_as, link_dead_since"
)


def raise_tallies(column: str) -> str:
    """For `after_change`: raises the tallies of films whose published reviews name the changed."""
    films = (
        f"SELECT film_id FROM reviews_criticreview WHERE {COUNTS}"
        f" AND {column} IN (SELECT id FROM {{changed}} c)"
    )
    if column == "aggregator_id":
        films += (
            " UNION SELECT film_id FROM reviews_aggregatorscore"
            " WHERE aggregator_id IN (SELECT id FROM {changed} c)"
        )
    return raise_tallies_of(films)


def raise_tallies_of(films: str) -> str:
    """SQL that raises the version of the tallies of the films that the query `films` gives."""
    return planned_anew(f"""
        SELECT 1 FROM reviews_critictally WHERE film_id IN ({films})
            ORDER BY film_id FOR NO KEY UPDATE;
        UPDATE reviews_critictally SET version = version + 1 WHERE film_id IN ({films});
    """)


#: For aggregators' scores.
RAISES_ITS_TALLY = after_changes(
    "raises_its_tally",
    raise_tallies_of("SELECT film_id FROM {changed} c"),
    truncated="UPDATE reviews_critictally SET version = version + 1;",
)
