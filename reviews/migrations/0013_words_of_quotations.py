"""An index of the words of quotations, by which staff find reviews."""

import django.contrib.postgres.indexes
from django.db import migrations

import reviews.models.finding


class Migration(migrations.Migration):
    dependencies = [("reviews", "0012_reviews_as_pages_read_them")]

    operations = [
        migrations.AddIndex(
            model_name="criticreview",
            index=django.contrib.postgres.indexes.GinIndex(
                reviews.models.finding.QuoteWords("quote"), name="review_quote_words"
            ),
        ),
    ]
