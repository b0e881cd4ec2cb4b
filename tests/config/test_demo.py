"""`manage.py demo`: the whole site from one command, however it was stopped before."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.demo.content import RECEPTION
from config.demo.ratings import receptions
from tests.config.demo_tools import LIKE_UV, ROOT, Demo, Visitor, environment, style_sheets
from tests.config.embedded_tools import wait_until

pytestmark = [
    pytest.mark.xdist_group("demo"),
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc"),
]
FILM = "/films/nosferatu-1922/"
DESKS = ("films/film", "reviews/criticreview", "accounts/user")
EVERYTHING = "[m.objects.count() for m in (Film, CriticReview, Rating, Flag, User, Credit, Offer)]"


@pytest.fixture(scope="module")
def killed_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo whose first start was killed halfway."""
    demo = Demo(tmp_path_factory.mktemp("demo") / "home")
    demo.begin()
    demo.wait_for("Bringing eighty films")
    demo.kill()
    wait_until(demo.is_over)
    yield demo
    if demo.process:
        demo.kill()
    wait_until(demo.is_over)


@pytest.fixture
def demo(killed_once: Demo) -> Demo:
    """A demo that runs."""
    killed_once.start()
    return killed_once


def test_it_ends_by_saying_where_it_is(demo: Demo):
    sentence = (
        f"Halfstar is at {demo.address}/ — sign in as viewer, curator or admin with the password"
        " halfstar. Stop it with Ctrl-C."
    )
    assert demo.said.splitlines()[-1] == sentence


def test_a_first_start_that_was_killed_is_made_good_by_the_next(demo: Demo):
    ratings = sum(one.ratings + one.viewer.isdigit() for one in receptions(RECEPTION))
    counts = "[m.objects.count() for m in (Film, CriticReview, User, Group, Rating)]"
    counted = "sum(tally.ratings for tally in FilmTally.objects.all())"
    assert demo.ask(f"{counts}, {counted}") == f"[80, 432, 403, 3, {ratings}] {ratings}"


def test_it_shows_films_in_its_own_design(demo: Demo):
    visitor = Visitor(demo)
    status, page = visitor.get(FILM)
    assert status == 200
    assert "Nosferatu" in page
    sheets = style_sheets(page)
    assert sheets
    assert {visitor.get(sheet)[0] for sheet in sheets} == {200}


def test_it_shows_what_staff_uploaded(demo: Demo):
    uploads = demo.home / "uploads"
    uploads.mkdir(exist_ok=True)
    (uploads / "poster.txt").write_text("a picture", encoding="ascii")
    visitor = Visitor(demo)
    assert visitor.get("/media/poster.txt") == (200, "a picture")
    assert visitor.get("/media/%2e%2e/secret_key")[0] in {400, 404}


def test_the_sign_in_page_tells_the_accounts(demo: Demo):
    page = Visitor(demo).get("/accounts/login/")[1]
    for word in ("viewer", "curator", "admin", "halfstar"):
        assert f"<code>{word}</code>" in page


@pytest.mark.parametrize(
    ("name", "desks"),
    [
        ("viewer", set()),
        ("curator", {"films/film", "reviews/criticreview"}),
        ("admin", {"films/film", "reviews/criticreview", "accounts/user"}),
    ],
)
def test_each_account_signs_in_and_sees_its_desks(demo: Demo, name: str, desks: set[str]):
    visitor = Visitor(demo)
    assert name in visitor.sign_in(name)
    assert {
        desk for desk in DESKS if 'id="changelist"' in visitor.get(f"/admin/{desk}/")[1]
    } == desks


def test_an_occupied_port_is_said_at_once(demo: Demo, tmp_path: Path):
    answer = subprocess.run(
        [sys.executable, "manage.py", "demo", "--port", str(demo.port)],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
    )
    sentence = f"Port {demo.port} is in use by another program, or by another demo"
    assert answer.stderr == f"CommandError: {sentence}: choose another one, such as --port 8000.\n"
    assert (answer.returncode, answer.stdout) == (1, "")
    assert not (tmp_path / "postgres").exists()


def test_what_people_did_outlives_being_killed(demo: Demo):
    visitor = Visitor(demo)
    visitor.sign_in("viewer")
    assert visitor.post("/films/the-goddess-1934/rating/", half_stars="3")[0] == 200
    demo.ask("CriticReview.objects.filter(film__slug='the-goddess-1934')[0].delete()")
    demo.ask("User.objects.filter(username='curator').delete()")
    before = demo.ask(EVERYTHING)

    demo.kill()
    wait_until(demo.is_over)
    demo.start()

    assert demo.ask(EVERYTHING) == before
    visitor = Visitor(demo)
    visitor.sign_in("viewer")
    assert "You rated it 1½ stars" in visitor.get("/films/the-goddess-1934/")[1]
    demo.kill()


def test_it_ends_with_the_uv_that_ran_it(demo: Demo):
    demo.kill()
    demo.start(sys.executable, "-c", LIKE_UV)
    demo.kill()
    wait_until(demo.is_over)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_when_told_to(demo: Demo, how: signal.Signals):
    assert demo.end(how) == 0
    assert demo.said.splitlines()[-1] == "Halfstar has stopped."
    assert "Traceback" not in demo.said
    wait_until(demo.is_over)
