"""A person's page."""

import pytest

from tests import make
from tests.reading import words

pytestmark = pytest.mark.django_db


def test_their_films_stand_newest_first_with_what_they_did(client):
    gish = make.person("Lillian Gish")
    make.credit(make.film("The Wind", 1928), gish, "cast", character="Letty")
    later = make.film("The Night of the Hunter", 1955)
    make.credit(later, gish, "cast")
    make.credit(later, gish, "producer")
    make.film("Another", 1930)
    text = words(client.get("/people/lillian-gish/"))
    assert "The Night of the Hunter 1955 Cast, Producer The Wind 1928 Cast (Letty)" in text
    assert "Another" not in text


def test_someone_without_films_has_a_page_that_says_so(client):
    make.person("Lillian Gish")
    assert "No film here names them." in words(client.get("/people/lillian-gish/"))


def test_a_former_name_leads_on(client):
    someone = make.person("Lilian Gish")
    someone.name = "Lillian Gish"
    someone.save()
    response = client.get("/people/lilian-gish/")
    assert (response.status_code, response["Location"]) == (301, "/people/lillian-gish/")


@pytest.mark.parametrize("films", [1, 3])
def test_the_page_costs_six_queries(client, films, django_assert_num_queries):
    gish = make.person("Lillian Gish")
    for _ in range(films):
        film = make.film()
        make.credit(film, gish)
        make.credit(film, role="director")
        film.film_genres.create(genre=make.genre())
    with django_assert_num_queries(6):
        client.get("/people/lillian-gish/")
