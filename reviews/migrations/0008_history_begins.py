from django.db import migrations

KINDS = {
    "aggregator": "name, search_url, url",
    "aggregatorscore": (
        "aggregator_id, as_of, audience, entered_at, entered_by_id, entered_by_name, film_id,"
        " percent, reviews, scale, url, value"
    ),
    "correction": "film_id, made_at, made_by_id, made_by_name, review_id, words",
    "critic": "name, slug, url",
    "criticreview": (
        "aggregator_id, critic_id, disclosure, entered_at, entered_by_id, entered_by_name, film_id,"
        " language, link_dead_since, original_score, publication_id, published_at, published_on,"
        " quote, status, url, verdict, withdrawn_at, written_as"
    ),
    "othername": "critic_id, name, publication_id",
    "publication": "name, slug, url",
}


def begin(apps, schema_editor):
    """A first version of all that is there, so that the first change can be seen and undone."""
    for kind, columns in KINDS.items():
        schema_editor.execute(
            f"INSERT INTO reviews_{kind}change"  # noqa: S608 - constants
            f" ({columns}, id, pgh_obj_id, pgh_label, pgh_created_at)"
            f" SELECT {columns}, id, id, 'beginning', now() FROM reviews_{kind} ORDER BY id"
        )


class Migration(migrations.Migration):
    dependencies = [("reviews", "0007_history")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
