import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("films", "0007_addresses_keep_no_record"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Apart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("older", models.BigIntegerField(verbose_name="id of the older one")),
                ("newer", models.BigIntegerField(verbose_name="id of the newer one")),
                (
                    "said_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        default=django.utils.timezone.now,
                        verbose_name="said at",
                    ),
                ),
                (
                    "said_by_name",
                    models.CharField(db_default="", max_length=30, verbose_name="said by"),
                ),
            ],
            options={
                "verbose_name": "pair that is not the same",
                "verbose_name_plural": "pairs that are not the same",
                "default_permissions": (),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="film",
            trigger=pgtrigger.compiler.Trigger(
                name="goes_with_its_pairs",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            DELETE FROM films_apart\n            WHERE kind = 'films.film' AND (older = OLD.id OR newer = OLD.id);\n            RETURN NULL;\n        ",
                    hash="d184cc11b76c593c0f374ed8c8b2d6ad6f93938e",
                    operation="DELETE",
                    pgid="pgtrigger_goes_with_its_pairs_cba1c",
                    table="films_film",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="apart",
            name="said_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="said by",
            ),
        ),
        migrations.AddIndex(
            model_name="apart",
            index=models.Index(fields=["kind", "newer"], name="apart_by_newer"),
        ),
        migrations.AddConstraint(
            model_name="apart",
            constraint=models.UniqueConstraint(
                fields=("kind", "older", "newer"), name="apart_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="apart",
            constraint=models.CheckConstraint(
                condition=models.Q(("older__lt", models.F("newer"))),
                name="apart_has_the_older_first",
            ),
        ),
    ]
