import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0020_what_imports_gave_of_what_is_gone"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="criticreview",
            name="link_is_new",
        ),
        migrations.AddField(
            model_name="criticreview",
            name="link_unanswered_since",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="link without an answer since"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criticreview",
            trigger=pgtrigger.compiler.Trigger(
                name="link_is_new",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.url IS DISTINCT FROM OLD.url AND NEW.link_checked_on IS NOT DISTINCT FROM OLD.link_checked_on AND NEW.link_dead_since IS NOT DISTINCT FROM OLD.link_dead_since)",
                    func="\n        NEW.link_checked_on := NULL;\n        NEW.link_dead_since := NULL;\n        NEW.link_unanswered_since := NULL;\n        RETURN NEW;\n    ",
                    hash="6e01c568d487c60ba7d0345f56e1770a0ae242bb",
                    operation='UPDATE OF "url"',
                    pgid="pgtrigger_link_is_new_231cf",
                    table="reviews_criticreview",
                    when="BEFORE",
                ),
            ),
        ),
    ]
