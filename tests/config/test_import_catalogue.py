"""What whoever runs `import_catalogue` can rely on."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from films.catalogue.importer import import_catalogue
from films.models import Credit, Film, Genre, Offer, Person
from reviews.models import AggregatorScore
from tests.config.catalogue_desk import (
    GENERAL,
    WHOLE,
    cast_of,
    genres_of,
    ids_of,
    the_film,
    titles_of,
)

pytestmark = pytest.mark.django_db


FULL: dict[str, Any] = GENERAL | {
    "original_title": "Der General",
    "alternative_titles": ["Le Mécano de la « General »", "将軍"],
    "runtime": 67,
    "synopsis": "A train is stolen.\n\nAnd brought back.",
    "synopsis_language": "en",
    "countries": ["US"],
    "languages": ["en"],
    "genres": ["Comedy", "Silent"],
    "credits": [
        {"person": "Clyde Bruckman", "role": "director"},
        {"person": "Buster Keaton", "role": "director"},
        {"person": "Buster Keaton", "role": "cast", "character": "Johnnie Gray"},
    ],
    "ids": {"imdb": "tt0017925", "wikidata": "Q1"},
    "scores": [{"aggregator": "Rotten Tomatoes", "percent": 92, "as_of": "2026-01-31"}],
    "offers": [
        {
            "provider": "Archive",
            "country": "us",
            "kind": "rent",
            "url": "https://example.org/",
            "price": "3.99",
            "currency": "USD",
            "checked_on": "2026-10-31",
            "search": True,
        }
    ],
}


def test_a_film_comes_in_with_all_the_facts_that_its_line_states(desk):
    assert desk.run(FULL) == {"added": 1}
    film = the_film()
    assert (film.slug, film.sort_title) == ("the-general-1926", "general, the")
    assert (film.title, film.original_title, film.year) == ("The General", "Der General", 1926)
    assert titles_of(film) == ["Le Mécano de la « General »", "将軍"]
    assert (film.runtime, film.countries, film.languages) == (67, ["US"], ["en"])
    assert film.synopsis == "A train is stolen.\n\nAnd brought back."
    assert film.tally.ratings == film.critic_tally.stated == 0


def test_a_film_comes_in_with_all_that_its_line_lists(desk):
    desk.run(FULL)
    film = the_film()
    assert genres_of(film) == ["Comedy", "Silent"]
    assert cast_of(film) == [
        ("Clyde Bruckman", "director"),
        ("Buster Keaton", "director"),
        ("Buster Keaton", "cast"),
    ]
    assert Credit.objects.get(role="cast").character == "Johnnie Gray"
    assert Person.objects.get(name="Buster Keaton").slug == "buster-keaton"
    assert Person.objects.get(name="Buster Keaton").sort_name == "keaton, buster"
    assert ids_of(film) == {"imdb": "tt0017925", "wikidata": "Q1"}
    offer = Offer.objects.get()
    assert (str(offer.price), offer.currency, offer.search) == ("3.99", "USD", True)
    assert (offer.country, str(offer.checked_on)) == ("US", "2026-10-31")
    score = AggregatorScore.objects.get()
    assert (score.shown, score.as_of.isoformat()) == ("92%", "2026-01-31")


def test_films_of_one_title_and_year_get_addresses_of_their_own(desk):
    desk.run({**GENERAL, "ids": {"imdb": "tt0000001"}}, {**GENERAL, "ids": {"imdb": "tt0000002"}})
    assert list(Film.objects.by_title().values_list("slug", flat=True)) == [
        "the-general-1926",
        "the-general-1926-2",
    ]


def test_names_are_the_same_whatever_their_case_where_the_site_says_so(desk):
    offer = {"provider": "Archive", "country": "US", "kind": "free"}
    desk.run(
        GENERAL | {"genres": ["Film noir"], "offers": [offer]},
        {"title": "Laura", "year": 1944, "genres": ["FILM NOIR"]},
        {"title": "Gilda", "year": 1946, "offers": [offer | {"provider": "archive"}]},
    )
    assert Genre.objects.get().name == "Film noir"
    assert Offer.objects.values("provider").distinct().count() == 1


# Refusals and files of another kind --------------------------------------------------------------


def test_refused_lines_give_exit_code_1(desk):
    with pytest.raises(SystemExit) as end:
        call_command("import_catalogue", desk.write(GENERAL, "?"), stdout=StringIO())
    assert end.value.code == 1


def test_a_line_is_refused_whole_and_the_others_are_taken(desk):
    bad = {
        "title": "Cops",
        "year": 1922,
        "genres": ["New"],
        "credits": [{"person": "A", "role": "x"}],
    }
    counts = desk.run(GENERAL, bad, "", "nonsense", {"title": "Laura", "year": 1944})
    assert counts == {"added": 2, "refused": 2}
    assert [line for line, _reason in desk.refused()] == [2, 4]
    assert not Genre.objects.exists()


def test_a_line_that_the_database_refuses_takes_no_other_along(desk, monkeypatch):
    monkeypatch.setattr("films.catalogue.limits.CHARACTER", 10_000)
    bad = {"title": "Cops", "year": 1922, "genres": ["New"]}
    bad["credits"] = [{"person": "A", "role": "cast", "character": "b" * 400}]
    assert desk.run(GENERAL, bad, {"title": "Laura", "year": 1944}) == {"added": 2, "refused": 1}
    [(line, reason)] = desk.refused()
    assert line == 2
    assert reason.startswith("The database refused the line: value too long")
    assert (Genre.objects.count(), Person.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"title,year\nA,2008\n",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"[]",
        '{"title": "é"}'.encode("latin-1"),
    ],
)
def test_a_file_of_another_kind_is_refused_whole_with_exit_code_2(desk, content):
    desk.path.write_bytes(content)
    with pytest.raises(CommandError) as fault:
        call_command("import_catalogue", desk.path)
    assert fault.value.returncode == 2
    assert str(fault.value).startswith(str(desk.path))
    assert not Film.objects.exists()
    assert list(desk.path.parent.iterdir()) == [desk.path]


def test_bytes_that_are_not_utf_8_at_the_very_end_leave_nothing_behind(desk):
    lines = [json.dumps(GENERAL | {"year": year}) for year in range(1900, 2000)]
    desk.path.write_bytes("\n".join(lines).encode() + b"\n\xff\xff")
    with pytest.raises(CommandError, match="line 101"):
        call_command("import_catalogue", desk.path)
    assert not Film.objects.exists()


def test_a_byte_order_mark_and_windows_line_ends_are_fine(desk):
    desk.path.write_bytes(b"\xef\xbb\xbf" + json.dumps(GENERAL).encode() + b"\r\n")
    call_command("import_catalogue", desk.path, stdout=StringIO())
    assert the_film().title == "The General"


# Dry runs and broken-off ones --------------------------------------------------------------------


def test_a_dry_run_counts_as_the_import_would_and_saves_nothing(desk):
    desk.run(WHOLE | {"runtime": 60})
    before = Film.objects.values().get()
    lines = [
        WHOLE,
        WHOLE | {"runtime": 61},
        {"title": "Cops", "year": 1922},
        {"title": "Cops", "year": 1922},
        "?",
    ]
    counts = desk.run(*lines, dry_run=True)
    assert counts == {"changed": 2, "added": 1, "unchanged": 1, "refused": 1}
    assert Film.objects.values().get() == before
    assert desk.run(*lines) == counts


def test_what_an_import_saved_before_it_broke_off_stays_and_it_can_be_run_again(desk):
    years = range(1920, 1930)
    path = desk.write(*(GENERAL | {"year": year} for year in years))
    running: Any = import_catalogue(path, dry_run=False, lines_at_once=4)
    next(running)
    running.close()
    assert Film.objects.count() == 4
    assert desk.run(*(GENERAL | {"year": year} for year in years)) == {"added": 6, "unchanged": 4}


def test_a_dry_run_that_broke_off_saved_nothing(desk):
    path = desk.write(*(GENERAL | {"year": year} for year in range(1920, 1930)))
    running: Any = import_catalogue(path, dry_run=True, lines_at_once=4)
    next(running)
    running.close()
    assert not Film.objects.exists()
