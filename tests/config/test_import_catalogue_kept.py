"""What a person changed since the last import of a catalogue is left, and counted as kept."""

from typing import Any

import pytest

from films.models import AlternativeTitle, Credit, ExternalId, Film, Genre, Offer, Person
from tests import make
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


@pytest.mark.parametrize(
    ("field", "theirs"),
    [
        ("title", "The General (restored)"),
        ("year", 1927),
        ("original_title", ""),
        ("runtime", 75),
        ("synopsis", "A better sentence."),
    ],
)
@pytest.mark.parametrize("ids", [{}, {"imdb": "tt0017925"}])
def test_what_a_person_corrected_is_left_and_counted_as_kept(desk, field, theirs, ids):
    desk.run(WHOLE | {"ids": ids})
    film = the_film()
    setattr(film, field, theirs)
    film.save()
    assert desk.run(WHOLE | {"ids": ids}) == {"kept": 1}
    assert getattr(the_film(), field) == theirs


def test_countries_that_a_person_added_or_took_out_stay_so(desk):
    desk.run(GENERAL | {"countries": ["US", "FR"]})
    Film.objects.update(countries=["US", "GB"])
    assert desk.run(GENERAL | {"countries": ["US", "FR"]}) == {"kept": 1}
    assert desk.run(GENERAL | {"countries": ["DE", "FR"]}) == {"changed": 1, "kept": 1}
    assert the_film().countries == ["GB", "DE"]


def test_the_language_of_a_synopsis_that_a_person_wrote_is_theirs_as_well(desk):
    line = GENERAL | {"synopsis": "A train.", "synopsis_language": "en"}
    desk.run(line)
    Film.objects.update(synopsis="A better train.")
    assert desk.run(line | {"synopsis": "Ein Zug.", "synopsis_language": "de"}) == {"kept": 1}
    assert the_film().synopsis_language == "en"


def test_a_film_whose_title_and_year_a_person_corrected_is_still_found(desk):
    desk.run(GENERAL | {"ids": {"imdb": "tt0017925"}})
    Film.objects.update(title="The Corporal", year=1930)
    assert desk.run(GENERAL | {"ids": {"imdb": "tt0017925"}}) == {"kept": 1}
    assert desk.run(GENERAL) == {"kept": 1}
    assert (the_film().title, the_film().year) == ("The Corporal", 1930)


def test_a_line_that_changes_one_thing_and_keeps_another_counts_as_both(desk):
    desk.run(WHOLE)
    Film.objects.update(runtime=75)
    assert desk.run(WHOLE | {"runtime": 80, "synopsis": "New."}) == {"changed": 1, "kept": 1}
    assert (the_film().runtime, the_film().synopsis) == (75, "New.")


def test_a_correction_that_the_file_takes_over_is_no_longer_kept(desk):
    desk.run(WHOLE)
    Film.objects.update(runtime=75)
    assert desk.run(WHOLE | {"runtime": 75}) == {"unchanged": 1}
    assert desk.run(WHOLE | {"runtime": 76}) == {"changed": 1}


def test_a_film_that_a_person_made_is_filled_but_not_overwritten(desk):
    film = make.film("The General", 1926, runtime=75)
    assert desk.run(WHOLE) == {"changed": 1, "kept": 1}
    film.refresh_from_db()
    assert (film.runtime, film.synopsis, genres_of(film)) == (75, "A train.", ["Comedy"])


def test_what_a_person_added_to_a_list_stays(desk):
    desk.run(WHOLE)
    film = the_film()
    film.genres.add(make.genre("War"))
    make.credit(film, make.person("Joseph Schenck"), "producer", position=1)
    AlternativeTitle.objects.create(film=film, title="Il generale")
    ExternalId.objects.create(film=film, site="tmdb", value="961")
    make.offer(film, make.provider("Kiosk"))
    assert desk.run(WHOLE) == {"unchanged": 1}
    emptied: dict[str, Any] = {
        "genres": [],
        "credits": [],
        "alternative_titles": [],
        "offers": [],
        "ids": {},
    }
    assert desk.run(WHOLE | emptied) == {"changed": 1}
    assert (genres_of(film), titles_of(film)) == (["War"], ["Il generale"])
    assert cast_of(film) == [("Joseph Schenck", "producer")]
    assert ids_of(film) == {"imdb": "tt0017925", "tmdb": "961"}
    assert film.offers.get().provider.name == "Kiosk"


@pytest.mark.parametrize("key", ["genres", "credits", "alternative_titles", "offers", "ids"])
def test_what_a_person_took_out_of_a_list_stays_out(desk, key):
    desk.run(WHOLE)
    rows = {
        "genres": the_film().film_genres,
        "credits": the_film().credits,
        "alternative_titles": the_film().titles,
        "offers": the_film().offers,
        "ids": the_film().external_ids,
    }[key]
    rows.all().delete()
    assert desk.run(WHOLE) == {"kept": 1}
    assert desk.run(WHOLE) == {"kept": 1}
    assert not rows.exists()


def test_what_a_person_renamed_is_not_added_again(desk):
    desk.run(WHOLE)
    Genre.objects.update(name="Slapstick")
    person = Person.objects.get()
    person.name = "Joseph Frank Keaton"
    person.save()
    assert desk.run(WHOLE) == {"kept": 1}
    assert genres_of(the_film()) == ["Slapstick"]
    assert cast_of(the_film()) == [("Joseph Frank Keaton", "director")]


def test_an_offer_whose_terms_a_person_corrected_stays_even_when_the_file_drops_it(desk):
    desk.run(WHOLE)
    Offer.objects.update(checked_on="2026-11-01")
    assert desk.run(WHOLE) == {"kept": 1}
    assert desk.run(WHOLE | {"offers": []}) == {"kept": 1}
    assert str(Offer.objects.get().checked_on) == "2026-11-01"


def test_a_credit_that_a_person_moved_stays_there(desk):
    cast = [{"person": name, "role": "cast"} for name in ("Ann", "Bob")]
    desk.run(GENERAL | {"credits": cast})
    Credit.objects.filter(person__name="Ann").update(position=5)
    assert desk.run(GENERAL | {"credits": cast}) == {"kept": 1}
    assert cast_of(the_film()) == [("Bob", "cast"), ("Ann", "cast")]
