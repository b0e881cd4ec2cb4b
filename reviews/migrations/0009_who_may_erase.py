from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reviews", "0008_history_begins")]
    operations = [
        migrations.AlterModelOptions(
            name="criticreview",
            options={
                "permissions": [
                    ("publish_criticreview", "Can publish and withdraw reviews"),
                    ("erase_criticreview", "Can delete every review, not only drafts of their own"),
                ],
                "verbose_name": "critic's review",
                "verbose_name_plural": "critics' reviews",
            },
        ),
    ]
