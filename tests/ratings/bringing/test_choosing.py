"""Lines that found no film, placed later: by hand, or when the film arrives."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.core.management import call_command

from accounts.models import User
from films.models import AlternativeTitle, Film
from ratings.bringing.choosing import choose, leave_out, place_arrived
from ratings.models import ImportBatch, ImportLine, Rating
from ratings.said import Said
from tests import make
from tests.jobs import work_off
from tests.ratings.bringing.files import letterboxd, placed, read, undone, watchlist

pytestmark = pytest.mark.django_db
OLD = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _as_on_the_first_day() -> None:
    cache.clear()


def line_of(batch: ImportBatch) -> ImportLine:
    """The one line of an import."""
    return ImportLine.objects.select_related("batch__user").get(batch=batch)


def test_a_line_is_placed_with_the_film_that_its_viewer_chose(viewer: User) -> None:
    film = make.film("Harbour", 1926)
    line = line_of(placed(viewer, letterboxd("Hafen;1926;3.5")))
    assert choose(line, film)
    assert (line.outcome, line.film) == ("placed", film)
    assert Said.of(viewer, film) == Said(half_stars=7, rated_at=OLD)
    assert not choose(line, film)


def test_in_a_preview_the_chosen_film_is_placed_with_the_others(viewer: User) -> None:
    film = make.film("Harbour", 1926)
    make.rating(viewer, film, 1)
    line = line_of(read(viewer, letterboxd("Hafen;1926;3.5")))
    assert choose(line, film)
    assert (line.outcome, Said.of(viewer, film).half_stars) == ("differs", 1)


def test_what_was_placed_by_hand_is_undone_with_the_import(viewer: User) -> None:
    film = make.film("Harbour", 1926)
    batch = placed(viewer, letterboxd("Hafen;1926;3.5"))
    choose(line_of(batch), film)
    undone(batch)
    assert Said.of(viewer, film) == Said()
    assert not choose(line_of(batch), film)


def test_what_the_viewer_said_between_two_lines_of_an_import_stays_when_it_is_undone(
    viewer: User,
) -> None:
    film = make.film("Harbour", 1926)
    batch = placed(viewer, letterboxd("Harbour;1926;3.5", "Hafen;1926;1"))
    make.rating(viewer, film, 9)
    mine = Said.of(viewer, film)
    ImportBatch.objects.filter(pk=batch.pk).update(policy="take")
    choose(ImportLine.objects.get(batch=batch, outcome="unplaced"), film)
    assert Said.of(viewer, film).half_stars == 2
    undone(batch)
    assert Said.of(viewer, film) == mine


def test_a_line_is_placed_once_its_film_arrives(viewer: User) -> None:
    batch = placed(viewer, letterboxd("Harbour;1926;3.5"))
    wishes = placed(viewer, watchlist("Lamp;1926"), "watchlist.csv")
    assert place_arrived() == 0
    harbour, lamp = make.film("Harbour", 1926), make.film("Lamp", 1926)
    assert place_arrived() == 2
    assert place_arrived() == 0
    assert Said.of(viewer, harbour).half_stars == 7
    assert Said.of(viewer, lamp).flag == "want_to_see"
    assert line_of(batch).outcome == line_of(wishes).outcome == "placed"


def test_a_new_title_of_a_film_places_lines_too(viewer: User) -> None:
    film = make.film("Harbour", 1926)
    placed(viewer, letterboxd("Hafen;1926;3.5"))
    assert place_arrived() == 0
    AlternativeTitle.objects.create(film=film, title="Hafen")
    assert place_arrived() == 1
    assert Said.of(viewer, film).half_stars == 7


@pytest.mark.parametrize("policy", ["newest", "keep", "take"])
def test_what_the_viewer_said_since_the_import_stays_when_the_film_arrives(
    viewer: User, policy: str
) -> None:
    batch = placed(viewer, letterboxd("Harbour;1926;3.5"), policy=policy)
    film = make.film("Harbour", 1926)
    make.rating(viewer, film, 2)
    assert place_arrived() == 1
    assert Said.of(viewer, film).half_stars == 2
    assert line_of(batch).outcome == "yours"


TWICE = ("2020-01-02;Harbour;1926;3.5", "2020-01-01;Harbour;1926;1", "2020-01-02;Harbour;1926;4")


def test_of_lines_about_one_film_the_latest_counts_when_the_film_arrives(viewer: User) -> None:
    batch = placed(viewer, letterboxd(*TWICE))
    film = make.film("Harbour", 1926)
    assert place_arrived() == 3
    assert Said.of(viewer, film).half_stars == 8
    assert list(batch.lines.values_list("outcome", "reason").order_by("number")) == [
        ("repeated", "Line 4 counts instead."),
        ("repeated", "Line 4 counts instead."),
        ("placed", ""),
    ]
    undone(batch)
    assert Said.of(viewer, film) == Said()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_of_lines_about_one_film_the_latest_counts_in_whichever_order_it_is_chosen(
    viewer: User, order: tuple[int, ...]
) -> None:
    batch = placed(viewer, letterboxd(*(row.replace("Harbour", "Hafen") for row in TWICE)))
    film = make.film("Harbour", 1926)
    lines = list(batch.lines.select_related("batch__user").order_by("number"))
    for n in order:
        assert choose(lines[n], film)
    assert Said.of(viewer, film).half_stars == 8
    outcomes = batch.lines.order_by("number").values_list("outcome", flat=True)
    assert list(outcomes) == ["repeated", "repeated", "placed"]
    undone(batch)
    assert Said.of(viewer, film) == Said()


def test_a_later_line_leaves_what_the_viewer_said_before_the_import(viewer: User) -> None:
    film = make.film("Harbour", 1926)
    make.rating(viewer, film, 7)
    batch = placed(viewer, letterboxd("Harbour;1926;3.5", "Hafen;1926;1"))
    assert choose(batch.lines.get(outcome="unplaced"), film)
    assert Said.of(viewer, film).half_stars == 7


def test_arrivals_leave_previews_and_undone_imports_alone(viewer: User) -> None:
    undone(placed(viewer, letterboxd("Harbour;1926;3.5")))
    read(viewer, letterboxd("Harbour;1926;3.5"))
    make.film("Harbour", 1926)
    assert place_arrived() == 0
    assert not Rating.objects.exists()


def test_importing_a_catalogue_places_what_waited_for_it(viewer: User, tmp_path: object) -> None:
    placed(viewer, letterboxd("Harbour;1926;3.5"))
    file = f"{tmp_path}/films.jsonl"
    with open(file, "w") as lines:
        lines.write('{"title": "Harbour", "year": 1926}\n')
    call_command("import_catalogue", file, dry_run=True)
    assert not Rating.objects.exists()
    call_command("import_catalogue", file)
    assert Said.of(viewer, Film.objects.get()).half_stars == 7


def test_a_matched_film_can_be_changed_while_nothing_is_saved(viewer: User) -> None:
    wrong, right = make.film("Harbour", 1926), make.film("Hafen", 1931)
    batch = read(viewer, letterboxd("Harbour;1927;3.5", "2019-01-01;Harbour;1927;1"))
    line = batch.lines.select_related("batch__user").get(outcome="matched")
    assert line.film == wrong
    assert choose(line, right)
    assert batch.start("newest")
    work_off()
    assert (Said.of(viewer, wrong), Said.of(viewer, right).half_stars) == (Said(), 7)
    assert not leave_out(line)
    assert not choose(line, wrong)


def test_a_film_that_is_left_out_is_not_rated_by_its_earlier_lines_either(viewer: User) -> None:
    film = make.film("Harbour", 1926)
    batch = read(viewer, letterboxd("Harbour;1927;3.5", "2019-01-01;Harbour;1927;1"))
    assert leave_out(batch.lines.select_related("batch__user").get(outcome="matched"))
    assert set(batch.lines.values_list("outcome", flat=True)) == {"left_out"}
    assert batch.start("newest")
    work_off()
    assert Said.of(viewer, film) == Said()
    assert place_arrived() == 0


def test_another_line_about_the_film_counts_again_once_the_wrong_one_is_left_out(
    viewer: User,
) -> None:
    film = make.film("Harbour", 1926)
    batch = read(viewer, letterboxd("Harbour;1927;3.5", "2019-01-01;Harbour;1926;1"))
    wrong = batch.lines.select_related("batch__user").get(outcome="matched")
    assert wrong.year == 1927
    assert leave_out(wrong)
    assert batch.start("newest")
    work_off()
    assert Said.of(viewer, film).half_stars == 2
    wrong.refresh_from_db()
    wrong.batch.refresh_from_db()
    assert choose(wrong, film)
    assert Said.of(viewer, film).half_stars == 7
