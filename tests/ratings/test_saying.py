"""Rating and flagging by pressing a button, without JavaScript and with it, signed in or not."""

import re

import pytest
from django.test import Client

from ratings.models import Flag, Rating
from tests import make
from tests.reading import button, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def film():
    return make.film("The Wind", 1928)


def stars_of(viewer, film) -> int | None:
    return (
        Rating.objects.filter(user=viewer, film=film).values_list("half_stars", flat=True).first()
    )


def flag_of(viewer, film) -> str | None:
    return Flag.objects.filter(user=viewer, film=film).values_list("kind", flat=True).first()


def post(client, film, what, data, **headers):
    return client.post(f"{film.get_absolute_url()}{what}/", data, headers=headers)


@pytest.mark.parametrize("half_stars", range(1, 11))
def test_each_half_star_is_saved_and_leads_back_to_where_it_was_pressed(
    signed_in, viewer, film, half_stars
):
    response = post(signed_in, film, "rating", {"half_stars": half_stars})
    assert response.status_code == 303
    assert response["Location"] == "/films/the-wind-1928/#half-stars"
    assert stars_of(viewer, film) == half_stars


def test_a_message_says_what_was_saved(signed_in, film):
    post(signed_in, film, "rating", {"half_stars": "7"})
    assert "You rated The Wind 3½ stars." in words(signed_in.get(film.get_absolute_url()), "<body")


def test_an_empty_value_clears_the_rating(signed_in, viewer, film):
    make.rating(viewer, film, 7)
    assert post(signed_in, film, "rating", {"half_stars": ""}).status_code == 303
    assert stars_of(viewer, film) is None


def test_it_leads_back_to_the_page_of_this_site_that_it_came_from(signed_in, film):
    come = post(
        signed_in, film, "rating", {"half_stars": "7"}, referer="http://testserver/films/?q=x"
    )
    assert come["Location"] == "http://testserver/films/?q=x#half-stars"
    come = post(signed_in, film, "rating", {"half_stars": "7"}, referer="https://evil.example/")
    assert come["Location"] == "/films/the-wind-1928/#half-stars"


WRONG = ["0", "11", "-1", "7.0", "3½", "07", " 7", "7 ", "٧", "７", "1e1", "seven", "None", "7,8"]


@pytest.mark.parametrize("value", WRONG)
def test_anything_else_is_refused_with_a_sentence_and_nothing_is_saved(
    signed_in, viewer, film, value
):
    make.rating(viewer, film, 4)
    response = post(signed_in, film, "rating", {"half_stars": value})
    assert response.status_code == 400
    assert "a rating is a whole number of half stars from 1 to 10" in words(response)
    assert stars_of(viewer, film) == 4


NOT_ONE = [{}, {"half_stars": ["7", "8"]}, {"half_stars": ["7", "7"]}, {"flag": "want_to_see"}]
NOT_ONE += [{"half_stars": "7", "flag": "want_to_see"}, {"half_stars": "7", "flag": ""}]


@pytest.mark.parametrize("data", NOT_ONE)
def test_no_value_or_two_or_one_for_another_address_is_refused(signed_in, viewer, film, data):
    assert post(signed_in, film, "rating", data).status_code == 400
    assert stars_of(viewer, film) is None
    assert flag_of(viewer, film) is None


@pytest.mark.parametrize(
    "value", ["Want to See", "want", "1", "not_interested ", "WANT_TO_SEE", "None", "0"]
)
def test_an_unknown_flag_is_refused(signed_in, viewer, film, value):
    assert post(signed_in, film, "flag", {"flag": value}).status_code == 400
    assert flag_of(viewer, film) is None


def test_one_flag_replaces_the_other_and_the_same_again_takes_it_back(signed_in, viewer, film):
    post(signed_in, film, "flag", {"flag": "want_to_see"})
    post(signed_in, film, "flag", {"flag": "not_interested"})
    assert flag_of(viewer, film) == "not_interested"
    post(signed_in, film, "flag", {"flag": "not_interested"})
    assert flag_of(viewer, film) is None


def test_an_empty_flag_takes_it_back(signed_in, viewer, film):
    make.flag(viewer, film)
    post(signed_in, film, "flag", {"flag": ""})
    assert flag_of(viewer, film) is None


def test_rating_clears_the_flag_and_flagging_keeps_the_rating(signed_in, viewer, film):
    post(signed_in, film, "flag", {"flag": "want_to_see"})
    post(signed_in, film, "rating", {"half_stars": "7"})
    assert flag_of(viewer, film) is None
    post(signed_in, film, "flag", {"flag": "want_to_see"})
    assert stars_of(viewer, film) == 7


def test_a_script_is_refused_with_the_bare_sentence(signed_in, film):
    response = post(signed_in, film, "rating", {"half_stars": "11"}, hx_request="true")
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert response.content.decode().startswith("Nothing was saved: a rating is a whole number")


def test_htmx_gets_the_fresh_panel(signed_in, film):
    response = post(signed_in, film, "rating", {"half_stars": "7"}, hx_request="true")
    assert response.status_code == 200
    assert "<html" not in response.content.decode()
    assert "You rated it 3½ stars" in words(response, "<section", "</section>")
    assert 'aria-pressed="true"' in button(response, "Rate it 3½ stars")
    assert "csrfmiddlewaretoken" in response.content.decode()


def test_htmx_is_told_what_to_announce_where_the_page_has_a_place_for_it(signed_in, film):
    page = signed_in.get(film.get_absolute_url()).content.decode()
    assert re.search(r'<p id="announcement"\s+class="announcement"\s+role="status"', page)
    text = post(signed_in, film, "rating", {"half_stars": "7"}, hx_request="true").content.decode()
    assert '<p id="announcement" hx-swap-oob="innerHTML">You rated The Wind 3½ stars.</p>' in text
    assert "role=" not in text[text.index('id="announcement"') :]


def test_a_post_without_its_token_is_refused_while_signed_in(viewer, film):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(viewer)
    response = post(strict, film, "rating", {"half_stars": "7"})
    assert response.status_code == 403
    assert "Nothing was saved" in words(response)
    assert stars_of(viewer, film) is None


@pytest.mark.parametrize(
    ("what", "data", "query"),
    [
        ("rating", {"half_stars": "7"}, "half_stars%3D7"),
        ("flag", {"flag": "want_to_see"}, "flag%3Dwant_to_see"),
    ],
)
def test_someone_signed_out_is_led_to_sign_in_and_nothing_is_saved(film, what, data, query):
    strict = Client(enforce_csrf_checks=True)
    response = post(strict, film, what, data)
    assert response.status_code == 303
    assert response["Location"] == (
        f"/accounts/login/?next=/films/the-wind-1928/confirm/%3F{query}"
    )
    assert not response.cookies
    assert Rating.objects.count() == Flag.objects.count() == 0


def test_someone_signed_out_who_posts_nonsense_is_told_so(client, film):
    assert post(client, film, "rating", {"half_stars": "99"}).status_code == 400


def test_a_field_of_the_other_address_is_nonsense_too(client, film):
    assert post(client, film, "flag", {"half_stars": "7"}).status_code == 400
    assert post(client, film, "rating", {"flag": "want_to_see"}).status_code == 400


def test_a_script_is_told_to_go_to_sign_in_when_the_session_has_ended(client, film):
    response = post(client, film, "rating", {"half_stars": "7"}, hx_request="true")
    assert response["HX-Redirect"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("what", ["rating", "flag"])
def test_get_is_not_for_posting(client, signed_in, film, what):
    assert client.get(f"{film.get_absolute_url()}{what}/").status_code == 405


@pytest.mark.parametrize("what", ["rating", "flag", "confirm"])
def test_an_unknown_film_is_not_found(signed_in, what):
    response = signed_in.post(f"/films/nowhere-1900/{what}/", {"half_stars": "7"})
    assert response.status_code == 404


class TestConfirming:
    """The page that someone lands on who pressed a star before signing in."""

    def ask(self, client, film, query="half_stars=7"):
        return client.get(f"{film.get_absolute_url()}confirm/?{query}")

    def test_it_asks_with_the_film_and_the_rating_and_saves_nothing(self, signed_in, viewer, film):
        response = self.ask(signed_in, film)
        assert "Rate The Wind (1928) 3½ stars?" in words(response)
        assert stars_of(viewer, film) is None

    def test_it_says_what_would_be_replaced(self, signed_in, viewer, film):
        assert "before" not in words(self.ask(signed_in, film))
        make.rating(viewer, film, 4)
        assert "You rated it 2 stars before." in words(self.ask(signed_in, film))

    def test_yes_saves_it(self, signed_in, viewer, film):
        response = post(signed_in, film, "confirm", {"half_stars": "7"})
        assert (response.status_code, response["Location"]) == (303, film.get_absolute_url())
        assert stars_of(viewer, film) == 7

    def test_yes_needs_the_token(self, viewer, film):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(viewer)
        assert post(strict, film, "confirm", {"half_stars": "7"}).status_code == 403
        assert stars_of(viewer, film) is None

    def test_a_flag_that_is_on_already_stays_on(self, signed_in, viewer, film):
        make.flag(viewer, film, "want_to_see")
        post(signed_in, film, "confirm", {"flag": "want_to_see"})
        assert flag_of(viewer, film) == "want_to_see"

    def test_someone_signed_out_signs_in_first(self, client, film):
        response = self.ask(client, film)
        assert response["Location"].startswith("/accounts/login/?next=")

    def test_a_yes_after_the_session_ended_asks_again_after_signing_in(self, client, film):
        response = post(client, film, "confirm", {"half_stars": "7"})
        assert response["Location"].endswith("/confirm/%3Fhalf_stars%3D7")

    @pytest.mark.parametrize("query", ["", "half_stars=11", "half_stars=7&flag=want_to_see"])
    def test_nonsense_is_refused(self, signed_in, film, query):
        assert self.ask(signed_in, film, query).status_code == 400
