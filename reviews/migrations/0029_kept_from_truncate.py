"""Refuse that what has to be kept is emptied by TRUNCATE, unless all films go with it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("reviews", "0028_looked_at_and_no_verdict"),
    ]

    operations = [
        migrations.CreateModel(
            name="Authorship",
            fields=[],
            options={
                "proxy": True,
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
            bases=("pghistory.context",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aggregatorchange",
            trigger=pgtrigger.compiler.Trigger(
                name="is_emptied_with_all_films",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (SELECT FROM films_film) THEN\n            RAISE restrict_violation USING MESSAGE =\n                format('%s is emptied only with all films', TG_TABLE_NAME);\n        END IF;\n        RETURN NULL;\n    ",
                    hash="5563f7f788f02fd520c221cb8812a3d5de355706",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_emptied_with_all_films_02e11",
                    table="reviews_aggregatorchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aggregatorscorechange",
            trigger=pgtrigger.compiler.Trigger(
                name="is_emptied_with_all_films",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (SELECT FROM films_film) THEN\n            RAISE restrict_violation USING MESSAGE =\n                format('%s is emptied only with all films', TG_TABLE_NAME);\n        END IF;\n        RETURN NULL;\n    ",
                    hash="1c6af5f3e955758dece34583900daa2088ccbdf4",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_emptied_with_all_films_189b6",
                    table="reviews_aggregatorscorechange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correctionchange",
            trigger=pgtrigger.compiler.Trigger(
                name="is_emptied_with_all_films",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (SELECT FROM films_film) THEN\n            RAISE restrict_violation USING MESSAGE =\n                format('%s is emptied only with all films', TG_TABLE_NAME);\n        END IF;\n        RETURN NULL;\n    ",
                    hash="d4fffa1f77196e4f0990c69954d8b09bdf3f0707",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_emptied_with_all_films_a46a3",
                    table="reviews_correctionchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criticchange",
            trigger=pgtrigger.compiler.Trigger(
                name="is_emptied_with_all_films",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (SELECT FROM films_film) THEN\n            RAISE restrict_violation USING MESSAGE =\n                format('%s is emptied only with all films', TG_TABLE_NAME);\n        END IF;\n        RETURN NULL;\n    ",
                    hash="5ade51fc53cf6c9a000d05ab95e5edfef8194677",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_emptied_with_all_films_ceacb",
                    table="reviews_criticchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criticreviewchange",
            trigger=pgtrigger.compiler.Trigger(
                name="is_emptied_with_all_films",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (SELECT FROM films_film) THEN\n            RAISE restrict_violation USING MESSAGE =\n                format('%s is emptied only with all films', TG_TABLE_NAME);\n        END IF;\n        RETURN NULL;\n    ",
                    hash="a190697ecb0aec880376157add2afbe8852e9d04",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_emptied_with_all_films_80d9b",
                    table="reviews_criticreviewchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criticreviewgiven",
            trigger=pgtrigger.compiler.Trigger(
                name="is_emptied_with_all_films",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (SELECT FROM films_film) THEN\n            RAISE restrict_violation USING MESSAGE =\n                format('%s is emptied only with all films', TG_TABLE_NAME);\n        END IF;\n        RETURN NULL;\n    ",
                    hash="e4d995385a4cc091344f3fd887df27afab77b2db",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_emptied_with_all_films_f5953",
                    table="reviews_criticreviewgiven",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="critictally",
            trigger=pgtrigger.compiler.Trigger(
                name="is_emptied_with_all_films",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (SELECT FROM films_film) THEN\n            RAISE restrict_violation USING MESSAGE =\n                format('%s is emptied only with all films', TG_TABLE_NAME);\n        END IF;\n        RETURN NULL;\n    ",
                    hash="446f55db20b0e6a9a221aaf41375df2a7b78eb80",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_emptied_with_all_films_4dcf5",
                    table="reviews_critictally",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="othernamechange",
            trigger=pgtrigger.compiler.Trigger(
                name="is_emptied_with_all_films",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (SELECT FROM films_film) THEN\n            RAISE restrict_violation USING MESSAGE =\n                format('%s is emptied only with all films', TG_TABLE_NAME);\n        END IF;\n        RETURN NULL;\n    ",
                    hash="f4b699562e698349a757cb18a8780d00bad47a9c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_emptied_with_all_films_3b8de",
                    table="reviews_othernamechange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicationchange",
            trigger=pgtrigger.compiler.Trigger(
                name="is_emptied_with_all_films",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (SELECT FROM films_film) THEN\n            RAISE restrict_violation USING MESSAGE =\n                format('%s is emptied only with all films', TG_TABLE_NAME);\n        END IF;\n        RETURN NULL;\n    ",
                    hash="362b768933de4e08d4e2737ed4b8a07fcd2e1d9e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_emptied_with_all_films_bb1da",
                    table="reviews_publicationchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="authorship",
            trigger=pgtrigger.compiler.Trigger(
                name="is_emptied_with_all_films",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (SELECT FROM films_film) THEN\n            RAISE restrict_violation USING MESSAGE =\n                format('%s is emptied only with all films', TG_TABLE_NAME);\n        END IF;\n        RETURN NULL;\n    ",
                    hash="fcbf99dce788e75846c1d000797e797de18133b2",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_emptied_with_all_films_64fa5",
                    table="pghistory_context",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="authorship",
            trigger=pgtrigger.compiler.Trigger(
                name="is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF TG_OP = 'UPDATE' AND NEW.id = OLD.id\n                        AND OLD.id::text = current_setting('pghistory.context_id', true)\n                    THEN\n                        RETURN NEW;\n                    END IF;\n                    RAISE restrict_violation USING MESSAGE = 'who changed what is kept';\n                ",
                    hash="9d113f5fcc945893f87ccaccd46254f2107b0b0c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_is_kept_6a0d5",
                    table="pghistory_context",
                    when="BEFORE",
                ),
            ),
        ),
    ]
