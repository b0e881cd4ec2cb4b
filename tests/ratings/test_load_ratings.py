"""`load_ratings` takes each line or names it, and never writes over what a person said since."""

import gzip
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from films.models import ExternalId, Film
from ratings.loading import naming, placing
from ratings.models import Flag, Rating
from tests import make
from tests.ratings.loading import Loading
from tests.raw import sql
from tests.recount import drift

HEADER = "user,film,half_stars,rated_at\n"


@pytest.fixture
def load(tmp_path: Path, db: None) -> Loading:
    """Loads a text, and tells what came of it."""
    return Loading(tmp_path)


@pytest.fixture
def moon(db: None) -> Film:
    """A film at `moon-2009`, which MovieLens calls 71."""
    film = make.film("Moon", 2009)
    ExternalId.objects.create(film=film, site="movielens", value="71")
    return film


def said() -> list[tuple[str, str, int]]:
    return list(
        Rating.objects.order_by("user__username", "film").values_list(
            "user__username", "film__slug", "half_stars"
        )
    )


def test_lines_are_added_with_their_viewers_and_a_second_run_changes_nothing(
    load: Loading, moon: Film
) -> None:
    other = make.film("Air", 2023)
    text = HEADER + (
        "ann,moon-2009,7,2020-05-01T12:00:00Z\n"
        "7,moon-2009,10,2020-05-01\r\n"
        "\n"
        '"Ann", air-2023,1,\n'
        "bea,moon-2009,3,2020-05-01 12:00:00+02:00\n"
    )
    assert load(text) == ("added 4, changed 0, unchanged 0, kept 0, refused 0", 0)
    assert said() == [
        ("ann", moon.slug, 7),
        ("ann", other.slug, 1),
        ("bea", moon.slug, 3),
        ("movielens-7", moon.slug, 10),
    ]
    hours = [rating.rated_at.hour for rating in Rating.objects.filter(film=moon).order_by("pk")]
    assert sorted(hours) == [0, 10, 12]
    assert not User.objects.get(username="ann").has_usable_password()
    assert drift() == []
    before = list(Rating.objects.order_by("pk").values())
    assert load(text) == ("added 0, changed 0, unchanged 4, kept 0, refused 0", 0)
    assert list(Rating.objects.order_by("pk").values()) == before


def test_movielens_own_file_finds_films_by_movielens_ids(load: Loading, moon: Film) -> None:
    text = "userId,movieId,rating,timestamp\n1,71,3.5,964982703\n2,71,5,964982703\n3,71,0.5,1\n"
    assert load(text, "--users", "ml") == ("added 3, changed 0, unchanged 0, kept 0, refused 0", 0)
    assert said() == [("ml-1", moon.slug, 7), ("ml-2", moon.slug, 10), ("ml-3", moon.slug, 1)]
    rated = Rating.objects.get(user__username="ml-1").rated_at
    assert rated == datetime(2000, 7, 30, 18, 45, 3, tzinfo=UTC)


def test_films_are_found_by_ids_of_a_site_or_by_former_addresses(load: Loading, moon: Film) -> None:
    assert load("user_id,film_id,half_stars\n1,71,7\n", "--film-ids", "movielens")[1] == 0
    moon.title = "The Moon"
    moon.save()
    assert load("film,user,half_stars\nmoon-2009,2,8\n")[1] == 0
    assert said() == [("movielens-1", moon.slug, 7), ("movielens-2", moon.slug, 8)]


NO_USERNAME = "is no username: it has 3 to 30 characters, a–z, 0–9, _ and -."
NO_HALF_STARS = "half_stars must be a whole number from 1 to 10, not"
NO_TIME = "rated_at must be a time like 2026-01-31T20:15:00Z, not"
REFUSED = {
    "ann,sun-2010,7,": "The film “sun-2010” is unknown.",
    "an,moon-2009,7,": f"“an” {NO_USERNAME}",
    "admin,moon-2009,7,": f"“admin” {NO_USERNAME}",
    "ann!,moon-2009,7,": f"“ann!” {NO_USERNAME}",
    ",moon-2009,7,": f"“” {NO_USERNAME}",
    "bea,moon-2009,0,": f"{NO_HALF_STARS} “0”.",
    "bea,moon-2009,3.5,": f"{NO_HALF_STARS} “3.5”.",
    "bea,moon-2009,３,": f"{NO_HALF_STARS} “３”.",
    "bea,moon-2009,7,yesterday": f"{NO_TIME} “yesterday”.",
    "bea,moon-2009,7,2020-02-30": f"{NO_TIME} “2020-02-30”.",
    "bea,moon-2009,7,2999-01-01": "The time lies in the future.",
    "bea,moon-2009": "The line has 2 values where the header has 4 columns.",
    'bea,"moon-2009,7,': "A quotation mark stands in the wrong place.",
    "bea,moon-2009,7\0,": "The line holds a NUL character.",
}


def test_each_line_that_cannot_be_taken_is_named_with_its_reason(load: Loading, moon: Film) -> None:
    lines = ["ann,moon-2009,7,2020-05-01", *REFUSED, ""]
    said_at_the_end = load(HEADER + "\n".join(lines))
    assert said_at_the_end == ("added 1, changed 0, unchanged 0, kept 0, refused 14", 1)
    assert [(int(line), content, reason) for line, reason, content in load.refused] == [
        (number, content, reason) for number, (content, reason) in enumerate(REFUSED.items(), 3)
    ]
    assert set(User.objects.values_list("username", flat=True)) == {"ann"}
    assert load(HEADER + "ann,moon-2009,7,2020-05-01\n")[1] == 0
    assert not load.refused_path.exists()


def test_a_name_that_someone_gave_up_is_refused_and_the_rest_is_loaded(
    load: Loading, moon: Film
) -> None:
    cleo = make.viewer("cleo")
    cleo.username = "cleopatra"
    cleo.save()
    text = HEADER + "cleo,moon-2009,7,\nbea,moon-2009,8,\n"
    assert load(text) == ("added 1, changed 0, unchanged 0, kept 0, refused 1", 1)
    [[line, reason, _content]] = load.refused
    assert (line, reason) == ("2", "“cleo” was someone's username once: nobody else can have it.")
    assert said() == [("bea", moon.slug, 8)]


def test_a_name_that_is_given_up_while_it_is_loaded_is_refused_and_the_rest_is_loaded(
    load: Loading, moon: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = naming._can_be_called

    def given_up_meanwhile(username: str) -> bool:
        if username == "cleo":
            cleo = make.viewer("cleo")
            cleo.username = "cleopatra"
            cleo.save()
        return looked(username)

    monkeypatch.setattr(naming, "_can_be_called", given_up_meanwhile)
    text = HEADER + "cleo,moon-2009,7,\nbea,moon-2009,8,\n"
    assert load(text) == ("added 1, changed 0, unchanged 0, kept 0, refused 1", 1)
    [[line, reason, _content]] = load.refused
    assert (line, reason) == ("2", "“cleo” was someone's username once: nobody else can have it.")
    assert said() == [("bea", moon.slug, 8)]


def test_no_line_of_movielens_is_rounded(load: Loading, moon: Film) -> None:
    lines = "".join(f"1,71,{rating},5\n" for rating in ("0", "0.0", "5.5", "3.25", "x", "-1"))
    text = "userId,movieId,rating,timestamp\n" + lines + "1,71,4.00,5\n2,71,4,9999999999\n"
    assert load(text)[0].endswith("refused 7")
    assert said() == [("movielens-1", moon.slug, 8)]


def test_of_two_lines_about_the_same_the_later_counts_and_the_other_is_named(
    load: Loading, moon: Film
) -> None:
    text = HEADER + (
        "ann,moon-2009,9,2021-01-01\n"
        "ann,moon-2009,2,2020-01-01\n"
        "1,moon-2009,3,\n"
        "movielens-1,moon-2009,4,\n"
    )
    assert load(text)[0] == "added 2, changed 0, unchanged 0, kept 0, refused 2"
    assert said() == [("ann", moon.slug, 9), ("movielens-1", moon.slug, 4)]
    assert [(line, reason) for line, reason, _content in load.refused] == [
        ("3", "The viewer rates the film again in line 2, and that counts."),
        ("4", "The viewer rates the film again in line 5, and that counts."),
    ]


def test_the_newer_of_two_ratings_stays(load: Loading, moon: Film) -> None:
    first = "ann,moon-2009,5,2020-01-01\nbea,moon-2009,5,2020-01-01\ncyd,moon-2009,5,2020-01-01\n"
    load(HEADER + first)
    Rating.objects.rate(User.objects.get(username="ann"), moon, 1)
    second = (
        "ann,moon-2009,9,2021-01-01\n"
        "bea,moon-2009,9,2021-01-01\n"
        "cyd,moon-2009,5,2021-01-01\n"
        "dan,moon-2009,5,2021-01-01\n"
    )
    assert load(HEADER + second)[0] == "added 1, changed 2, unchanged 0, kept 1, refused 0"
    assert [half_stars for _user, _film, half_stars in said()] == [1, 9, 5, 5]
    assert load(HEADER + second)[0] == "added 0, changed 0, unchanged 3, kept 1, refused 0"
    assert drift() == []


def test_an_account_of_ones_own_is_written_to_only_when_told(load: Loading, moon: Film) -> None:
    ann = User.objects.create_user("ann", password="moonrise-7")
    bea = User.objects.create_user("bea", email="bea@b.example")
    make.rating(ann, moon, 2)
    make.flag(bea, moon)
    text = "user,film,half_stars\nann,moon-2009,9\nbea,moon-2009,9\ncyd,moon-2009,9\n"
    assert load(text) == ("added 1, changed 0, unchanged 0, kept 0, refused 2", 1)
    assert load.refused[0][1] == (
        "“ann” is someone's own account: it is written to with --existing only."
    )
    # Without a time, what someone said with their own hand stays.
    assert load(text, "--existing")[0] == "added 1, changed 0, unchanged 1, kept 1, refused 0"
    assert [half_stars for _user, _film, half_stars in said()] == [2, 9, 9]
    assert not Flag.objects.exists()
    assert User.objects.get(username="ann").check_password("moonrise-7")


def test_a_dry_run_says_the_same_and_saves_nothing(load: Loading, moon: Film) -> None:
    text = HEADER + "ann,moon-2009,7,\nann,sun-2010,7,\n"
    said_before = load(text, "--dry-run")
    assert said_before == (
        "dry run, nothing saved: added 1, changed 0, unchanged 0, kept 0, refused 1",
        1,
    )
    assert [line for line, _reason, _content in load.refused] == ["3"]
    assert not User.objects.exists()
    assert not Rating.objects.exists()


def test_a_compressed_file_and_a_byte_order_mark_are_read(load: Loading, moon: Film) -> None:
    text = b"\xef\xbb\xbf" + HEADER.encode() + b"ann,moon-2009,7,"
    assert load(gzip.compress(text))[0].startswith("added 1,")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02",
        b"Name,Year\nMoon,2009\n",
        b"user,film,half_stars,mood\nann,moon-2009,7,good\n",
        b"user,user_id,film,half_stars\n1,1,moon-2009,7\n",
        b"user,film,half_stars\nann,moon-2009,7\nann,m\xff,7\n",
        gzip.compress(b"user,film,half_stars\nann,moon-2009,7\n", mtime=0)[:-9],
    ],
)
def test_a_file_of_another_kind_is_refused_whole(load: Loading, moon: Film, content: bytes) -> None:
    sentence, code = load(content)
    assert code == 2
    assert sentence.startswith("many.csv ")
    assert sentence.endswith(".")
    assert not User.objects.exists()
    assert not load.refused_path.exists()


def test_lines_across_blocks_keep_their_numbers_also_beside_refused_ones(
    load: Loading, moon: Film, monkeypatch: Any
) -> None:
    monkeypatch.setattr("ratings.loading.reading.AT_ONCE", 50)
    lines = [f"{number},moon-2009,{number % 12}," for number in range(2, 200)]
    bad = [number for number in range(2, 200) if number % 12 in {0, 11}]
    assert load(HEADER + "\n".join(lines))[1] == 1
    assert [int(line) for line, _reason, _content in load.refused] == bad
    assert [content for _line, _reason, content in load.refused] == [
        f"{number},moon-2009,{number % 12}," for number in bad
    ]
    assert len(said()) == 198 - len(bad)


def test_a_line_too_long_is_refused_and_the_next_one_is_taken(
    load: Loading, moon: Film, monkeypatch: Any
) -> None:
    monkeypatch.setattr("ratings.loading.reading.AT_ONCE", 64)
    monkeypatch.setattr("ratings.loading.reading.LONGEST_LINE", 300)
    text = HEADER + f"ann,{'é' * 500},7,\nbea,moon-2009,7,\n"
    assert load(text)[0] == "added 1, changed 0, unchanged 0, kept 0, refused 1"
    assert load.refused[0][:2] == ["2", "The line is longer than 300 bytes."]


def test_a_load_in_portions_is_counted_whole(load: Loading, monkeypatch: Any) -> None:
    monkeypatch.setattr(placing, "LINES_AT_ONCE", 5)
    films = [make.film() for _ in range(4)]
    lines = "".join(f"{who},{film.slug},{who}\n" for who in range(1, 5) for film in films)
    assert load("user,film,half_stars\n" + lines)[0].startswith("added 16,")
    assert drift() == []


def test_a_large_first_load_builds_indexes_and_links_anew_as_they_were(
    load: Loading, moon: Film, monkeypatch: Any
) -> None:
    other = make.film()
    ann = make.viewer("ann", password="!")
    make.rating(ann, other, 2)
    make.rating(ann, moon, 2)
    make.set_aside(make.viewer("movielens-3", password="!"), moon)
    Rating.objects.filter(film=moon).update(rated_at=datetime(2020, 1, 1, tzinfo=UTC))
    monkeypatch.setattr(placing, "REBUILD_FROM", 30)
    before = parts_of_ratings()
    lines = "".join(f"{who},moon-2009,{1 + who % 10},2021-01-01\n" for who in range(1, 30))
    text = HEADER + lines + f"ann,moon-2009,9,2021-01-01\nann,{other.slug},9,2021-01-01\n"
    assert load(text)[0] == "added 29, changed 1, unchanged 0, kept 1, refused 0"
    assert parts_of_ratings() == before
    assert drift() == []
    assert load(text)[0] == "added 0, changed 0, unchanged 30, kept 1, refused 0"


def parts_of_ratings() -> set[Any]:
    return {
        *sql(
            "SELECT conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint"
            " WHERE conrelid = 'ratings_rating'::regclass"
        ),
        *sql("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'ratings_rating'"),
        *sql(
            "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal"
            " AND tgrelid = 'ratings_rating'::regclass"
        ),
    }
