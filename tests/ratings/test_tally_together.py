"""The tallies stay right when many write at the same moment, in whichever order they come."""

from collections.abc import Callable
from functools import partial
from random import Random

import pytest

from accounts.models import User
from films.models import Film
from ratings.models import FilmTally, Flag, Rating, SetAside
from tests import make
from tests.recount import drift
from tests.together import at_once, while_uncommitted

pytestmark = pytest.mark.django_db(transaction=True)


def ratings_of(film: Film) -> int:
    assert drift() == []
    ratings: int = FilmTally.objects.get(film=film).ratings
    return ratings


def test_sixteen_who_rate_one_film_are_all_counted_and_raise_its_version_each_time() -> None:
    film, viewers = make.film(), [make.viewer() for _ in range(16)]

    def rate_thrice(who: User) -> None:
        for stars in (2, 9, 4):
            make.rating(who, film, stars)

    at_once(*(partial(rate_thrice, who) for who in viewers))
    assert ratings_of(film) == 16
    assert FilmTally.objects.get(film=film).version == 48


def test_one_viewer_who_rates_in_many_windows_has_one_rating() -> None:
    film, ann = make.film(), make.viewer()
    at_once(*(partial(make.rating, ann, film, stars) for stars in range(1, 9)))
    assert Rating.objects.count() == ratings_of(film) == 1


@pytest.mark.parametrize("everything", [True, False])
def test_a_rating_that_waits_for_a_set_aside_does_not_count(everything: bool) -> None:
    film, ann = make.film(), make.viewer()
    which = None if everything else film
    while_uncommitted(lambda: make.set_aside(ann, which), lambda: make.rating(ann, film))
    assert ratings_of(film) == 0


@pytest.mark.parametrize("everything", [True, False])
def test_a_set_aside_that_waits_for_a_rating_takes_it_out(everything: bool) -> None:
    film, ann = make.film(), make.viewer()
    which = None if everything else film
    while_uncommitted(lambda: make.rating(ann, film), lambda: make.set_aside(ann, which))
    assert ratings_of(film) == 0


def test_two_overlapping_set_asides_made_at_once_are_weighed_once() -> None:
    film, ann = make.film(), make.viewer()
    make.rating(ann, film)
    while_uncommitted(lambda: make.set_aside(ann, film), lambda: make.set_aside(ann))
    assert ratings_of(film) == 0
    one, everything = SetAside.objects.order_by("pk")
    while_uncommitted(
        lambda: SetAside.objects.filter(pk=one.pk).undo(by=ann),
        lambda: SetAside.objects.filter(pk=everything.pk).delete(),
    )
    assert ratings_of(film) == 1


def test_a_flag_that_waits_for_a_rating_stays_and_one_before_it_goes() -> None:
    film, ann, bea = make.film(), make.viewer(), make.viewer()
    while_uncommitted(lambda: make.rating(ann, film), lambda: make.flag(ann, film))
    while_uncommitted(lambda: make.flag(bea, film), lambda: make.rating(bea, film))
    assert list(Flag.objects.values_list("user", flat=True)) == [ann.pk]
    assert FilmTally.objects.get(film=film).want_to_see == 1
    assert ratings_of(film) == 2


def press_anything(dice: Random, who: User, film: Film) -> None:
    one_of_all: list[Callable[[], object]] = [
        lambda: make.rating(who, film, dice.randint(1, 10)),
        lambda: Rating.objects.clear(who, film),
        lambda: Flag.objects.toggle(who, film, "want_to_see"),
        lambda: SetAside.objects.bulk_create(
            [SetAside(user=who, film=film, reason="Busy")], ignore_conflicts=True
        ),
        lambda: SetAside.objects.filter(user=who).undo(by=who),
    ]
    dice.choice(one_of_all)()


def test_everything_at_once_by_the_same_viewers_never_deadlocks() -> None:
    films, viewers = [make.film() for _ in range(2)], [make.viewer() for _ in range(2)]

    def busy(seed: int) -> None:
        dice = Random(seed)
        for _step in range(40):
            press_anything(dice, dice.choice(viewers), dice.choice(films))

    at_once(*(partial(busy, seed) for seed in range(6)))
    assert drift() == []
