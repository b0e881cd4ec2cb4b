"""One viewer, one film, one rating; a new one clears the flag, whoever writes it."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from ratings.models import Flag, Rating
from tests import make
from tests.raw import copied, sql

pytestmark = pytest.mark.django_db


def test_rating_again_replaces_the_first_one_and_its_time() -> None:
    ann, film = make.viewer(), make.film()
    first = make.rating(ann, film, 7)
    make.rating(ann, film, 3)
    again = Rating.objects.get()
    assert (again.half_stars, again.rated_at > first.rated_at) == (3, True)


def test_the_database_holds_one_rating_a_viewer_and_film() -> None:
    ann, film = make.viewer(), make.film()
    make.rating(ann, film, 7)
    with pytest.raises(IntegrityError, match="one_rating_a_viewer_and_film"), transaction.atomic():
        Rating.objects.create(user=ann, film=film, half_stars=7)


@pytest.mark.parametrize("half_stars", [0, 11, -1])
def test_only_1_to_10_half_stars_are_taken(half_stars: int) -> None:
    ann, film = make.viewer(), make.film()
    with pytest.raises(ValueError, match="half stars"):
        make.rating(ann, film, half_stars)
    with pytest.raises(IntegrityError), transaction.atomic():
        sql(
            "INSERT INTO ratings_rating (user_id, film_id, half_stars) VALUES (%s, %s, %s)",
            *(ann.pk, film.pk, half_stars),
        )


def test_clearing_twice_does_no_harm() -> None:
    ann, film = make.viewer(), make.film()
    make.rating(ann, film)
    Rating.objects.clear(ann, film)
    Rating.objects.clear(ann, film)
    assert not Rating.objects.exists()


@pytest.mark.parametrize("kind", ["want_to_see", "not_interested"])
def test_a_rating_clears_the_flag_of_that_viewer_and_film_only(kind: str) -> None:
    ann, bea, film, other = make.viewer(), make.viewer(), make.film(), make.film()
    for who, which in ((ann, film), (ann, other), (bea, film)):
        make.flag(who, which, kind)
    make.rating(ann, film)
    assert set(Flag.objects.values_list("user", "film")) == {
        (ann.pk, other.pk),
        (bea.pk, film.pk),
    }


def test_a_copied_rating_clears_the_flag_too() -> None:
    ann, film = make.viewer(), make.film()
    make.flag(ann, film)
    copied("ratings_rating", "user_id, film_id, half_stars", [(ann.pk, film.pk, 7)])
    assert not Flag.objects.exists()


def test_a_flag_set_after_the_rating_stays_until_the_film_is_rated_again() -> None:
    ann, film = make.viewer(), make.film()
    make.rating(ann, film, 7)
    make.flag(ann, film)
    sql("UPDATE ratings_rating SET half_stars = half_stars")
    assert Flag.objects.exists()
    make.rating(ann, film, 7)
    assert not Flag.objects.exists()


def test_a_film_with_ratings_or_flags_can_not_be_deleted() -> None:
    rated, flagged, aside = make.film(), make.film(), make.film()
    ann = make.viewer()
    make.rating(ann, rated)
    make.flag(ann, flagged)
    make.set_aside(ann, aside)
    for film in (rated, flagged, aside):
        with pytest.raises(ProtectedError):
            film.delete()
