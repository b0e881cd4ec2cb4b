"""Cards in lists: what their reader said of each film shows there, and can be changed in place."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ratings.models import Flag, Rating
from tests import make
from tests.reading import links, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def film():
    film = make.film("The Wind", 1928, synopsis="Sand everywhere.")
    make.credit(film, make.person("Lillian Gish"))
    critic, publication = make.critic("Ann Ea"), make.publication("Bar Gazette")
    make.review(film, critic=critic, publication=publication, quote="Loud.")
    make.rating(make.viewer(), film)
    return film


LISTS = ["/", "/films/", "/films/?q=wind", "/people/lillian-gish/"]
LISTS += ["/critics/ann-ea/", "/publications/bar-gazette/"]


def cards(client, address) -> list[str]:
    """What stands in each card's panel."""
    text = client.get(address).content.decode()
    return re.findall(r'<details class="your-card".*?</details>', text, re.S)


@pytest.mark.parametrize("address", LISTS)
def test_every_list_says_what_its_reader_said(signed_in, viewer, film, address):
    make.rating(viewer, film, 7)
    make.flag(viewer, film)
    found = cards(signed_in, address)
    assert found
    for card in found:
        summary = " ".join(re.sub("<[^>]*>", " ", card[: card.index("</summary>")]).split())
        assert summary == "The Wind: 3½ stars Want to See"
        assert card.count('name="half_stars" value="') == 11
        assert card.count("aria-pressed") == 2


@pytest.mark.parametrize("address", LISTS)
def test_someone_signed_out_gets_the_list_alone_and_no_cookie(client, film, address):
    response = client.get(address)
    assert cards(client, address) == []
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert "htmx" not in response.content.decode()
    assert response["Cache-Control"] == "no-cache"


def test_pages_of_someone_signed_in_are_theirs_alone(signed_in, film):
    for address in (*LISTS, film.get_absolute_url()):
        assert signed_in.get(address)["Cache-Control"] == "private, no-cache"


def test_each_id_stands_once_on_the_front_page(signed_in, viewer, film):
    make.rating(viewer, film, 7)
    ids = re.findall(r'\bid="([^"]+)"', signed_in.get("/").content.decode())
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("address", LISTS)
def test_without_scripts_a_card_saves_and_leads_back_to_itself(signed_in, viewer, film, address):
    page = f"http://testserver{address}"
    [place] = set(re.findall(r'name="place" value="([^"]+)"', cards(signed_in, address)[0]))
    response = signed_in.post(
        f"{film.get_absolute_url()}rating/",
        {"half_stars": "9", "place": place},
        headers={"Referer": page},
    )
    assert (response.status_code, response["Location"]) == (303, f"{page}#{place}-{film.slug}")
    assert f'id="{place}-{film.slug}' in signed_in.get(address).content.decode()
    assert Rating.objects.get(user=viewer).half_stars == 9


def test_a_script_gets_the_very_card_back_open(signed_in, film):
    response = signed_in.post(
        f"{film.get_absolute_url()}flag/",
        {"flag": "want_to_see", "place": "new"},
        headers={"HX-Request": "true"},
    )
    text = response.content.decode()
    assert re.search(r'<details class="your-card"[^>]* open>', text)
    assert '<summary id="new-the-wind-1928-yours">' in text
    assert "The Wind: Want to See" in words(response, "<summary", "</summary>")
    assert 'id="yours"' not in text


@pytest.mark.parametrize("place", ['"><script>', "New", "a b", "a" * 40, "../x", "７"])
def test_a_place_that_no_card_has_is_none(signed_in, viewer, film, place):
    response = signed_in.post(
        f"{film.get_absolute_url()}rating/", {"half_stars": "9", "place": place}
    )
    assert response["Location"] == f"{film.get_absolute_url()}#half-stars"
    assert Rating.objects.get(user=viewer).half_stars == 9


class TestBrowsing:
    """A film that its reader isn't interested in doesn't come their way."""

    @pytest.fixture(autouse=True)
    def _unwanted(self, viewer, film):
        make.flag(viewer, film, "not_interested")

    @pytest.mark.parametrize("address", ["/", "/films/"])
    def test_it_leaves_their_own_browsing_alone(self, signed_in, film, address):
        another = make.film("Another", 1929, synopsis="Rain.")
        make.rating(make.viewer(), another)
        assert film.get_absolute_url() not in links(signed_in.get(address))
        assert another.get_absolute_url() in links(signed_in.get(address))
        assert film.get_absolute_url() in links(Client().get(address))

    def test_it_is_found_by_name_and_stands_in_filmographies(self, signed_in, film):
        for address in ("/films/?q=wind", "/people/lillian-gish/", "/critics/ann-ea/"):
            assert film.get_absolute_url() in links(signed_in.get(address))

    def test_the_list_says_that_some_are_left_out_and_where_they_are(self, signed_in, viewer, film):
        page = signed_in.get("/films/")
        assert "Films that you are not interested in are left out. Show them" in words(page)
        assert "/you/not-interested/" in links(page)
        Flag.objects.clear(viewer, film)
        assert "left out" not in words(signed_in.get("/films/"))

    def test_pages_are_as_long_as_ever(self, signed_in, settings):
        settings.ROWS_A_PAGE = 2
        for number in range(4):
            make.film(f"A {number}")
        assert [len(cards(signed_in, f"/films/?page={page}")) for page in (1, 2)] == [2, 2]
        assert "Page 1 of 2" in words(signed_in.get("/films/"))

    def test_nobody_else_learns_of_it(self, film):
        other = Client()
        other.force_login(make.viewer())
        assert len(cards(other, "/films/")) == 1
        assert "aria-pressed" not in other.get("/films/").content.decode()


@pytest.mark.parametrize("address", LISTS)
def test_lists_cost_the_same_with_one_film_and_with_three(signed_in, viewer, film, address):
    person = film.credits.get().person
    review = film.critic_reviews.get()
    numbers = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(address)
        numbers.append(len(queries))
        another = make.film(f"Wind {number}", synopsis="More sand.")
        make.credit(another, person)
        make.rating(viewer, another, 6)
        make.flag(viewer, another)
        make.review(
            another, critic=review.critic, publication=review.publication, quote=f"No {number}."
        )
    assert numbers == numbers[:1] * 3
