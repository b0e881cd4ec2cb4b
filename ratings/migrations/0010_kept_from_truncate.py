"""Refuse that what has to be kept is emptied by TRUNCATE, unless all films go with it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("ratings", "0009_lines_that_wait"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="filmtally",
            trigger=pgtrigger.compiler.Trigger(
                name="is_emptied_with_all_films",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (SELECT FROM films_film) THEN\n            RAISE restrict_violation USING MESSAGE =\n                format('%s is emptied only with all films', TG_TABLE_NAME);\n        END IF;\n        RETURN NULL;\n    ",
                    hash="23d70c4fc1f55b1df81a7775de3b71b2dfab92f7",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_emptied_with_all_films_eff57",
                    table="ratings_filmtally",
                    when="AFTER",
                ),
            ),
        ),
    ]
