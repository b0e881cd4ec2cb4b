"""How often things may be tried: wide enough for a festival, too narrow for guessing."""

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.members import PASSWORD, member, sign_in
from tests.accounts.test_sign_up import SIGN_UP, filled_in
from tests.reading import words

pytestmark = pytest.mark.django_db


def test_twenty_people_sign_up_from_one_address_within_a_minute() -> None:
    for number in range(20):
        changes = {"username": f"bea-{number}", "email": f"bea-{number}@films.example"}
        assert Client().post(SIGN_UP, filled_in(**changes)).status_code == 302
    assert User.objects.count() == 20


def test_more_than_forty_get_a_page_that_says_so() -> None:
    for _ in range(40):
        assert Client().post(SIGN_UP, {}).status_code == 200
    answer = Client().post(SIGN_UP, filled_in())
    assert answer.status_code == 429
    assert words(answer).startswith("Too many tries")
    assert not User.objects.exists()


def test_another_address_is_not_counted_with_them() -> None:
    for _ in range(41):
        Client().post(SIGN_UP, {})
    elsewhere = Client(REMOTE_ADDR="203.0.113.7")
    assert elsewhere.post(SIGN_UP, filled_in()).status_code == 302


def test_guessing_one_password_from_many_addresses_ends_after_five() -> None:
    member("ann")
    for number in range(5):
        guesser = Client(REMOTE_ADDR=f"203.0.113.{number}")
        guesser.post("/accounts/login/", {"login": "ann", "password": "wrong"})
    last = Client(REMOTE_ADDR="203.0.113.99")
    answer = last.post("/accounts/login/", {"login": "ann", "password": PASSWORD})
    assert "Too many attempts have failed." in words(answer)


def test_guessing_many_accounts_from_one_address_ends_after_ten() -> None:
    member("ann")
    for number in range(10):
        Client().post("/accounts/login/", {"login": f"viewer-{number}", "password": "wrong"})
    answer = Client().post("/accounts/login/", {"login": "ann", "password": PASSWORD})
    assert "Too many attempts have failed." in words(answer)


def test_right_passwords_are_not_counted_among_the_guesses() -> None:
    ann = member("ann")
    for _ in range(12):
        client = Client()
        client.post("/accounts/login/", {"login": ann.username, "password": PASSWORD})
        assert client.get("/healthz").wsgi_request.user == ann


def test_guessing_at_an_open_browser_ends_too(client: Client) -> None:
    sign_in(client, member("ann"))
    answers = [client.post("/accounts/reauthenticate/", {"password": "wrong"}) for _ in range(10)]
    assert "Too many attempts have failed." in words(answers[5])
    assert client.post("/you/delete/", {"password": PASSWORD}).status_code == 429
    assert User.objects.exists()
