import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("films", "0008_pairs_that_are_two"),
        ("reviews", "0018_states_put_back_with_their_dates"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="critic",
            trigger=pgtrigger.compiler.Trigger(
                name="goes_with_its_pairs",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            DELETE FROM films_apart\n            WHERE kind = 'reviews.critic' AND (older = OLD.id OR newer = OLD.id);\n            RETURN NULL;\n        ",
                    hash="58075dc5daccb74cd8658f71612b898f69bd049c",
                    operation="DELETE",
                    pgid="pgtrigger_goes_with_its_pairs_aed60",
                    table="reviews_critic",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="goes_with_its_pairs",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            DELETE FROM films_apart\n            WHERE kind = 'reviews.publication' AND (older = OLD.id OR newer = OLD.id);\n            RETURN NULL;\n        ",
                    hash="da1e7a0373a6dd0ffe2493e8258579f54f7c0490",
                    operation="DELETE",
                    pgid="pgtrigger_goes_with_its_pairs_4f56f",
                    table="reviews_publication",
                    when="AFTER",
                ),
            ),
        ),
    ]
