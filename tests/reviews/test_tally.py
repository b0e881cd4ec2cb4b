"""Whatever is written, and however, the critics' tallies equal a recount of the reviews."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from films.models import Film
from reviews.models import (
    Aggregator,
    AggregatorScore,
    Critic,
    CriticReview,
    CriticTally,
    Publication,
)
from tests import make
from tests.raw import copied, sql
from tests.recount import drift
from tests.together import at_once

pytestmark = pytest.mark.django_db


def tally(film: Film) -> tuple[int, int, int]:
    assert drift() == []
    found = CriticTally.objects.get(film=film)
    return found.favourable, found.unfavourable, found.unstated


def raised_by(film: Film, change: Callable[[], object]) -> int:
    """By how much the change raised the version."""
    before: int = CriticTally.objects.get(film=film).version
    change()
    assert drift() == []
    after: int = CriticTally.objects.get(film=film).version
    return after - before


def test_published_reviews_are_counted_by_verdict() -> None:
    film = make.film()
    for verdict in ("favourable", "favourable", "unfavourable", ""):
        make.review(film, verdict)
    make.review(film, status="draft")
    make.review(film, status="withdrawn")
    assert tally(film) == (2, 1, 1)


def test_a_verdict_changed_withdrawn_moved_or_deleted_is_counted_where_it_is() -> None:
    film, other = make.film(), make.film()
    review = make.review(film)
    CriticReview.objects.update(verdict="unfavourable")
    assert tally(film) == (0, 1, 0)
    CriticReview.objects.withdraw()
    assert tally(film) == (0, 0, 0)
    CriticReview.objects.publish()
    sql("UPDATE reviews_criticreview SET film_id = %s", other.pk)
    assert (tally(film), tally(other)) == ((0, 0, 0), (0, 1, 0))
    CriticReview.objects.filter(pk=review.pk).delete()
    assert tally(other) == (0, 0, 0)


def test_copied_bulk_made_and_emptied_ones_are_counted() -> None:
    film, papers = make.film(), [make.publication() for _ in range(4)]
    copied(
        "reviews_criticreview",
        "film_id, publication_id, verdict, status",
        [(film.pk, paper.pk, "favourable", "published") for paper in papers[:2]],
    )
    CriticReview.objects.bulk_create(
        [CriticReview(film=film, publication=paper, status="published") for paper in papers[2:]]
    )
    assert tally(film) == (2, 0, 2)
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql("TRUNCATE reviews_criticreview")
    assert tally(film) == (0, 0, 0)


SHOWN: dict[str, Callable[[CriticReview], object]] = {
    "quotation": lambda review: CriticReview.objects.update(quote="New"),
    "link": lambda review: CriticReview.objects.update(url="https://a.example/"),
    "date": lambda review: CriticReview.objects.update(published_on="2008"),
    "score": lambda review: CriticReview.objects.update(original_score="B-"),
    "language": lambda review: CriticReview.objects.update(language="fr"),
    "publication": lambda review: CriticReview.objects.update(publication=make.publication()),
    "critic renamed": lambda review: Critic.objects.update(name="New"),
    "publication renamed": lambda review: Publication.objects.update(name="New"),
    "aggregator renamed": lambda review: Aggregator.objects.update(name="New"),
    "score added": lambda review: make.score(review.film),
    "score changed": lambda review: AggregatorScore.objects.update(percent=1),
    "score deleted": lambda review: AggregatorScore.objects.all().delete(),
    "scores emptied": lambda review: sql("TRUNCATE reviews_aggregatorscore"),
    "withdrawn": lambda review: CriticReview.objects.withdraw(),
    "deleted": lambda review: CriticReview.objects.all().delete(),
}


@pytest.fixture
def review() -> CriticReview:
    """A published review of a film that has a score from the same aggregator."""
    found_at = make.aggregator("Rotten Tomatoes")
    found = make.review(make.film(), aggregator=found_at)
    make.score(found.film, found_at)
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    return found


@pytest.mark.parametrize("name", SHOWN)
def test_what_the_page_shows_raises_the_version_by_one(name: str, review: CriticReview) -> None:
    assert raised_by(review.film, lambda: SHOWN[name](review)) == 1


UNSHOWN: dict[str, Callable[[CriticReview], object]] = {
    "saved as it was": lambda review: review.save(),
    "what an import gave": lambda review: CriticReview.objects.update(imported={"quote": "x"}),
    "a draft added": lambda review: make.review(review.film, status="draft"),
    "a draft changed": lambda review: CriticReview.objects.filter(
        pk=make.review(review.film, status="draft").pk
    ).update(quote="New"),
    "another critic renamed": lambda review: Critic.objects.filter(pk=make.critic().pk).update(
        name="New"
    ),
    "a withdrawn one deleted": lambda review: make.review(review.film, status="withdrawn").delete(),
    "another film's review": lambda review: make.review(make.film()),
    "published again": lambda review: CriticReview.objects.publish(),
    "a rating": lambda review: make.rating(make.viewer(), review.film),
    "a credit": lambda review: make.credit(review.film),
}


@pytest.mark.parametrize("name", UNSHOWN)
def test_what_the_page_does_not_show_raises_nothing(name: str, review: CriticReview) -> None:
    assert raised_by(review.film, lambda: UNSHOWN[name](review)) == 0


def test_a_review_leaves_the_films_own_version() -> None:
    film = make.film()
    make.review(film)
    assert Film.objects.get().version == 0


def test_the_score_is_shown_from_five_stated_verdicts_on() -> None:
    film = make.film()
    for verdict in ("favourable", "favourable", "favourable", "unfavourable", "", ""):
        make.review(film, verdict)
    assert CriticTally.objects.get().percent is None
    make.review(film, "unfavourable")
    found = CriticTally.objects.get()
    assert (found.percent, found.stated, found.reviews) == (60, 5, 7)


_step = st.tuples(
    st.sampled_from(["add", "verdict", "status", "own", "move", "delete"]),
    st.integers(0, 1),
    st.sampled_from(["favourable", "unfavourable", ""]),
    st.sampled_from(["draft", "published", "withdrawn"]),
    st.sampled_from(["3.5/4", "A-", "1/3", "8", ""]),
)


@hypothesis_settings(max_examples=40, deadline=None)
@given(st.lists(_step, min_size=3, max_size=20))
def test_no_order_of_things_makes_a_tally_drift(
    steps: list[tuple[str, int, str, str, str]],
) -> None:
    with transaction.atomic():
        films = [make.film(), make.film()]
        for name, which, verdict, status, own in steps:
            reviews = CriticReview.objects.filter(film=films[which])
            if name == "add":
                make.review(films[which], verdict, status=status, original_score=own)
            elif name == "delete":
                reviews.filter(verdict=verdict).delete()
            else:
                changes: dict[str, dict[str, Any]] = {
                    "verdict": {"verdict": verdict},
                    "status": {"status": status},
                    "own": {"original_score": own},
                    "move": {"film": films[1 - which]},
                }
                reviews.update(**changes[name])
            assert drift() == []
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_many_who_review_one_film_at_once_are_all_counted() -> None:
    film = make.film()
    at_once(*[lambda: make.review(film)] * 12)
    assert tally(film) == (12, 0, 0)
    assert CriticTally.objects.get().version == 12
