from django.db import migrations

OVER = """
INSERT INTO films_merge (kind, former_name, into_id, into_name, left_behind, addresses, merged_at)
SELECT a.kind, a.slug, a.target_id, coalesce(f.slug, ''), a.left_behind, to_jsonb(ARRAY[a.slug]),
    a.since
FROM films_formeraddress a LEFT JOIN films_film f ON f.id = a.target_id
WHERE a.left_behind <> '{}' ORDER BY a.id;
UPDATE films_formeraddress SET left_behind = '{}' WHERE left_behind <> '{}';
"""
BACK = """
UPDATE films_formeraddress a SET left_behind = m.left_behind
FROM films_merge m WHERE m.kind = a.kind AND m.addresses ->> 0 = a.slug;
DELETE FROM films_merge WHERE former_id IS NULL;
"""


class Migration(migrations.Migration):
    """What merges before this one left behind stands in their log."""

    dependencies = [("films", "0005_two_become_one")]
    operations = [migrations.RunSQL(OVER, BACK)]
