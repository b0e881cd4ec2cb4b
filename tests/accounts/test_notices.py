"""What was changed in an account is told by mail, as somebody else than its owner may have."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from tests.accounts.members import PASSWORD, code, give_app, give_key, member, sign_in
from tests.accounts.test_mail import NEW, NOT_SENT, RESET, AwayBackend, reset, said

# Such mails are sent once the change stands.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ann(client: Client) -> User:
    """Signed in, with two addresses."""
    ann = member("ann")
    EmailAddress.objects.create(user=ann, email="ann@second.example", verified=True)
    sign_in(client, ann)
    return ann


def the(mails: list[EmailMessage]) -> tuple[list[str], str, str]:
    """The only mail: to whom, its subject, and its text in one line."""
    [mail] = mails
    return mail.to, str(mail.subject), " ".join(str(mail.body).split())


def change_password(client: Client) -> Any:
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    return client.post("/accounts/password/change/", data, headers={"user-agent": "Lantern <1>"})


def test_a_changed_password(client: Client, ann: User, mailoutbox: list[EmailMessage]) -> None:
    change_password(client)
    to, subject, text = the(mailoutbox)
    assert (to, subject) == (["ann@films.example"], "Halfstar: Your password was changed")
    assert text.startswith("Hello, The password of your account was changed. When: ")
    assert " (UTC) From the address: 127.0.0.1 By the browser: Lantern <1> If that was you" in text
    assert f"http://testserver{RESET}" in text


def test_a_password_that_was_forgotten(mailoutbox: list[EmailMessage]) -> None:
    member("ann")
    Client().post(RESET, {"email": "ann@films.example"})
    reset(Client(), mailoutbox.pop())
    to, _subject, text = the(mailoutbox)
    assert to == ["ann@films.example"]
    assert "A new password was set for your account, by a link that was sent to you." in text


def test_another_address_is_told_to_the_former_one(
    client: Client, ann: User, mailoutbox: list[EmailMessage]
) -> None:
    data = {"email": "ann@second.example", "action_primary": ""}
    client.post("/accounts/email/", data)
    to, subject, text = the(mailoutbox)
    assert (to, subject) == (["ann@films.example"], "Halfstar: Your email address was changed")
    assert "changed from ann@films.example to ann@second.example." in text


def test_a_removed_address(client: Client, ann: User, mailoutbox: list[EmailMessage]) -> None:
    data = {"email": "ann@second.example", "action_remove": ""}
    client.post("/accounts/email/", data)
    to, subject, text = the(mailoutbox)
    assert (to, subject) == (["ann@films.example"], "Halfstar: An email address was removed")
    assert "The address ann@second.example was removed from your account." in text


def test_factors_that_come_and_go(
    client: Client, ann: User, mailoutbox: list[EmailMessage]
) -> None:
    give_app(ann)
    key = give_key(ann)
    client.post("/accounts/login/", {"login": "ann", "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    client.post("/accounts/2fa/recovery-codes/generate/")
    client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")
    client.post("/accounts/2fa/totp/deactivate/")
    assert {str(mail.subject) for mail in mailoutbox} >= {
        "Halfstar: New recovery codes were made",
        "Halfstar: A passkey or security key was removed",
        "Halfstar: The authenticator app was removed",
    }
    assert all("From the address: 127.0.0.1" in str(mail.body) for mail in mailoutbox)


def test_a_deleted_account(client: Client, ann: User, mailoutbox: list[EmailMessage]) -> None:
    client.post("/you/delete/", {"password": PASSWORD})
    to, subject, text = the(mailoutbox)
    assert (to, subject) == (["ann@films.example"], "Halfstar: Your account is deleted")
    assert "Your account ann is deleted, and all that you said here with it." in text
    assert "can’t be brought back" in text
    assert RESET not in text


def test_an_account_that_stays_is_not_told_gone(
    client: Client, ann: User, mailoutbox: list[EmailMessage]
) -> None:
    client.post("/you/delete/", {"password": "wrong"})
    assert mailoutbox == []


def test_who_has_no_address_is_told_nothing(client: Client, mailoutbox: list[EmailMessage]) -> None:
    bea = member("bea", email="")
    client.post("/accounts/login/", {"login": "bea", "password": PASSWORD})
    client.post("/you/delete/", {"password": PASSWORD})
    assert not User.objects.filter(pk=bea.pk).exists()
    assert mailoutbox == []


def test_while_the_mail_server_is_away_the_change_is_made_and_nobody_is_sent_round(
    client: Client, ann: User, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = f"{AwayBackend.__module__}.AwayBackend"
    page = client.post("/you/delete/", {"password": PASSWORD}, follow=True)
    assert "Your account is deleted" in said(page)
    assert NOT_SENT not in said(page)
    assert not User.objects.filter(username="ann").exists()
