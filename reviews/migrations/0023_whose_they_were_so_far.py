"""Note whose review each correction so far is about; of those that are gone, from the history."""

from django.db import migrations

NOTED = """
    UPDATE reviews_correction SET whose = (
        SELECT concat_ws(', ', c.name, p.name)
        FROM reviews_criticreview r
        LEFT JOIN reviews_critic c ON c.id = r.critic_id
        LEFT JOIN reviews_publication p ON p.id = r.publication_id
        WHERE r.id = review_id
    )
    WHERE review_id IN (SELECT id FROM reviews_criticreview) AND whose = ''
"""
#: A review that goes takes its id out of its corrections: their own history knows it still.
NOTED_OF_THOSE_GONE = """
    UPDATE reviews_correction n SET whose = concat_ws(
        ', ',
        coalesce(
            (SELECT name FROM reviews_critic WHERE id = last.critic_id),
            (SELECT name FROM reviews_criticchange WHERE pgh_obj_id = last.critic_id
                ORDER BY pgh_id DESC LIMIT 1)
        ),
        coalesce(
            (SELECT name FROM reviews_publication WHERE id = last.publication_id),
            (SELECT name FROM reviews_publicationchange WHERE pgh_obj_id = last.publication_id
                ORDER BY pgh_id DESC LIMIT 1)
        )
    )
    FROM (
        SELECT DISTINCT ON (was.pgh_obj_id) was.pgh_obj_id AS correction_id,
            r.critic_id, r.publication_id
        FROM reviews_correctionchange was
        JOIN reviews_criticreviewchange r ON r.pgh_obj_id = was.review_id
        ORDER BY was.pgh_obj_id, was.pgh_id DESC, r.pgh_id DESC
    ) last
    WHERE last.correction_id = n.id AND n.whose = ''
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0022_whose_review_was_corrected")]
    operations = [
        migrations.RunSQL(NOTED, migrations.RunSQL.noop),
        migrations.RunSQL(NOTED_OF_THOSE_GONE, migrations.RunSQL.noop),
    ]
