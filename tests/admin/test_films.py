"""What staff change of the catalogue in the admin."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from films.models import Credit, Film, FormerAddress, Genre, Person
from ratings.models import FilmTally
from reviews.models import CriticTally
from tests import make
from tests.admin.forms import errors, save

ADD = "/admin/films/film/add/"


def change(film: Film) -> str:
    return reverse("admin:films_film_change", args=[film.pk])


def test_a_corrected_title_moves_the_film_and_the_old_address_leads_there(desk: Client) -> None:
    film = make.film("Fawst", 1926)
    assert save(desk, change(film)).status_code == 302
    assert save(desk, change(film), title="Faust").status_code == 302
    assert Film.objects.get().slug == "faust-1926"
    assert FormerAddress.objects.get().slug == "fawst-1926"
    answer = desk.get("/films/fawst-1926/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/films/faust-1926/")


def test_a_film_is_added_with_its_parts_and_has_both_tallies(desk: Client) -> None:
    person, genre = make.person(), make.genre()
    answer = save(
        desk,
        ADD,
        title="$",
        year="1971",
        countries="US,DE",
        **{"credits-TOTAL_FORMS": 1, "credits-0-person": person.pk, "credits-0-role": "director"},
        **{"film_genres-TOTAL_FORMS": 1, "film_genres-0-genre": genre.pk},
        **{"titles-TOTAL_FORMS": 1, "titles-0-title": "Dollars"},
        **{"credits-0-position": 0},
    )
    assert answer.status_code == 302, errors(answer)
    film = Film.objects.get()
    assert (film.slug, film.countries, film.directors) == ("dollars-1971", ["US", "DE"], [person])
    assert FilmTally.objects.filter(film=film).exists()
    assert CriticTally.objects.filter(film=film).exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"title": " "},
        {"title": "x" * 501},
        {"title": "a\x00b"},
        {"year": "1869"},
        {"year": "2199"},
        {"year": "99999999999999"},
        {"year": "MCMXX"},
        {"runtime": "0"},
        {"runtime": "99999999"},
        {"countries": "USA"},
        {"countries": "us"},
        {"languages": "English"},
        {"release_date": "1926-02-30"},
        {"offers-TOTAL_FORMS": 1, "offers-0-country": "us"},
        {"titles-TOTAL_FORMS": 2, "titles-0-title": "Same", "titles-1-title": "Same"},
        {
            "external_ids-TOTAL_FORMS": 1,
            "external_ids-0-site": "IMDb!",
            "external_ids-0-value": "1",
        },
        {"external_ids-TOTAL_FORMS": 1, "external_ids-0-site": "imdb", "external_ids-0-value": "1"},
    ],
)
def test_what_no_film_is_comes_back_as_a_form_that_says_so(
    changes: dict[str, object], desk: Client
) -> None:
    make.film().external_ids.create(site="imdb", value="1")
    film = make.film("Faust", 1926)
    assert errors(save(desk, change(film), **changes))
    assert Film.objects.get(pk=film.pk).version == film.version


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"url": "ftp://a.example/"}, "Enter a valid URL"),
        ({"url": "https://a.example@b.example/"}, "A link holds no user&#x27;s name"),
        ({"url": "https://a:b@b.example/"}, "A link holds no user&#x27;s name"),
        ({"price": "-1", "currency": "USD"}, "greater than or equal to 0"),
        ({"price": "1"}, "A price needs its currency"),
        ({"currency": "usd"}, "A currency is a code such as USD"),
        ({"country": "usa"}, "at most 2 characters"),
        ({}, "This offer is here already"),
    ],
)
def test_an_offer_that_can_not_be_is_refused_with_a_sentence(
    facts: dict[str, str], said: str, desk: Client
) -> None:
    offer = make.offer(make.film())
    sent = {"film": offer.film_id, "provider": offer.provider_id, "country": "US", "kind": "free"}
    assert said in errors(save(desk, "/admin/films/offer/add/", **{**sent, **facts}))


def test_a_name_taken_is_said_so(desk: Client) -> None:
    make.genre("Drama")
    said = errors(save(desk, "/admin/films/genre/add/", name="DRAMA"))
    assert "A genre of this name is here already." in said
    assert Genre.objects.count() == 1


def test_a_film_with_hundreds_of_credits_can_be_saved_at_a_low_price(desk: Client) -> None:
    film = make.film("Faust", 1926)
    people = [Person(name=f"P {number}", slug=f"p-{number}") for number in range(200)]
    Person.objects.bulk_create(people)
    Credit.objects.bulk_create(Credit(film=film, person=who, role="cast") for who in people)
    with CaptureQueriesContext(connection) as asked:
        assert save(desk, change(film), **{"credits-7-character": "Gretchen"}).status_code == 302
    assert len(asked) < 60
    assert film.credits.get(character="Gretchen").person == people[7]


def test_rows_are_changed_taken_away_and_checked(desk: Client) -> None:
    film = make.film("Faust", 1926)
    first, second = film.titles.create(title="One"), film.titles.create(title="Two")
    assert "already exists" in errors(save(desk, change(film), **{"titles-1-title": "One"}))
    assert errors(save(desk, change(film), **{"titles-1-title": ""}))
    gone = {"titles-0-DELETE": "on", "titles-1-title": "Three"}
    assert save(desk, change(film), **gone).status_code == 302
    assert list(film.titles.values_list("pk", "title")) == [(second.pk, "Three")]
    assert first.pk != second.pk


def test_the_same_offer_is_not_added_twice_beside_another_or_at_once(desk: Client) -> None:
    film, archive = make.film(), make.provider()

    def rows(*numbers: int) -> dict[str, object]:
        offer = {
            "provider": archive.pk,
            "country": "US",
            "kind": "free",
            "url": "https://a.example/",
        }
        sent = {f"offers-{n}-{name}": value for n in numbers for name, value in offer.items()}
        return {"offers-TOTAL_FORMS": max(numbers) + 1, **sent}

    assert "Two of these rows are the same." in errors(save(desk, change(film), **rows(0, 1)))
    assert save(desk, change(film), **rows(0)).status_code == 302
    assert "This offer is here already." in errors(save(desk, change(film), **rows(1)))
    assert "Two of these rows are the same." in errors(
        save(desk, ADD, title="A", year="1926", **rows(0, 1))
    )


@pytest.mark.parametrize("use", ["rating", "flag", "review", "set-aside"])
def test_a_film_in_use_is_protected_and_says_by_what_alone(use: str, desk: Client) -> None:
    film, ann = make.film(), make.viewer("ann-of-green-gables")
    uses = {
        "rating": lambda: make.rating(ann, film),
        "flag": lambda: make.flag(ann, film, "not_interested"),
        "review": lambda: make.review(film),
        "set-aside": lambda: make.set_aside(ann, film),
    }
    uses[use]()
    address = reverse("admin:films_film_delete", args=[film.pk])
    said = desk.get(address).content.decode()
    assert "would require deleting the following protected related objects" in said
    assert "Not Interested" not in said
    assert "flags" not in said
    assert ("<li>It is in use.</li>" in said) == (use == "flag")
    assert "gables" not in said
    assert desk.post(address, {"post": "yes"}).status_code == 200
    chosen = {"action": "delete_selected", "_selected_action": [film.pk], "post": "yes"}
    assert desk.post("/admin/films/film/", chosen).status_code == 200
    assert Film.objects.exists()


def test_a_film_of_no_use_goes_with_its_parts_and_leaves_its_address(desk: Client) -> None:
    film = make.film("Faust", 1926)
    make.credit(film)
    make.score(film)
    desk.post(reverse("admin:films_film_delete", args=[film.pk]), {"post": "yes"})
    assert not Film.objects.exists()
    assert make.film("Faust", 1926).slug == "faust-1926-2"


def test_a_person_who_is_credited_is_protected(desk: Client) -> None:
    someone = make.credit(make.film()).person
    address = reverse("admin:films_person_delete", args=[someone.pk])
    assert "credits" in desk.get(address).content.decode()
    assert desk.post(address, {"post": "yes"}).status_code == 200
