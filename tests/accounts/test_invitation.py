"""Who may sign up: everyone, whoever was invited, or nobody."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import Invitation, User
from tests import make
from tests.accounts.members import member
from tests.accounts.test_sign_up import SIGN_UP, filled_in
from tests.raw import sql
from tests.reading import links, words
from tests.together import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_invitation(settings: Settings) -> None:
    """The site takes those whom its staff invite."""
    settings.SIGN_UP = "invite"


def invite(**facts: Any) -> str:
    """An invitation's token."""
    invitation = Invitation(**facts)
    token = invitation.make_token()
    invitation.save()
    return token


def sign_up(token: str = "", client: Client | None = None, **changes: str) -> Any:
    """Bea fills in the form that the invitation's link leads to."""
    more = {"invitation": token} if token else {}
    return (client or Client()).post(SIGN_UP, filled_in(**changes, **more))


def test_where_sign_up_is_closed_a_page_says_so_and_nothing_is_saved(settings: Settings) -> None:
    settings.SIGN_UP = "closed"
    page = Client().get(SIGN_UP)
    assert page.status_code == 200
    assert "Sign-up is closed" in words(page)
    assert 'name="password1"' not in page.content.decode()
    answer = sign_up(invite())
    assert answer.status_code == 403
    assert "Sign-up is closed" in words(answer)
    assert not User.objects.exists()


@pytest.mark.parametrize(("policy", "offered"), [("open", 1), ("invite", 0), ("closed", 0)])
def test_sign_in_offers_sign_up_only_where_everyone_may(
    settings: Settings, policy: str, offered: int
) -> None:
    settings.SIGN_UP = policy
    for page, places in (("/", 1), ("/accounts/login/", 2)):
        found = [link for link in links(Client().get(page)) if link.startswith(SIGN_UP)]
        assert len(found) == offered * places


def test_passkeys_and_links_by_mail_are_no_other_door(settings: Settings) -> None:
    settings.SIGN_UP = "closed"
    for door in ("signup/passkey/", "login/code/", "social/signup/", "3rdparty/signup/"):
        assert Client().get(f"/accounts/{door}").status_code == 404
    assert settings.MFA_PASSKEY_LOGIN_ENABLED


def test_without_an_invitation_a_page_says_that_it_takes_one(by_invitation: None) -> None:
    page = Client().get(SIGN_UP)
    assert page.status_code == 200
    assert words(page).startswith("Sign-up is by invitation")
    assert 'name="password1"' not in page.content.decode()
    assert sign_up().status_code == 403
    assert not User.objects.exists()


def test_an_invitation_lets_one_person_in(by_invitation: None) -> None:
    token = invite(email="Bea@films.example")
    client = Client()
    page = client.get(f"{SIGN_UP}?invitation={token}&next=/films/").content.decode()
    assert f'name="invitation" value="{token}"' in page
    assert 'name="email" value="Bea@films.example"' in page
    answer = sign_up(token, client, next="/films/")
    assert (answer.status_code, answer["Location"]) == (302, "/films/")
    used = Invitation.objects.get()
    assert (used.used_by, used.state) == (User.objects.get(username="bea"), "used")
    assert used.email == ""
    again = sign_up(token, username="cyd", email="c@films.example")
    assert again.status_code == 403
    assert words(again).startswith("This invitation isn’t good any more")
    assert User.objects.count() == 1


def test_a_form_that_is_not_right_yet_keeps_the_invitation(by_invitation: None) -> None:
    token = invite()
    page = sign_up(token, password2="another")
    assert f'name="invitation" value="{token}"' in page.content.decode()
    assert Invitation.objects.good().exists()
    assert sign_up(token).status_code == 302


def test_an_invitation_for_an_address_is_for_no_other(by_invitation: None) -> None:
    token = invite(email="ann@films.example")
    answer = sign_up(token)
    assert "Email address : The invitation is for another email address." in words(answer)
    assert not User.objects.exists()
    assert sign_up(token, email="ANN@films.example").status_code == 302


@pytest.mark.parametrize("token", ["x", "x" * 10_000, b"\xed\xa0\x80", "é\x00", "%", "1 OR 1=1"])
def test_what_is_no_invitation_lets_nobody_in(by_invitation: None, token: str | bytes) -> None:
    invite()
    data = {**filled_in(), "invitation": token}
    for answer in (Client().post(SIGN_UP, data), Client().post(f"{SIGN_UP}?invitation=y", data)):
        assert answer.status_code == 403
    assert not User.objects.exists()


def test_neither_does_one_that_has_expired_or_was_withdrawn(by_invitation: None) -> None:
    late, gone = invite(), invite()
    Invitation.objects.filter(pk=Invitation.objects.order_by("pk")[0].pk).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    assert Invitation.objects.withdraw() == 1
    assert {each.state for each in Invitation.objects.all()} == {"expired", "withdrawn"}
    assert [sign_up(token).status_code for token in (late, gone)] == [403, 403]


def test_it_is_good_for_a_fortnight(settings: Settings) -> None:
    invite()
    left = Invitation.objects.get().expires_at - timezone.now()
    assert timedelta(days=13, hours=23) < left <= timedelta(days=14)


def test_the_table_holds_nothing_to_sign_up_with(by_invitation: None) -> None:
    token = invite()
    [row] = sql("SELECT * FROM accounts_invitation")
    assert token not in str(row)
    assert sign_up(str(Invitation.objects.get().fingerprint)).status_code == 403
    assert len(token) >= 43


def test_the_database_holds_that_one_is_not_both_used_and_withdrawn() -> None:
    invite()
    with pytest.raises(IntegrityError), transaction.atomic():
        sql("UPDATE accounts_invitation SET used_at = now(), withdrawn_at = now()")
    with pytest.raises(IntegrityError), transaction.atomic():
        sql("UPDATE accounts_invitation SET used_by_id = %s", make.viewer().pk)


def test_a_viewer_who_leaves_is_named_by_no_invitation(by_invitation: None) -> None:
    sign_up(invite(email="quill@films.example"), username="quill", email="quill@films.example")
    User.objects.get(username="quill").delete()
    [row] = sql("SELECT * FROM accounts_invitation")
    assert "quill" not in str(row)
    assert Invitation.objects.get().state == "used"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_it_at_once_one_comes_in(by_invitation: None) -> None:
    cache.clear()
    token = invite()
    answers: list[Any] = at_once(
        lambda: sign_up(token), lambda: sign_up(token, username="cyd", email="c@films.example")
    )
    assert sorted(answer.status_code for answer in answers) == [302, 403]
    assert User.objects.count() == 1


def test_who_is_signed_in_is_led_on_whatever_the_policy(by_invitation: None) -> None:
    client = Client()
    client.force_login(member("ann"))
    assert client.get(SIGN_UP)["Location"] == "/"
