"""How often a judge of films agrees with viewers."""

import pytest
from django.db import models

from films.models import Film
from ratings.agreement import Agreement, with_viewer, with_viewers
from ratings.models import Rating
from reviews.models import CriticReview
from tests import make

pytestmark = pytest.mark.django_db


def judged():
    return CriticReview.objects.judged()


def rated(film: Film, ratings: list[int]) -> Film:
    for half_stars in ratings:
        make.rating(make.viewer(), film, half_stars)
    return film


@pytest.mark.parametrize(
    ("ratings", "tenths", "agreed"),
    [
        ([7, 7, 7, 7, 7], 35, 1),
        ([6, 7, 7, 7, 7], 34, 0),
        # 3.45 stars are shown as 3.5.
        ([6, 7, 7, 7, 7, 7, 7, 7, 7, 7], 35, 1),
        ([6, 6, 7, 7, 7, 7, 7, 7, 7, 7], 34, 0),
        ([10, 10, 10, 10, 10], 50, 1),
        ([1, 1, 1, 1, 1], 5, 0),
    ],
)
def test_viewers_like_a_film_that_shows_three_and_a_half_stars(ratings, tenths, agreed):
    film = rated(make.film(), ratings)
    make.review(film, "favourable")
    film.tally.refresh_from_db()
    assert film.tally.mean_in_tenths == tenths
    assert with_viewers(judged()) == Agreement(films=1, agreed=agreed)
    CriticReview.objects.update(verdict="unfavourable")
    assert with_viewers(judged()) == Agreement(films=1, agreed=1 - agreed)


def test_a_film_without_a_shown_score_counts_nowhere():
    make.review(rated(make.film(), [10] * 4), "favourable")
    make.review(make.film(), "favourable")
    assert with_viewers(judged()) == Agreement(films=0, agreed=0)


def test_a_film_that_was_judged_both_ways_is_left_out_and_one_judged_twice_counts_once():
    twice, both = make.film(), make.film()
    for verdict, film in [("favourable", twice), ("favourable", twice), ("favourable", both)]:
        make.review(film, verdict)
    make.review(both, "unfavourable")
    viewer = make.viewer()
    make.rating(viewer, twice, 9)
    make.rating(viewer, both, 9)
    assert with_viewer(judged(), viewer) == Agreement(films=1, agreed=1)


@pytest.mark.parametrize("facts", [{"status": "draft"}, {"status": "withdrawn"}])
def test_what_is_not_published_judges_nothing(facts):
    film, viewer = make.film(), make.viewer()
    make.review(film, "favourable", **facts)
    make.review(film, "")
    make.rating(viewer, film, 9)
    assert with_viewer(judged(), viewer) == Agreement(films=0, agreed=0)


def test_only_that_viewers_ratings_count():
    film, viewer = make.film(), make.viewer()
    make.review(film, "favourable")
    make.rating(make.viewer(), film, 10)
    assert with_viewer(judged(), viewer).films == 0
    make.rating(viewer, film, 6)
    assert with_viewer(judged(), viewer) == Agreement(films=1, agreed=0)
    Rating.objects.rate(viewer, film, 7)
    assert with_viewer(judged(), viewer) == Agreement(films=1, agreed=1)


@pytest.mark.parametrize(
    ("agreed", "films", "percent"), [(1, 8, 13), (3, 8, 38), (1, 3, 33), (2, 3, 67), (5, 5, 100)]
)
def test_the_share_is_rounded_halves_up(agreed, films, percent):
    assert Agreement(films=films, agreed=agreed).percent == percent


def test_four_films_say_nothing_and_five_do():
    assert [Agreement(films, films).is_shown for films in (4, 5)] == [False, True]


def test_the_films_of_one_judge_are_asked_for_in_one_query(django_assert_num_queries):
    rows: models.QuerySet[CriticReview] = make.critic().reviews.all()
    with django_assert_num_queries(1):
        with_viewers(rows.judged())  # type: ignore[attr-defined] # the manager has it
