"""Mend dates that no calendar has, and moments and days that no page can show.

"2023-02-31" becomes "2023-02"; a moment becomes now, the day when a score was read that when it was
entered, and the days of the checks of a link go, so that it is checked anew.
"""

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


def _mended(table: str, **fields: str) -> str:
    """Give each of the fields this instead, where it isn't of a year from 1000 to 9998."""
    odd = {
        field: f"({field} < '1000-01-01 00:00+00' OR {field} >= '9999-01-01 00:00+00')"
        for field in fields
    }
    new = [
        f"{name} = CASE WHEN {odd[name]} THEN {new} ELSE {name} END" for name, new in fields.items()
    ]
    return f"UPDATE {table} SET {', '.join(new)} WHERE {' OR '.join(odd.values())};"  # noqa: S608


DATES_TRIGGER = "TRIGGER pgtrigger_keeps_its_dates_d64eb"
MENDED = [
    _mended("reviews_correction", made_at="now()"),
    # It would keep them as they are, where no status changes.
    f"ALTER TABLE reviews_criticreview DISABLE {DATES_TRIGGER};",
    _mended("reviews_criticreview", entered_at="now()", published_at="now()", withdrawn_at="now()"),
    f"ALTER TABLE reviews_criticreview ENABLE {DATES_TRIGGER};",
    _mended(
        "reviews_criticreview",
        link_checked_on="NULL",
        link_unanswered_since="NULL",
        link_dead_since="NULL",
    ),
    _mended("reviews_aggregatorscore", entered_at="now()"),
    # One a day of each aggregator: where that day is taken, the one before it.
    """
    DO $$
    DECLARE
        odd reviews_aggregatorscore;
        day date;
    BEGIN
        FOR odd IN
            SELECT * FROM reviews_aggregatorscore
            WHERE as_of < '1000-01-01' OR as_of >= '9999-01-01' ORDER BY id
        LOOP
            day := (odd.entered_at AT TIME ZONE 'UTC')::date;
            WHILE EXISTS (
                SELECT FROM reviews_aggregatorscore s
                WHERE (s.film_id, s.aggregator_id, s.audience, s.as_of)
                    = (odd.film_id, odd.aggregator_id, odd.audience, day)
            ) LOOP
                day := day - 1;
            END LOOP;
            UPDATE reviews_aggregatorscore SET as_of = day WHERE id = odd.id;
        END LOOP;
    END $$;
    """,
]


class Migration(migrations.Migration):
    dependencies = [("reviews", "0025_planned_anew")]
    operations = [migrations.RunSQL([SHORTENED, *MENDED], migrations.RunSQL.noop)]
