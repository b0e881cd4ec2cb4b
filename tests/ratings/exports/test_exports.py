"""What viewers take with them: each file says what they said, and nothing of anybody else."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from films.models import ExternalId, Film
from ratings.imports.reading import read
from ratings.models import Flag, ImportBatch, ImportLine, Rating
from tests import make
from tests.reading import links, words

AT = datetime(2024, 2, 29, 23, 59, 59, 123456, tzinfo=UTC)
FILES = [
    *("halfstar.json", "halfstar.csv", "letterboxd-ratings.csv", "letterboxd-watchlist.csv"),
    "imdb-ratings.csv",
]


def download(client: Client, name: str) -> str:
    """The text of one of the files."""
    response: Any = client.get(f"/you/export/{name}")
    assert response.status_code == 200
    assert response.streaming
    return b"".join(response.streaming_content).decode()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def film(title: str, year: int, **ids: str) -> Film:
    made = make.film(title, year)
    for site, value in ids.items():
        ExternalId.objects.create(film=made, site=site, value=value)
    return made


@pytest.fixture
def said(viewer: User) -> dict[str, Film]:
    """What ann said of three films, and what somebody else did of a fourth."""
    films = {
        "ran": film("Ran", 1985, imdb="tt0089881", tmdb="11645", movielens="1217"),
        "sum": film("=SUM(A1)", 1999),
        "heat": film("Heat", 1995, imdb="tt0113277"),
    }
    Rating.objects.rate_many(viewer, [(films["ran"].pk, 9, AT), (films["sum"].pk, 1, AT)])
    Flag.objects.flag_many(viewer, [(films["heat"].pk, "want_to_see", AT)])
    make.rating(make.viewer("ben"), film("Secret", 2000), 2)
    return films


def test_letterboxd_gets_stars_and_ids(signed_in: Client, said: dict[str, Film]) -> None:
    assert rows(download(signed_in, "letterboxd-ratings.csv")) == [
        {
            "imdbID": "tt0089881",
            "tmdbID": "11645",
            "Title": "Ran",
            "Year": "1985",
            "Rating": "4.5",
        },
        {"imdbID": "", "tmdbID": "", "Title": "'=SUM(A1)", "Year": "1999", "Rating": "0.5"},
    ]
    assert rows(download(signed_in, "letterboxd-watchlist.csv")) == [
        {"imdbID": "tt0113277", "tmdbID": "", "Title": "Heat", "Year": "1995"}
    ]


def test_others_get_points_of_ten_in_the_columns_of_imdb(
    signed_in: Client, said: dict[str, Film]
) -> None:
    ran, _other = rows(download(signed_in, "imdb-ratings.csv"))
    assert {name: value for name, value in ran.items() if value} == {
        "Const": "tt0089881",
        "Your Rating": "9",
        "Date Rated": "2024-02-29",
        "Title": "Ran",
        "Original Title": "Ran",
        "URL": "https://www.imdb.com/title/tt0089881/",
        "Title Type": "Movie",
        "Year": "1985",
    }


def test_our_table_has_everything_with_moments_ids_and_addresses(
    signed_in: Client, said: dict[str, Film]
) -> None:
    ran, _other, heat = rows(download(signed_in, "halfstar.csv"))
    assert {name: value for name, value in ran.items() if value} == {
        "says": "rating",
        "half_stars": "9",
        "at": "2024-02-29T23:59:59.123456+00:00",
        "title": "Ran",
        "year": "1985",
        "film": "ran-1985",
        "imdb": "tt0089881",
        "tmdb": "11645",
        "other_ids": '{"movielens":"1217"}',
    }
    assert (heat["says"], heat["film"]) == ("want_to_see", "heat-1995")


def test_the_document_has_the_profile_with_its_address_and_no_password(
    signed_in: Client, viewer: User, said: dict[str, Film]
) -> None:
    viewer.email = "ann@example.org"
    viewer.set_password("a long secret")
    viewer.save()
    signed_in.force_login(viewer)
    text = download(signed_in, "halfstar.json")
    document = json.loads(text)
    assert (document["halfstar"], document["viewer"]["email"]) == (1, "ann@example.org")
    assert document["viewer"]["visibility"] == "unlisted"
    assert [each["half_stars"] for each in document["ratings"]] == [9, 1]
    assert document["ratings"][0]["film"] == {
        "address": "ran-1985",
        "title": "Ran",
        "year": 1985,
        "ids": {"imdb": "tt0089881", "movielens": "1217", "tmdb": "11645"},
    }
    assert document["flags"][0]["flagged_at"] == "2024-02-29T23:59:59.123456+00:00"
    assert document["imports"] == []
    assert viewer.password not in text


def test_nothing_of_anybody_else_is_in_any_file(signed_in: Client, said: dict[str, Film]) -> None:
    make.set_aside(User.objects.get(username="ann"), said["ran"])
    for name in FILES:
        text = download(signed_in, name)
        assert "Secret" not in text
        assert "ben" not in text
        assert "A test of it" not in text


def batch_of(viewer: User, state: str = "done", **line: Any) -> ImportBatch:
    batch = ImportBatch.objects.create(
        user=viewer, service="letterboxd", file_name="l.zip", state=state
    )
    ImportLine.objects.create(batch=batch, number=2, **{"outcome": "kept", **line})
    return batch


def test_what_is_kept_of_imports_goes_along_and_comes_back_the_same(
    signed_in: Client, viewer: User
) -> None:
    content = {"Name": "'=Ran", "Review": 'Storms,\r\n"loud"', "Tags": None, "n": [1, 2.5]}
    batch_of(viewer, file="diary.csv", title="Ran", content=content)
    batch_of(viewer, "undone", content={"of": "nothing"}, outcome="undone")
    for name in ("halfstar.csv", "halfstar.json"):
        found = read(download(signed_in, name).encode(), name)
        [line] = found.lines
        assert line.kept
        assert line.title == "Ran"
        assert line.content == {
            "service": "letterboxd",
            "file": "diary.csv",
            "number": 2,
            "content": content,
        }


@pytest.mark.parametrize("name", ["halfstar.csv", "halfstar.json"])
def test_what_was_not_placed_comes_back_to_be_placed(
    signed_in: Client, viewer: User, name: str
) -> None:
    batch_of(
        viewer, outcome="unplaced", title="Lost", year=1920, half_stars=7, at=AT,
        ids={"imdb": "tt0000009"}, content={"Name": "Lost"},
    )  # fmt: skip
    batch_of(viewer, outcome="refused", reason="It is television.", title="Dark")
    lost, dark = read(download(signed_in, name).encode(), name).lines
    assert (lost.half_stars, lost.at, lost.title, lost.year) == (7, AT, "Lost", 1920)
    assert lost.ids == {"imdb": "tt0000009"}
    assert lost.content["content"] == {"Name": "Lost"}
    assert dark.refusal == "It is television."


def test_what_came_back_once_does_not_grow_when_it_goes_out_again(
    signed_in: Client, viewer: User
) -> None:
    was = {"service": "letterboxd", "file": "", "number": 2, "content": {"Name": "Ran"}}
    batch = batch_of(viewer, content=was)
    ImportBatch.objects.filter(pk=batch.pk).update(service="halfstar")
    for name in ("halfstar.csv", "halfstar.json"):
        [line] = read(download(signed_in, name).encode(), name).lines
        assert line.content == was


@pytest.mark.parametrize("name", FILES)
def test_a_file_costs_as_many_queries_however_much_was_said(
    signed_in: Client, viewer: User, name: str
) -> None:
    counts = []
    for times in (1, 4):
        for _time in range(times):
            made = film("", 1990, wikidata=f"Q{Film.objects.count()}")
            make.rating(viewer, made)
            make.flag(viewer, make.film())
            batch_of(viewer, film=made)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            download(signed_in, name)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16


def test_only_who_signed_in_gets_a_file_and_nobody_may_keep_it(
    client: Client, viewer: User
) -> None:
    for address in ("/you/export/", "/you/export/halfstar.json"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/?next=/you/export/")
    client.force_login(viewer)
    answer = client.get("/you/export/halfstar.json")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].startswith('attachment; filename="ann-')
    assert answer["Content-Type"] == "application/json"
    assert client.post("/you/export/halfstar.json").status_code == 405
    assert client.get("/you/export/passwords.csv").status_code == 404


def test_the_page_leads_to_every_file(signed_in: Client) -> None:
    page = signed_in.get("/you/export/")
    assert page["Cache-Control"] == "private, no-store"
    assert {f"/you/export/{name}" for name in FILES} < set(links(page))
    assert "What you said is yours." in words(page)


@pytest.mark.usefixtures("said")
def test_everything_can_be_taken_zipped_and_the_page_says_what_comes_back(
    client: Client, viewer: User
) -> None:
    client.force_login(viewer)
    page = client.get("/you/export/")
    assert "/you/export/halfstar.zip" in links(page)
    assert "Above 20 MB, Everything can be imported zipped only." in words(page)
    assert "Nothing of your account itself comes back with it" in words(page)
    response: Any = client.get("/you/export/halfstar.zip")
    assert response["Content-Type"] == "application/zip"
    found = read(b"".join(response.streaming_content), "halfstar.zip")
    assert [(line.title, line.half_stars, line.flag) for line in found.lines] == [
        *(("Ran", 9, ""), ("=SUM(A1)", 1, ""), ("Heat", None, "want_to_see")),
    ]
