from django.db import migrations

#: The trigger that keeps the dates would keep them empty, as no status changes.
DATE = """
ALTER TABLE reviews_criticreview DISABLE TRIGGER USER;
UPDATE reviews_criticreview SET
    published_at = CASE status WHEN 'published' THEN entered_at END,
    withdrawn_at = CASE status WHEN 'withdrawn' THEN entered_at END
WHERE status <> 'draft';
ALTER TABLE reviews_criticreview ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    """Since when it is known that the reviews from before are published or withdrawn: now."""

    dependencies = [("reviews", "0003_curation")]
    operations = [migrations.RunSQL(DATE, migrations.RunSQL.noop)]
