"""Signing up: a name and an address that nobody else has, whoever asks at the same moment."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client

from accounts.models import User
from tests.accounts.members import PASSWORD, member, sign_in
from tests.raw import sql
from tests.reading import words
from tests.together import while_uncommitted

pytestmark = pytest.mark.django_db

SIGN_UP = "/accounts/signup/"
NAME_TAKEN = "This username is taken. Please choose another."
EMAIL_TAKEN = "This email address belongs to an account already."


def filled_in(**changes: str) -> Mapping[str, str]:
    """The form as bea fills it in, but for the changes."""
    return {
        "username": "bea",
        "email": "bea@films.example",
        "password1": PASSWORD,
        "password2": PASSWORD,
        **changes,
    }


def sign_up(client: Client, **changes: str) -> Any:
    """Bea presses "Sign up"."""
    return client.post(SIGN_UP, filled_in(**changes))


def test_who_signs_up_is_signed_in_and_led_where_they_wanted_to_go(client: Client) -> None:
    answer = sign_up(client, next="/films/?q=moon")
    assert (answer.status_code, answer["Location"]) == (302, "/films/?q=moon")
    assert client.get("/healthz").wsgi_request.user == User.objects.get(username="bea")


@pytest.mark.parametrize("typed", ["BEA", "Bea", "ｂｅａ"])
def test_who_signs_up_has_a_name_in_lower_case(client: Client, typed: str) -> None:
    sign_up(client, username=typed)
    assert User.objects.get().username == "bea"


def test_who_signs_up_has_an_email_in_lower_case(client: Client) -> None:
    sign_up(client, email="Bea@Films.Example")
    assert User.objects.get().email == EmailAddress.objects.get().email == "bea@films.example"


@pytest.mark.parametrize(
    "typed", ["be", "b" * 31, "bea!", "béa", "b e a", "b\x00a", "admin", "Viewers", "YOU", ""]
)
def test_who_signs_up_gets_a_sentence_beside_a_name_that_nobody_may_have(
    client: Client, typed: str
) -> None:
    answer = sign_up(client, username=typed)
    assert answer.status_code == 200
    assert 'id="id_username_error"' in answer.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize("typed", ["ann", "ANN"])
def test_who_signs_up_is_told_that_a_name_is_taken(client: Client, typed: str) -> None:
    member("ann")
    assert f"Username : {NAME_TAKEN}" in words(sign_up(client, username=typed))


@pytest.mark.parametrize("typed", ["ann@films.example", "ANN@Films.example"])
def test_who_signs_up_is_told_that_an_address_is_taken(client: Client, typed: str) -> None:
    member("ann", "ann@films.example")
    assert f"Email address : {EMAIL_TAKEN}" in words(sign_up(client, email=typed))
    assert not User.objects.filter(username="bea").exists()


def test_who_signs_up_is_told_so_of_an_address_that_was_written_past_the_models(
    client: Client,
) -> None:
    member("ann", "")
    sql("UPDATE accounts_user SET email = 'Ann@Films.Example'")
    assert f"Email address : {EMAIL_TAKEN}" in words(sign_up(client, email="ann@films.example"))


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("email", "bea"),
        ("email", "b\x00a@films.example"),
        ("email", f"{'b' * 60}@{'films.' * 40}example"),
        ("password1", "short"),
        ("password1", "password"),
        ("password1", "1234567890"),
        ("password1", "a\x00" * 10),
        ("password2", "another one"),
    ],
)
def test_who_signs_up_gets_a_sentence_beside_what_cant_be_kept(
    client: Client, field: str, typed: str
) -> None:
    answer = sign_up(client, **{field: typed})
    assert answer.status_code == 200
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not User.objects.exists()


def test_who_signs_up_may_have_a_password_of_a_megabyte(client: Client) -> None:
    long = "x y" * 350_000
    assert sign_up(client, password1=long, password2=long).status_code == 302
    assert User.objects.get().check_password(long)


def test_who_signs_up_finds_room_for_half_characters_nowhere_and_no_error_page(
    client: Client,
) -> None:
    body = "&".join(f"{name}=%ED%A0%80" for name in filled_in())
    answer = client.post(SIGN_UP, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200


def test_who_signs_up_gets_a_plain_mail_that_names_the_site_and_confirms(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    sign_up(client)
    [mail] = mailoutbox
    assert mail.subject == "Halfstar: Please Confirm Your Email Address"
    assert mail.body.startswith("Hello,\n\n")
    assert mail.body.endswith("Halfstar\nhttp://testserver/")
    assert not getattr(mail, "alternatives", [])
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", str(mail.body))
    assert link
    client.post(link[1])
    assert EmailAddress.objects.get().verified


def test_an_address_of_somebody_else_is_not_made_ones_own(client: Client) -> None:
    member("ann", "ann@films.example")
    bea = member("bea", "")
    sign_in(client, bea)
    EmailAddress.objects.create(user=bea, email="ann@films.example")
    data = {"email": "ann@films.example", "action_primary": ""}
    answer = client.post("/accounts/email/", data, follow=True)
    assert EMAIL_TAKEN in words(answer, '<div class="messages"', "<main")
    bea.refresh_from_db()
    assert bea.email == ""
    assert not EmailAddress.objects.get(user=bea).primary


def test_a_longer_address_than_can_be_kept_is_not_added(client: Client) -> None:
    sign_in(client, member("ann"))
    data = {"email": f"{'b' * 60}@{'films.' * 40}example", "action_add": ""}
    answer = client.post("/accounts/email/", data)
    assert answer.status_code == 200
    assert 'id="id_email_error"' in answer.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("winner", "said"),
    [(("bea", "b@films.example"), NAME_TAKEN), (("bob", "bea@films.example"), EMAIL_TAKEN)],
    ids=["one-name", "one-address"],
)
def test_of_two_at_once_one_gets_it_and_the_other_is_told(
    winner: tuple[str, str], said: str
) -> None:
    cache.clear()
    answers: list[Any] = []
    while_uncommitted(lambda: member(*winner), lambda: answers.append(sign_up(Client())))
    assert answers[0].status_code == 200
    assert said in words(answers[0])
    assert [user.username for user in User.objects.all()] == [winner[0]]


@pytest.mark.parametrize(("who", "offered"), [("open", True), ("invite", False), ("closed", False)])
def test_the_header_offers_sign_up_where_everyone_may(client, settings, who, offered):
    settings.SIGN_UP = who
    header = client.get("/films/").content.decode().partition("</header>")[0]
    assert ('href="/accounts/signup/"' in header) is offered
