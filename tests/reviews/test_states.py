"""Draft, published, withdrawn: since when, by whom, and who may change what."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.db import IntegrityError, transaction

from accounts.models import User
from reviews.models import Correction, CriticReview
from tests import make
from tests.raw import copied, sql

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2008, 5, 14, tzinfo=UTC)
LATER = datetime(2010, 5, 14, tzinfo=UTC)


def now(review: CriticReview) -> CriticReview:
    """The review as the database has it."""
    return CriticReview.objects.get(pk=review.pk)


def dates(review: CriticReview) -> tuple[bool, bool]:
    """Whether it has a date of publication and one of withdrawal."""
    review = now(review)
    return review.published_at is not None, review.withdrawn_at is not None


def test_each_state_has_its_date() -> None:
    review = make.review(make.film(), status="draft")
    assert dates(review) == (False, False)
    CriticReview.objects.publish()
    assert dates(review) == (True, False)
    CriticReview.objects.withdraw()
    assert dates(review) == (True, True)
    review.status = "draft"
    review.save()
    assert dates(review) == (False, False)
    CriticReview.objects.withdraw()
    assert dates(review) == (False, True)
    CriticReview.objects.publish()
    assert dates(review) == (True, False)


def test_a_date_stays_while_the_state_does_whatever_is_written_over_it() -> None:
    review = make.review(make.film(), published_at=LONG_AGO)
    stale = CriticReview(pk=review.pk, film=review.film, critic=review.critic, status="published")
    stale.save()
    CriticReview.objects.update(published_at=None, withdrawn_at=LONG_AGO)
    assert (now(review).published_at, now(review).withdrawn_at) == (LONG_AGO, None)
    CriticReview.objects.withdraw()
    assert now(review).published_at == LONG_AGO
    CriticReview.objects.publish()
    assert now(review).published_at != LONG_AGO


def test_dates_that_are_given_with_a_state_stay_if_they_fit_it() -> None:
    review = make.review(make.film())
    mine = CriticReview.objects.filter(pk=review.pk)
    for status, *given in (
        ("withdrawn", LONG_AGO, LATER),
        ("published", LONG_AGO, None),
        ("withdrawn", None, LATER),
    ):
        mine.update(status=status, published_at=given[0], withdrawn_at=given[1])
        assert [now(review).published_at, now(review).withdrawn_at] == given
    mine.update(status="published", published_at=LONG_AGO, withdrawn_at=LATER)
    shown = now(review).published_at
    assert shown
    assert shown > LATER
    mine.update(status="withdrawn", published_at=LONG_AGO, withdrawn_at=None)
    assert now(review).published_at == shown
    mine.update(status="draft", published_at=LONG_AGO, withdrawn_at=LATER)
    assert dates(review) == (False, False)


def test_dates_are_kept_under_raw_sql_bulk_and_copy_too() -> None:
    film, critic = make.film(), make.critic()
    review = make.review(film, status="draft")
    sql("UPDATE reviews_criticreview SET status = 'published'")
    assert dates(review) == (True, False)
    CriticReview.objects.bulk_create(
        [CriticReview(pk=review.pk, film=film, critic=review.critic, status="withdrawn")],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["status"],
    )
    assert dates(review) == (True, True)
    rows = [(film.pk, critic.pk, "published", "{}")]
    copied("reviews_criticreview", "film_id, critic_id, status, imported", rows)
    copy = CriticReview.objects.get(critic=critic)
    assert dates(copy) == (True, False)
    assert copy.entered_at is not None


def test_publishing_and_withdrawing_say_how_many_changed() -> None:
    film = make.film()
    for status in ("draft", "published", "withdrawn"):
        make.review(film, status=status)
    assert CriticReview.objects.publish() == 2
    assert CriticReview.objects.publish() == 0
    assert CriticReview.objects.withdraw() == 3
    assert CriticReview.objects.withdraw() == 0


def test_drafts_wait_and_are_of_who_entered_them(viewer: User) -> None:
    film = make.film()
    own, other = make.review(film, status="draft"), make.review(film, status="draft")
    make.review(film)
    own.enter(viewer)
    own.save()
    assert set(CriticReview.objects.waiting()) == {own, other}
    assert list(CriticReview.objects.of(viewer)) == [own]


@pytest.mark.parametrize("status", ["draft", "published", "withdrawn"])
def test_who_enters_a_review_may_change_it_as_long_as_it_waits(viewer: User, status: str) -> None:
    review = make.review(make.film(), status=status)
    assert not review.may_be_changed_by(viewer)
    assert not review.may_be_changed_by(AnonymousUser())
    review.enter(viewer)
    assert (
        review.may_be_changed_by(viewer) == review.may_be_deleted_by(viewer) == (status == "draft")
    )
    assert not review.may_be_changed_by(make.viewer())


@pytest.mark.parametrize(("right", "changes", "deletes"), [("publish", 1, 0), ("erase", 0, 1)])
def test_who_may_publish_changes_all_and_who_may_erase_deletes_all(
    viewer: User, right: str, changes: bool, deletes: bool
) -> None:
    viewer.user_permissions.add(Permission.objects.get(codename=f"{right}_criticreview"))
    review = make.review(make.film())
    may = review.may_be_changed_by(viewer), review.may_be_deleted_by(viewer)
    assert may == (bool(changes), bool(deletes))


def test_who_entered_it_is_remembered_by_name_when_the_account_goes(viewer: User) -> None:
    film = make.film()
    review, score = make.review(film), make.score(film)
    correction = Correction(film=film, words="The verdict was wrong; it is favourable now.")
    correction.make(by=viewer)
    correction.save()
    for entered in (review, score):
        entered.enter(by=viewer)
        entered.save()
    viewer.delete()
    for entered in (review, score):
        entered.refresh_from_db()
        assert (entered.entered_by, entered.entered_by_name) == (None, "ann")
    correction.refresh_from_db()
    assert (correction.made_by, correction.made_by_name) == (None, "ann")


@pytest.mark.parametrize("how", ["DELETE FROM", "TRUNCATE"])
def test_a_correction_outlives_its_review(how: str) -> None:
    film = make.film()
    review = make.review(film)
    Correction.objects.create(film=film, review=review, words="Its date was wrong.")
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql(f"{how} reviews_criticreview")
    assert [one.review for one in Correction.objects.newest()] == [None]


@pytest.mark.parametrize(
    ("shown", "value"),
    [("disclosure", "A guest."), ("written_as", "A. Bar"), ("link_dead_since", "2026-01-31")],
)
def test_what_readers_should_know_moves_the_pages_version(shown: str, value: str) -> None:
    film = make.film()
    review = make.review(film)
    film.critic_tally.refresh_from_db()
    version = film.critic_tally.version
    CriticReview.objects.filter(pk=review.pk).update(**{shown: value})
    CriticReview.objects.update(link_checked_on="2026-01-31")
    film.critic_tally.refresh_from_db()
    assert film.critic_tally.version == version + 1


def test_a_quotation_has_an_end_that_no_statement_passes() -> None:
    make.review(make.film(), quote="x" * 5000)
    with pytest.raises(IntegrityError), transaction.atomic():
        CriticReview.objects.update(quote="x" * 5001)
