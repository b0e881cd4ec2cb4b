from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

MAKE = """
CREATE FUNCTION halfstar_fold(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN unaccent('unaccent', lower(words));
"""


class Migration(migrations.Migration):
    """What searching compares: lower case without accents, immutable so that it can be indexed."""

    initial = True
    dependencies = []
    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(MAKE, "DROP FUNCTION halfstar_fold(text)"),
    ]
