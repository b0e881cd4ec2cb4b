"""Everything includes the account itself: all that is held of it, and nothing that signs in."""

import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import Invitation, User
from ratings.imports.reading import read
from tests.accounts.members import PASSWORD, SECRET, give_app, give_key, member
from tests.ratings.exports.test_exports import download

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(client: Client) -> User:
    """Signed in by the form, with all that an account can have."""
    cache.clear()
    ann = member("annie")
    User.objects.get(pk=ann.pk).former_usernames.create(username="anna")
    EmailAddress.objects.create(user=ann, email="second@films.example")
    ann.groups.add(Group.objects.create(name="Curators"))
    invitation = Invitation(made_by_name="curator", used_at=timezone.now(), used_by=ann)
    invitation.make_token()
    invitation.save()
    login = {"login": "annie", "password": PASSWORD}
    client.post("/accounts/login/", login, headers={"user-agent": "Lantern 1"})
    give_app(ann)
    give_key(ann, "Blue key")
    return ann


def everything(client: Client) -> Any:
    return json.loads(download(client, "halfstar.json"))


def test_it_has_addresses_former_names_groups_and_the_invitation(client: Client, ann: User) -> None:
    viewer = everything(client)["viewer"]
    assert [each["username"] for each in viewer["former_usernames"]] == ["anna"]
    assert viewer["former_usernames"][0]["since"].endswith("+00:00")
    assert viewer["email_addresses"] == [
        {"email": "ann@films.example", "verified": True, "primary": True},
        {"email": "second@films.example", "verified": False, "primary": False},
    ]
    assert (viewer["groups"], viewer["has_password"]) == (["Curators"], True)
    assert [set(each) for each in viewer["invitations_used"]] == [{"made_at", "used_at"}]


def test_it_has_sessions_and_the_names_of_second_factors(client: Client, ann: User) -> None:
    viewer = everything(client)["viewer"]
    [session] = viewer["sessions"]
    assert (session["ip"], session["user_agent"]) == ("127.0.0.1", "Lantern 1")
    assert session["created_at"] <= session["last_seen_at"]
    assert [(each["type"], each["name"]) for each in viewer["second_factors"]] == [
        ("totp", "TOTP Authenticator"),
        ("recovery_codes", "Recovery codes"),
        ("webauthn", "Blue key"),
    ]
    assert all(each["created_at"] for each in viewer["second_factors"])


def test_nothing_of_it_signs_anybody_in(client: Client, ann: User) -> None:
    text = download(client, "halfstar.json")
    assert ann.password not in text
    assert SECRET not in text
    assert str(client.session.session_key) not in text
    for each in Authenticator.objects.all():
        assert not [secret for secret in _texts(each.data) if len(secret) > 8 and secret in text]
    assert Invitation.objects.get().fingerprint not in text


def _texts(value: Any) -> list[str]:
    """Every text in a JSON value, at any depth."""
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return [text for part in parts for text in _texts(part)]
    return [value] if isinstance(value, str) else []


def test_what_comes_back_of_it_is_what_the_viewer_said_alone(client: Client, ann: User) -> None:
    brought = read(download(client, "halfstar.json").encode(), "halfstar.json")
    assert (brought.service, brought.lines) == ("halfstar", [])
