"""Note whose review each correction so far is about, as far as the review is there."""

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


class Migration(migrations.Migration):
    dependencies = [("reviews", "0022_whose_review_was_corrected")]
    operations = [migrations.RunSQL(NOTED, migrations.RunSQL.noop)]
