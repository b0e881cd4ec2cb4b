"""Let a deleted review that comes back be known to imports."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0019_names_go_with_their_pairs"),
    ]

    operations = [
        migrations.CreateModel(
            name="CriticReviewGiven",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "imported",
                    models.JSONField(
                        db_default={}, default=dict, editable=False, verbose_name="as last imported"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criticreview",
            trigger=pgtrigger.compiler.Trigger(
                name="given_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reviews_criticreviewgiven" ("imported", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."imported", NOW(), \'given\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="bddcec2e02a6b4773db69e694e2c0bf7963430f8",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_given_delete_cdda4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="reviews_criticreview",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="criticreviewgiven",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="reviews.criticreview",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criticreviewgiven",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7fb14750f906a606c3e99f593539f7893804d984",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d7f8a",
                    table="reviews_criticreviewgiven",
                    when="BEFORE",
                ),
            ),
        ),
    ]
