"""Which film a line of a viewer's file means."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from films.models import AlternativeTitle, ExternalId, Film
from ratings.bringing.matching import Match, matches
from ratings.imports.brought import BroughtLine
from tests import make

pytestmark = pytest.mark.django_db


def match(title: str = "", year: int | None = None, **ids: str) -> Match:
    """What one line means."""
    [found] = matches([BroughtLine(1, title=title, year=year, ids=ids)])
    return found


def known(film: Film, site: str, value: str) -> Film:
    """The film, with an id elsewhere."""
    ExternalId.objects.create(film=film, site=site, value=value)
    return film


@pytest.mark.parametrize(
    "written",
    [
        "The Lamp & the Café",
        "the lamp and the cafe",
        "Lamp & the Cafe, The",
        "THE LAMP & THE CAFÉ!",
        "The  Lamp &  the Café",
        "The Lamp & the Cafe\u0301",
    ],
)
def test_a_title_is_known_however_it_is_spelt(written: str) -> None:
    film = make.film("The Lamp & the Café", 1931)
    assert match(written, 1931).film == film.pk


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("L'Avventura", "Avventura, L'"),
        ("Les Vacances", "Vacances, Les"),
        ("Der blaue Engel", "Blaue Engel, Der"),
        ("Ocean’s Day", "Oceans Day"),
        ("東京物語", "東京物語"),
        ("???", "???"),
    ],
)
def test_articles_and_punctuation_stand_where_they_like(title: str, written: str) -> None:
    film = make.film(title, 1960)
    make.film("Something else", 1960)
    assert match(written, 1960).film == film.pk


def test_an_article_may_be_left_out_where_only_one_film_is_left(db: None) -> None:
    film = make.film("The Great Train Robbery", 1903)
    make.film("Great Train Robbery", 1950)
    assert match("Great Train Robbery", 1903).film == film.pk
    assert match("Great Train Robbery", 1904).film is None
    make.film("A Great Train Robbery", 1903)
    both = match("Great Train Robbery", 1903)
    assert (both.film, len(both.possible)) == (None, 2)
    plain = make.film("Great Train Robbery", 1903)
    assert match("Great Train Robbery", 1903).film == plain.pk


def test_an_article_that_is_left_out_gives_no_film_that_has_another_id(db: None) -> None:
    known(make.film("The Great Train Robbery", 1903), "imdb", "tt1")
    assert match("Great Train Robbery", 1903, imdb="tt2").film is None


def test_original_and_alternative_titles_count() -> None:
    film = make.film("Harbour at Noon", 1926, original_title="Hamnen klockan tolv")
    AlternativeTitle.objects.create(film=film, title="Port à midi")
    assert match("Hamnen klockan tolv", 1926).film == film.pk
    assert match("Port a midi", 1926).film == film.pk
    [found] = matches([BroughtLine(1, title="?!x", other_titles=("Port à midi",), year=1926)])
    assert found.film == film.pk


def test_a_neighbouring_year_counts_where_only_one_film_has_it() -> None:
    film = make.film("Harbour", 1926)
    assert match("Harbour", 1927).film == match("Harbour", 1925).film == film.pk
    doubt = "Matched by title; your file says 1927, the film here is 1926."
    assert match("Harbour", 1927).reason == doubt
    assert match("Harbour", 1928) == Match(
        None, "No film here has this title and year.", (film.pk,)
    )
    other = make.film("Harbour", 1928)
    assert match("Harbour", 1927).film is None
    assert match("Harbour", 1927).possible == (film.pk, other.pk)
    assert match("Harbour", 1928).film == other.pk


def test_several_films_of_one_title_and_year_are_named_and_none_is_taken() -> None:
    films = [make.film("Harbour", 1926), make.film("The Harbour", 1926, original_title="Harbour")]
    found = match("Harbour", 1926)
    assert found.film is None
    assert found.reason == ("It could be several films: “Harbour” (1926), “The Harbour” (1926).")
    assert found.possible == tuple(film.pk for film in films)


def test_without_a_year_a_title_counts_where_only_one_film_has_it() -> None:
    film = make.film("Harbour", 1926)
    assert match("Harbour") == Match(film.pk, "Matched by title alone, as your file names no year.")
    make.film("Harbour", 1996)
    assert match("Harbour").film is None


def test_an_id_finds_its_film_whatever_the_title_is_here() -> None:
    film = known(make.film("Harbour", 1926), "imdb", "tt0000001")
    assert match("Il porto", 1930, imdb="tt0000001").film == film.pk
    assert match(imdb="tt0000001").film == film.pk
    assert match(tmdb="1") == Match(None, "No film here has its id.")


def test_an_id_of_one_film_beside_title_and_year_of_another_finds_none() -> None:
    film = known(make.film("Harbour", 1926), "imdb", "tt0000001")
    other = make.film("Lamp", 1931)
    found = match("Lamp", 1931, imdb="tt0000001")
    assert found.film is None
    assert found.reason == (
        "Its id and its title belong to different films: “Harbour” (1926), “Lamp” (1931)."
    )
    assert found.possible == (film.pk, other.pk)


def test_ids_of_different_films_find_none() -> None:
    known(make.film("Harbour", 1926), "imdb", "tt0000001")
    known(make.film("Lamp", 1931), "tmdb", "7")
    found = match("Harbour", 1926, imdb="tt0000001", tmdb="7")
    assert found.reason == "Its ids belong to different films: “Harbour” (1926), “Lamp” (1931)."


def test_a_film_with_another_id_of_the_same_site_is_another_film() -> None:
    known(make.film("Harbour", 1926), "imdb", "tt0000001")
    found = match("Harbour", 1926, imdb="tt0000002")
    assert (found.film, found.reason) == (None, "“Harbour” (1926) has another id there.")
    assert match("Harbour", 1926, tmdb="5").film is not None


def test_our_own_addresses_find_films_also_former_ones() -> None:
    film = make.film("Harbour", 1926)
    film.title = "Harbours"
    film.save()
    assert match(halfstar="harbour-1926").film == film.pk
    assert match(halfstar="harbours-1926").film == film.pk
    assert match("Harbours", 1926, halfstar="nowhere-1926").film == film.pk


def test_a_line_that_names_nothing_finds_nothing() -> None:
    make.film("Harbour", 1926)
    assert match() == Match(None, "It names no film.")
    assert match("\0", 1926).film is None


def queries(lines: int) -> int:
    named = [
        BroughtLine(n, title=f"Film {n}", year=1926, ids={"imdb": f"tt{n}", "halfstar": f"x-{n}"})
        for n in range(lines)
    ]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        matches(named)
    return len(asked)


def test_a_thousand_lines_cost_no_more_queries_than_one() -> None:
    make.film("Film 1", 1926)
    assert queries(1000) == queries(2) <= 8
