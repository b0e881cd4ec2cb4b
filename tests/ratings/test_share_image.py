"""The picture that other sites show beside a link to a film."""

import re
from io import BytesIO

import pytest
from PIL import Image

from tests import make

pytestmark = pytest.mark.django_db


def address(client, film) -> str:
    page = client.get(film.get_absolute_url()).content.decode()
    [found] = re.findall(r'og:image" content="http://testserver([^"]+)"', page)
    return str(found)


def test_it_is_a_png_of_1200_by_630_that_may_be_kept_for_a_year(client):
    response = client.get(address(client, make.film("The Wind", 1928)))
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert Image.open(BytesIO(response.content)).size == (1200, 630)


def test_a_new_score_gives_it_a_new_address_and_the_old_one_leads_there(client):
    film = make.film()
    before = address(client, film)
    for _ in range(5):
        make.rating(make.viewer(), film, 8)
    assert address(client, film) != before
    assert client.get(before)["Location"] == address(client, film)


def test_stars_are_drawn_only_with_a_score(client):
    plain, scored = make.film("Wind", 1928), make.film("Wind", 1928)
    for _ in range(5):
        make.rating(make.viewer(), scored, 8)
    pictures = [client.get(address(client, film)).content for film in (plain, scored)]
    assert pictures[0] != pictures[1]


def test_an_unknown_film_has_none(client):
    assert client.get("/films/nothing-1900/share-abc.png").status_code == 404
