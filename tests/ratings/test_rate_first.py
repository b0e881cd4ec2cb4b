"""A star pressed before signing in: that leads to one question, and nothing is lost."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from ratings.models import Rating
from tests import make
from tests.accounts.members import PASSWORD, code, give_app, member
from tests.reading import words

pytestmark = pytest.mark.django_db
ASKED = "/films/the-wind-1928/confirm/?half_stars=7"


@pytest.fixture(autouse=True)
def film():
    cache.clear()
    return make.film("The Wind", 1928)


def pressed(client) -> str:
    """The sign-in page that a star leads to."""
    response = client.post("/films/the-wind-1928/rating/", {"half_stars": "7"})
    assert Rating.objects.count() == 0
    return str(response["Location"])


def hidden(response, name="next") -> str:
    """What the page's forms carry along."""
    text = response.content.decode()
    [value] = set(re.findall(rf'name="{name}"[^>]* value="([^"]*)"', text))
    return str(value)


def send(client, address, data) -> str:
    """Fill in the form, with what it carries along; gives where it leads."""
    form = client.get(address)
    response = client.post(form.request["PATH_INFO"], {"next": hidden(form), **data})
    assert response.status_code == 302, words(response)
    return str(response["Location"])


def answer_yes(client) -> None:
    """Be asked with the film and the rating, say yes, and be there."""
    asked = client.get(ASKED)
    assert "Rate The Wind (1928) 3½ stars?" in words(asked)
    assert Rating.objects.count() == 0
    response = client.post(
        "/films/the-wind-1928/confirm/", {"half_stars": hidden(asked, "half_stars")}
    )
    assert response["Location"] == "/films/the-wind-1928/"
    assert "You rated The Wind 3½ stars." in words(client.get("/films/the-wind-1928/"), "<body")
    assert Rating.objects.get().half_stars == 7


def test_signing_in_leads_to_the_question(client):
    member()
    assert send(client, pressed(client), {"login": "ann", "password": PASSWORD}) == ASKED
    answer_yes(client)


def sign_up(client) -> str:
    """By the links that stand on the sign-in page and in its header: they lead to the same."""
    page = client.get(pressed(client)).content.decode()
    links = re.findall(r'href="(/accounts/signup/[^"]*)"', page)
    assert len(links) == 2
    [link] = set(links)
    wanted = {"username": "bea", "email": "bea@films.example"}
    return send(client, link, wanted | {"password1": PASSWORD, "password2": PASSWORD})


def test_signing_up_leads_to_the_question(client):
    assert sign_up(client) == ASKED
    answer_yes(client)


def test_signing_up_where_the_address_must_be_confirmed_first_does_too(client, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    assert sign_up(client) == "/accounts/confirm-email/"
    [link] = re.findall(r"http://testserver(/\S+)", str(mail.outbox[0].body))
    response = client.post(link)
    assert response["Location"] == ASKED
    answer_yes(client)


def test_the_second_factor_stands_between_and_loses_nothing(client):
    give_app(member())
    factor = send(client, pressed(client), {"login": "ann", "password": PASSWORD})
    assert factor.startswith("/accounts/2fa/authenticate/")
    response = client.post(factor, {"code": code()})
    assert response["Location"] == ASKED
    answer_yes(client)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:1"])
def test_nobody_is_led_to_another_site(client, elsewhere):
    member()
    data = {"login": "ann", "password": PASSWORD, "next": elsewhere}
    assert client.post("/accounts/login/", data)["Location"] == "/"


def test_a_link_saves_nothing_however_often_it_is_opened(signed_in):
    for query in ("half_stars=7", "half_stars=", "flag=want_to_see"):
        assert signed_in.get(f"/films/the-wind-1928/confirm/?{query}").status_code == 200
        signed_in.head(f"/films/the-wind-1928/confirm/?{query}")
    assert Rating.objects.count() == 0


def test_another_sites_form_saves_nothing():
    viewer: User = make.viewer("ann")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(viewer)
    for what in ("rating", "confirm"):
        response = strict.post(
            f"/films/the-wind-1928/{what}/",
            {"half_stars": "7"},
            headers={"Origin": "https://evil.example"},
        )
        assert response.status_code == 403
    assert Rating.objects.count() == 0


def test_the_question_cannot_be_framed_or_kept(signed_in):
    response = signed_in.get(ASKED)
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
