"""What a film holds to, whoever writes it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from films.models import Film
from tests import make
from tests.raw import sql

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "facts",
    [{"title": ""}, {"year": 1869}, {"year": 2200}, {"runtime": 0}],
)
def test_the_database_refuses_what_no_film_is(facts: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Film.objects.bulk_create([Film(**{"title": "A", "year": 1920, "slug": "a", **facts})])


@pytest.mark.parametrize(
    "facts",
    [
        {"year": 1869},
        {"year": timezone.now().year + 11},
        {"countries": ["usa"]},
        {"countries": ["us"]},
        {"languages": ["English"]},
        {"synopsis_language": "<b>"},
        {"runtime": 0},
    ],
)
def test_a_form_refuses_it_with_a_sentence(facts: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as refused:
        Film(**{"title": "A", "year": 1920, **facts}).full_clean()
    assert set(refused.value.message_dict) == set(facts)


def test_a_film_needs_no_more_than_a_title_and_a_year() -> None:
    sql("INSERT INTO films_film (title, year, slug) VALUES ('A', 1920, 'a-1920')")
    film = Film.objects.get()
    film.full_clean()
    assert (film.countries, film.synopsis, film.version) == ([], "", 0)


def test_films_are_listed_by_title_with_the_article_behind() -> None:
    for title in ("The Kid", "Émile", "Faust", "A Dog's Life"):
        make.film(title)
    titles = list(Film.objects.by_title().values_list("title", flat=True))
    assert titles == ["A Dog's Life", "Émile", "Faust", "The Kid"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("general", True),
        ("GÉNÉRAL", True),
        ("the  gen", True),
        ("mecano", True),
        ("pamplinas", True),
        ("kid", False),
        ("100%", False),
        ("g_neral", False),
        ("", True),
    ],
)
def test_films_are_found_by_any_of_their_titles(words: str, found: bool) -> None:
    film = make.film("The Général", original_title="Le Mécano")
    film.titles.create(title="El maquinista Pamplinas")
    assert Film.objects.matching(words).exists() is found


@pytest.mark.parametrize(
    "words", ["Nosferatu (1922)", "nosferatu 1922", "1922 NOSFERATU", "nosferatu, (1922", "1922"]
)
def test_a_film_is_found_by_its_title_and_year(words: str, db: None) -> None:
    film = make.film("Nosferatu", 1922)
    again, named = make.film("Nosferatu", 1979), make.film("Nosferatu in 1922", 2001)
    found = set(Film.objects.matching(words))
    assert film in found
    assert again not in found
    assert (named in found) is (words == "1922")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2001: a space", True),
        ("2001 1968", True),
        ("2001", True),
        ("a space odyssey 1968", True),
        ("a space odyssey 1969", False),
        ("a space odyssey 19680", False),
        ("odyssey 1968 2001", False),
    ],
)
def test_a_year_in_a_title_is_found_as_a_part_of_it(words: str, found: bool, db: None) -> None:
    make.film("2001: A Space Odyssey", 1968)
    assert Film.objects.matching(words).exists() is found


def test_directors_come_in_billing_order() -> None:
    film = make.film()
    second = make.credit(film, role="director", position=2).person
    first = make.credit(film, role="director", position=1).person
    make.credit(film, role="cast")
    assert Film.objects.get().directors == [first, second]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example/", "//a.example", "a b"])
def test_a_link_is_http_or_https_and_nothing_else(url: str) -> None:
    film = make.film()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.offer(film, url=url)


def test_the_same_offer_genre_credit_or_id_stands_once() -> None:
    film, someone, genre, archive = make.film(), make.person(), make.genre("Drama"), make.provider()
    film.film_genres.create(genre=genre)
    film.external_ids.create(site="imdb", value="tt0000001")
    doubles = [
        lambda: make.genre("DRAMA"),
        lambda: make.provider(archive.name.upper()),
        lambda: film.film_genres.create(genre=genre),
        lambda: make.film().external_ids.create(site="imdb", value="tt0000001"),
        *[lambda: make.credit(film, someone)] * 2,
        *[lambda: make.offer(film, archive, url="https://a.example/1")] * 2,
    ]
    refused = 0
    for double in doubles:
        try:
            with transaction.atomic():
                double()
        except IntegrityError:
            refused += 1
    assert refused == 6


def test_a_price_has_a_currency_and_is_not_negative() -> None:
    film = make.film()
    make.offer(film, price="3.99", currency="USD")
    for facts in ({"price": "3.99"}, {"price": -1, "currency": "USD"}, {"country": "us"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.offer(film, **facts)
