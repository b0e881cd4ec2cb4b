"""What is kept of every change in what staff curate, whoever makes it and however."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, transaction

from accounts.models import User
from reviews.history import with_author, with_import
from reviews.models import CHANGES, AggregatorScore, Change, CriticReview
from tests import make
from tests.raw import sql


def changes(row: object) -> list[Change]:
    """The versions of a row, the newest first."""
    return list(CHANGES[type(row)].objects.of(row.pk))  # type: ignore[index, attr-defined]


def labels(row: object) -> list[str]:
    return [change.pgh_label for change in changes(row)]


@pytest.mark.django_db
def test_a_review_keeps_every_version_of_itself() -> None:
    review = make.review(make.film(), quote="Fine.", status="draft")
    review.quote = "Very fine."
    review.save()
    CriticReview.objects.publish()
    review.delete()
    kept = list(CHANGES[CriticReview].objects.order_by("-pgh_id"))
    assert [change.pgh_label for change in kept] == ["delete", "update", "update", "insert"]
    assert [change.quote for change in kept] == [*["Very fine."] * 3, "Fine."]  # type: ignore[attr-defined]
    assert [change.status for change in kept] == ["published", "published", "draft", "draft"]  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_raw_sql_and_bulk_are_kept_too() -> None:
    review = make.review(make.film(), quote="Fine.")
    sql("UPDATE reviews_criticreview SET quote = 'Changed behind the scenes.'")
    CriticReview.objects.bulk_create(
        [CriticReview(pk=review.pk, film=review.film, critic=review.critic, quote="By the bulk.")],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["quote"],
    )
    sql("DELETE FROM reviews_criticreview")
    said = [change.quote for change in CHANGES[CriticReview].objects.of(review.pk)]  # type: ignore[attr-defined]
    assert said == ["By the bulk.", "By the bulk.", "Changed behind the scenes.", "Fine."]


@pytest.mark.django_db
def test_a_table_that_is_emptied_leaves_its_rows_in_the_history() -> None:
    review = make.review(make.film(), quote="Fine.")
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql("TRUNCATE reviews_criticreview")
    assert labels(review) == ["delete", "insert"]


@pytest.mark.django_db
def test_no_trigger_joins_old_rows_to_new_by_the_plan_of_an_earlier_statement() -> None:
    joining = sql("SELECT proname FROM pg_proc WHERE prosrc ~ '(old|new)_(values|rows) JOIN'")
    assert joining == []


@pytest.mark.django_db
def test_what_imports_and_checks_note_for_themselves_makes_no_version() -> None:
    review = make.review(make.film())
    day = "2026-01-31"
    noted = {"link_checked_on": day, "link_unanswered_since": day}
    CriticReview.objects.update(imported={"quote": "Fine."}, **noted)
    assert labels(review) == ["insert"]


@pytest.mark.django_db
def test_nobody_rewrites_the_history() -> None:
    make.review(make.film())
    for statement in (
        "UPDATE reviews_criticreviewchange SET quote = ''",
        "DELETE FROM reviews_criticreviewchange",
    ):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            sql(statement)


KEPT = sorted(
    {change._meta.db_table for change in CHANGES.values()}
    | {"reviews_criticreviewgiven", "pghistory_context", "films_merge"}
    | {"reviews_critictally", "ratings_filmtally"}
)


@pytest.mark.django_db
@pytest.mark.parametrize("table", KEPT)
def test_what_has_to_be_kept_is_emptied_only_with_all_films(table: str) -> None:
    make.review(make.film())
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="only with all films"), transaction.atomic():
        sql(f"TRUNCATE {table}")
    sql(f"TRUNCATE films_film, {table} CASCADE")


@pytest.mark.django_db
def test_nobody_rewrites_who_changed_what(viewer: User) -> None:
    with with_author(viewer, "/admin/"):
        review = make.review(make.film())
    for statement in (
        "UPDATE pghistory_context SET metadata = '{}'",
        "UPDATE pghistory_context SET id = gen_random_uuid()",
        "DELETE FROM pghistory_context",
    ):
        with pytest.raises(IntegrityError, match="is kept"), transaction.atomic():
            sql(statement)
    assert changes(review)[0].about["name"] == "ann"


@pytest.mark.django_db
def test_a_change_knows_who_made_it_and_where(viewer: User) -> None:
    review = make.review(make.film(), quote="Fine.")
    with with_author(viewer, "/admin/"):
        CriticReview.objects.withdraw()
    with with_author(viewer, "/admin/"), with_import("reviews.csv"):
        CriticReview.objects.publish()
    with with_import("more.csv"):
        CriticReview.objects.withdraw()
    CriticReview.objects.publish()
    ann = {"user": viewer.pk, "name": "ann", "url": "/admin/"}
    assert [change.about for change in changes(review)] == [
        {},
        {"import": "more.csv"},
        {**ann, "import": "reviews.csv"},
        ann,
        {},
    ]


@pytest.mark.django_db(transaction=True)
def test_who_changes_what_is_noted_with_a_transaction(viewer: User) -> None:
    with pytest.raises(RuntimeError), with_author(viewer, "/admin/"):
        pass
    with transaction.atomic(), with_author(viewer, "/admin/"):
        review = make.review(make.film())
    with transaction.atomic():
        CriticReview.objects.withdraw()
    assert [change.about.get("name") for change in changes(review)] == [None, "ann"]


@pytest.mark.django_db(transaction=True)
def test_the_scores_of_a_catalogue_came_by_its_file(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.jsonl"
    scores = [{"aggregator": "Scorers", "percent": 92, "as_of": "2026-01-31"}]
    file.write_text(json.dumps({"title": "Faust", "year": 1926, "scores": scores}))
    call_command("import_catalogue", file, stdout=StringIO())
    [change] = CHANGES[AggregatorScore].objects.all()
    assert change.about == {"import": "catalogue.jsonl"}
