"""Signing in and out: one form, which leads where its reader wanted to go."""

from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from accounts.models import User
from tests.accounts.members import PASSWORD, member
from tests.reading import links, words

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
ASKED = "/films/a-trip-1902/confirm/?half_stars=7"
WRONG = "This isn’t right yet: No account has this username with this password."
HOSTILE = ["a\x00b", "x" * 1_000_000, b"\xed\xa0\x80", "x" * 250 + "@films.example"]
NAMES_OF_HOSTILE = ["nul", "megabyte", "half-a-character", "long-address"]


def signed_in(client: Client) -> str:
    """Whose session this is; empty if nobody's."""
    user = client.get("/healthz").wsgi_request.user
    return user.username if user.is_authenticated else ""


@pytest.mark.parametrize("login", ["ann", "ANN", " Ann ", "ann@films.example", "Ann@Films.Example"])
def test_the_username_or_the_email_in_any_case_signs_in(client: Client, login: str) -> None:
    member("ann", "ann@films.example")
    answer = client.post(LOGIN, {"login": login, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert signed_in(client) == "ann"


def test_an_email_given_in_capitals_by_staff_signs_in_too(client: Client) -> None:
    assert User.objects.create_superuser("boss", "Boss@Films.Example", PASSWORD).email == (
        "boss@films.example"
    )
    client.post(LOGIN, {"login": "boss@FILMS.example", "password": PASSWORD})
    assert signed_in(client) == "boss"


def test_a_wrong_password_is_said_in_a_sentence_and_changes_nothing(client: Client) -> None:
    member("ann")
    answer = client.post(LOGIN, {"login": "ann", "password": "eight reels"})
    assert answer.status_code == 200
    assert WRONG in words(answer)
    assert words(answer, "<title", "</title>").startswith("Not yet right: Sign in")
    assert signed_in(client) == ""


def test_an_unknown_name_gets_the_same_sentence(client: Client) -> None:
    assert WRONG in words(client.post(LOGIN, {"login": "nobody", "password": PASSWORD}))


def test_each_error_stands_beside_its_field_and_in_the_summary(client: Client) -> None:
    answer = client.post(LOGIN, {"login": "ann", "password": ""})
    assert "Password : This field is required." in words(answer)
    assert "#id_password" in links(answer)
    text = answer.content.decode()
    assert '<div class="error" id="id_password_error">' in text
    control = text[text.index('name="password"') :].split(">")[0]
    assert 'aria-invalid="true"' in control
    assert 'aria-describedby="id_password_helptext id_password_error"' in control


def test_password_managers_are_told_what_each_field_is(client: Client) -> None:
    text = client.get(LOGIN).content.decode()
    form = text[text.index('<form class="form"') :]
    login = form[form.index('name="login"') :].split(">")[0]
    password = form[form.index('name="password"') :].split(">")[0]
    assert 'autocomplete="username"' in login
    assert 'autocapitalize="none"' in login
    assert 'autocomplete="current-password"' in password
    assert "placeholder" not in form


def test_where_one_wanted_to_go_survives_signing_in(client: Client) -> None:
    member("ann")
    page = client.get(LOGIN, {"next": ASKED})
    assert f'name="next" value="{ASKED}"' in page.content.decode()
    answer = client.post(LOGIN, {"login": "ann", "password": PASSWORD, "next": ASKED})
    assert answer["Location"] == ASKED


def test_it_survives_the_way_from_sign_in_to_sign_up_and_back(client: Client) -> None:
    to_sign_up = f"/accounts/signup/?next={quote(ASKED, safe='')}"
    assert to_sign_up in links(client.get(LOGIN, {"next": ASKED}))
    assert f"{LOGIN}?next={quote(ASKED, safe='')}" in links(client.get(to_sign_up))


def test_nobody_is_led_to_another_site(client: Client) -> None:
    member("ann")
    data = {"login": "ann", "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post(LOGIN, data)["Location"] == "/"


def test_who_is_signed_in_is_led_on(signed_in: Client) -> None:
    assert signed_in.get(LOGIN, {"next": "/films/"})["Location"] == "/films/"


def test_the_session_ends_with_the_browser_unless_asked_to_stay(client: Client) -> None:
    member("ann")
    data = {"login": "ann", "password": PASSWORD}
    client.post(LOGIN, data)
    assert client.session.get_expire_at_browser_close()
    Client.logout(client)
    client.post(LOGIN, data | {"remember": "on"})
    assert not client.session.get_expire_at_browser_close()


def test_a_demo_names_its_accounts_and_no_other_site_does(
    client: Client, settings: Settings
) -> None:
    assert "halfstar" not in words(client.get(LOGIN))
    settings.DEMO_ACCOUNTS = True
    assert (
        "This is a demo. Its accounts are viewer , curator and admin ,"
        " each with the password halfstar ."
    ) in words(client.get(LOGIN))


def test_the_page_asks_the_database_nothing(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        client.get(LOGIN, {"next": ASKED})


def test_after_five_wrong_passwords_the_right_one_must_wait(client: Client) -> None:
    member("ann")
    for _ in range(5):
        client.post(LOGIN, {"login": "ann", "password": "eight reels"})
    answer = client.post(LOGIN, {"login": "ann", "password": PASSWORD})
    assert "Too many attempts have failed. Please wait a few minutes" in words(answer)
    assert signed_in(client) == ""


def test_more_than_sixty_tries_a_minute_get_a_page_that_says_so(client: Client) -> None:
    for _ in range(60):
        client.post(LOGIN, {"login": ""})
    answer = client.post(LOGIN, {"login": ""})
    assert answer.status_code == 429
    assert words(answer).startswith("Too many tries")


def test_a_closed_account_is_told_so(client: Client) -> None:
    user = member("ann")
    user.is_active = False
    user.save()
    answer = client.post(LOGIN, {"login": "ann", "password": PASSWORD}, follow=True)
    assert "This account is switched off" in words(answer)
    assert signed_in(client) == ""


def test_signing_out_asks_first(client: Client) -> None:
    client.force_login(member("ann"))
    assert "You stay signed in on your other devices." in words(client.get("/accounts/logout/"))
    assert signed_in(client) == "ann"
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert signed_in(client) == ""


@pytest.mark.parametrize("hostile", HOSTILE, ids=NAMES_OF_HOSTILE)
@pytest.mark.parametrize("field", ["login", "password", "remember"])
def test_whatever_is_typed_gets_the_form_again(
    client: Client, field: str, hostile: str | bytes
) -> None:
    member("ann")
    answer = client.post(LOGIN, {"login": "ann", "password": "eight reels", field: hostile})
    assert answer.status_code == 200
    assert "This isn’t right yet:" in words(answer)


def test_more_than_a_form_can_hold_is_a_bad_request(client: Client) -> None:
    answer = client.post(LOGIN, {"login": "ann", "password": "x" * 3_000_000})
    assert answer.status_code == 400
