"""Mails of an account: what they lead to, how often they are sent, and when they can't be."""

import re
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from tests.accounts.members import PASSWORD, member, sign_in
from tests.accounts.test_sign_up import SIGN_UP, filled_in
from tests.reading import words

pytestmark = pytest.mark.django_db

RESET = "/accounts/password/reset/"
NEW = "eight reels of nitrate"
NOT_SENT = "The mail couldn’t be sent."


class AwayBackend(EmailBackend):
    """A mail server that isn't there."""

    def send_messages(self, messages: Any) -> int:
        """Hangs up."""
        raise SMTPServerDisconnected("Connection unexpectedly closed")


@pytest.fixture
def server_is_away(settings: Settings) -> None:
    """No mail can be sent."""
    settings.EMAIL_BACKEND = f"{__name__}.AwayBackend"


def is_signed_in(client: Client) -> bool:
    return bool(client.get("/healthz").wsgi_request.user.is_authenticated)


def said(answer: Any) -> str:
    """The messages of the page."""
    return words(answer, 'class="messages"', "<main")


def reset(client: Client, mail: EmailMessage) -> None:
    """Follow the link in the mail, and set a new password."""
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", str(mail.body))
    assert link
    page = client.get(link[1], follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})


@pytest.mark.parametrize("typed", ["ann@films.example", "Ann@Films.Example"])
def test_a_forgotten_password_is_set_anew_by_mail(
    mailoutbox: list[EmailMessage], typed: str
) -> None:
    member("ann")
    asked = Client().post(RESET, {"email": typed})
    assert asked["Location"] == f"{RESET}done/"
    [mail] = mailoutbox
    assert mail.to == ["ann@films.example"]
    assert mail.subject == "Halfstar: Password Reset Email"
    reset(Client(), mail)
    client = Client()
    assert (
        client.post("/accounts/login/", {"login": "ann", "password": PASSWORD}).status_code == 200
    )
    client.post("/accounts/login/", {"login": "ann", "password": NEW})
    assert is_signed_in(client)


def test_its_link_is_good_once_and_ends_all_sessions(mailoutbox: list[EmailMessage]) -> None:
    stolen = Client()
    sign_in(stolen, member("ann"))
    Client().post(RESET, {"email": "ann@films.example"})
    reset(Client(), mailoutbox[0])
    assert not is_signed_in(stolen)
    link = re.search(r"testserver(/accounts/password/reset/key/\S+)", str(mailoutbox[0].body))
    assert link
    assert "This link isn’t good any more" in words(Client().get(link[1], follow=True))


def test_the_page_does_not_tell_whether_an_address_has_an_account(
    mailoutbox: list[EmailMessage],
) -> None:
    member("ann")
    pages = [
        Client().post(RESET, {"email": f"{name}@films.example"}, follow=True)
        for name in ("ann", "nobody")
    ]
    known, unknown = (words(page) for page in pages)
    assert known == unknown
    assert [mail.to for mail in mailoutbox] == [["ann@films.example"], ["nobody@films.example"]]


def test_nobodys_letter_box_is_filled_with_them(mailoutbox: list[EmailMessage]) -> None:
    member("ann")
    answers = [Client().post(RESET, {"email": "ann@films.example"}) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429] * 2
    assert words(answers[-1]).startswith("Too many tries")
    assert len(mailoutbox) == 5


def test_a_mail_to_confirm_is_sent_again_after_three_minutes_only(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    client.post(SIGN_UP, filled_in())
    for _ in range(3):
        client.post("/accounts/email/", {"email": "bea@films.example", "action_send": ""})
    assert len(mailoutbox) == 1


def test_who_signs_up_while_the_mail_server_is_away_has_an_account(
    client: Client, server_is_away: None
) -> None:
    page = client.post(SIGN_UP, filled_in(), follow=True)
    assert page.status_code == 200
    assert NOT_SENT in said(page)
    assert "We sent" not in said(page)
    assert is_signed_in(client)
    assert not EmailAddress.objects.get(user=User.objects.get(username="bea")).verified


def test_the_mail_can_be_asked_for_as_soon_as_it_is_back(
    client: Client, server_is_away: None, settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    client.post(SIGN_UP, filled_in(), follow=True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    data = {"email": "bea@films.example", "action_send": ""}
    page = client.post("/accounts/email/", data, follow=True)
    assert "We sent an email to bea@films.example." in said(page)
    assert "terminal" not in said(page)
    assert len(mailoutbox) == 1


def test_a_reset_while_it_is_away_says_so_and_no_more(server_is_away: None) -> None:
    member("ann")
    pages = [
        Client().post(RESET, {"email": f"{name}@films.example"}, follow=True)
        for name in ("ann", "nobody")
    ]
    assert [NOT_SENT in said(page) for page in pages] == [True, True]
    assert words(pages[0]) == words(pages[1])


def test_where_addresses_must_be_confirmed_nobody_signs_in_before(
    client: Client, settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    answer = client.post(SIGN_UP, filled_in())
    assert answer["Location"] == "/accounts/confirm-email/"
    data = {"login": "bea", "password": PASSWORD}
    assert client.post("/accounts/login/", data)["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(client)
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", str(mailoutbox[0].body))
    assert link
    client.post(link[1])
    client.post("/accounts/login/", data)
    assert is_signed_in(client)


def test_there_a_mail_that_cant_be_sent_loses_no_account(
    client: Client, settings: Settings, server_is_away: None, mailoutbox: list[EmailMessage]
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    page = client.post(SIGN_UP, filled_in(), follow=True)
    assert NOT_SENT in said(page)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client.post("/accounts/login/", {"login": "bea", "password": PASSWORD})
    assert len(mailoutbox) == 1


def test_where_they_need_not_be_no_mail_is_sent(
    client: Client, settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "none"
    client.post(SIGN_UP, filled_in())
    assert is_signed_in(client)
    assert mailoutbox == []


def test_a_demo_says_that_its_mail_goes_to_the_terminal(
    client: Client, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DEMO = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    page = client.post(SIGN_UP, filled_in(), follow=True)
    assert "its mail goes to the terminal" in said(page)
    asked = Client().post("/accounts/password/reset/", {"email": "bea@films.example"}, follow=True)
    assert "its mail goes to the terminal" in words(asked)
    assert "To: bea@films.example" in capsys.readouterr().out
