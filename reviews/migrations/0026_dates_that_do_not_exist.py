"""Shorten dates that no calendar has to what of them can be: "2023-02-31" to "2023-02"."""

from django.db import migrations

#: As `reviews.models.days.PARTIAL_DATE` was when this was written.
A_DATE = (
    "^((?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?"
    "|(?!0000)[0-9]{4}-((0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
    "|(?!0000)([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$"
)
SHORTENED = f"""
    UPDATE reviews_criticreview
    SET published_on = CASE WHEN published_on LIKE '0000%' THEN '' ELSE left(published_on, 7) END
    WHERE published_on <> '' AND published_on !~ '{A_DATE}';
"""  # noqa: S608 - our own pattern


class Migration(migrations.Migration):
    dependencies = [("reviews", "0025_planned_anew")]
    operations = [migrations.RunSQL(SHORTENED, migrations.RunSQL.noop)]
