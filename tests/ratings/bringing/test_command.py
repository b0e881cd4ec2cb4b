"""`manage.py import_ratings`: a viewer's export, brought by whoever runs the site."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from ratings.models import ImportBatch, Rating
from ratings.said import Said
from tests import make
from tests.ratings.bringing.files import letterboxd, undone, watchlist
from tests.ratings.imports.files import zipped

pytestmark = pytest.mark.django_db
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command, and gives its exit code and its last line."""

    def _run(*arguments: object) -> tuple[int, str]:
        try:
            call_command("import_ratings", *map(str, arguments))
        except SystemExit as end:
            code = int(end.code or 0)
        except CommandError as error:
            return error.returncode, str(error)
        else:
            code = 0
        counts = [line for line in capsys.readouterr().out.splitlines() if "added" in line]
        return code, counts[-1]

    return _run


def file(folder: Path, data: bytes, name: str = "ratings.csv") -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path


def test_it_adds_changes_keeps_and_says_so_in_its_last_line(
    viewer: User, run: Run, tmp_path: Path
) -> None:
    for name in ("New", "Same", "Mine"):
        make.film(name, 1926)
    older = letterboxd("2010-01-01;Same;1926;3", "2010-01-01;Mine;1926;3")
    path = file(tmp_path, older)
    assert run(path, "--user", "ann") == (
        0,
        "added 2, changed 0, unchanged 0, kept 0, refused 0",
    )
    newer = letterboxd(
        "New;1926;5", "2009-01-01;New;1926;1", "Same;1926;3", "2000-01-01;Mine;1926;1"
    )
    path = file(tmp_path, newer)
    assert run(path, "--user", "ann") == (
        0,
        "added 1, changed 0, unchanged 1, kept 2, refused 0",
    )
    assert run(path, "--user", "ANN", "--take") == (
        0,
        "added 0, changed 1, unchanged 2, kept 1, refused 0",
    )
    assert not (tmp_path / "ratings.csv.refused.csv").exists()


def test_repeating_it_changes_nothing(viewer: User, run: Run, tmp_path: Path) -> None:
    make.film("Harbour", 1926)
    path = file(tmp_path, letterboxd("Harbour;1926;3.5"))
    run(path, "--user", "ann")
    before = list(Rating.objects.values_list())
    assert run(path, "--user", "ann") == (
        0,
        "added 0, changed 0, unchanged 1, kept 0, refused 0",
    )
    assert list(Rating.objects.values_list()) == before


def test_lines_without_a_film_are_written_down(viewer: User, run: Run, tmp_path: Path) -> None:
    make.film("Harbour", 1926)
    path = file(tmp_path, letterboxd("Nowhere;1999;1", "Harbour;1926;3.5", "Nor there;1998;2"))
    code, counts = run(path, "--user", "ann")
    assert (code, counts) == (1, "added 1, changed 0, unchanged 0, kept 0, refused 2")
    with (tmp_path / "ratings.csv.refused.csv").open(encoding="utf-8", newline="") as refused:
        header, *rows = csv.reader(refused)
    assert header == ["line", "reason", "content"]
    assert [row[:2] for row in rows] == [
        ["2", "No film here has this title and year."],
        ["4", "No film here has this title and year."],
    ]
    assert "Nor there" in rows[1][2]


def test_a_dry_run_saves_nothing_and_says_what_would_be(
    viewer: User, run: Run, tmp_path: Path
) -> None:
    make.film("Harbour", 1926)
    path = file(tmp_path, letterboxd("Harbour;1926;3.5", "Nowhere;1999;1"))
    other = tmp_path / "elsewhere.csv"
    assert run(path, "--user", "ann", "--dry-run", "--refused", other) == (
        1,
        "dry run, nothing saved: added 1, changed 0, unchanged 0, kept 0, refused 1",
    )
    assert other.exists()
    assert not Rating.objects.exists()
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("policy", ["--newest", "--keep", "--take"])
def test_a_dry_run_locks_nothing_of_viewers_and_counts_as_the_import_does(
    viewer: User, run: Run, tmp_path: Path, policy: str
) -> None:
    for n, year in enumerate((2019, 2021)):
        film = make.film(f"Film {n}", 1926)
        Rating.objects.rate_many(viewer, [(film.pk, 1, datetime(year, 1, 1, tzinfo=UTC))])
    make.film("Film 2", 1926)
    ratings = letterboxd(*(f"Film {n};1926;3" for n in range(4)), "2020-02-01;Film 2;1926;5")
    wishes = watchlist(*(f"Film {n};1926" for n in range(4)))
    path = file(tmp_path, zipped(ratings=ratings, watchlist=wishes))
    with CaptureQueriesContext(connection) as asked:
        foreseen = run(path, "--user", "ann", policy, "--dry-run")
    statements = "\n".join(query["sql"] for query in asked)
    assert "FOR NO KEY UPDATE" not in statements
    assert "INTO ratings_rating" not in statements
    done = run(path, "--user", "ann", policy)
    assert foreseen == (done[0], f"dry run, nothing saved: {done[1]}")


def test_it_can_be_undone_by_its_viewer(viewer: User, run: Run, tmp_path: Path) -> None:
    film = make.film("Harbour", 1926)
    run(file(tmp_path, letterboxd("Harbour;1926;3.5")), "--user", "ann")
    undone(ImportBatch.objects.get())
    assert Said.of(viewer, film) == Said()


def test_a_file_of_another_kind_is_refused_whole(viewer: User, run: Run, tmp_path: Path) -> None:
    for data in (b"", b"\x00\xff\xfe", b"a,b\n1,2\n"):
        code, sentence = run(file(tmp_path, data), "--user", "ann")
        assert code == 2
        assert sentence.endswith(".")
        assert len(sentence.splitlines()) == 1
    assert run(tmp_path / "nowhere.csv", "--user", "ann")[0] == 2
    assert not ImportBatch.objects.exists()


def test_an_unknown_viewer_is_refused(run: Run, tmp_path: Path) -> None:
    path = file(tmp_path, letterboxd("Harbour;1926;3.5"))
    assert run(path, "--user", "nobody") == (2, "There is no viewer called nobody.")


def test_it_waits_for_no_import_that_is_under_way(viewer: User, run: Run, tmp_path: Path) -> None:
    ImportBatch.objects.take_in(viewer, b"x", "x")
    code, sentence = run(file(tmp_path, letterboxd("Harbour;1926;3.5")), "--user", "ann")
    assert code == 2
    assert sentence == "Another import of yours is under way; wait until it is done."
