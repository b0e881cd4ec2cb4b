"""Let a state that is put back have the dates that it had."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0017_many_counted_by_no_plan_of_one"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="criticreview",
            name="keeps_its_dates",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criticreview",
            trigger=pgtrigger.compiler.Trigger(
                name="keeps_its_dates",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF TG_OP = 'UPDATE' AND NEW.status IS NOT DISTINCT FROM OLD.status THEN\n            NEW.published_at := OLD.published_at;\n            NEW.withdrawn_at := OLD.withdrawn_at;\n        ELSIF NEW.status = 'published' THEN\n            IF NEW.published_at IS NULL OR NEW.withdrawn_at IS NOT NULL THEN\n                NEW.published_at := now();\n            END IF;\n            NEW.withdrawn_at := NULL;\n        ELSIF NEW.status = 'withdrawn' THEN\n            IF NEW.withdrawn_at IS NULL THEN\n                NEW.withdrawn_at := now();\n                NEW.published_at := CASE TG_OP\n                    WHEN 'UPDATE' THEN OLD.published_at ELSE NEW.published_at\n                END;\n            END IF;\n        ELSE\n            NEW.published_at := NULL;\n            NEW.withdrawn_at := NULL;\n        END IF;\n        RETURN NEW;\n    ",
                    hash="56e555fc4da433ec1206ff0e4f9aafee286ca6e7",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_keeps_its_dates_d64eb",
                    table="reviews_criticreview",
                    when="BEFORE",
                ),
            ),
        ),
    ]
