"""Have what changed rows move found by plans of their own; nothing read the days of readings."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0024_names_found_by_their_words"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="aggregator",
            name="raises_tallies_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="aggregatorscore",
            name="raises_its_tally_truncate",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="aggregatorscore",
            name="raises_its_tally_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="aggregatorscore",
            name="raises_its_tally_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="aggregatorscore",
            name="raises_its_tally_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="correction",
            name="raises_its_tally_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="correction",
            name="raises_its_tally_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="correction",
            name="raises_its_tally_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="critic",
            name="raises_tallies_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="criticreview",
            name="counted_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="criticreview",
            name="counted_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="criticreview",
            name="counted_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="publication",
            name="raises_tallies_update",
        ),
        migrations.RemoveField(
            model_name="critictally",
            name="readings",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aggregator",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_tallies_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM reviews_critictally WHERE film_id IN (SELECT film_id FROM reviews_criticreview WHERE status = 'published' AND aggregator_id IN (SELECT id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c) UNION SELECT film_id FROM reviews_aggregatorscore WHERE aggregator_id IN (SELECT id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c))\n            ORDER BY film_id FOR NO KEY UPDATE;\n        UPDATE reviews_critictally SET version = version + 1 WHERE film_id IN (SELECT film_id FROM reviews_criticreview WHERE status = 'published' AND aggregator_id IN (SELECT id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c) UNION SELECT film_id FROM reviews_aggregatorscore WHERE aggregator_id IN (SELECT id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c));\n    $body$;\nRETURN NULL;",
                    hash="f8fb31237de224ac992a2b854eb4eb10c05a1eca",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_raises_tallies_update_b0eb7",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="reviews_aggregator",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aggregatorscore",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_tally_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM reviews_critictally WHERE film_id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c)\n            ORDER BY film_id FOR NO KEY UPDATE;\n        UPDATE reviews_critictally SET version = version + 1 WHERE film_id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c);\n    $body$;\nRETURN NULL;",
                    hash="96dc77e0a5612e7755e06a31a14e482160f1ab7b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_raises_its_tally_insert_44df3",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="reviews_aggregatorscore",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aggregatorscore",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_tally_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM reviews_critictally WHERE film_id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c)\n            ORDER BY film_id FOR NO KEY UPDATE;\n        UPDATE reviews_critictally SET version = version + 1 WHERE film_id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c);\n    $body$;\nRETURN NULL;",
                    hash="ab5d06ca1382b11652ff831323d72d6e3ddf4ff9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_raises_its_tally_delete_95493",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="reviews_aggregatorscore",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aggregatorscore",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_tally_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM reviews_critictally WHERE film_id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c)\n            ORDER BY film_id FOR NO KEY UPDATE;\n        UPDATE reviews_critictally SET version = version + 1 WHERE film_id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c);\n    $body$;\nRETURN NULL;",
                    hash="66962cf2d93a7d1691422105e5a909b7502f48c0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_raises_its_tally_update_61c36",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="reviews_aggregatorscore",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aggregatorscore",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_tally_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="UPDATE reviews_critictally SET version = version + 1;\nRETURN NULL;",
                    hash="8a86548d04085803a96ca3e4d4473ad916da18e0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_raises_its_tally_truncate_67663",
                    table="reviews_aggregatorscore",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_tally_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM reviews_critictally WHERE film_id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c WHERE review_id IS NOT NULL)\n            ORDER BY film_id FOR NO KEY UPDATE;\n        UPDATE reviews_critictally SET version = version + 1 WHERE film_id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c WHERE review_id IS NOT NULL);\n    $body$;\nRETURN NULL;",
                    hash="2c0fb8fac1c5ebb089cf5d74b342afa786931b22",
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
                    func="EXECUTE $body$\n        SELECT 1 FROM reviews_critictally WHERE film_id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c WHERE review_id IS NOT NULL)\n            ORDER BY film_id FOR NO KEY UPDATE;\n        UPDATE reviews_critictally SET version = version + 1 WHERE film_id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c WHERE review_id IS NOT NULL);\n    $body$;\nRETURN NULL;",
                    hash="bd6d61199bb9182f11b6f97e0bf19fdd91c1ee29",
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
                    func="EXECUTE $body$\n        SELECT 1 FROM reviews_critictally WHERE film_id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c WHERE review_id IS NOT NULL)\n            ORDER BY film_id FOR NO KEY UPDATE;\n        UPDATE reviews_critictally SET version = version + 1 WHERE film_id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c WHERE review_id IS NOT NULL);\n    $body$;\nRETURN NULL;",
                    hash="af1f9d0b12af106ebb250e8530300a071ab88e63",
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
            model_name="critic",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_tallies_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM reviews_critictally WHERE film_id IN (SELECT film_id FROM reviews_criticreview WHERE status = 'published' AND critic_id IN (SELECT id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c))\n            ORDER BY film_id FOR NO KEY UPDATE;\n        UPDATE reviews_critictally SET version = version + 1 WHERE film_id IN (SELECT film_id FROM reviews_criticreview WHERE status = 'published' AND critic_id IN (SELECT id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c));\n    $body$;\nRETURN NULL;",
                    hash="4b0fae907fe8a4baa2df8a22eaec8b800c79acf4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_raises_tallies_update_862b6",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="reviews_critic",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criticreview",
            trigger=pgtrigger.compiler.Trigger(
                name="counted_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n    SELECT 1 FROM reviews_critictally WHERE film_id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c)\n        ORDER BY film_id FOR NO KEY UPDATE;\n    UPDATE reviews_critictally t SET favourable = t.favourable + d.favourable, unfavourable = t.unfavourable + d.unfavourable, unstated = t.unstated + d.unstated, written = t.written + d.written, scored = t.scored + d.scored, scored_sum = t.scored_sum + d.scored_sum, version = t.version + 1\n    FROM (\n        SELECT film_id, coalesce(sum(w) FILTER (WHERE verdict = 'favourable'), 0) AS favourable, coalesce(sum(w) FILTER (WHERE verdict = 'unfavourable'), 0) AS unfavourable, coalesce(sum(w) FILTER (WHERE verdict = ''), 0) AS unstated, coalesce(sum(w) FILTER (WHERE original_score <> ''), 0) AS written, coalesce(sum(w) FILTER (WHERE own_percent IS NOT NULL), 0) AS scored, coalesce(sum(w * own_percent), 0) AS scored_sum\n        FROM (\n            SELECT sum(w) AS w, id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent FROM (SELECT 1 AS w, n.* FROM new_rows n) c\n            WHERE status = 'published' GROUP BY id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent HAVING sum(w) <> 0\n        ) shown\n        GROUP BY film_id\n    ) d\n    WHERE d.film_id = t.film_id;\n    $body$;\nRETURN NULL;",
                    hash="7e4dfec52516104c779354445f10c591240ed3ae",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counted_insert_3e495",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="reviews_criticreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criticreview",
            trigger=pgtrigger.compiler.Trigger(
                name="counted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n    SELECT 1 FROM reviews_critictally WHERE film_id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c)\n        ORDER BY film_id FOR NO KEY UPDATE;\n    UPDATE reviews_critictally t SET favourable = t.favourable + d.favourable, unfavourable = t.unfavourable + d.unfavourable, unstated = t.unstated + d.unstated, written = t.written + d.written, scored = t.scored + d.scored, scored_sum = t.scored_sum + d.scored_sum, version = t.version + 1\n    FROM (\n        SELECT film_id, coalesce(sum(w) FILTER (WHERE verdict = 'favourable'), 0) AS favourable, coalesce(sum(w) FILTER (WHERE verdict = 'unfavourable'), 0) AS unfavourable, coalesce(sum(w) FILTER (WHERE verdict = ''), 0) AS unstated, coalesce(sum(w) FILTER (WHERE original_score <> ''), 0) AS written, coalesce(sum(w) FILTER (WHERE own_percent IS NOT NULL), 0) AS scored, coalesce(sum(w * own_percent), 0) AS scored_sum\n        FROM (\n            SELECT sum(w) AS w, id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent FROM (SELECT -1 AS w, o.* FROM old_rows o) c\n            WHERE status = 'published' GROUP BY id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent HAVING sum(w) <> 0\n        ) shown\n        GROUP BY film_id\n    ) d\n    WHERE d.film_id = t.film_id;\n    $body$;\nRETURN NULL;",
                    hash="12098c18eb7065965ead4e84cfcb8cd7ad4f27f1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counted_delete_e4ef8",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="reviews_criticreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criticreview",
            trigger=pgtrigger.compiler.Trigger(
                name="counted_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n    SELECT 1 FROM reviews_critictally WHERE film_id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c)\n        ORDER BY film_id FOR NO KEY UPDATE;\n    UPDATE reviews_critictally t SET favourable = t.favourable + d.favourable, unfavourable = t.unfavourable + d.unfavourable, unstated = t.unstated + d.unstated, written = t.written + d.written, scored = t.scored + d.scored, scored_sum = t.scored_sum + d.scored_sum, version = t.version + 1\n    FROM (\n        SELECT film_id, coalesce(sum(w) FILTER (WHERE verdict = 'favourable'), 0) AS favourable, coalesce(sum(w) FILTER (WHERE verdict = 'unfavourable'), 0) AS unfavourable, coalesce(sum(w) FILTER (WHERE verdict = ''), 0) AS unstated, coalesce(sum(w) FILTER (WHERE original_score <> ''), 0) AS written, coalesce(sum(w) FILTER (WHERE own_percent IS NOT NULL), 0) AS scored, coalesce(sum(w * own_percent), 0) AS scored_sum\n        FROM (\n            SELECT sum(w) AS w, id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c\n            WHERE status = 'published' GROUP BY id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent HAVING sum(w) <> 0\n        ) shown\n        GROUP BY film_id\n    ) d\n    WHERE d.film_id = t.film_id;\n    $body$;\nRETURN NULL;",
                    hash="1087c444b3a8100c679ef3cbb4a1f9a9917cbd77",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_counted_update_5ff6a",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="reviews_criticreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_tallies_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM reviews_critictally WHERE film_id IN (SELECT film_id FROM reviews_criticreview WHERE status = 'published' AND publication_id IN (SELECT id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c))\n            ORDER BY film_id FOR NO KEY UPDATE;\n        UPDATE reviews_critictally SET version = version + 1 WHERE film_id IN (SELECT film_id FROM reviews_criticreview WHERE status = 'published' AND publication_id IN (SELECT id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c));\n    $body$;\nRETURN NULL;",
                    hash="e46913026c45d9792e4be375f2448b4a49f2da19",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_raises_tallies_update_75781",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="reviews_publication",
                    when="AFTER",
                ),
            ),
        ),
    ]
