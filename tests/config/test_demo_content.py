"""What the demo brings into its database, and what it leaves alone there."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from accounts.models import User
from config.demo import content, database, people
from config.demo.ratings import VIEWERS, receptions
from films.models import Film
from ratings.models import Flag, Rating
from reviews.models import CriticReview
from tests import make
from tests.config.test_settings import setting

pytestmark = pytest.mark.django_db
HEADER = "film,ratings,quality,division,viewer\n"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Path:
    """A demo of three films, whose files lie in a folder of their own."""
    settings.HALFSTAR_HOME = tmp_path
    films, reviews, reception = (
        path.read_text(encoding="utf-8").splitlines(keepends=True)
        for path in (content.CATALOGUE, content.REVIEWS, content.RECEPTION)
    )
    first = "workers-leaving-the-lumiere-factory-1895"
    for name, lines in (
        ("CATALOGUE", films[:3]),
        ("REVIEWS", [line for line in reviews if line.startswith(("film,", first))]),
        ("RECEPTION", reception[:4]),
    ):
        place = tmp_path / getattr(content, name).name
        place.write_text("".join(lines), encoding="utf-8")
        monkeypatch.setattr(content, name, place)
    return tmp_path


def bring() -> list[str]:
    """What the demo says while it brings its content."""
    said: list[str] = []
    content.bring(said.append)
    return said


def test_content_is_brought_once(small: Path):
    assert bring()
    assert Film.objects.count() == 3
    reviews = CriticReview.objects.count()
    CriticReview.objects.all()[0].delete()
    Rating.objects.all()[0].delete()
    ratings = Rating.objects.count()

    assert bring() == []
    assert CriticReview.objects.count() == reviews - 1
    assert Rating.objects.count() == ratings


def test_content_that_broke_off_is_brought_anew(small: Path, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as broken:
        broken.setattr(people, "rate", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            bring()
    assert not Film.objects.exists()
    bring()
    assert Rating.objects.exists()


def test_the_next_content_comes_as_well_and_only_its_new_films_are_rated(small: Path):
    bring()
    Rating.objects.all().delete()
    make.rating(make.viewer(), Film.objects.get(slug="a-trip-to-the-moon-1902"), 2)
    more = content.CATALOGUE.read_text(encoding="utf-8") + '{"title": "New", "year": 1928}\n'
    content.CATALOGUE.write_text(more, encoding="utf-8")
    with content.RECEPTION.open("a", encoding="utf-8") as file:
        file.write("new-1928,7,8.0,0.1,\n")

    bring()
    assert Rating.objects.filter(film__slug="new-1928").count() == 7
    assert Rating.objects.exclude(film__slug="new-1928").count() == 1


def test_refused_lines_are_named_and_the_others_come(small: Path):
    with content.CATALOGUE.open("a", encoding="utf-8") as file:
        file.write('{"title": "", "year": 1928}\n')
    said = "\n".join(bring())
    assert "refused 1" in said
    assert str(small / "demo-catalogue.jsonl.refused.csv") in said
    assert Film.objects.count() == 3


def test_a_film_that_was_there_before_gets_no_invented_ratings(small: Path):
    ours = make.film("A Trip to the Moon", 1902)
    bring()
    assert not Rating.objects.filter(film=ours).exists()
    assert Film.objects.count() == 3


def test_accounts_are_made_once(small: Path):
    bring()
    content.make_accounts()
    viewer, curator, admin = (
        User.objects.get(username=name) for name in ("viewer", "curator", "admin")
    )
    assert all(account.check_password("halfstar") for account in (viewer, curator, admin))
    assert [(one.is_staff, one.is_superuser) for one in (viewer, curator, admin)] == [
        (False, False),
        (True, False),
        (True, True),
    ]
    viewer.set_password("another one")
    viewer.save()
    curator.delete()

    content.make_accounts()
    viewer.refresh_from_db()
    assert viewer.check_password("another one")
    assert not User.objects.filter(username="curator").exists()


def test_a_name_that_is_taken_stays_whose_it_is(small: Path):
    theirs = make.viewer("admin")
    content.make_accounts()
    theirs.refresh_from_db()
    assert not theirs.is_superuser


def test_a_name_that_somebody_gave_up_leads_to_them_still(small: Path):
    theirs = make.viewer("viewer")
    User.objects.filter(pk=theirs.pk).update(username="vera")
    content.make_accounts()
    assert User.objects.at("viewer") == theirs


def test_the_curator_may_add_and_change_but_not_delete(small: Path):
    content.make_accounts()
    curator = User.objects.get(username="curator")
    for may in ("view", "add", "change"):
        assert curator.has_perms((f"reviews.{may}_criticreview", f"films.{may}_film"))
    assert not curator.has_perm("reviews.erase_criticreview")
    assert not curator.has_perm("accounts.view_user")
    assert not curator.has_perm("ratings.view_rating")


def test_the_viewer_has_rated_and_flagged(small: Path):
    content.RECEPTION.write_text(
        f"{HEADER}a-trip-to-the-moon-1902,0,8,0,9\nthe-great-train-robbery-1903,0,8,0,want_to_see\n",
        encoding="utf-8",
    )
    bring()
    content.make_accounts()
    rating, flag = Rating.objects.get(), Flag.objects.get(user__username="viewer")
    assert (rating.user.username, rating.film.slug, rating.half_stars) == (
        "viewer",
        "a-trip-to-the-moon-1902",
        9,
    )
    assert (flag.film.slug, flag.kind) == ("the-great-train-robbery-1903", "want_to_see")


def test_nobody_can_sign_in_as_one_of_the_four_hundred(small: Path):
    bring()
    viewers = User.objects.filter(username__startswith="demo-")
    assert viewers.count() == len(VIEWERS)
    assert {viewer.has_usable_password() for viewer in viewers} == {False}
    assert {viewer.email for viewer in viewers} == {""}


def test_somebody_who_signed_up_under_a_viewers_name_isnt_spoken_for(small: Path):
    theirs = User.objects.create_user("demo-001", password="theirs alone")
    bring()
    assert not theirs.ratings.exists()


def test_a_viewers_name_that_somebody_gave_up_is_left_out(small: Path):
    someone = make.viewer("demo-001")
    someone.username = "someone"
    someone.save()
    bring()
    assert not User.objects.filter(username="demo-001").exists()
    assert Rating.objects.exists()


def test_all_that_is_received_is_in_the_catalogue(small: Path):
    call_command("import_catalogue", content.HERE / "catalogue.jsonl", stdout=StringIO())
    received = receptions(content.HERE / "reception.csv")
    names = {one.film for one in received}
    assert set(people.films_of(received)) == names
    assert len(names) == Film.objects.count()


def test_a_database_with_films_of_ones_own_is_no_place_for_a_demo(small: Path):
    database.check_that_it_may_be_a_demo()
    make.film()
    with pytest.raises(CommandError, match="holds films already"):
        database.check_that_it_may_be_a_demo()


def test_a_demos_own_films_are_no_reason_to_refuse(small: Path):
    bring()
    database.check_that_it_may_be_a_demo()


def test_the_accounts_are_for_the_embedded_server_alone():
    ours = "postgres://halfstar@127.0.0.1/halfstar"
    assert setting("DEMO_ACCOUNTS", HALFSTAR_DEMO="true") == "True"
    assert setting("DEMO_ACCOUNTS", HALFSTAR_DEMO="true", DATABASE_URL=ours) == "False"
    assert setting("DEMO_ACCOUNTS") == "False"
