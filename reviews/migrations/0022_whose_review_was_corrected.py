"""Let a correction say whose review it was about when that is gone, and move the film's page."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0021_links_that_do_not_answer"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="correction",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="correction",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="correction",
            name="truncate_truncate",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="correction",
            name="update_update",
        ),
        migrations.AddField(
            model_name="correction",
            name="whose",
            field=models.CharField(
                blank=True,
                default="",
                db_default="",
                editable=False,
                max_length=402,
                verbose_name="whose review",
            ),
        ),
        migrations.AddField(
            model_name="correctionchange",
            name="whose",
            field=models.CharField(
                blank=True,
                default="",
                db_default="",
                editable=False,
                max_length=402,
                verbose_name="whose review",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_tally_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        PERFORM 1 FROM reviews_critictally WHERE film_id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c WHERE review_id IS NOT NULL)\n            ORDER BY film_id FOR NO KEY UPDATE;\n        UPDATE reviews_critictally SET version = version + 1 WHERE film_id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c WHERE review_id IS NOT NULL);\n    \nRETURN NULL;",
                    hash="e061226e5d3cd111188734fd3fd956153cc010fb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_raises_its_tally_insert_bd1f9",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="reviews_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_tally_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        PERFORM 1 FROM reviews_critictally WHERE film_id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c WHERE review_id IS NOT NULL)\n            ORDER BY film_id FOR NO KEY UPDATE;\n        UPDATE reviews_critictally SET version = version + 1 WHERE film_id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c WHERE review_id IS NOT NULL);\n    \nRETURN NULL;",
                    hash="535de3eea8414464ea315c454fa9a065c6707700",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_raises_its_tally_delete_af9b2",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="reviews_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_tally_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        PERFORM 1 FROM reviews_critictally WHERE film_id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c WHERE review_id IS NOT NULL)\n            ORDER BY film_id FOR NO KEY UPDATE;\n        UPDATE reviews_critictally SET version = version + 1 WHERE film_id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c WHERE review_id IS NOT NULL);\n    \nRETURN NULL;",
                    hash="2f2f9b80431e4b70a96b6f9406fb3357750b8e10",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_raises_its_tally_update_e2d01",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="reviews_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_tally_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="UPDATE reviews_critictally SET version = version + 1;\nRETURN NULL;",
                    hash="68f94be820a4823215b5d1e615e31a86a465937c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_raises_its_tally_truncate_961d2",
                    table="reviews_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reviews_correctionchange" ("film_id", "id", "made_at", "made_by_id", "made_by_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "whose", "words") SELECT new_values."film_id", new_values."id", new_values."made_at", new_values."made_by_id", new_values."made_by_name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."review_id", new_values."whose", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="554ba3773b53fb12fe3e8ac634264f9133714070",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_31940",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="reviews_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."film_id" IS DISTINCT FROM (NEW."film_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_name" IS DISTINCT FROM (NEW."made_by_name") OR OLD."review_id" IS DISTINCT FROM (NEW."review_id") OR OLD."whose" IS DISTINCT FROM (NEW."whose") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                    func='INSERT INTO "reviews_correctionchange" ("film_id", "id", "made_at", "made_by_id", "made_by_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "whose", "words") VALUES (NEW."film_id", NEW."id", NEW."made_at", NEW."made_by_id", NEW."made_by_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."review_id", NEW."whose", NEW."words"); RETURN NULL;',
                    hash="f6634d8968911ba289e014cfb47a1e629ae16425",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_94871",
                    table="reviews_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reviews_correctionchange" ("film_id", "id", "made_at", "made_by_id", "made_by_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "whose", "words") SELECT old_values."film_id", old_values."id", old_values."made_at", old_values."made_by_id", old_values."made_by_name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."review_id", old_values."whose", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b3f76bdbf1090e6e52e1771f0208febcfb86749d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a742c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="reviews_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="truncate_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            WITH attached AS (SELECT _pgh_attach_context() AS context)\n            INSERT INTO reviews_correctionchange\n                (id, film_id, review_id, whose, words, made_at, made_by_id, made_by_name, pgh_obj_id, pgh_created_at, pgh_label, pgh_context_id)\n            SELECT id, film_id, review_id, whose, words, made_at, made_by_id, made_by_name, id, now(), 'delete', attached.context\n            FROM reviews_correction, attached;\n            RETURN NULL;\n        ",
                    hash="30a3d61365236b3b0d892896d2e9ea2b5de0c77e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_truncate_truncate_0663c",
                    table="reviews_correction",
                    when="BEFORE",
                ),
            ),
        ),
    ]
