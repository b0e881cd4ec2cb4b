"""Taking back what was just pressed: with its date, once, and only while nothing else was said."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from films.models import Film
from ratings.models import Flag, Rating
from ratings.said import Said
from ratings.saying import Saying
from ratings.undo import SALT
from ratings.undo import token as token_of
from ratings.undo import undo as undo_by
from tests import make
from tests.reading import button, words
from tests.recount import drift

pytestmark = pytest.mark.django_db


@pytest.fixture
def film():
    return make.film("The Wind", 1928)


def press(client, film, what="rating", value="7", **headers):
    field = "half_stars" if what == "rating" else "flag"
    return client.post(f"{film.get_absolute_url()}{what}/", {field: value}, headers=headers)


def offered(response) -> str:
    """The token of the only button that undoes something."""
    [token] = re.findall(r'name="token" value="([^"]+)"', response.content.decode())
    return str(token)


def pressed(client, film, what="rating", value="7") -> str:
    """Press a button, and give the token of the button that undoes it."""
    return offered(press(client, film, what, value, hx_request="true"))


def undo(client, film, token, **headers):
    return client.post(f"{film.get_absolute_url()}undo/", {"token": token}, headers=headers)


def earlier(viewer, film, half_stars=4):
    """A rating of last year, which only its date tells from one of now."""
    make.rating(viewer, film, half_stars)
    Rating.objects.filter(user=viewer).update(rated_at=timezone.now() - timedelta(days=365))
    return Said.of(viewer, film)


def test_a_new_rating_is_gone_again(signed_in, viewer, film):
    undo(signed_in, film, pressed(signed_in, film))
    assert Said.of(viewer, film) == Said()
    assert drift() == []


@pytest.mark.parametrize("value", ["7", ""])
def test_a_changed_or_cleared_rating_comes_back_with_its_date(signed_in, viewer, film, value):
    before = earlier(viewer, film)
    undo(signed_in, film, pressed(signed_in, film, value=value))
    assert Said.of(viewer, film) == before
    assert drift() == []


@pytest.mark.parametrize("kind", ["want_to_see", "not_interested"])
def test_the_flag_that_a_rating_cleared_comes_back(signed_in, viewer, film, kind):
    make.flag(viewer, film, kind)
    before = Said.of(viewer, film)
    token = pressed(signed_in, film)
    assert Said.of(viewer, film).flag == ""
    undo(signed_in, film, token)
    assert Said.of(viewer, film) == before
    assert drift() == []


@pytest.mark.parametrize("value", ["want_to_see", "not_interested", ""])
def test_a_flag_that_was_replaced_or_taken_back_comes_back(signed_in, viewer, film, value):
    make.flag(viewer, film)
    before = Said.of(viewer, film)
    undo(signed_in, film, pressed(signed_in, film, "flag", value))
    assert Said.of(viewer, film) == before


def test_a_new_flag_is_gone_again_and_the_rating_stays(signed_in, viewer, film):
    before = earlier(viewer, film)
    undo(signed_in, film, pressed(signed_in, film, "flag", "want_to_see"))
    assert Said.of(viewer, film) == before


def test_without_scripts_the_message_has_the_button_and_leads_back(signed_in, viewer, film):
    address = f"http://testserver{film.get_absolute_url()}"
    press(signed_in, film)
    page = signed_in.get(film.get_absolute_url())
    assert 'type="submit"' in button(page, "Undo")
    response = undo(signed_in, film, offered(page), referer=address)
    assert (response.status_code, response["Location"]) == (303, f"{address}#yours")
    assert "Undone: The Wind is neither rated nor marked." in words(
        signed_in.get(film.get_absolute_url()), "<body"
    )
    assert Said.of(viewer, film) == Said()


def test_a_page_with_the_button_costs_no_more_queries(signed_in, film, django_assert_num_queries):
    make.review(film)
    make.credit(film, role="director")
    press(signed_in, film)
    with django_assert_num_queries(9):
        offered(signed_in.get(film.get_absolute_url()))


def test_the_button_is_offered_once(signed_in, film):
    press(signed_in, film)
    offered(signed_in.get(film.get_absolute_url()))
    assert "Undo" not in words(signed_in.get(film.get_absolute_url()), "<body")


def test_a_script_gets_the_panel_as_it_was_and_words_for_it(signed_in, viewer, film):
    earlier(viewer, film, 4)
    response = undo(signed_in, film, pressed(signed_in, film), hx_request="true")
    assert response.status_code == 200
    assert "You rated it 2 stars" in words(response, "<section", "</section>")
    assert "Undone: you rated The Wind 2 stars." in response.content.decode()
    assert 'name="token"' not in response.content.decode()


def test_it_follows_a_film_that_was_merged_meanwhile(signed_in, viewer, film):
    make.flag(viewer, film)
    before = Said.of(viewer, film)
    token = pressed(signed_in, film)
    other = make.film("Wind", 1928)
    film.merge_into(other)
    response = undo(signed_in, film, token, hx_request="true")
    assert "Undone: Wind is marked Want to See." in response.content.decode()
    assert Said.of(viewer, other) == before
    assert drift() == []


def test_a_film_that_is_merged_while_it_is_rated_is_undone_where_it_went(viewer, film):
    other = make.film("Wind", 1928)
    merged = Film.objects.get(pk=film.pk)
    film.merge_into(other)
    saved = Saying("half_stars", "7").save(viewer, merged)
    assert Said.of(viewer, other).half_stars == 7
    assert undo_by(viewer, token_of(viewer, [saved.change]), other).startswith("Undone:")
    assert Said.of(viewer, other) == Said()


def test_doing_it_twice_does_no_harm(signed_in, viewer, film):
    before = earlier(viewer, film)
    token = pressed(signed_in, film)
    undo(signed_in, film, token)
    response = undo(signed_in, film, token, hx_request="true")
    assert "Undone: you rated The Wind 2 stars." in response.content.decode()
    assert Said.of(viewer, film) == before


def test_what_was_said_since_stays(signed_in, viewer, film):
    token = pressed(signed_in, film, value="7")
    make.rating(viewer, film, 9)
    response = undo(signed_in, film, token, hx_request="true")
    assert "Nothing was changed: you said something else of The Wind since." in (
        response.content.decode()
    )
    assert Said.of(viewer, film).half_stars == 9


def test_after_a_day_it_is_too_late(signed_in, viewer, film, monkeypatch):
    token = pressed(signed_in, film)
    monkeypatch.setattr("ratings.undo.A_DAY", -1)
    response = undo(signed_in, film, token, hx_request="true")
    assert "a change can be undone for a day" in response.content.decode()
    assert Said.of(viewer, film).half_stars == 7


def forged(viewer, film) -> list[str]:
    """Tokens that this site never gave this viewer for this film."""
    at = timezone.now().isoformat()
    kept = [film.slug, {}, {"half_stars": 7, "rated_at": at}]
    other, elsewhere = make.viewer(), make.film()
    return [
        "",
        "nonsense",
        "a:b:c",
        signing.dumps([viewer.pk, [kept]], salt="another"),
        signing.dumps([other.pk, [kept]], salt=SALT),
        signing.dumps([viewer.pk, [[elsewhere.slug, *kept[1:]]]], salt=SALT),
        signing.dumps([viewer.pk, [kept, [elsewhere.slug, *kept[1:]]]], salt=SALT),
    ]


def test_another_viewers_or_films_or_a_made_up_token_changes_nothing(signed_in, viewer, film):
    before = earlier(viewer, film)
    for token in forged(viewer, film):
        response = undo(signed_in, film, token, hx_request="true")
        assert "Nothing was changed: there is nothing to undo." in response.content.decode()
    assert Said.of(viewer, film) == before


def test_pressing_the_same_star_again_offers_nothing_to_undo(signed_in, film):
    press(signed_in, film, hx_request="true")
    again = press(signed_in, film, hx_request="true")
    assert "Undo" not in again.content.decode()


def test_it_needs_the_forms_token(viewer, film):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(viewer)
    make.rating(viewer, film, 7)
    assert undo(strict, film, "x").status_code == 403
    assert Flag.objects.count() == 0


def test_someone_signed_out_is_led_to_sign_in(client, film):
    response = undo(client, film, "x")
    assert response.status_code == 303
    assert response["Location"] == "/accounts/login/?next=/films/the-wind-1928/"
    assert undo(client, film, "x", hx_request="true")["HX-Redirect"].startswith("/accounts/login/")


def test_get_is_not_for_undoing_and_an_unknown_film_is_not_found(signed_in, film):
    assert signed_in.get(f"{film.get_absolute_url()}undo/").status_code == 405
    assert signed_in.post("/films/nowhere-1900/undo/").status_code == 404


def test_a_confirmed_rating_can_be_undone_too(signed_in, viewer, film):
    signed_in.post(f"{film.get_absolute_url()}confirm/", {"half_stars": "7"})
    undo(signed_in, film, offered(signed_in.get(film.get_absolute_url())))
    assert Said.of(viewer, film) == Said()
