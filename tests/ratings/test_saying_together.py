"""Many viewers and staff at the same moment: nobody meets a fault, and every count is right."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from random import Random

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection, transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse

from accounts.leaving import delete_account
from accounts.models import User
from films.models import Film
from films.models.retrying import ATTEMPTS, STILL_NAMED, retried
from ratings.many import Move
from ratings.models import FilmTally, Flag, Rating
from ratings.said import Said
from ratings.saying import Saved, Saying
from ratings.undo import token, undo
from tests import make
from tests.raw import sql
from tests.recount import drift
from tests.together import at_once, while_uncommitted

pytestmark = pytest.mark.django_db(transaction=True)

SPRING = datetime(2020, 4, 1, tzinfo=UTC)


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def post(cookies: str, film: Film, **data: str) -> int:
    """Press a button in a window of its own of a browser that is signed in."""
    address = reverse("rating" if "half_stars" in data else "flag", args=[film.slug])
    return Client(headers={"cookie": cookies}).post(address, data).status_code


def cookies_of(user: User) -> str:
    return "; ".join(f"{one.key}={one.value}" for one in browser_of(user).cookies.values())


def test_forty_posts_at_once_by_one_viewer_leave_one_rating() -> None:
    film, ann = make.film(), make.viewer()
    cookies = cookies_of(ann)
    presses = [partial(post, cookies, film, half_stars=str(1 + each % 10)) for each in range(40)]
    assert at_once(*presses) == [303] * 40
    assert Rating.objects.count() == FilmTally.objects.get().ratings == 1
    assert drift() == []


def test_undo_in_one_window_does_not_take_away_what_another_just_saved() -> None:
    film, ann = make.film(), make.viewer()
    saved: list[Saved] = []

    def say(half_stars: str) -> None:
        saved.append(Saying("half_stars", half_stars).save(ann, film))

    while_uncommitted(partial(say, "4"), partial(say, "9"))
    first, second = (each.change for each in saved)
    assert (first.before, second.before) == (Said(), first.now)
    undo(ann, token(ann, [second]), film)
    assert Said.of(ann, film) == first.now


def test_a_film_that_leaves_a_list_just_now_is_not_moved_with_the_others() -> None:
    films, ann = [make.film(), make.film()], make.viewer()
    for film in films:
        make.flag(ann, film)
    move = Move("want_to_see", "not_interested", tuple(film.pk for film in films))
    said: list[str] = []
    while_uncommitted(
        partial(make.rating, ann, films[0]), lambda: said.append(move.save(ann).sentence)
    )
    assert said == ["1 film is marked Not Interested."]
    assert [flag.film for flag in ann.flags.all()] == [films[1]]


def test_thirty_two_who_press_everything_on_one_film_are_counted_right() -> None:
    film, viewers = make.film(), [make.viewer() for _ in range(32)]

    def press(cookies: str, number: int) -> list[int]:
        return [
            post(cookies, film, flag="want_to_see"),
            post(cookies, film, half_stars=str(1 + number % 10)),
            post(cookies, film, half_stars="" if number % 4 == 0 else "10"),
            post(cookies, film, flag="not_interested" if number % 2 else "want_to_see"),
        ]

    cookies = [cookies_of(viewer) for viewer in viewers]
    answers = at_once(*(partial(press, each, number) for number, each in enumerate(cookies)))
    assert answers == [[303] * 4] * 32
    tally = FilmTally.objects.get()
    assert (tally.ratings, tally.n10, tally.want_to_see) == (24, 24, 16)
    assert drift() == []


def test_two_orders_of_many_films_never_reach_anyone_as_a_deadlock() -> None:
    films, viewers = [make.film() for _ in range(12)], [make.viewer() for _ in range(32)]

    def say_all(number: int) -> None:
        ann, order = viewers[number], films[:: -1 if number % 2 else 1]
        for half_stars in (2, 9):
            Rating.objects.rate_many(ann, [(film.pk, half_stars, SPRING) for film in order])
            Flag.objects.flag_many(ann, [(film.pk, "want_to_see", SPRING) for film in order])
            Rating.objects.clear_many(ann, [film.pk for film in order[::3]])
            for film in order[:3]:
                make.rating(ann, film, 10)

    at_once(*(partial(say_all, number) for number in range(32)))
    assert drift() == []


def press_something(dice: Random, films: list[Film], who: User) -> None:
    """What a viewer may do; a film or an account that is gone is a plain answer."""
    film, some = dice.choice(films), dice.sample(films, 4)
    said = [(each.pk, dice.randint(1, 10), SPRING) for each in some]
    choices: list[Callable[[], object]] = [
        lambda: make.rating(who, film, dice.randint(1, 10)),
        lambda: Rating.objects.clear(who, film),
        lambda: Flag.objects.toggle(who, film, "want_to_see"),
        lambda: Rating.objects.rate_many(who, said),
        lambda: Flag.objects.flag_many(who, [(pk, "want_to_see", at) for pk, _n, at in said]),
        lambda: Rating.objects.clear_many(who, [each.pk for each in some]),
    ]
    with suppress(Http404, PermissionDenied, Film.DoesNotExist):
        dice.choice(choices)()


def set_aside(desk: Client, viewers: list[User]) -> None:
    for viewer in viewers:
        sent = {"user": viewer.pk, "film": "", "reason": "Busy"}
        assert desk.post("/admin/ratings/setaside/add/", sent).status_code in {200, 302}


def delete(desk: Client, viewers: list[User]) -> None:
    for viewer in viewers:
        address = reverse("admin:accounts_user_delete", args=[viewer.pk])
        assert desk.post(address, {"post": "yes"}).status_code == 302


def test_merges_set_asides_and_leaving_accounts_amid_it_all() -> None:
    films, viewers = [make.film() for _ in range(10)], [make.viewer() for _ in range(12)]
    for viewer in viewers:
        for film in films:
            make.rating(viewer, film, 5)
            make.flag(viewer, film)
    staff = [browser_of(make.viewer(is_staff=True, is_superuser=True)) for _ in range(3)]

    def busy(seed: int) -> None:
        dice = Random(seed)
        for _step in range(12):
            press_something(dice, films, dice.choice(viewers))

    at_once(
        *(partial(busy, seed) for seed in range(26)),
        *(partial(films[old].merge_into, films[new]) for old, new in ((0, 9), (8, 1))),
        *(partial(set_aside, desk, viewers[2:6]) for desk in staff[:2]),
        partial(delete, staff[2], viewers[:3]),
        *(partial(retried(STILL_NAMED)(delete_account), viewer) for viewer in viewers[10:]),
    )
    assert Film.objects.count() == 8
    assert not User.objects.filter(pk__in=[viewer.pk for viewer in viewers[:3]]).exists()
    assert drift() == []


def deadlock() -> None:
    sql("DO $$ BEGIN RAISE deadlock_detected; END $$")


def test_a_clash_is_done_anew_a_few_times_and_then_said() -> None:
    tried = []

    @retried()
    def clash(times: int) -> str:
        tried.append(times)
        with transaction.atomic():
            if len(tried) <= times:
                deadlock()
        return "done"

    assert clash(2) == "done"
    assert len(tried) == 3
    tried.clear()
    with pytest.raises(OperationalError):
        clash(99)
    assert len(tried) == ATTEMPTS


def test_within_a_transaction_nothing_is_done_anew() -> None:
    tried = []

    @retried()
    def clash() -> None:
        tried.append(1)
        deadlock()

    with pytest.raises(OperationalError), transaction.atomic():
        clash()
    assert len(tried) == 1
    assert not connection.in_atomic_block
