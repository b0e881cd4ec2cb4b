"""The second factor: an app's code once, a recovery code once, a key that can be read."""

import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.accounts.members import PASSWORD, code, give_app, give_key, member, sign_in
from tests.reading import words

pytestmark = pytest.mark.django_db

WRONG = "This isn’t right yet: Code : Incorrect code."
HALF = "\ud800"
UNREADABLE: dict[str, Any] = {
    "nothing": "",
    "not-json": "{",
    "deep": "[" * 100_000,
    "number": "3",
    "list": "[]",
    "empty": "{}",
    "no-raw-id": json.dumps({"id": "AA"}),
    "nul": json.dumps({"id": "\x00", "rawId": "\x00"}),
    "half-a-character": json.dumps({"id": HALF, "rawId": HALF, "response": {"userHandle": HALF}}),
    "other-ids": json.dumps({"id": "AA", "rawId": "BB", "type": "public-key", "response": {}}),
    "no-cbor": json.dumps(
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {
                "clientDataJSON": "e30",
                "attestationObject": "oA",
                "authenticatorData": "AA",
                "signature": "AA",
                "userHandle": "MQ",
            },
        }
    ),
}


def half_way(client: Client) -> None:
    """Ann has given her password, and is asked for a code."""
    answer = client.post("/accounts/login/", {"login": "ann", "password": PASSWORD})
    assert answer["Location"] == "/accounts/2fa/authenticate/"


def give(client: Client, typed: str) -> Any:
    """Ann gives a code."""
    return client.post("/accounts/2fa/authenticate/", {"code": typed})


def test_an_app_is_added_with_the_code_that_it_shows(client: Client) -> None:
    ann = member("ann")
    sign_in(client, ann)
    page = client.get("/accounts/2fa/totp/activate/")
    assert page.context
    secret = page.context["form"].secret
    data = {"code": code(secret)}
    assert client.post("/accounts/2fa/totp/activate/", data)["Location"] == (
        "/accounts/2fa/recovery-codes/"
    )
    assert {one.type for one in Authenticator.objects.filter(user=ann)} == {
        "totp",
        "recovery_codes",
    }


def test_the_password_alone_signs_nobody_in(client: Client) -> None:
    give_app(member("ann"))
    half_way(client)
    assert not client.get("/healthz").wsgi_request.user.is_authenticated


def test_the_apps_code_does_and_leads_on(client: Client) -> None:
    give_app(member("ann"))
    data = {"login": "ann", "password": PASSWORD, "next": "/films/?q=moon"}
    client.post("/accounts/login/", data)
    assert give(client, code())["Location"] == "/films/?q=moon"


def test_a_code_is_good_for_one_time_only(client: Client) -> None:
    give_app(member("ann"))
    half_way(client)
    seen = code()
    assert give(client, seen).status_code == 302
    client.post("/accounts/logout/")
    half_way(client)
    assert WRONG in words(give(client, seen))


def test_so_is_a_recovery_code(client: Client) -> None:
    give_app(member("ann"))
    kept = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    half_way(client)
    assert give(client, kept[0]).status_code == 302
    client.post("/accounts/logout/")
    half_way(client)
    assert WRONG in words(give(client, kept[0]))
    assert give(client, kept[1]).status_code == 302


def test_taking_the_app_away_needs_the_password_again(client: Client) -> None:
    ann = member("ann")
    give_app(ann)
    client.force_login(ann)
    away = "/accounts/2fa/totp/deactivate/"
    assert client.post(away)["Location"].startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post(away)
    assert not Authenticator.objects.exists()


def test_an_unconfirmed_address_must_be_confirmed_first(client: Client) -> None:
    ann = member("ann")
    ann.emailaddress_set.update(verified=False)
    sign_in(client, ann)
    page = client.get("/accounts/2fa/totp/activate/", follow=True)
    assert page.redirect_chain == [("/accounts/2fa/", 302)]
    assert "Confirm your email address first" in words(page, 'class="messages"', "<main")


@pytest.mark.parametrize("answer", UNREADABLE.values(), ids=UNREADABLE)
def test_what_no_key_answers_signs_nobody_in(client: Client, answer: str) -> None:
    give_key(member("ann"))
    client.get("/accounts/2fa/webauthn/login/", headers={"x-requested-with": "XMLHttpRequest"})
    page = client.post("/accounts/2fa/webauthn/login/", {"credential": answer}, follow=True)
    assert page.redirect_chain == [("/accounts/login/", 302)]
    said = words(page, 'class="messages"', "<main")
    assert re.search("Incorrect code|This field is required|Enter a valid JSON", said)


@pytest.mark.parametrize("answer", UNREADABLE.values(), ids=UNREADABLE)
def test_nor_is_it_added_as_a_key(client: Client, answer: str) -> None:
    sign_in(client, member("ann"))
    client.get("/accounts/2fa/webauthn/add/")
    page = client.post("/accounts/2fa/webauthn/add/", {"name": "Red", "credential": answer})
    assert page.status_code == 200
    assert "This isn’t right yet:" in words(page)
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("answer", UNREADABLE.values(), ids=UNREADABLE)
def test_nor_does_it_stand_for_the_second_step(client: Client, answer: str) -> None:
    give_key(member("ann"))
    half_way(client)
    page = client.post("/accounts/2fa/authenticate/", {"credential": answer})
    assert page.status_code == 200
    assert not client.get("/healthz").wsgi_request.user.is_authenticated


def test_before_a_change_each_way_to_show_that_it_is_you_is_named_as_elsewhere(
    client: Client,
) -> None:
    ann = member("ann")
    give_app(ann)
    give_key(ann)
    client.force_login(ann)
    page = words(client.get("/accounts/reauthenticate/"))
    assert "Use a passkey or security key" in page
    assert "Use the app’s code or a recovery code" in page
