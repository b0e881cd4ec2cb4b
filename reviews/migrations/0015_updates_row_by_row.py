"""Have each updated row keep its version, by no plan made for another statement's rows."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0014_other_names_of_one"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="aggregator",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="aggregatorscore",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="correction",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="critic",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="criticreview",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="othername",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="publication",
            name="update_update",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aggregator",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reviews_aggregatorchange" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "search_url", "url") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."search_url", NEW."url"); RETURN NULL;',
                    hash="cb0f9dcc356f071686a8e7a24420742b2a9b9bff",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_01769",
                    table="reviews_aggregator",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aggregatorscore",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."aggregator_id" IS DISTINCT FROM (NEW."aggregator_id") OR OLD."as_of" IS DISTINCT FROM (NEW."as_of") OR OLD."audience" IS DISTINCT FROM (NEW."audience") OR OLD."entered_at" IS DISTINCT FROM (NEW."entered_at") OR OLD."entered_by_name" IS DISTINCT FROM (NEW."entered_by_name") OR OLD."film_id" IS DISTINCT FROM (NEW."film_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."percent" IS DISTINCT FROM (NEW."percent") OR OLD."reviews" IS DISTINCT FROM (NEW."reviews") OR OLD."scale" IS DISTINCT FROM (NEW."scale") OR OLD."url" IS DISTINCT FROM (NEW."url") OR OLD."value" IS DISTINCT FROM (NEW."value"))',
                    func='INSERT INTO "reviews_aggregatorscorechange" ("aggregator_id", "as_of", "audience", "entered_at", "entered_by_id", "entered_by_name", "film_id", "id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviews", "scale", "url", "value") VALUES (NEW."aggregator_id", NEW."as_of", NEW."audience", NEW."entered_at", NEW."entered_by_id", NEW."entered_by_name", NEW."film_id", NEW."id", NEW."percent", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reviews", NEW."scale", NEW."url", NEW."value"); RETURN NULL;',
                    hash="4e7f4b4b9e4c64cb6bdfb17dbc1bffe81160901b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ff3eb",
                    table="reviews_aggregatorscore",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."film_id" IS DISTINCT FROM (NEW."film_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_name" IS DISTINCT FROM (NEW."made_by_name") OR OLD."review_id" IS DISTINCT FROM (NEW."review_id") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                    func='INSERT INTO "reviews_correctionchange" ("film_id", "id", "made_at", "made_by_id", "made_by_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "words") VALUES (NEW."film_id", NEW."id", NEW."made_at", NEW."made_by_id", NEW."made_by_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."review_id", NEW."words"); RETURN NULL;',
                    hash="b3728b35a5a40db7b435796ff795fe6c02a0bd92",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_94871",
                    table="reviews_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="critic",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."url" IS DISTINCT FROM (NEW."url"))',
                    func='INSERT INTO "reviews_criticchange" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "url") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."url"); RETURN NULL;',
                    hash="f2dad24dc3fd2dae82027b4159ab880ae249d778",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_74086",
                    table="reviews_critic",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criticreview",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."aggregator_id" IS DISTINCT FROM (NEW."aggregator_id") OR OLD."critic_id" IS DISTINCT FROM (NEW."critic_id") OR OLD."disclosure" IS DISTINCT FROM (NEW."disclosure") OR OLD."entered_at" IS DISTINCT FROM (NEW."entered_at") OR OLD."entered_by_name" IS DISTINCT FROM (NEW."entered_by_name") OR OLD."film_id" IS DISTINCT FROM (NEW."film_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."link_dead_since" IS DISTINCT FROM (NEW."link_dead_since") OR OLD."original_score" IS DISTINCT FROM (NEW."original_score") OR OLD."publication_id" IS DISTINCT FROM (NEW."publication_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_on" IS DISTINCT FROM (NEW."published_on") OR OLD."quote" IS DISTINCT FROM (NEW."quote") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."url" IS DISTINCT FROM (NEW."url") OR OLD."verdict" IS DISTINCT FROM (NEW."verdict") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."written_as" IS DISTINCT FROM (NEW."written_as"))',
                    func='INSERT INTO "reviews_criticreviewchange" ("aggregator_id", "critic_id", "disclosure", "entered_at", "entered_by_id", "entered_by_name", "film_id", "id", "language", "link_dead_since", "original_score", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id", "published_at", "published_on", "quote", "status", "url", "verdict", "withdrawn_at", "written_as") VALUES (NEW."aggregator_id", NEW."critic_id", NEW."disclosure", NEW."entered_at", NEW."entered_by_id", NEW."entered_by_name", NEW."film_id", NEW."id", NEW."language", NEW."link_dead_since", NEW."original_score", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."publication_id", NEW."published_at", NEW."published_on", NEW."quote", NEW."status", NEW."url", NEW."verdict", NEW."withdrawn_at", NEW."written_as"); RETURN NULL;',
                    hash="71f523e04d735dc8c6ca5f2f224bda70b337f6c9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_33615",
                    table="reviews_criticreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="othername",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reviews_othernamechange" ("critic_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id") VALUES (NEW."critic_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."publication_id"); RETURN NULL;',
                    hash="e568ed86eb2fdb6f6f44e92d8e9393e0f8e8a21a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bc358",
                    table="reviews_othername",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."url" IS DISTINCT FROM (NEW."url"))',
                    func='INSERT INTO "reviews_publicationchange" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "url") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."url"); RETURN NULL;',
                    hash="040cb443708248f7728556f736942e10cac18eee",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0321d",
                    table="reviews_publication",
                    when="AFTER",
                ),
            ),
        ),
    ]
