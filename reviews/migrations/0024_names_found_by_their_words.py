"""Have critics and publications found without folding every name."""

import django.contrib.postgres.indexes
from django.db import migrations

import films.models.film


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0023_whose_they_were_so_far"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="critic",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    films.models.film.Fold("name"), "gin_trgm_ops"
                ),
                name="critic_name_words",
            ),
        ),
        migrations.AddIndex(
            model_name="othername",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    films.models.film.Fold("name"), "gin_trgm_ops"
                ),
                name="other_name_words",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    films.models.film.Fold("name"), "gin_trgm_ops"
                ),
                name="publication_name_words",
            ),
        ),
    ]
