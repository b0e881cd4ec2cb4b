from django.db import migrations

from config.roles import make_roles as make


def make_roles(apps, schema_editor):
    """The groups with the rights that there are now, as later ones are given by later migrations."""
    make(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("config", "0001_cache_table"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
