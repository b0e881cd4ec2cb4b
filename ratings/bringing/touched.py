"""Which unplaced lines a change of the catalogue may place, so that no other is looked up."""

from django.db import connection

#: A film's row is written anew with each change of its titles and ids (`version`), so the number
#: of the transaction that wrote it tells whether that was since the last look. Of films that lost
#: a title or are gone nothing is left to be found by: `place_arrived(everything=True)` does that.
_TOUCHED = """
    WITH changed AS MATERIALIZED (
        SELECT id, slug, title, original_title FROM films_film
        WHERE age(xmin) <= age(%(since)s::text::xid8::xid)
    ), named AS (
        SELECT title FROM changed
        UNION SELECT original_title FROM changed
        UNION SELECT title FROM films_alternativetitle WHERE film_id IN (SELECT id FROM changed)
    ), keyed AS MATERIALIZED (
        SELECT DISTINCT halfstar_loose_title(written) AS key FROM named, LATERAL (VALUES
            (title), (regexp_replace(title, '^(the|an?) +', '', 'i'))) AS ways(written)
    ), known AS MATERIALIZED (
        SELECT jsonb_build_object(site, value) AS pair FROM films_externalid
            WHERE film_id IN (SELECT id FROM changed)
        UNION SELECT jsonb_build_object('halfstar', slug) FROM changed
    ), found AS (
        SELECT line.id FROM keyed, LATERAL (SELECT id FROM ratings_importline
            WHERE outcome = 'unplaced' AND halfstar_loose_title(title) = key OFFSET 0) AS line
        UNION SELECT line.id FROM known, LATERAL (SELECT id FROM ratings_importline
            WHERE outcome = 'unplaced' AND ids @> pair OFFSET 0) AS line
        UNION SELECT line.id FROM ratings_importline line,
                LATERAL jsonb_array_elements_text(line.other_titles) AS other(title)
            WHERE line.outcome = 'unplaced' AND line.other_titles <> '[]'
                AND halfstar_loose_title(other.title) IN (SELECT key FROM keyed)
        UNION SELECT line.id FROM ratings_importline line
                JOIN ratings_importbatch batch ON batch.id = line.batch_id
            WHERE line.outcome = 'unplaced'
                AND age(batch.xmin) <= age(%(since)s::text::xid8::xid)
    )
    SELECT line.id FROM found JOIN ratings_importline line USING (id)
        JOIN ratings_importbatch batch ON batch.id = line.batch_id
    WHERE batch.state = 'done' ORDER BY line.id
"""


def moment_of_the_database() -> int:
    """The oldest transaction that still runs: what is committed from now on is not older."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
        [oldest] = cursor.fetchone()
    return int(oldest)


def touched_since(moment: int) -> list[int]:
    """The ids of unplaced lines that films or imports written since that moment may place.

    Each film, title and id that changed is looked up by an index of the lines.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED, {"since": str(moment)})
        return [pk for (pk,) in cursor.fetchall()]
