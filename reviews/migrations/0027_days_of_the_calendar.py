"""Refuse dates that no calendar has, and moments that no page can show, whoever writes them."""

import datetime

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("films", "0009_planned_anew"),
        ("reviews", "0026_dates_that_do_not_exist"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="criticreview",
            name="review_date_is_a_date",
        ),
        migrations.AddConstraint(
            model_name="aggregatorscore",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("as_of__gte", datetime.date(1000, 1, 1)),
                    ("as_of__lt", datetime.date(9999, 1, 1)),
                    (
                        "entered_at__gte",
                        datetime.datetime(1000, 1, 1, 0, 0, tzinfo=datetime.UTC),
                    ),
                    (
                        "entered_at__lt",
                        datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.UTC),
                    ),
                ),
                name="aggregator_score_moments_are_of_four_digits",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "made_at__gte",
                        datetime.datetime(1000, 1, 1, 0, 0, tzinfo=datetime.UTC),
                    ),
                    (
                        "made_at__lt",
                        datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.UTC),
                    ),
                ),
                name="correction_moment_is_of_four_digits",
            ),
        ),
        migrations.AddConstraint(
            model_name="criticreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_on", ""),
                    (
                        "published_on__regex",
                        "^((?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?|(?!0000)[0-9]{4}-((0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)|(?!0000)([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$",
                    ),
                    _connector="OR",
                ),
                name="review_date_is_a_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="criticreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "entered_at__gte",
                        datetime.datetime(1000, 1, 1, 0, 0, tzinfo=datetime.UTC),
                    ),
                    (
                        "entered_at__lt",
                        datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.UTC),
                    ),
                    (
                        "published_at__gte",
                        datetime.datetime(1000, 1, 1, 0, 0, tzinfo=datetime.UTC),
                    ),
                    (
                        "published_at__lt",
                        datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.UTC),
                    ),
                    (
                        "withdrawn_at__gte",
                        datetime.datetime(1000, 1, 1, 0, 0, tzinfo=datetime.UTC),
                    ),
                    (
                        "withdrawn_at__lt",
                        datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.UTC),
                    ),
                ),
                name="review_moments_are_of_four_digits",
            ),
        ),
        migrations.AddConstraint(
            model_name="criticreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("link_checked_on__gte", datetime.date(1000, 1, 1)),
                    ("link_checked_on__lt", datetime.date(9999, 1, 1)),
                    ("link_unanswered_since__gte", datetime.date(1000, 1, 1)),
                    ("link_unanswered_since__lt", datetime.date(9999, 1, 1)),
                    ("link_dead_since__gte", datetime.date(1000, 1, 1)),
                    ("link_dead_since__lt", datetime.date(9999, 1, 1)),
                ),
                name="review_link_days_are_of_four_digits",
            ),
        ),
    ]
