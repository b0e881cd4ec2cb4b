import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import reviews.models.review

#: The body as `reviews.own_scores.FUNCTION` had it when this was written.
BODY = r"""
DECLARE
    plain text := lower(btrim(regexp_replace(written, '[\s\u00a0\u2000-\u200a\u202f]+', ' ', 'g'),
        ' ''"`‘’“”'));
    letter text := translate(plain, '−–—', '---');
    part text[];
    points numeric;
    scale numeric;
BEGIN
    letter := regexp_replace(letter, '[\s-]*minus$', '-');
    letter := regexp_replace(letter, '[\s-]*plus$', '+');
    letter := regexp_replace(letter, '\s', '', 'g');
    points := CASE letter WHEN 'a+' THEN 12 WHEN 'a' THEN 12 WHEN 'a-' THEN 11 WHEN 'b+' THEN 10 WHEN 'b' THEN 9 WHEN 'b-' THEN 8 WHEN 'c+' THEN 7 WHEN 'c' THEN 6 WHEN 'c-' THEN 5 WHEN 'd+' THEN 4 WHEN 'd' THEN 3 WHEN 'd-' THEN 2 WHEN 'f' THEN 0 END;
    IF points IS NOT NULL THEN
        RETURN round(points * 100 / 12, 6);
    END IF;

    IF plain ~ '^[★☆½\s]+$' AND plain ~ '^(★\s*)*(½\s*)?(☆\s*)+$' THEN
        plain := regexp_replace(plain, '\s', '', 'g');
        points := length(plain) - length(replace(plain, '★', ''))
            + (length(plain) - length(replace(plain, '½', ''))) / 2.0;
        scale := length(plain);
    ELSE
        part := regexp_match(plain, '^((?:[0-9]{1,3}(?:[.,][0-9]{0,4})?|[.,][0-9]{1,4}))\s*(?:%|per ?cent)$');
        IF part IS NOT NULL THEN
            points := replace(part[1], ',', '.')::numeric;
            scale := 100;
        ELSE
            part := regexp_match(plain,
                '^(?:((?:[0-9]{1,3}(?:[.,][0-9]{0,4})?|[.,][0-9]{1,4}))|(?:([0-9]{1,3})(?=[½¼¾\s-])[\s-]*)?((?:1/2|1/4|3/4|[½¼¾])))(?:\s*stars?)?'
                || '(?:\s*/\s*|\s+(?:out\s+)?of\s+)([0-9]{1,3})(?:[.,]0{1,2})?(?:\s*stars?)?$');
            IF part IS NULL OR (part[2] IS NULL AND part[3] IN ('1/4', '3/4')) THEN
                RETURN NULL;
            END IF;
            points := coalesce(replace(part[1], ',', '.'), part[2], '0')::numeric
                + CASE WHEN part[3] IN ('1/2', '½') THEN 0.5
                    WHEN part[3] IN ('1/4', '¼') THEN 0.25
                    WHEN part[3] IN ('3/4', '¾') THEN 0.75 ELSE 0 END;
            scale := part[4]::numeric;
        END IF;
    END IF;
    IF scale BETWEEN 3 AND 100 AND points BETWEEN 0 AND scale THEN
        RETURN round(points * 100 / scale, 6);
    END IF;
    RETURN NULL;
END
"""
CREATE = (
    "CREATE FUNCTION reviews_own_percent(written text) RETURNS numeric"
    f" LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $own${BODY}$own$"
)


class Migration(migrations.Migration):
    dependencies = [
        ("films", "0004_loose_title_keys"),
        ("reviews", "0004_dates_of_states"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(CREATE, "DROP FUNCTION reviews_own_percent(text)"),
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
            model_name="aggregatorscore",
            name="raises_its_tally_truncate",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="criticreview",
            name="counted_truncate",
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
        migrations.AddField(
            model_name="criticreview",
            name="own_percent",
            field=models.GeneratedField(
                db_persist=True,
                expression=reviews.models.review.OwnPercent("original_score"),
                output_field=models.DecimalField(decimal_places=6, max_digits=9),
            ),
        ),
        migrations.AddField(
            model_name="critictally",
            name="readings",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.DateField(),
                db_default=[],
                default=list,
                size=None,
                verbose_name="other sites read on",
            ),
        ),
        migrations.AddField(
            model_name="critictally",
            name="scored",
            field=models.PositiveIntegerField(
                db_default=0, default=0, verbose_name="own scores that convert"
            ),
        ),
        migrations.AddField(
            model_name="critictally",
            name="scored_sum",
            field=models.DecimalField(
                db_default=0,
                decimal_places=6,
                default=0,
                max_digits=18,
                verbose_name="sum of own scores",
            ),
        ),
        migrations.AddField(
            model_name="critictally",
            name="written",
            field=models.PositiveIntegerField(
                db_default=0, default=0, verbose_name="with a score of their own"
            ),
        ),
        migrations.AddIndex(
            model_name="criticreview",
            index=models.Index(
                condition=models.Q(("status", "withdrawn")),
                fields=["film"],
                name="review_withdrawn_of_film",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aggregatorscore",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_tally_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    PERFORM 1 FROM reviews_critictally\n        WHERE film_id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c)\n        ORDER BY film_id FOR NO KEY UPDATE;\n\n    UPDATE reviews_critictally t\n    SET version = t.version + 1, readings = coalesce(d.readings, '{}')\n    FROM (SELECT DISTINCT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c) f\n    LEFT JOIN (\n        \n    SELECT film_id, array_agg(as_of ORDER BY as_of) AS readings FROM (\n        SELECT DISTINCT ON (film_id, aggregator_id, audience) film_id, as_of\n        FROM reviews_aggregatorscore WHERE film_id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c)\n        ORDER BY film_id, aggregator_id, audience, as_of DESC\n    ) latest\n    GROUP BY film_id\n\n    ) d USING (film_id)\n    WHERE f.film_id = t.film_id;\n    \nRETURN NULL;",
                    hash="9caf13fe87b656cdde28dba5b6e11ed6c846e8ae",
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
                    func="\n    PERFORM 1 FROM reviews_critictally\n        WHERE film_id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c)\n        ORDER BY film_id FOR NO KEY UPDATE;\n\n    UPDATE reviews_critictally t\n    SET version = t.version + 1, readings = coalesce(d.readings, '{}')\n    FROM (SELECT DISTINCT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c) f\n    LEFT JOIN (\n        \n    SELECT film_id, array_agg(as_of ORDER BY as_of) AS readings FROM (\n        SELECT DISTINCT ON (film_id, aggregator_id, audience) film_id, as_of\n        FROM reviews_aggregatorscore WHERE film_id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c)\n        ORDER BY film_id, aggregator_id, audience, as_of DESC\n    ) latest\n    GROUP BY film_id\n\n    ) d USING (film_id)\n    WHERE f.film_id = t.film_id;\n    \nRETURN NULL;",
                    hash="be22f5d7786e729c7184e1ea19060f87ed28984f",
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
                    func="\n    PERFORM 1 FROM reviews_critictally\n        WHERE film_id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c)\n        ORDER BY film_id FOR NO KEY UPDATE;\n\n    UPDATE reviews_critictally t\n    SET version = t.version + 1, readings = coalesce(d.readings, '{}')\n    FROM (SELECT DISTINCT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c) f\n    LEFT JOIN (\n        \n    SELECT film_id, array_agg(as_of ORDER BY as_of) AS readings FROM (\n        SELECT DISTINCT ON (film_id, aggregator_id, audience) film_id, as_of\n        FROM reviews_aggregatorscore WHERE film_id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c)\n        ORDER BY film_id, aggregator_id, audience, as_of DESC\n    ) latest\n    GROUP BY film_id\n\n    ) d USING (film_id)\n    WHERE f.film_id = t.film_id;\n    \nRETURN NULL;",
                    hash="0fb37be5d24b695ba200521d5826fe2dddad7aa0",
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
                    func="UPDATE reviews_critictally SET version = version + 1, readings = '{}';\nRETURN NULL;",
                    hash="947771df60f53e942fef7e03f4fd20b909dd2fa1",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_raises_its_tally_truncate_67663",
                    table="reviews_aggregatorscore",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criticreview",
            trigger=pgtrigger.compiler.Trigger(
                name="counted_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    PERFORM 1 FROM reviews_critictally\n        WHERE film_id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c)\n        ORDER BY film_id FOR NO KEY UPDATE;\n\n    UPDATE reviews_critictally t SET favourable = t.favourable + d.favourable, unfavourable = t.unfavourable + d.unfavourable, unstated = t.unstated + d.unstated, written = t.written + d.written, scored = t.scored + d.scored, scored_sum = t.scored_sum + d.scored_sum, version = t.version + 1\n    FROM (\n        SELECT film_id, coalesce(sum(w) FILTER (WHERE verdict = 'favourable'), 0) AS favourable, coalesce(sum(w) FILTER (WHERE verdict = 'unfavourable'), 0) AS unfavourable, coalesce(sum(w) FILTER (WHERE verdict = ''), 0) AS unstated, coalesce(sum(w) FILTER (WHERE original_score <> ''), 0) AS written, coalesce(sum(w) FILTER (WHERE own_percent IS NOT NULL), 0) AS scored, coalesce(sum(w * own_percent), 0) AS scored_sum\n        FROM (\n            SELECT sum(w) AS w, id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent FROM (SELECT 1 AS w, n.* FROM new_rows n) c\n            WHERE status = 'published' GROUP BY id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent HAVING sum(w) <> 0\n        ) shown\n        GROUP BY film_id\n    ) d\n    WHERE d.film_id = t.film_id;\n    \nRETURN NULL;",
                    hash="b5672f87c952d1dcef0ea5ed5306be6b52b040cf",
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
                    func="\n    PERFORM 1 FROM reviews_critictally\n        WHERE film_id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c)\n        ORDER BY film_id FOR NO KEY UPDATE;\n\n    UPDATE reviews_critictally t SET favourable = t.favourable + d.favourable, unfavourable = t.unfavourable + d.unfavourable, unstated = t.unstated + d.unstated, written = t.written + d.written, scored = t.scored + d.scored, scored_sum = t.scored_sum + d.scored_sum, version = t.version + 1\n    FROM (\n        SELECT film_id, coalesce(sum(w) FILTER (WHERE verdict = 'favourable'), 0) AS favourable, coalesce(sum(w) FILTER (WHERE verdict = 'unfavourable'), 0) AS unfavourable, coalesce(sum(w) FILTER (WHERE verdict = ''), 0) AS unstated, coalesce(sum(w) FILTER (WHERE original_score <> ''), 0) AS written, coalesce(sum(w) FILTER (WHERE own_percent IS NOT NULL), 0) AS scored, coalesce(sum(w * own_percent), 0) AS scored_sum\n        FROM (\n            SELECT sum(w) AS w, id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent FROM (SELECT -1 AS w, o.* FROM old_rows o) c\n            WHERE status = 'published' GROUP BY id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent HAVING sum(w) <> 0\n        ) shown\n        GROUP BY film_id\n    ) d\n    WHERE d.film_id = t.film_id;\n    \nRETURN NULL;",
                    hash="c7e123ce6b69043db6ae8c4e138b8fbda4216942",
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
                    func="\n    PERFORM 1 FROM reviews_critictally\n        WHERE film_id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c)\n        ORDER BY film_id FOR NO KEY UPDATE;\n\n    UPDATE reviews_critictally t SET favourable = t.favourable + d.favourable, unfavourable = t.unfavourable + d.unfavourable, unstated = t.unstated + d.unstated, written = t.written + d.written, scored = t.scored + d.scored, scored_sum = t.scored_sum + d.scored_sum, version = t.version + 1\n    FROM (\n        SELECT film_id, coalesce(sum(w) FILTER (WHERE verdict = 'favourable'), 0) AS favourable, coalesce(sum(w) FILTER (WHERE verdict = 'unfavourable'), 0) AS unfavourable, coalesce(sum(w) FILTER (WHERE verdict = ''), 0) AS unstated, coalesce(sum(w) FILTER (WHERE original_score <> ''), 0) AS written, coalesce(sum(w) FILTER (WHERE own_percent IS NOT NULL), 0) AS scored, coalesce(sum(w * own_percent), 0) AS scored_sum\n        FROM (\n            SELECT sum(w) AS w, id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c\n            WHERE status = 'published' GROUP BY id, film_id, critic_id, publication_id, quote, language, url, verdict, original_score, published_on, aggregator_id, disclosure, written_as, link_dead_since, own_percent HAVING sum(w) <> 0\n        ) shown\n        GROUP BY film_id\n    ) d\n    WHERE d.film_id = t.film_id;\n    \nRETURN NULL;",
                    hash="c29a7ab5d6d39018f01ff9860c1c7c618344d45c",
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
            model_name="criticreview",
            trigger=pgtrigger.compiler.Trigger(
                name="counted_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="UPDATE reviews_critictally SET version = version + 1, favourable = 0, unfavourable = 0, unstated = 0, written = 0, scored = 0, scored_sum = 0;\nRETURN NULL;",
                    hash="7b5d7f21444322763b694d0c47bb1e9390c7ee9b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_counted_truncate_5c300",
                    table="reviews_criticreview",
                    when="AFTER",
                ),
            ),
        ),
    ]
