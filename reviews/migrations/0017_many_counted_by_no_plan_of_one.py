"""Have many changed reviews counted by no plan that was made for one of them."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0016_a_date_is_no_score"),
    ]

    operations = [
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
            model_name="criticreview",
            name="leaves_its_corrections_delete",
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
        pgtrigger.migrations.AddTrigger(
            model_name="aggregatorscore",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_tally_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    PERFORM 1 FROM reviews_critictally\n        WHERE film_id = ANY (ARRAY(SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c))\n        ORDER BY film_id FOR NO KEY UPDATE;\n\n    UPDATE reviews_critictally t\n    SET version = t.version + 1, readings = coalesce(d.readings, '{}')\n    FROM (SELECT DISTINCT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c) f\n    LEFT JOIN (\n        \n    SELECT film_id, array_agg(as_of ORDER BY as_of) AS readings FROM (\n        SELECT DISTINCT ON (film_id, aggregator_id, audience) film_id, as_of\n        FROM reviews_aggregatorscore WHERE film_id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c)\n        ORDER BY film_id, aggregator_id, audience, as_of DESC\n    ) latest\n    GROUP BY film_id\n\n    ) d USING (film_id)\n    WHERE f.film_id = t.film_id;\n    \nRETURN NULL;",
                    hash="ee4524655a7d653ad2fec58624bad84ee863cbb5",
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
                    func="\n    PERFORM 1 FROM reviews_critictally\n        WHERE film_id = ANY (ARRAY(SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c))\n        ORDER BY film_id FOR NO KEY UPDATE;\n\n    UPDATE reviews_critictally t\n    SET version = t.version + 1, readings = coalesce(d.readings, '{}')\n    FROM (SELECT DISTINCT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c) f\n    LEFT JOIN (\n        \n    SELECT film_id, array_agg(as_of ORDER BY as_of) AS readings FROM (\n        SELECT DISTINCT ON (film_id, aggregator_id, audience) film_id, as_of\n        FROM reviews_aggregatorscore WHERE film_id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c)\n        ORDER BY film_id, aggregator_id, audience, as_of DESC\n    ) latest\n    GROUP BY film_id\n\n    ) d USING (film_id)\n    WHERE f.film_id = t.film_id;\n    \nRETURN NULL;",
                    hash="ed6692e1b2f87b8f6726f53d7381f09837def2ef",
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
                    func="\n    PERFORM 1 FROM reviews_critictally\n        WHERE film_id = ANY (ARRAY(SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c))\n        ORDER BY film_id FOR NO KEY UPDATE;\n\n    UPDATE reviews_critictally t\n    SET version = t.version + 1, readings = coalesce(d.readings, '{}')\n    FROM (SELECT DISTINCT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c) f\n    LEFT JOIN (\n        \n    SELECT film_id, array_agg(as_of ORDER BY as_of) AS readings FROM (\n        SELECT DISTINCT ON (film_id, aggregator_id, audience) film_id, as_of\n        FROM reviews_aggregatorscore WHERE film_id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c)\n        ORDER BY film_id, aggregator_id, audience, as_of DESC\n    ) latest\n    GROUP BY film_id\n\n    ) d USING (film_id)\n    WHERE f.film_id = t.film_id;\n    \nRETURN NULL;",
                    hash="a3834161ead01126c9ed9f5b5555559b8503f1eb",
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
            model_name="criticreview",
            trigger=pgtrigger.compiler.Trigger(
                name="leaves_its_corrections_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE reviews_correction SET review_id = NULL\n            WHERE review_id = ANY (ARRAY(SELECT id FROM (SELECT -1 AS w, o.* FROM old_rows o) c));\n        \nRETURN NULL;",
                    hash="c7b001c0bb08a946eb6defca6c62061c240b59a3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_leaves_its_corrections_delete_b6704",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="reviews_criticreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criticreview",
            trigger=pgtrigger.compiler.Trigger(
                name="counted_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    PERFORM 1 FROM reviews_critictally\n        WHERE film_id = ANY (ARRAY(SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c))\n        ORDER BY film_id FOR NO KEY UPDATE;\n\n    DECLARE d record; BEGIN\n        FOR d IN\n            SELECT film_id, coalesce(sum(w) FILTER (WHERE verdict = 'favourable'), 0) AS favourable, coalesce(sum(w) FILTER (WHERE verdict = 'unfavourable'), 0) AS unfavourable, coalesce(sum(w) FILTER (WHERE verdict = ''), 0) AS unstated, coalesce(sum(w) FILTER (WHERE original_score <> ''), 0) AS written, coalesce(sum(w) FILTER (WHERE own_percent IS NOT NULL), 0) AS scored, coalesce(sum(w * own_percent), 0) AS scored_sum\n            FROM (\n                SELECT sum(w) AS w, id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent FROM (SELECT 1 AS w, n.* FROM new_rows n) c\n                WHERE status = 'published' GROUP BY id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent HAVING sum(w) <> 0\n            ) shown\n            GROUP BY film_id\n        LOOP\n            UPDATE reviews_critictally t SET favourable = t.favourable + d.favourable, unfavourable = t.unfavourable + d.unfavourable, unstated = t.unstated + d.unstated, written = t.written + d.written, scored = t.scored + d.scored, scored_sum = t.scored_sum + d.scored_sum, version = t.version + 1\n            WHERE t.film_id = d.film_id;\n        END LOOP;\n    END;\n    \nRETURN NULL;",
                    hash="c8e45b84f4574d56486d97f56d446adca0dabe5f",
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
                    func="\n    PERFORM 1 FROM reviews_critictally\n        WHERE film_id = ANY (ARRAY(SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c))\n        ORDER BY film_id FOR NO KEY UPDATE;\n\n    DECLARE d record; BEGIN\n        FOR d IN\n            SELECT film_id, coalesce(sum(w) FILTER (WHERE verdict = 'favourable'), 0) AS favourable, coalesce(sum(w) FILTER (WHERE verdict = 'unfavourable'), 0) AS unfavourable, coalesce(sum(w) FILTER (WHERE verdict = ''), 0) AS unstated, coalesce(sum(w) FILTER (WHERE original_score <> ''), 0) AS written, coalesce(sum(w) FILTER (WHERE own_percent IS NOT NULL), 0) AS scored, coalesce(sum(w * own_percent), 0) AS scored_sum\n            FROM (\n                SELECT sum(w) AS w, id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent FROM (SELECT -1 AS w, o.* FROM old_rows o) c\n                WHERE status = 'published' GROUP BY id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent HAVING sum(w) <> 0\n            ) shown\n            GROUP BY film_id\n        LOOP\n            UPDATE reviews_critictally t SET favourable = t.favourable + d.favourable, unfavourable = t.unfavourable + d.unfavourable, unstated = t.unstated + d.unstated, written = t.written + d.written, scored = t.scored + d.scored, scored_sum = t.scored_sum + d.scored_sum, version = t.version + 1\n            WHERE t.film_id = d.film_id;\n        END LOOP;\n    END;\n    \nRETURN NULL;",
                    hash="5238c8b8dd085146a0d729c2245971730e5ee682",
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
                    func="\n    PERFORM 1 FROM reviews_critictally\n        WHERE film_id = ANY (ARRAY(SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c))\n        ORDER BY film_id FOR NO KEY UPDATE;\n\n    DECLARE d record; BEGIN\n        FOR d IN\n            SELECT film_id, coalesce(sum(w) FILTER (WHERE verdict = 'favourable'), 0) AS favourable, coalesce(sum(w) FILTER (WHERE verdict = 'unfavourable'), 0) AS unfavourable, coalesce(sum(w) FILTER (WHERE verdict = ''), 0) AS unstated, coalesce(sum(w) FILTER (WHERE original_score <> ''), 0) AS written, coalesce(sum(w) FILTER (WHERE own_percent IS NOT NULL), 0) AS scored, coalesce(sum(w * own_percent), 0) AS scored_sum\n            FROM (\n                SELECT sum(w) AS w, id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c\n                WHERE status = 'published' GROUP BY id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent HAVING sum(w) <> 0\n            ) shown\n            GROUP BY film_id\n        LOOP\n            UPDATE reviews_critictally t SET favourable = t.favourable + d.favourable, unfavourable = t.unfavourable + d.unfavourable, unstated = t.unstated + d.unstated, written = t.written + d.written, scored = t.scored + d.scored, scored_sum = t.scored_sum + d.scored_sum, version = t.version + 1\n            WHERE t.film_id = d.film_id;\n        END LOOP;\n    END;\n    \nRETURN NULL;",
                    hash="521c6672238b6087316170aed7d0f29e08e0f89a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_counted_update_5ff6a",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="reviews_criticreview",
                    when="AFTER",
                ),
            ),
        ),
    ]
