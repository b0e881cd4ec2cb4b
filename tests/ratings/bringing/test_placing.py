"""What an import saves, and which of two values stays."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from accounts.models import User
from films.models import Film
from ratings.bringing import placing
from ratings.bringing.run import OvertakenError, Run
from ratings.bringing.steps import work_on
from ratings.models import Flag, ImportBatch, Rating
from ratings.said import Said
from tests import make
from tests.jobs import waiting, work_off
from tests.ratings.bringing.files import letterboxd, placed, read, undone, watchlist
from tests.ratings.imports.files import zipped
from tests.recount import drift

pytestmark = pytest.mark.django_db
OLD = datetime(2020, 1, 1, tzinfo=UTC)


def rated(viewer: User, film: Film, half_stars: int, year: int) -> None:
    """The viewer rated the film in that year."""
    Rating.objects.rate_many(viewer, [(film.pk, half_stars, datetime(year, 6, 1, tzinfo=UTC))])


def test_ratings_are_saved_with_their_dates_and_counted(viewer: User) -> None:
    film = make.film("Harbour", 1926)
    batch = placed(viewer, letterboxd("Harbour;1926;3.5"))
    assert Said.of(viewer, film) == Said(half_stars=7, rated_at=OLD)
    film.refresh_from_db()
    assert film.tally.n7 == 1
    assert drift() == []
    assert batch.lines.counts() == {"placed": 1}


def test_a_watchlist_is_saved_with_its_dates(viewer: User) -> None:
    film = make.film("Harbour", 1926)
    placed(viewer, watchlist("Harbour;1926"), "watchlist.csv")
    assert Said.of(viewer, film) == Said(flag="want_to_see", flagged_at=OLD)


@pytest.mark.parametrize(
    ("policy", "mine_of", "flag"),
    [
        ("newest", 2019, "want_to_see"),
        ("newest", 2021, ""),
        ("keep", 2019, "want_to_see"),
        ("keep", 2021, ""),
        ("take", 2021, "want_to_see"),
    ],
)
def test_a_film_that_the_viewer_rated_since_is_no_longer_one_to_see(
    viewer: User, policy: str, mine_of: int, flag: str
) -> None:
    film = make.film("Harbour", 1926)
    rated(viewer, film, 9, mine_of)
    batch = placed(viewer, watchlist("Harbour;1926"), "watchlist.csv", policy)
    said = Said.of(viewer, film)
    assert (said.half_stars, said.flag) == (9, flag)
    if not flag:
        reasons = batch.lines.values_list("outcome", "reason")
        assert list(reasons) == [("yours", "You have rated the film since.")]


@pytest.mark.parametrize("rated_on", ["2019-12-31", "2020-01-01", "2020-01-02", ""])
def test_of_a_film_that_one_file_rates_and_wants_to_see_both_are_saved(
    viewer: User, rated_on: str
) -> None:
    film = make.film("Harbour", 1926)
    ratings = letterboxd(f"{rated_on};Harbour;1926;4")
    data = zipped(ratings=ratings, watchlist=watchlist("Harbour;1926"))
    placed(viewer, data, "letterboxd.zip")
    said = Said.of(viewer, film)
    assert (said.half_stars, said.flag) == (8, "want_to_see")


def test_a_rating_clears_the_flag_of_a_film_that_was_not_seen_yet(viewer: User) -> None:
    film = make.film("Harbour", 1926)
    make.flag(viewer, film)
    placed(viewer, letterboxd("Harbour;1926;3.5"))
    assert Said.of(viewer, film) == Said(half_stars=7, rated_at=OLD)


@pytest.mark.parametrize(
    ("policy", "mine_of", "stays"),
    [
        ("newest", 2019, 7),
        ("newest", 2021, 2),
        ("keep", 2019, 2),
        ("keep", 2021, 2),
        ("take", 2019, 7),
        ("take", 2021, 7),
    ],
)
def test_the_policy_says_which_of_two_values_stays(
    viewer: User, policy: str, mine_of: int, stays: int
) -> None:
    film = make.film("Harbour", 1926)
    rated(viewer, film, 2, mine_of)
    batch = placed(viewer, letterboxd("2020-01-01;Harbour;1926;3.5"), policy=policy)
    assert Said.of(viewer, film).half_stars == stays
    assert batch.lines.counts() == {"placed" if stays == 7 else "yours": 1}


def test_a_file_that_says_no_date_is_older_than_what_the_viewer_says(viewer: User) -> None:
    mine = make.film("Mine", 1926)
    make.film("New", 1926)
    rated(viewer, mine, 2, 1999)
    undated = b"Name,Year,Letterboxd URI,Rating\nMine,1926,https://boxd.it/1,5\nNew,1926,https://boxd.it/2,5\n"
    batch = placed(viewer, undated)
    assert batch.lines.get(film=mine).reason == "The file gives no date, so yours was kept."
    assert Said.of(viewer, mine).half_stars == 2
    assert Rating.objects.filter(rated_at__gt=batch.made_at).get().half_stars == 10


def test_an_unknown_policy_is_refused(viewer: User) -> None:
    with pytest.raises(ValueError, match="mine"):
        read(viewer, letterboxd("Harbour;1926;3.5")).start("mine")


def everything(viewer: User) -> list[tuple[object, ...]]:
    """All that the viewer says."""
    return [
        *Rating.objects.filter(user=viewer).order_by("film").values_list(),
        *Flag.objects.filter(user=viewer).order_by("film").values_list(),
    ]


def test_repeating_an_import_changes_nothing(viewer: User) -> None:
    for n in range(4):
        make.film(f"Film {n}", 1926)
    ratings = letterboxd(*(f"Film {n};1926;{n + 1}" for n in range(3)), "Film 1;1926;5")
    wishes = watchlist("Film 1;1926", "Film 3;1926")
    for data in (ratings, wishes):
        placed(viewer, data, "watchlist.csv")
    before = everything(viewer)
    counts = [placed(viewer, data, "watchlist.csv").lines.counts() for data in (ratings, wishes)]
    assert everything(viewer) == before
    assert counts == [{"unchanged": 3, "repeated": 1}, {"unchanged": 1, "yours": 1}]


def test_other_viewers_are_left_alone(viewer: User) -> None:
    film, other = make.film("Harbour", 1926), make.viewer()
    make.rating(other, film, 1)
    placed(viewer, letterboxd("Harbour;1926;3.5"), policy="take")
    assert Said.of(other, film).half_stars == 1


def test_a_film_that_goes_away_before_the_import_is_placed_leaves_its_line_unplaced(
    viewer: User,
) -> None:
    film = make.film("Harbour", 1926)
    batch = read(viewer, letterboxd("Harbour;1926;3.5"))
    film.delete()
    batch.start("newest")
    work_off()
    assert list(batch.lines.values_list("outcome", "reason")) == [
        ("unplaced", "Its film is no longer in the catalogue.")
    ]


def test_a_film_that_is_merged_takes_its_lines_along(viewer: User) -> None:
    old, new = make.film("Harbour", 1926), make.film("The Harbor", 1926)
    batch = read(viewer, letterboxd("Harbour;1926;3.5"))
    old.merge_into(new)
    batch.start("newest")
    work_off()
    assert Said.of(viewer, new).half_stars == 7


def test_placing_goes_on_after_the_last_piece_that_was_saved(
    viewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "AT_ONCE", 2)
    for n in range(5):
        make.film(f"Film {n}", 1926)
    batch = read(viewer, letterboxd(*(f"Film {n};1926;3" for n in range(5))))
    batch.start("newest")
    batch.refresh_from_db()
    real, calls = placing.settle, []

    def killed(*args: object) -> None:
        calls.append(args)
        if len(calls) == 2:
            raise SystemExit
        real(*args)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr(placing, "settle", killed)
        with pytest.raises(SystemExit):
            work_on(batch)
    assert batch.lines.counts() == {"placed": 2, "matched": 3}
    batch.refresh_from_db()
    assert (batch.state, batch.failure[:20]) == ("read", "Something went wrong")
    assert batch.start("newest")
    work_off()
    assert batch.lines.counts() == {"placed": 5}
    assert Rating.objects.filter(user=viewer).count() == 5


def test_of_two_runs_at_one_import_the_earlier_one_stops(viewer: User) -> None:
    make.film("Harbour", 1926)
    batch = read(viewer, letterboxd("Harbour;1926;3.5"))
    batch.start("newest")
    batch.refresh_from_db()
    earlier = Run(batch, "placing")
    work_on(ImportBatch.objects.get(pk=batch.pk))
    with pytest.raises(OvertakenError):
        earlier.note(done=1)
    assert ImportBatch.objects.get(pk=batch.pk).state == "done"


def test_a_job_is_made_with_the_import_and_not_without_it(viewer: User, client: Client) -> None:
    assert waiting() == []
    ImportBatch.objects.bring(viewer, b"x", "x")
    assert waiting() == ["ratings.bring"]
    ImportBatch.objects.all().delete()
    assert work_off() == 1


def test_many_lines_are_read_placed_and_taken_back_in_pieces(
    viewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("reading", "placing", "undoing"):
        monkeypatch.setattr(f"ratings.bringing.{module}.AT_ONCE", 7)
    Film.objects.bulk_create(
        Film(title=f"Film {n}", year=1926, slug=f"film-{n}-1926") for n in range(50)
    )
    rows = [f"Film {n % 50};1926;{1 + n % 5}" for n in range(100)]
    batch = read(viewer, letterboxd(*rows))
    assert batch.lines.counts() == {"matched": 50, "repeated": 50}
    batch.start("newest")
    work_off()
    assert Rating.objects.filter(user=viewer).count() == 50
    assert drift() == []
    undone(ImportBatch.objects.get())
    assert batch.lines.counts() == {"undone": 50, "repeated": 50}
    assert not Rating.objects.exists()
    assert drift() == []
