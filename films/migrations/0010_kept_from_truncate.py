"""Refuse that what has to be kept is emptied by TRUNCATE, unless all films go with it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("films", "0009_planned_anew"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="merge",
            trigger=pgtrigger.compiler.Trigger(
                name="is_emptied_with_all_films",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (SELECT FROM films_film) THEN\n            RAISE restrict_violation USING MESSAGE =\n                format('%s is emptied only with all films', TG_TABLE_NAME);\n        END IF;\n        RETURN NULL;\n    ",
                    hash="67f32036145231cf7164947febf5e9456923f076",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_emptied_with_all_films_551ef",
                    table="films_merge",
                    when="AFTER",
                ),
            ),
        ),
    ]
