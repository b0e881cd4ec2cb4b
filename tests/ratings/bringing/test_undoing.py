"""Taking an import back as a whole."""

from datetime import UTC, datetime

import pytest

from accounts.models import User
from ratings.models import Flag, Rating
from ratings.said import Said
from tests import make
from tests.ratings.bringing.files import letterboxd, placed, read, undone, watchlist
from tests.recount import drift

pytestmark = pytest.mark.django_db
OLD = datetime(2020, 1, 1, tzinfo=UTC)


def test_what_an_import_added_is_gone_and_what_it_changed_is_as_before(viewer: User) -> None:
    changed, added, kept = (make.film(name, 1926) for name in ("Changed", "Added", "Kept"))
    Rating.objects.rate_many(viewer, [(changed.pk, 2, datetime(2019, 1, 1, tzinfo=UTC))])
    make.rating(viewer, kept, 9)
    before = {film: Said.of(viewer, film) for film in (changed, added, kept)}
    batch = placed(
        viewer, letterboxd("Changed;1926;5", "Added;1926;5", "Kept;1926;1", "Nowhere;1926;1")
    )
    assert Said.of(viewer, changed).half_stars == 10
    undone(batch)
    assert {film: Said.of(viewer, film) for film in before} == before
    assert batch.lines.counts() == {"undone": 2, "yours": 1, "unplaced": 1}
    assert drift() == []


def test_a_flag_that_a_rating_cleared_comes_back_with_its_date(viewer: User) -> None:
    film = make.film("Harbour", 1926)
    Flag.objects.flag_many(viewer, [(film.pk, "not_interested", OLD)])
    undone(placed(viewer, letterboxd("Harbour;1926;5")))
    assert Said.of(viewer, film) == Said(flag="not_interested", flagged_at=OLD)


def test_what_the_viewer_said_since_stays(viewer: User) -> None:
    film, other = make.film("Harbour", 1926), make.film("Lamp", 1926)
    batch = placed(viewer, letterboxd("Harbour;1926;5", "Lamp;1926;5"))
    make.rating(viewer, film, 3)
    undone(batch)
    assert Said.of(viewer, film).half_stars == 3
    assert Said.of(viewer, other) == Said()
    line = batch.lines.get(film=film)
    assert (line.outcome, line.reason) == ("placed", "You have changed it since, so it stays.")


def test_a_flag_that_the_viewer_added_since_stays_and_the_rating_goes(viewer: User) -> None:
    film = make.film("Harbour", 1926)
    batch = placed(viewer, letterboxd("Harbour;1926;5"))
    make.flag(viewer, film)
    flagged = Said.of(viewer, film).flagged
    undone(batch)
    assert Said.of(viewer, film).rating is None
    assert Said.of(viewer, film).flagged == flagged
    assert batch.lines.counts() == {"undone": 1}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_imports_about_one_film_are_undone_in_any_order(
    viewer: User, order: tuple[int, int]
) -> None:
    film = make.film("Harbour", 1926)
    Rating.objects.rate_many(viewer, [(film.pk, 2, datetime(2019, 1, 1, tzinfo=UTC))])
    before = Said.of(viewer, film)
    imports = [
        placed(viewer, letterboxd("2020-01-01;Harbour;1926;5")),
        placed(viewer, letterboxd("2021-01-01;Harbour;1926;4")),
    ]
    for n in order:
        undone(imports[n])
    assert Said.of(viewer, film) == before
    assert [batch.lines.counts() for batch in imports] == [{"undone": 1}] * 2


def test_what_an_undone_import_left_does_not_go_with_another_one(viewer: User) -> None:
    film = make.film("Harbour", 1926)
    first = placed(viewer, letterboxd("2020-01-01;Harbour;1926;5"))
    Rating.objects.rate_many(viewer, [(film.pk, 3, datetime(2020, 6, 1, tzinfo=UTC))])
    mine = Said.of(viewer, film)
    second = placed(viewer, letterboxd("2021-01-01;Harbour;1926;4"))
    undone(first)
    undone(second)
    assert Said.of(viewer, film) == mine


def test_a_rating_and_a_flag_of_one_film_go_together(viewer: User) -> None:
    film = make.film("Harbour", 1926)
    first = placed(viewer, letterboxd("Harbour;1926;5"))
    second = placed(viewer, watchlist("Harbour;1926"), "watchlist.csv")
    undone(second)
    assert Said.of(viewer, film) == Said(half_stars=10, rated_at=OLD)
    undone(first)
    assert Said.of(viewer, film) == Said()


def test_only_what_is_done_can_be_undone_and_only_once(viewer: User) -> None:
    make.film("Harbour", 1926)
    batch = placed(viewer, letterboxd("Harbour;1926;5"))
    undone(batch)
    assert not batch.undo()
    assert batch.undone_at is not None


def test_an_undone_import_can_be_brought_again(viewer: User) -> None:
    film = make.film("Harbour", 1926)
    undone(placed(viewer, letterboxd("Harbour;1926;5")))
    placed(viewer, letterboxd("Harbour;1926;5"))
    assert Said.of(viewer, film).half_stars == 10


def test_an_import_is_forgotten_only_while_nothing_of_it_is_saved(viewer: User) -> None:
    make.film("Harbour", 1926)
    assert read(viewer, letterboxd("Harbour;1926;5")).discard()
    batch = placed(viewer, letterboxd("Harbour;1926;5"))
    assert not batch.discard()
    assert undone(batch).discard()
