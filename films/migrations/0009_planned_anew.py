"""Have the films that changed rows move found by plans of their own."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("films", "0008_pairs_that_are_two"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="alternativetitle",
            name="raises_its_film_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="alternativetitle",
            name="raises_its_film_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="alternativetitle",
            name="raises_its_film_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="credit",
            name="raises_its_film_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="credit",
            name="raises_its_film_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="credit",
            name="raises_its_film_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="externalid",
            name="raises_its_film_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="externalid",
            name="raises_its_film_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="externalid",
            name="raises_its_film_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="filmgenre",
            name="raises_its_film_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="filmgenre",
            name="raises_its_film_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="filmgenre",
            name="raises_its_film_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="genre",
            name="raises_its_films_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="offer",
            name="raises_its_film_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="offer",
            name="raises_its_film_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="offer",
            name="raises_its_film_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="person",
            name="raises_its_films_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="provider",
            name="raises_its_films_update",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alternativetitle",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_film_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c);\n    $body$;\nRETURN NULL;",
                    hash="a1b40f9fef27a16feef4948f01c611a8bfc0cc0e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_raises_its_film_insert_7eb3f",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="films_alternativetitle",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alternativetitle",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_film_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c);\n    $body$;\nRETURN NULL;",
                    hash="7ca30c3beba0f576845c017e4079a2f7ccb0d46a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_raises_its_film_delete_875a9",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="films_alternativetitle",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alternativetitle",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_film_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c);\n    $body$;\nRETURN NULL;",
                    hash="ffdc304e2113b08f1c6c5ff4cc857b03b7af5e93",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_raises_its_film_update_3b27b",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="films_alternativetitle",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credit",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_film_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c);\n    $body$;\nRETURN NULL;",
                    hash="db7ac31a3bb8af19167f4613d3381d623b51d125",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_raises_its_film_insert_6b8ac",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="films_credit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credit",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_film_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c);\n    $body$;\nRETURN NULL;",
                    hash="3db289b908a9cdc814e55cbb1b2e204650f7405e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_raises_its_film_delete_50caf",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="films_credit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credit",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_film_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c);\n    $body$;\nRETURN NULL;",
                    hash="517d11bdfab937b82bb7ee6c82fc66b1a95ac36f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_raises_its_film_update_3237b",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="films_credit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="externalid",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_film_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c);\n    $body$;\nRETURN NULL;",
                    hash="892bc9c84c853f03c0827fb61d6efea5f4ad6d00",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_raises_its_film_insert_99dc7",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="films_externalid",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="externalid",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_film_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c);\n    $body$;\nRETURN NULL;",
                    hash="4bdf13e7f11dc99d0a921461fba244aea6ac6619",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_raises_its_film_delete_bae0d",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="films_externalid",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="externalid",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_film_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c);\n    $body$;\nRETURN NULL;",
                    hash="9bfd270d30f1f574d410064a68d9fe6f36b5cada",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_raises_its_film_update_dbdf5",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="films_externalid",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filmgenre",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_film_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c);\n    $body$;\nRETURN NULL;",
                    hash="83980a85b60d561f5c9cefb9eb8a938c9d4ce34d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_raises_its_film_insert_95f25",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="films_filmgenre",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filmgenre",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_film_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c);\n    $body$;\nRETURN NULL;",
                    hash="c878ec59d7165b5dc1f21a6a1b3c8d90e62ac625",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_raises_its_film_delete_37d94",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="films_filmgenre",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filmgenre",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_film_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c);\n    $body$;\nRETURN NULL;",
                    hash="572c85218363593e243a2c4c27e04184f5c5952c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_raises_its_film_update_2842b",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="films_filmgenre",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="genre",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_films_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM films_filmgenre WHERE genre_id IN (SELECT id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c)) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM films_filmgenre WHERE genre_id IN (SELECT id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c));\n    $body$;\nRETURN NULL;",
                    hash="880d7e02af1f3469537e4ff08a7c39da49ed3c44",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_raises_its_films_update_e199b",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="films_genre",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="offer",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_film_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM (SELECT 1 AS w, n.* FROM new_rows n) c);\n    $body$;\nRETURN NULL;",
                    hash="bfb828975e94f397032095fec2e52bae20de9978",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_raises_its_film_insert_39cf4",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="films_offer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="offer",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_film_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM (SELECT -1 AS w, o.* FROM old_rows o) c);\n    $body$;\nRETURN NULL;",
                    hash="86960427a376624229531784b506e4bdd33e7403",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_raises_its_film_delete_15d9d",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="films_offer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="offer",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_film_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c);\n    $body$;\nRETURN NULL;",
                    hash="4748e985450b08be8f7379287e108b4df20e8918",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_raises_its_film_update_133a9",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="films_offer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_films_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM films_credit WHERE person_id IN (SELECT id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c)) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM films_credit WHERE person_id IN (SELECT id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c));\n    $body$;\nRETURN NULL;",
                    hash="536b2572923452f664a31fd9ad03c23ed506379e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_raises_its_films_update_ec2f8",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="films_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="provider",
            trigger=pgtrigger.compiler.Trigger(
                name="raises_its_films_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="EXECUTE $body$\n        SELECT 1 FROM films_film WHERE id IN (SELECT film_id FROM films_offer WHERE provider_id IN (SELECT id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c)) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE films_film SET version = version + 1 WHERE id IN (SELECT film_id FROM films_offer WHERE provider_id IN (SELECT id FROM (\n        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n\n        UNION ALL\n        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o\n    ) c));\n    $body$;\nRETURN NULL;",
                    hash="0eb51ae5d9652c8abb32b6d3d7db59761e3bdb41",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_raises_its_films_update_068cb",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="films_provider",
                    when="AFTER",
                ),
            ),
        ),
    ]
