"""What migrations make of rows that older sites may hold."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from reviews.models import AggregatorScore, Correction, CriticReview
from tests import make
from tests.raw import sql

pytestmark = pytest.mark.django_db
MENDING = import_module("reviews.migrations.0026_dates_that_do_not_exist")
NAMING = import_module("reviews.migrations.0023_whose_they_were_so_far")


def run(operations: Any) -> None:
    with connection.cursor() as cursor:
        for operation in operations:
            for statement in [operation.sql] if isinstance(operation.sql, str) else operation.sql:
                cursor.execute(statement)


@pytest.fixture
def unchecked(db: None) -> list[str]:
    """Have none of the checks of moments and days; gives how to add them again."""
    checks = sql(
        "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conname LIKE '%%four_digits' AND conrelid::regclass::text LIKE 'reviews%%'"
    )
    for table, name, _check in checks:
        sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    return [f"ALTER TABLE {table} ADD CONSTRAINT {name} {check}" for table, name, check in checks]


@pytest.mark.parametrize("moment", ["infinity", "-infinity", "12000-01-01", "0044-03-15 BC"])
def test_moments_that_no_page_can_show_are_mended_before_they_are_refused(
    unchecked: list[str], moment: str
) -> None:
    film, site = make.film(), make.aggregator()
    review = make.review(film, status="draft")
    Correction.objects.create(film=film, review=review, words="Wrong.")
    entered = date(2020, 2, 3)
    make.score(film, site, as_of=entered)
    make.score(film, site, entered_at="2020-02-03 12:00+00")
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql("UPDATE reviews_aggregatorscore SET as_of = %s WHERE as_of <> %s", moment, entered)
    sql("UPDATE reviews_correction SET made_at = %s", moment)
    sql(
        "UPDATE reviews_criticreview SET status = 'published', published_at = %s, entered_at = %s,"
        " link_dead_since = %s",
        *(moment, moment, moment),
    )
    run(MENDING.Migration.operations)
    for check in unchecked:
        sql(check)
    days = AggregatorScore.objects.order_by("as_of").values_list("as_of", flat=True)
    assert list(days) == [date(2020, 2, 2), entered]
    stored, now = CriticReview.objects.get(), sql("SELECT now()")[0][0]
    assert (stored.published_at, stored.entered_at, stored.link_dead_since) == (now, now, None)
    assert Correction.objects.get().made_at == now


def test_corrections_of_reviews_that_are_gone_get_their_names_from_the_history() -> None:
    film, gone, paper = make.film(), make.critic("Ann Lee"), make.publication("The Bar Gazette")
    review = make.review(film, critic=gone, publication=paper)
    Correction.objects.create(film=film, review=review, words="Wrong.")
    Correction.objects.create(film=film, words="Of no review.")
    review.delete()
    gone.delete()
    sql("UPDATE reviews_correction SET whose = ''")
    run(NAMING.Migration.operations)
    assert dict(Correction.objects.values_list("words", "whose")) == {
        "Wrong.": "Ann Lee, The Bar Gazette",
        "Of no review.": "",
    }
