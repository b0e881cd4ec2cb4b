"""The list of films, and the search."""

import pytest

from tests import make
from tests.reading import links, words

pytestmark = pytest.mark.django_db


def found(client, query: str) -> list[str]:
    found = links(client.get("/films/", {"q": query}))
    return [link for link in found if link.startswith("/films/") and link.count("/") == 3]


def test_films_stand_by_title_with_the_article_behind(client):
    for title in ("The Wind", "A Trip", "Étoile", "Zebra", "apple"):
        make.film(title, 1928)
    text = words(client.get("/films/"))
    places = [text.index(title) for title in ("apple", "Étoile", "A Trip", "The Wind", "Zebra")]
    assert places == sorted(places)


@pytest.mark.parametrize("query", ["haxan", "HÄXAN", "äxa", " häxan  ", "Witchcraft", "колдовств"])
def test_a_film_is_found_by_part_of_any_title_whatever_accents_and_case(client, query):
    film = make.film("Häxan", 1922, original_title="Колдовство")
    film.titles.create(title="Witchcraft Through the Ages")
    make.film("Something Else", 1922)
    assert found(client, query) == [film.get_absolute_url()]


@pytest.mark.parametrize("query", ["Nosferatu (1922)", "nosferatu 1922"])
def test_a_film_is_found_as_the_site_writes_it(client, query):
    film, _later = make.film("Nosferatu", 1922), make.film("Nosferatu", 1979)
    assert found(client, query) == [film.get_absolute_url()]


@pytest.mark.parametrize("query", ["100%", "_", "\\", "'", "%"])
def test_signs_of_the_database_are_letters_like_others(client, query):
    make.film("Plain", 1922)
    film = make.film(f"It is {query} now", 1922)
    assert found(client, query) == [film.get_absolute_url()]


def test_people_are_found_too(client):
    make.person("Germaine Dulac")
    assert "/people/germaine-dulac/" in links(client.get("/films/?q=dulác"))


def test_critics_and_publications_are_found_too_by_any_of_their_names(client):
    ann, mirror = make.critic("Ann Dulac"), make.publication("The Dulac Mirror")
    make.review(make.film(), critic=ann, publication=mirror)
    ann.other_names.create(name="Ann Wind")
    make.critic("Nobody Dulac")
    make.review(make.film(), status="draft", publication=make.publication("Dulac Draft"))
    response = client.get("/films/?q=dulác")
    assert "Films, people, critics" in response.content.decode()
    assert "No film here has “dulác” in one of its titles." in words(response)
    assert "Critics Ann Dulac Publications The Dulac Mirror" in words(response)
    assert {"/critics/ann-dulac/", mirror.get_absolute_url()} <= set(links(response))
    assert "Nobody Dulac" not in words(response)
    assert "Dulac Draft" not in words(response)
    assert "/critics/ann-dulac/" in links(client.get("/films/?q=wind"))
    assert "Publications" not in words(client.get("/films/?q=wind"))


def test_of_many_critics_the_search_names_some_and_leads_to_all(client, settings):
    settings.PEOPLE_FOUND = 2
    for name in ("Ann & Wind", "Bea & Wind"):
        make.review(make.film(), critic=make.critic(name))
    assert "/critics/?q=%26+wind" not in links(client.get("/films/", {"q": "& wind"}))
    make.review(make.film(), critic=make.critic("Cy & Wind"))
    response = client.get("/films/", {"q": "& wind"})
    assert "Critics Ann & Wind Bea & Wind All critics of that name" in words(response)
    assert "/critics/?q=%26+wind" in links(response)


def test_a_search_without_a_find_says_so(client):
    text = words(client.get("/films/?q=nothing"))
    assert "No film here has “nothing” in one of its titles." in text


def test_the_search_stays_in_the_box_and_does_nothing_else(client):
    response = client.get("/films/", {"q": '"><script>alert(1)</script>'})
    assert "<script>alert" not in response.content.decode()
    assert 'value="&quot;&gt;&lt;script' in response.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 40, "1e9", ""])
def test_a_page_that_is_none_shows_the_nearest(client, page):
    make.film()
    assert client.get("/films/", {"page": page}).status_code == 200


@pytest.mark.parametrize("query", ["q=%00", "q=a%00b", "page=%00"])
def test_a_nul_is_a_400_page(client, query):
    response = client.get(f"/films/?{query}")
    assert response.status_code == 400
    assert "This request can't be answered." in words(response)


def test_broken_utf8_finds_nothing_and_breaks_nothing(client):
    assert client.get("/films/?q=%ff%fe").status_code == 200


def test_pages_keep_the_search(client, settings):
    settings.ROWS_A_PAGE = 1
    make.film("Wind & Rain", 1928)
    make.film("Wind & Rain", 1929)
    assert "?q=wind+%26+rain&page=2" in links(client.get("/films/", {"q": "wind & rain"}))


@pytest.mark.parametrize("films", [1, 3])
def test_the_list_costs_four_queries(client, films, django_assert_num_queries):
    for _ in range(films):
        film = make.film()
        make.credit(film, role="director")
        film.film_genres.create(genre=make.genre())
    with django_assert_num_queries(4):
        client.get("/films/")


@pytest.mark.parametrize("films", [1, 3])
def test_a_search_costs_seven_queries(client, films, django_assert_num_queries):
    for number in range(films):
        film = make.film(f"Wind {number}")
        make.credit(film, make.person(f"Wind {number}"), role="director")
        critic, where = make.critic(f"Wind {number}"), make.publication(f"Wind {number}")
        make.review(film, critic=critic, publication=where)
    with django_assert_num_queries(7):
        client.get("/films/?q=wind")
