from django.core.management import call_command
from django.db import migrations


def make_uploads_table(apps, schema_editor):
    """The table of files that staff are about to import."""
    call_command(
        "createcachetable", "halfstar_uploads", database=schema_editor.connection.alias, verbosity=0
    )


class Migration(migrations.Migration):
    dependencies = [("config", "0002_roles")]
    operations = [
        migrations.RunPython(make_uploads_table, migrations.RunPython.noop),
    ]
