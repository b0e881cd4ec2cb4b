"""The pages where viewers bring their films, over plain HTTP."""

import csv
import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from ratings.models import ImportBatch, ImportLine, Rating
from ratings.said import Said
from tests import make
from tests.jobs import work_off
from tests.ratings.bringing.files import letterboxd, placed, read, undone
from tests.ratings.imports.files import text, zip_of
from tests.reading import button, links, words

pytestmark = pytest.mark.django_db
HERE = "/you/import/"


def bring(client: Client, data: bytes, name: str = "ratings.csv", **fields: str) -> Any:
    """Post a file."""
    return client.post(HERE, {"file": SimpleUploadedFile(name, data), **fields})


def test_a_file_is_read_looked_through_imported_and_undone(signed_in: Client, viewer: User) -> None:
    film, mine = make.film("Harbour", 1926), make.film("Mine", 1926)
    make.rating(viewer, mine, 2)
    answer = bring(signed_in, letterboxd("Harbour;1926;3.5", "Mine;1926;5", "Nowhere;1999;1"))
    batch = ImportBatch.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, batch.get_absolute_url())
    page = signed_in.get(batch.get_absolute_url())
    assert "waiting its turn" in words(page)
    assert batch.get_absolute_url() in links(page)
    work_off()
    page = signed_in.get(batch.get_absolute_url())
    assert "3 entries: 1 new, 1 different here, 1 not found. Nothing is saved yet." in words(page)
    assert "Mine 1926 5 stars" in words(page)
    assert "Yours: 1 star" in words(page)
    assert 'value="newest" checked' in page.content.decode()
    answer = signed_in.post(batch.get_absolute_url(), {"do": "place", "policy": "take"})
    assert answer.status_code == 303
    work_off()
    page = signed_in.get(batch.get_absolute_url())
    assert "3 entries: 2 saved, 1 not found." in words(page)
    assert "No film here has this title and year." in words(page)
    assert Said.of(viewer, film).half_stars == 7
    assert Said.of(viewer, mine).half_stars == 10
    signed_in.post(batch.get_absolute_url(), {"do": "undo"})
    work_off()
    assert "3 entries: 2 undone, 1 not found." in words(signed_in.get(batch.get_absolute_url()))
    assert Said.of(viewer, mine).half_stars == 2


def test_a_line_is_found_by_hand(signed_in: Client, viewer: User) -> None:
    film = make.film("Harbour", 1926)
    batch = placed(viewer, letterboxd("Hafen;1926;3.5"))
    page = signed_in.get(batch.get_absolute_url())
    [link] = [link for link in links(page) if "/lines/" in link]
    page = signed_in.get(link)
    assert "Which film is it?" in words(page)
    assert "No film here has a title like this." in words(page)
    page = signed_in.get(link, {"title": "harb"})
    assert button(page, "It is Harbour (1926)")
    answer = signed_in.post(link, {"film": film.slug}, follow=True)
    assert "Saved: line 2 is Harbour (1926)." in answer.content.decode()
    assert Said.of(viewer, film).half_stars == 7
    answer = signed_in.post(link, {"film": film.slug}, follow=True)
    assert "Nothing was done" in answer.content.decode()


def test_choosing_a_film_for_a_line_that_a_later_one_says_again_tells_so(
    signed_in: Client, viewer: User
) -> None:
    film = make.film("Harbour", 1926)
    batch = read(viewer, letterboxd("Hafen;1926;3.5", "Harbour;1926;1"))
    line = batch.lines.get(outcome="unplaced")
    address = f"{batch.get_absolute_url()}lines/{line.pk}/"
    answer = signed_in.post(address, {"film": film.slug}, follow=True)
    assert "another entry about it is newer, and counts." in answer.content.decode()


def test_films_that_a_line_could_mean_are_offered(signed_in: Client, viewer: User) -> None:
    make.film("Harbour", 1926)
    make.film("Harbour", 1926)
    batch = placed(viewer, letterboxd("Harbour;1926;3.5"))
    line = batch.lines.get()
    page = signed_in.get(f"{batch.get_absolute_url()}lines/{line.pk}/")
    assert words(page).count("This one") == 2


def test_an_unknown_film_is_a_page_that_is_not_there(signed_in: Client, viewer: User) -> None:
    batch = placed(viewer, letterboxd("Hafen;1926;3.5"))
    address = f"{batch.get_absolute_url()}lines/{batch.lines.get().pk}/"
    make.film("Harbour", 1926)
    for slug in ("nowhere", "", "harbour-1926\0", "x" * 5000):
        assert signed_in.post(address, {"film": slug}).status_code == 404


def test_what_was_not_placed_can_be_taken_as_a_file_that_calculates_nothing(
    signed_in: Client, viewer: User
) -> None:
    batch = placed(viewer, letterboxd("=1+1;1926;3.5", "Nowhere;1999;1"))
    answer = signed_in.get(f"{batch.get_absolute_url()}unplaced.csv")
    text = answer.getvalue().decode()
    header, first, _second = csv.reader(text.splitlines())
    assert header[:5] == ["file", "line", "reason", "title", "year"]
    assert first[1:6] == [
        "2",
        "No film here has this title and year.",
        "'=1+1",
        "1926",
        "7",
    ]
    assert "attachment" in answer["Content-Disposition"]


def test_nobody_sees_or_touches_anothers_import(client: Client, viewer: User) -> None:
    batch = placed(viewer, letterboxd("Hafen;1926;3.5"))
    line = f"{batch.get_absolute_url()}lines/{batch.lines.get().pk}/"
    client.force_login(make.viewer("ben"))
    film = make.film("Harbour", 1926)
    for address in (batch.get_absolute_url(), f"{batch.get_absolute_url()}unplaced.csv", line):
        assert client.get(address).status_code == 404
    assert client.post(batch.get_absolute_url(), {"do": "undo"}).status_code == 404
    assert client.post(line, {"film": film.slug}).status_code == 404
    assert client.get(f"{HERE}{10**30}/").status_code == 404
    assert "Hafen" not in words(client.get(HERE))
    assert "ratings.csv" not in words(client.get(HERE))


def test_someone_signed_out_is_led_to_sign_in(client: Client, viewer: User) -> None:
    batch = read(viewer, letterboxd("Hafen;1926;3.5"))
    for address in (HERE, batch.get_absolute_url()):
        assert client.get(address)["Location"].startswith("/accounts/login/?next=/you/import/")
    assert bring(client, b"x").status_code == 302
    assert ImportBatch.objects.count() == 1


def test_a_post_needs_its_token(viewer: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(viewer)
    assert bring(client, b"x").status_code == 403
    batch = read(viewer, letterboxd("Hafen;1926;3.5"))
    assert client.post(batch.get_absolute_url(), {"do": "place"}).status_code == 403


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({}, 400, "Choose a file first."),
        ({"file": SimpleUploadedFile("a.csv", b"")}, 400, "This file is empty."),
        ({"file": SimpleUploadedFile("a.csv", b"x"), "scale": "5"}, 400, "The scale is 10"),
        ({"file": SimpleUploadedFile("a.csv", b"x" * 20_000_001)}, 413, "20 MB at most"),
        ({"file": SimpleUploadedFile("a.csv", b"x" * 20_200_000)}, 413, "20 MB at most"),
    ],
)
def test_what_is_no_file_to_read_is_refused_with_a_sentence(
    signed_in: Client, fields: dict[str, Any], status: int, sentence: str
) -> None:
    answer = signed_in.post(HERE, fields)
    assert (answer.status_code, sentence in words(answer)) == (status, True)
    assert not ImportBatch.objects.exists()


def test_one_import_is_under_way_at_a_time(signed_in: Client) -> None:
    assert bring(signed_in, b"x").status_code == 303
    answer = bring(signed_in, b"y")
    assert answer.status_code == 429
    assert "Another import of yours is under way" in words(answer)
    work_off()
    assert bring(signed_in, b"y").status_code == 303


def test_there_is_an_end_to_files_a_day(signed_in: Client, viewer: User) -> None:
    ImportBatch.objects.bulk_create(
        ImportBatch(user=viewer, state="done") for _n in range(settings.IMPORTS_A_DAY)
    )
    answer = bring(signed_in, b"x")
    assert (answer.status_code, "within a day" in words(answer)) == (429, True)


def test_files_that_are_forgotten_count_among_those_of_a_day(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "IMPORTS_A_DAY", 2)
    for _n in range(2):
        assert bring(signed_in, b"of no kind").status_code == 303
        work_off()
        assert ImportBatch.objects.get().discard()
    answer = bring(signed_in, b"of no kind")
    assert (answer.status_code, "within a day" in words(answer)) == (429, True)


@pytest.mark.parametrize("fields", [{}, {"do": "x"}, {"do": "place", "policy": "x"}])
def test_what_cant_be_done_is_refused_with_a_sentence(
    signed_in: Client, viewer: User, fields: dict[str, str]
) -> None:
    batch = read(viewer, letterboxd("Hafen;1926;3.5"))
    assert signed_in.post(batch.get_absolute_url(), fields).status_code == 400
    batch.refresh_from_db()
    assert batch.state == "read"


def test_what_is_too_late_is_said(signed_in: Client, viewer: User) -> None:
    batch = placed(viewer, letterboxd("Hafen;1926;3.5"))
    for doing in ("place", "retry", "discard"):
        answer = signed_in.post(batch.get_absolute_url(), {"do": doing}, follow=True)
        assert "Nothing was done" in answer.content.decode()


def test_a_preview_can_be_forgotten(signed_in: Client, viewer: User) -> None:
    batch = read(viewer, letterboxd("Hafen;1926;3.5"))
    answer = signed_in.post(batch.get_absolute_url(), {"do": "discard"})
    assert answer["Location"] == HERE
    assert not ImportBatch.objects.exists()


def test_the_scale_and_the_same_file_are_told_before_anything_is_saved(
    signed_in: Client, viewer: User
) -> None:
    make.film("Harbour", 1926)
    columns = "Const,Your Rating,Date Rated,Title,Title Type,Year,Genres"
    data = f"{columns}\ntt0000001,8,2020-01-01,Harbour,Movie,1926,Drama\n".encode()
    first, second = read(viewer, data), read(viewer, data)
    page = signed_in.get(second.get_absolute_url())
    assert "8" in re.split("How your file is read", words(page))[1][:200]
    assert "You imported this same file on" in words(page)
    assert first.get_absolute_url() in links(page)
    assert not Rating.objects.exists()


def test_htmx_gets_the_part_that_the_page_includes(signed_in: Client, viewer: User) -> None:
    bring(signed_in, letterboxd("Hafen;1926;3.5"))
    batch = ImportBatch.objects.get()
    part = signed_in.get(batch.get_absolute_url(), headers={"HX-Request": "true"})
    assert part.content.decode().lstrip().startswith('<div id="import"')
    assert 'hx-trigger="every 1s"' in part.content.decode()
    work_off()
    part = signed_in.get(batch.get_absolute_url(), headers={"HX-Request": "true"})
    assert "hx-trigger" not in part.content.decode()
    assert 'hx-swap-oob="innerHTML">Ready to be imported' in part.content.decode()


def test_lists_are_paged_and_one_is_shown_at_a_time(signed_in: Client, viewer: User) -> None:
    make.film("Harbour", 1926)
    rows = [f"Nowhere {n};1999;1" for n in range(60)]
    batch = placed(viewer, letterboxd("Harbour;1926;3.5", *rows))
    page = signed_in.get(f"{batch.get_absolute_url()}?show=unplaced&page=2")
    assert "Page 2 of 2" in words(page)
    assert "Nowhere 59" in words(page)
    page = signed_in.get(f"{batch.get_absolute_url()}?show=placed")
    assert "Film: Harbour (1926)" in words(page)
    assert "Nowhere" not in words(page)
    assert signed_in.get(f"{batch.get_absolute_url()}?show=x&page=9").status_code == 200


def queries(client: Client, address: str) -> int:
    """How many a page costs."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("show", ["placed", "unplaced"])
@pytest.mark.parametrize("state", ["read", "done", "undone"])
def test_a_list_costs_the_same_however_long_it_is(
    signed_in: Client, viewer: User, state: str, show: str
) -> None:
    for n in range(6):
        make.film(f"Film {n}", 1926)
    costs = []
    for many in (1, 6):
        rows = [f"Film {n};1926;3" for n in range(many)] + [f"No {n};1926;3" for n in range(many)]
        make_it = {"read": read, "done": placed}.get(state, lambda *a: undone(placed(*a)))
        batch = make_it(viewer, letterboxd(*rows))
        costs.append(queries(signed_in, f"{batch.get_absolute_url()}?show={show}"))
    assert costs[0] == costs[1] <= 12


def test_ones_imports_and_the_search_for_a_film_cost_the_same_however_many(
    signed_in: Client, viewer: User
) -> None:
    costs: list[list[int]] = []
    for many in (1, 5):
        for _n in range(many):
            make.film("Harbour", 1926)
        rows = (f"No {n} of {many};1999;1" for n in range(many))
        batch = placed(viewer, letterboxd("Harbour;1927;1", *rows))
        line = ImportLine.objects.filter(batch=batch, outcome="unplaced").latest("pk")
        address = f"{batch.get_absolute_url()}lines/{line.pk}/?title=harbour"
        costs.append([queries(signed_in, HERE), queries(signed_in, address)])
    assert costs[0] == costs[1]


def test_the_preview_says_why_a_film_may_be_the_wrong_one_and_lets_it_be_left_out(
    signed_in: Client, viewer: User
) -> None:
    film = make.film("Harbour", 1926)
    batch = read(viewer, letterboxd("Harbour;1925;3.5"))
    page = signed_in.get(batch.get_absolute_url())
    assert "1 entry: 1 new. Nothing is saved yet." in words(page)
    doubt = "Matched by title; your file says 1925, the film here is 1926."
    assert doubt in words(page)
    [link] = [link for link in links(page) if "/lines/" in link]
    assert button(signed_in.get(link), "Leave this entry out")
    answer = signed_in.post(link, {"do": "leave-out"}, follow=True)
    assert "Line 2 is left out." in answer.content.decode()
    assert "1 entry: 0 new, 1 left out." in words(answer)
    batch.start("newest")
    work_off()
    assert Said.of(viewer, film) == Said()


def test_an_undone_import_says_why_no_film_can_be_chosen(signed_in: Client, viewer: User) -> None:
    batch = undone(placed(viewer, letterboxd("Hafen;1926;3.5")))
    page = signed_in.get(batch.get_absolute_url(), {"show": "unplaced"})
    assert "no film can be chosen for these" in words(page)
    assert not [link for link in links(page) if "/lines/" in link]


def test_what_is_kept_and_about_no_film_is_called_what_it_is(
    signed_in: Client, viewer: User
) -> None:
    zipped = zip_of(
        {
            "ratings.csv": letterboxd("Harbour;1926;3.5"),
            "profile.csv": text("Date Joined,Username", "2020-01-01,ada"),
        }
    )
    batch = read(viewer, zipped, "letterboxd.zip")
    page = signed_in.get(batch.get_absolute_url(), {"show": "kept"})
    assert "Your profile Line 2 of profile.csv" in words(page)
    assert "1 entry: 0 new, 1 not found; 1 kept, not shown yet." in words(page)


def test_a_list_of_letterboxd_is_kept_with_its_own_name_and_goes_out_again(
    signed_in: Client, viewer: User
) -> None:
    data = text(
        "Letterboxd list export v7",
        "Date,Name,Tags,URL,Description",
        "2021-11-06,Rain,,https://boxd.it/list1,Films in which it pours",
        "",
        "Position,Name,Year,URL,Description",
        "1,Rashomon,1950,https://boxd.it/1,",
    )
    batch = placed(viewer, data, "rain.csv")
    page = signed_in.get(batch.get_absolute_url(), {"show": "kept"})
    assert "The list “Rain” Line 3" in words(page)
    everything = json.loads(signed_in.get("/you/export/halfstar.json").getvalue())
    [exported] = everything["imports"]
    assert exported["lines"][0]["content"]["Description"] == "Films in which it pours"
    again = make.viewer("bea")
    brought_back = placed(again, json.dumps(everything).encode(), "halfstar.json")
    signed_in.force_login(again)
    page = signed_in.get(brought_back.get_absolute_url(), {"show": "kept"})
    assert "The list “Rain”" in words(page)
