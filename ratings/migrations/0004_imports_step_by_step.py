import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("films", "0004_loose_title_keys"),
        ("ratings", "0003_what_goes_with_an_account"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportUpload",
            fields=[
                (
                    "batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="upload",
                        serialize=False,
                        to="ratings.importbatch",
                        verbose_name="import",
                    ),
                ),
                ("data", models.BinaryField(verbose_name="file")),
            ],
            options={
                "verbose_name": "file of an import",
                "verbose_name_plural": "files of imports",
            },
        ),
        migrations.AlterModelOptions(
            name="importline",
            options={
                "ordering": ["batch", "pk"],
                "verbose_name": "line of an import",
                "verbose_name_plural": "lines of an import",
            },
        ),
        migrations.RemoveConstraint(
            model_name="importline",
            name="import_line_stands_once",
        ),
        migrations.RemoveConstraint(
            model_name="importline",
            name="import_line_outcome_is_known",
        ),
        migrations.AddField(
            model_name="importbatch",
            name="done",
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name="done"),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="failure",
            field=models.CharField(
                blank=True, db_default="", max_length=500, verbose_name="failure"
            ),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="policy",
            field=models.CharField(
                choices=[
                    ("newest", "The newer of the two"),
                    ("keep", "Mine stays"),
                    ("take", "The file's replaces mine"),
                ],
                db_default="newest",
                default="newest",
                max_length=10,
                verbose_name="which of two values stays",
            ),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="run",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="scale",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="highest score of its scale"
            ),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="scales",
            field=models.JSONField(
                db_default=[], default=list, verbose_name="how scores become stars"
            ),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="sha256",
            field=models.CharField(
                blank=True, db_default="", max_length=64, verbose_name="SHA-256 of the file"
            ),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Waiting to be read"),
                    ("reading", "Being read"),
                    ("read", "Ready to be imported"),
                    ("placing", "Being imported"),
                    ("done", "Imported"),
                    ("failed", "Not readable"),
                    ("undoing", "Being undone"),
                    ("undone", "Undone"),
                ],
                db_default="waiting",
                default="waiting",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="to_do",
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name="to do"),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="touched_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(),
                default=django.utils.timezone.now,
                verbose_name="last worked at",
            ),
        ),
        migrations.AddField(
            model_name="importline",
            name="after",
            field=models.JSONField(db_default={}, default=dict, verbose_name="after"),
        ),
        migrations.AddField(
            model_name="importline",
            name="at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="when"),
        ),
        migrations.AddField(
            model_name="importline",
            name="file",
            field=models.CharField(blank=True, db_default="", max_length=255, verbose_name="file"),
        ),
        migrations.AddField(
            model_name="importline",
            name="flag",
            field=models.CharField(
                blank=True,
                choices=[("want_to_see", "Want to See"), ("not_interested", "Not Interested")],
                db_default="",
                default="",
                max_length=14,
                verbose_name="flag",
            ),
        ),
        migrations.AddField(
            model_name="importline",
            name="half_stars",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="half stars"
            ),
        ),
        migrations.AddField(
            model_name="importline",
            name="ids",
            field=models.JSONField(db_default={}, default=dict, verbose_name="ids elsewhere"),
        ),
        migrations.AddField(
            model_name="importline",
            name="other_titles",
            field=models.JSONField(db_default=[], default=list, verbose_name="other titles"),
        ),
        migrations.AddField(
            model_name="importline",
            name="part",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name="part"),
        ),
        migrations.AddField(
            model_name="importline",
            name="settled_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="settled"),
        ),
        migrations.AddField(
            model_name="importline",
            name="title",
            field=models.CharField(blank=True, db_default="", max_length=500, verbose_name="title"),
        ),
        migrations.AddField(
            model_name="importline",
            name="year",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year"),
        ),
        migrations.AlterField(
            model_name="importbatch",
            name="service",
            field=models.CharField(
                blank=True, db_default="", max_length=30, verbose_name="service"
            ),
        ),
        migrations.AlterField(
            model_name="importline",
            name="film",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="import_lines",
                to="films.film",
                verbose_name="film",
            ),
        ),
        migrations.AlterField(
            model_name="importline",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("matched", "New"),
                    ("differs", "You say something else"),
                    ("placed", "Placed"),
                    ("unchanged", "Unchanged"),
                    ("yours", "Yours stayed"),
                    ("repeated", "Said again later"),
                    ("kept", "Kept, not shown yet"),
                    ("unplaced", "Not placed"),
                    ("refused", "Can't be placed"),
                    ("undone", "Undone"),
                ],
                max_length=10,
                verbose_name="outcome",
            ),
        ),
        migrations.AddIndex(
            model_name="importline",
            index=models.Index(fields=["batch", "outcome", "id"], name="import_line_by_outcome"),
        ),
        migrations.AddIndex(
            model_name="importline",
            index=models.Index(
                condition=models.Q(("outcome", "unplaced")),
                fields=["id"],
                name="import_line_unplaced",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            "waiting",
                            "reading",
                            "read",
                            "placing",
                            "done",
                            "failed",
                            "undoing",
                            "undone",
                        ),
                    )
                ),
                name="import_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("policy__in", ["newest", "keep", "take"])),
                name="import_policy_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("scale__isnull", True), ("scale__in", [10, 100]), _connector="OR"
                ),
                name="import_scale_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("waiting", "reading", "placing", "undoing"))),
                fields=("user",),
                name="one_import_under_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="importline",
            constraint=models.UniqueConstraint(
                fields=("batch", "file", "number", "part"), name="import_line_stands_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="importline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        (
                            "matched",
                            "differs",
                            "placed",
                            "unchanged",
                            "yours",
                            "repeated",
                            "kept",
                            "unplaced",
                            "refused",
                            "undone",
                        ),
                    )
                ),
                name="import_line_outcome_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="importline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("half_stars__isnull", True),
                    models.Q(("half_stars__gte", 1), ("half_stars__lte", 10)),
                    _connector="OR",
                ),
                name="import_line_says_half_stars",
            ),
        ),
        migrations.AddConstraint(
            model_name="importline",
            constraint=models.CheckConstraint(
                condition=models.Q(("flag__in", ["", "want_to_see", "not_interested"])),
                name="import_line_flag_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="importline",
            constraint=models.CheckConstraint(
                condition=models.Q(("half_stars__isnull", True), ("flag", ""), _connector="OR"),
                name="import_line_says_one_thing",
            ),
        ),
    ]
