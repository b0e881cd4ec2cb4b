"""Which film a line of a catalogue means."""

import pytest

from films.models import AlternativeTitle, Film
from tests import make
from tests.config.catalogue_desk import GENERAL, ids_of, the_film, titles_of

pytestmark = pytest.mark.django_db


def test_a_line_finds_its_film_by_an_id(desk):
    desk.run(GENERAL | {"ids": {"imdb": "tt0017925"}})
    assert desk.run({"title": "General", "year": 1926, "ids": {"imdb": "tt0017925"}}) == {
        "changed": 1
    }
    assert desk.run({"title": "General", "year": 1927, "ids": {"imdb": "tt0017925"}}) == {
        "changed": 1
    }
    assert (the_film().title, the_film().year) == ("General", 1927)


@pytest.mark.parametrize(
    "title", ["THE GENERAL", " the  general ", "Der General", "der Géneral", "Генерал", "генерал"]
)
def test_a_line_finds_its_film_by_each_of_its_titles_and_its_year(desk, title):
    film = make.film("The General", 1926, original_title="Der General")
    AlternativeTitle.objects.create(film=film, title="Der Géneral")
    AlternativeTitle.objects.create(film=film, title="Генерал")
    desk.run({"title": title, "year": 1926, "runtime": 67})
    film = the_film()
    assert (film.title, film.runtime) == ("The General", 67)


@pytest.mark.parametrize(
    ("stored", "brought"),
    [("Ο ΘΙΑΣΟΣ", "Ο Θιασος"), ("Die Straße", "DIE STRASSE"), ("Ödipus", "ÖDIPUS")],
)
def test_case_is_left_aside_in_every_script(desk, stored, brought):
    make.film(stored, 1975)
    desk.run({"title": brought, "year": 1975})
    assert Film.objects.count() == 1


def test_a_film_of_another_year_is_another_film(desk):
    make.film("The General", 1926)
    assert desk.run({"title": "The General", "year": 1998}) == {"added": 1}


def test_a_line_whose_other_title_is_the_films_finds_it_too(desk):
    make.film("Der letzte Mann", 1924)
    line = {"title": "The Last Laugh", "year": 1924, "original_title": "Der letzte Mann"}
    assert set(desk.run(line)) <= {"changed", "kept"}
    assert Film.objects.count() == 1


def test_a_title_by_which_a_film_is_found_does_not_take_the_place_of_its_main_one(desk):
    desk.run({"title": "Der letzte Mann", "year": 1924, "alternative_titles": ["The Last Laugh"]})
    other = {"title": "The Last Laugh", "year": 1924, "alternative_titles": ["The Last Man"]}
    assert desk.run(other) == {"changed": 1}
    assert the_film().title == "Der letzte Mann"
    assert set(titles_of(the_film())) == {"The Last Laugh", "The Last Man"}
    assert desk.run(other) == {"unchanged": 1}


def test_ids_of_two_films_are_refused(desk):
    desk.run(
        GENERAL | {"ids": {"imdb": "tt0000001"}},
        {"title": "Cops", "year": 1922, "ids": {"tmdb": "2"}},
    )
    assert desk.run(GENERAL | {"ids": {"imdb": "tt0000001", "tmdb": "2"}}) == {"refused": 1}
    assert desk.refused() == [
        (1, "Its ids belong to different films: “the-general-1926”, “cops-1922”.")
    ]


def test_an_id_beside_the_title_and_year_of_another_film_is_refused(desk):
    desk.run(GENERAL | {"ids": {"imdb": "tt0000001"}}, {"title": "Cops", "year": 1922})
    line = {"title": "cops", "year": 1922, "ids": {"imdb": "tt0000001"}}
    assert desk.run(line) == {"refused": 1}
    assert desk.refused() == [
        (1, "Its id belongs to “the-general-1926”, its title and year to “cops-1922”.")
    ]


def test_an_id_whose_title_and_year_are_both_different_is_refused(desk):
    desk.run(GENERAL | {"ids": {"imdb": "tt0000001"}})
    line = {"title": "Cops", "year": 1922, "ids": {"imdb": "tt0000001"}}
    assert desk.run(line) == {"refused": 1}
    assert desk.refused() == [
        (1, "Its id belongs to “the-general-1926”, whose title and year are both different.")
    ]


def test_a_film_with_another_id_of_the_same_site_is_another_film(desk):
    desk.run(GENERAL | {"ids": {"imdb": "tt0000001"}})
    assert desk.run(GENERAL | {"ids": {"imdb": "tt0000002"}}) == {"added": 1}
    line = GENERAL | {"ids": {"imdb": "tt0000002"}, "runtime": 67}
    assert desk.run(line) == {"changed": 1}


def test_a_line_brings_a_first_id_of_a_site(desk):
    desk.run(GENERAL | {"ids": {"imdb": "tt0000001"}})
    assert desk.run(GENERAL | {"ids": {"tmdb": "1"}}) == {"changed": 1}
    assert ids_of(the_film()) == {"imdb": "tt0000001", "tmdb": "1"}


def test_one_of_several_films_is_never_guessed(desk):
    make.film("The General", 1926)
    make.film("The General", 1926)
    assert desk.run(GENERAL) == {"refused": 1}
    assert desk.refused() == [
        (
            1,
            "Several films have this title and year: “the-general-1926”, “the-general-1926-2”.",
        )
    ]
    assert desk.run(GENERAL | {"ids": {"imdb": "tt0000001"}}) == {"added": 1}


def test_a_line_finds_a_film_that_a_line_before_it_brought(desk):
    counts = desk.run(
        GENERAL,
        GENERAL | {"ids": {"imdb": "tt0000001"}},
        {"title": "General", "year": 1926, "ids": {"imdb": "tt0000001"}},
        {"title": "General", "year": 1926, "runtime": 67},
        GENERAL | {"runtime": 68},
    )
    assert counts == {"added": 1, "changed": 4}


def test_a_film_that_was_merged_into_another_is_not_made_again(desk):
    doubled = GENERAL | {"year": 1927}
    desk.run(GENERAL, doubled)
    Film.objects.get(year=1927).merge_into(Film.objects.get(year=1926))
    assert "added" not in desk.run(GENERAL, doubled)
    assert the_film().year == 1926
