from django.core.management import call_command
from django.db import migrations


def make_cache_table(apps, schema_editor):
    """The table of the cache that is used where no Redis or Valkey is named."""
    call_command(
        "createcachetable", "halfstar_cache", database=schema_editor.connection.alias, verbosity=0
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]
