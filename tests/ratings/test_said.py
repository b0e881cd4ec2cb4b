"""What a viewer said of films is read in one query, said of many at once, and put back whole."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.models import User
from films.models import Film
from ratings.models import Flag, Rating
from ratings.said import Said
from tests import make
from tests.recount import drift

pytestmark = pytest.mark.django_db

SPRING, AUTUMN = (datetime(2020, month, 1, tzinfo=UTC) for month in (4, 10))


def put_back(user: User, film: Film, before: Said, now: Said) -> bool:
    """Undo what a viewer said of one film; says if anything was put back."""
    return bool(Rating.objects.put_back_many(user, [(film.pk, before, now)]))


def test_what_is_said_of_films_is_one_query_however_many(
    viewer: User, django_assert_num_queries: Any
) -> None:
    films = [make.film() for _ in range(3)]
    make.rating(viewer, films[0], 7)
    make.flag(viewer, films[0])
    make.flag(viewer, films[1], "not_interested")
    make.rating(make.viewer(), films[2], 1)
    for some in (films[:1], films):
        with django_assert_num_queries(1):
            said = Said.of_films(viewer, [film.pk for film in some])
    assert [(one.half_stars, one.flag) for one in said.values()] == [
        (7, "want_to_see"),
        (None, "not_interested"),
        (None, ""),
    ]
    assert said[films[0].pk].in_words == "3½ stars"
    assert said[films[0].pk] == Said.of(viewer, films[0])


def test_someone_signed_out_said_nothing_and_costs_no_query(django_assert_num_queries: Any) -> None:
    film = make.film()
    with django_assert_num_queries(0):
        assert Said.of(AnonymousUser(), film) == Said()


def test_what_was_said_survives_as_plain_values(viewer: User) -> None:
    film = make.film()
    make.rating(viewer, film, 7)
    make.flag(viewer, film)
    said = Said.of(viewer, film)
    assert said.rated_at
    assert said.flagged_at
    assert Said.from_json(said.as_json()) == said
    assert Said().as_json() == {}
    assert Said.from_json({}) == Said()


def test_rating_many_replaces_earlier_ones_clears_flags_and_counts_what_changed(
    viewer: User,
) -> None:
    films = [make.film() for _ in range(3)]
    make.rating(viewer, films[0], 2)
    make.flag(viewer, films[1])
    said = [(film.pk, 8, SPRING) for film in reversed(films)]
    assert Rating.objects.rate_many(viewer, iter(said)) == 3
    assert Rating.objects.rate_many(viewer, said) == 0
    assert [Said.of(viewer, film) for film in films] == [Said(8, SPRING)] * 3
    assert drift() == []


def test_of_a_film_named_twice_the_latest_is_taken(viewer: User) -> None:
    film = make.film()
    Rating.objects.rate_many(viewer, [(film.pk, 9, AUTUMN), (film.pk, 3, SPRING)])
    kinds = [(film.pk, "want_to_see", AUTUMN), (film.pk, "not_interested", AUTUMN)]
    Flag.objects.flag_many(viewer, kinds)
    assert Said.of(viewer, film) == Said(9, AUTUMN, "not_interested", AUTUMN)


def test_nothing_is_saved_when_one_of_many_cannot_be(viewer: User) -> None:
    film = make.film()
    for half_stars in (0, 11):
        with pytest.raises(ValueError, match="half stars"):
            Rating.objects.rate_many(viewer, [(film.pk, 5, SPRING), (-1, half_stars, SPRING)])
    with pytest.raises(ValueError, match="seen"):
        Flag.objects.flag_many(viewer, [(film.pk, "seen", SPRING)])
    with pytest.raises(Film.DoesNotExist):
        Rating.objects.rate_many(viewer, [(film.pk, 5, SPRING), (-1, 5, SPRING)])
    assert Said.of(viewer, film) == Said()


def test_clearing_many_takes_back_only_what_was_said_of_those(viewer: User) -> None:
    films = [make.film() for _ in range(3)]
    for film in films[:2]:
        make.rating(viewer, film)
        make.flag(viewer, film)
    cleared = [film.pk for film in films[1:]]
    assert Rating.objects.clear_many(viewer, cleared) == 1
    assert Flag.objects.clear_many(viewer, cleared) == 1
    assert Said.of(viewer, films[1]) == Said()
    assert Said.of(viewer, films[0]) != Said()
    assert drift() == []


@pytest.mark.parametrize(
    "before",
    [
        Said(),
        Said(3, SPRING),
        Said(flag="want_to_see", flagged_at=SPRING),
        Said(3, SPRING, "not_interested", AUTUMN),
    ],
)
def test_undo_puts_back_ratings_and_flags_with_their_moments(viewer: User, before: Said) -> None:
    film = make.film()
    assert put_back(viewer, film, before, Said())
    assert Said.of(viewer, film) == before
    make.rating(viewer, film, 10)
    assert put_back(viewer, film, before, Said.of(viewer, film))
    assert Said.of(viewer, film) == before
    assert drift() == []


def test_undo_leaves_what_the_viewer_said_since(viewer: User) -> None:
    film, other = make.film(), make.film()
    make.rating(viewer, film, 5)
    now = Said.of(viewer, film)
    make.rating(viewer, film, 5)
    assert not put_back(viewer, film, Said(), now)
    back = [(film.pk, Said(), now), (other.pk, Said(2, SPRING), Said()), (-1, Said(), Said())]
    assert Rating.objects.put_back_many(viewer, back) == {other.pk}
    assert Said.of(viewer, film).half_stars == 5


WANT = Said(flag="want_to_see", flagged_at=SPRING)


@pytest.mark.parametrize(
    ("before", "now", "since", "back"),
    [
        # A flag after an import's rating: the rating goes, the flag stays.
        (Said(), Said(7, SPRING), Said(7, SPRING, "want_to_see", AUTUMN), AUTUMN),
        (Said(3, SPRING), Said(7, SPRING), Said(7, SPRING, "want_to_see", AUTUMN), AUTUMN),
        # A rating after a flag was replaced: the rating stays, the flag comes back.
        (
            WANT,
            Said(flag="not_interested", flagged_at=AUTUMN),
            Said(2, AUTUMN, "not_interested", AUTUMN),
            SPRING,
        ),
        # The flag that the rating cleared comes back, also where the rating is gone since.
        (WANT, Said(7, AUTUMN), Said(7, AUTUMN), SPRING),
        (WANT, Said(7, AUTUMN), Said(), SPRING),
        # Not where there is another flag, which stays.
        (WANT, Said(7, SPRING), Said(7, SPRING, "want_to_see", AUTUMN), AUTUMN),
    ],
)
def test_rating_and_flag_are_put_back_each_by_itself(
    viewer: User, before: Said, now: Said, since: Said, back: datetime
) -> None:
    film = make.film()
    assert put_back(viewer, film, since, Said())
    assert put_back(viewer, film, before, now)
    said = Said.of(viewer, film)
    kept = since if since.rating != now.rating else before
    assert (said.half_stars, said.flag, said.flagged_at) == (kept.half_stars, "want_to_see", back)
    assert drift() == []


@pytest.mark.parametrize("now", [Said(7, SPRING), Said()])
def test_a_flag_does_not_come_back_to_a_film_that_was_rated_since(viewer: User, now: Said) -> None:
    film = make.film()
    make.rating(viewer, film, 9)
    said = Said.of(viewer, film)
    assert not put_back(viewer, film, WANT, now)
    assert Said.of(viewer, film) == said


@pytest.mark.django_db(transaction=True)
def test_what_is_said_of_a_film_that_was_just_merged_is_said_of_the_other(viewer: User) -> None:
    old, new = make.film(), make.film()
    stale = Film.objects.get(pk=old.pk)
    old.merge_into(new)
    make.rating(viewer, stale, 6)
    Flag.objects.toggle(viewer, stale, "want_to_see")
    assert (Said.of(viewer, new).half_stars, Said.of(viewer, new).flag) == (6, "want_to_see")
    Rating.objects.clear(viewer, stale)
    Flag.objects.clear(viewer, stale)
    assert Said.of(viewer, new) == Said()
    assert drift() == []


@pytest.mark.django_db(transaction=True)
def test_a_film_or_a_viewer_that_is_just_gone_is_no_fault(viewer: User) -> None:
    film, gone = make.film(), make.film()
    Film.objects.filter(pk=gone.pk).delete()
    for say in (make.rating, make.flag, Rating.objects.clear, Flag.objects.clear):
        with pytest.raises(Http404):
            say(viewer, gone)
    User.objects.filter(pk=viewer.pk).delete()
    for say in (make.rating, make.flag):
        with pytest.raises(PermissionDenied):
            say(viewer, film)
