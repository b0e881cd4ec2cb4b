from django.db import migrations

#: What the triggers keep from now on, of the rows that are there. Nobody writes meanwhile.
COUNT = """
LOCK TABLE reviews_critictally IN SHARE ROW EXCLUSIVE MODE;
UPDATE reviews_critictally t
SET written = c.written, scored = c.scored, scored_sum = c.scored_sum
FROM (
    SELECT film_id, count(*) FILTER (WHERE original_score <> '') AS written,
        count(own_percent) AS scored, coalesce(sum(own_percent), 0) AS scored_sum
    FROM reviews_criticreview WHERE status = 'published' GROUP BY film_id
) c
WHERE c.film_id = t.film_id AND c.written > 0;
UPDATE reviews_critictally t SET readings = c.readings
FROM (
    SELECT film_id, array_agg(as_of ORDER BY as_of) AS readings FROM (
        SELECT DISTINCT ON (film_id, aggregator_id, audience) film_id, as_of
        FROM reviews_aggregatorscore
        ORDER BY film_id, aggregator_id, audience, as_of DESC
    ) latest
    GROUP BY film_id
) c
WHERE c.film_id = t.film_id;
"""


class Migration(migrations.Migration):
    """The own scores and the readings that are here already, in the tallies."""

    dependencies = [("reviews", "0005_own_scores")]
    operations = [migrations.RunSQL(COUNT, migrations.RunSQL.noop)]
