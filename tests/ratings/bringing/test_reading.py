"""What an import says would happen, before anything is saved."""

from datetime import UTC, datetime

import pytest

from accounts.models import User
from ratings.bringing.steps import work_on
from ratings.imports.brought import Brought, BroughtLine
from ratings.models import Flag, ImportBatch, ImportLine, ImportUpload, Rating
from tests import make
from tests.ratings.bringing.files import letterboxd, placed, read, undone, watchlist

pytestmark = pytest.mark.django_db


def became(batch: ImportBatch) -> list[tuple[int, str, str]]:
    """Line, outcome and reason of each line, in the order of the file."""
    rows = batch.lines.order_by("file", "number", "part")
    return list(rows.values_list("number", "outcome", "reason"))


def say(monkeypatch: pytest.MonkeyPatch, *lines: BroughtLine) -> None:
    """Let a file, whatever it is, be read as these lines."""
    brought = Brought("trakt", ["8 of 10 is 4 stars."], list(lines))
    monkeypatch.setattr("ratings.bringing.reading.read", lambda *_a, **_k: brought)


def test_reading_saves_no_rating_and_forgets_the_file(viewer: User) -> None:
    film = make.film("Harbour", 1926)
    batch = read(viewer, letterboxd("Harbour;1926;3.5", "Nowhere;1999;1"))
    assert (batch.service, batch.label) == ("letterboxd", "Letterboxd")
    assert became(batch) == [
        (2, "matched", ""),
        (3, "unplaced", "No film here has this title and year."),
    ]
    line = batch.lines.get(number=2)
    assert (line.film, line.half_stars, line.says) == (film, 7, "3½ stars")
    assert line.at == datetime(2020, 1, 1, tzinfo=UTC)
    assert line.content["Name"] == "Harbour"
    assert not Rating.objects.exists()
    assert not ImportUpload.objects.exists()


def test_what_the_viewer_says_already_and_what_differs_is_told(viewer: User) -> None:
    same, other, new = (make.film(name, 1926) for name in ("Same", "Other", "New"))
    make.rating(viewer, same, 7)
    make.rating(viewer, other, 1)
    make.rating(make.viewer(), new, 1)
    batch = read(viewer, letterboxd("Same;1926;3.5", "Other;1926;3.5", "New;1926;3.5"))
    assert batch.lines.counts() == {"unchanged": 1, "differs": 1, "matched": 1}


def test_flags_are_compared_with_flags(viewer: User) -> None:
    same, other, rated = (make.film(name, 1926) for name in ("Same", "Other", "Rated"))
    make.flag(viewer, same)
    make.flag(viewer, other, "not_interested")
    make.rating(viewer, rated)
    data = watchlist("Same;1926", "Other;1926", "Rated;1926")
    batch = read(viewer, data, "watchlist.csv")
    assert [outcome for _n, outcome, _r in became(batch)] == ["unchanged", "differs", "matched"]


def test_of_a_film_that_stands_twice_the_latest_counts_and_the_other_line_says_so(
    viewer: User,
) -> None:
    make.film("Harbour", 1926)
    data = letterboxd(
        "2021-05-05;Harbour;1926;4", "2019-01-01;Harbour;1926;1", "2020-01-01;HARBOUR;1926;2"
    )
    assert became(read(viewer, data)) == [
        (2, "matched", ""),
        (3, "repeated", "Line 2 counts instead."),
        (4, "repeated", "Line 2 counts instead."),
    ]


def test_without_dates_the_line_that_stands_later_counts(
    viewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.film("Harbour", 1926)
    lines = [BroughtLine(n, "a.csv", title="Harbour", year=1926, half_stars=n + 1) for n in (1, 2)]
    say(monkeypatch, *lines)
    assert became(read(viewer, b"x")) == [
        (1, "repeated", "Line 2 of a.csv counts instead."),
        (2, "matched", ""),
    ]


def test_a_rating_and_a_flag_of_one_film_dont_repeat_each_other(
    viewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.film("Harbour", 1926)
    say(
        monkeypatch,
        BroughtLine(5, title="Harbour", year=1926, half_stars=7, flag="want_to_see"),
    )
    batch = read(viewer, b"x")
    rows = batch.lines.order_by("part").values_list("number", "part", "half_stars", "flag")
    assert list(rows) == [(5, 0, 7, ""), (5, 1, None, "want_to_see")]
    assert batch.lines.counts() == {"matched": 2}


def test_what_is_kept_or_cant_be_placed_is_never_matched(
    viewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.film("Harbour", 1926)
    say(
        monkeypatch,
        BroughtLine(2, title="Harbour", year=1926, half_stars=7, refusal="That is television."),
        BroughtLine(3, title="Harbour", year=1926, kept=True, content={"Watched": "yes"}),
        BroughtLine(3, title="Harbour", year=1926),
    )
    batch = read(viewer, b"x")
    assert became(batch) == [
        (2, "refused", "That is television."),
        (3, "kept", ""),
        (3, "kept", ""),
    ]
    assert not batch.lines.exclude(film=None).exists()
    assert batch.scales == ["8 of 10 is 4 stars."]


def test_what_no_database_holds_is_left_out_and_not_stumbled_over(
    viewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = {"a\0": ["\ud800", {"b": "\0"}], "n": 1}
    far = datetime(9999, 1, 1, tzinfo=UTC)
    say(
        monkeypatch,
        BroughtLine(
            1,
            "f\0",
            content,
            title="T\0" * 999,
            year=123456,
            half_stars=1,
            at=far,
            ids={"imdb": "\0"},
        ),
    )
    line = read(viewer, b"x", "n\0").lines.get()
    assert line.content == {"a": ["?", {"b": ""}], "n": 1}
    assert (line.title, line.year) == ("T" * 500, None)
    assert line.at is not None
    assert line.at.year < 9999


def test_a_file_of_no_kind_fails_with_a_sentence(viewer: User) -> None:
    batch = ImportBatch.objects.take_in(viewer, b"\x00\x01binary", "x.bin")
    work_on(batch)
    batch.refresh_from_db()
    assert batch.state == "failed"
    assert batch.failure
    assert not batch.can_be_read_again


def test_what_goes_wrong_while_reading_is_said_and_can_be_tried_again(
    viewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.film("Harbour", 1926)
    batch = ImportBatch.objects.take_in(viewer, letterboxd("Harbour;1926;3.5"), "ratings.csv")
    with monkeypatch.context() as broken:
        broken.setattr("ratings.bringing.reading.matches", lambda _lines: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            work_on(batch)
    batch.refresh_from_db()
    assert (batch.state, batch.failure[:20]) == ("failed", "Something went wrong")
    assert batch.retry()
    batch.refresh_from_db()
    work_on(batch)
    batch.refresh_from_db()
    assert (batch.state, batch.failure) == ("read", "")
    assert became(batch) == [(2, "matched", "")]


def test_a_reading_that_was_killed_begins_anew(
    viewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    films = [make.film(f"Film {n}", 1926) for n in range(5)]
    batch = ImportBatch.objects.take_in(
        viewer, letterboxd(*(f"{film.title};1926;3" for film in films)), "ratings.csv"
    )
    work_on(batch)
    ImportBatch.objects.filter(pk=batch.pk).update(state="reading")
    ImportUpload.objects.create(batch=batch, data=letterboxd("Film 1;1926;3"))
    batch.refresh_from_db()
    work_on(batch)
    assert became(batch) == [(2, "matched", "")]


def test_the_same_file_is_known_again(viewer: User) -> None:
    first = read(viewer, letterboxd("Harbour;1926;3.5"))
    assert first.brought_before() is None
    assert read(viewer, letterboxd("Harbour;1926;4")).brought_before() is None
    assert read(viewer, letterboxd("Harbour;1926;3.5"), "other name.csv").brought_before() == first
    assert read(make.viewer(), letterboxd("Harbour;1926;3.5")).brought_before() is None


def test_everything_goes_with_the_account(viewer: User) -> None:
    film = make.film("Harbour", 1926)
    read(viewer, letterboxd("Harbour;1926;3.5"))
    ImportBatch.objects.take_in(viewer, b"x", "x")
    viewer.delete()
    assert not ImportBatch.objects.exists()
    assert not ImportLine.objects.exists()
    assert not ImportUpload.objects.exists()
    film.delete()
    assert not Flag.objects.exists()


def test_lines_of_a_file_that_is_brought_twice_are_not_kept_twice(viewer: User) -> None:
    rows = letterboxd("Nowhere;1999;1", "Nowhere;1999;1", "Nowhere;1999;9")
    first = placed(viewer, rows)
    assert first.lines.counts() == {"unplaced": 2, "refused": 1}
    again = placed(viewer, rows)
    assert again.lines.counts() == {"unchanged": 3}
    assert {line.reason for line in again.lines.all()} == {
        "An earlier import has this entry already."
    }
    undone(first)
    undone(again)
    assert read(viewer, rows).lines.counts() == {"unplaced": 2, "refused": 1}
    assert read(make.viewer(), rows).lines.counts() == {"unplaced": 2, "refused": 1}
