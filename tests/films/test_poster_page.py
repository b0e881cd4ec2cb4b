"""The address of a drawn poster."""

from xml.etree import ElementTree

import pytest

from tests import make

pytestmark = pytest.mark.django_db


def test_it_is_an_svg_that_may_be_kept_for_a_year(client):
    response = client.get(make.film("<Wind> & “Söhne” 風", 1928).poster_url)
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    ElementTree.fromstring(response.content)  # noqa: S314 - we drew it ourselves


def test_a_new_title_gives_it_a_new_address_and_the_old_one_leads_there(client):
    film = make.film("The Wynd", 1928)
    before = film.poster_url
    film.title = "The Wind"
    film.save()
    assert client.get(before)["Location"] == film.poster_url != before


def test_a_film_with_a_picture_shows_that():
    film = make.film(poster="posters/wind.jpg")
    assert film.poster_url.endswith("media/posters/wind.jpg")


def test_an_unknown_film_has_none(client):
    assert client.get("/films/nothing-1900/poster-abc.svg").status_code == 404


def test_it_costs_three_queries(client, django_assert_num_queries):
    film = make.film()
    make.credit(film, role="director")
    film.film_genres.create(genre=make.genre())
    address = film.poster_url
    with django_assert_num_queries(3):
        client.get(address)
