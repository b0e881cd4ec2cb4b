"""Where one is signed in: which changes end that, and on which devices."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from tests.accounts.members import PASSWORD, member, sign_in
from tests.reading import words

pytestmark = pytest.mark.django_db

NEW = "eight reels of nitrate"
SESSIONS = "/accounts/sessions/"


def is_signed_in(client: Client) -> bool:
    return bool(client.get("/healthz").wsgi_request.user.is_authenticated)


@pytest.fixture
def browsers() -> list[Client]:
    """Three in which ann has signed in."""
    ann = member("ann")
    found = [Client(headers={"user-agent": f"Browser {number}"}) for number in range(3)]
    for browser in found:
        sign_in(browser, ann)
    return found


def test_every_device_is_listed(browsers: list[Client]) -> None:
    page = words(browsers[0].get(SESSIONS))
    assert page.count("This device") == 1
    assert page.count("Another device") == 2
    assert "Another device Browser 2 from 127.0.0.1" in page


def test_the_others_are_signed_out_with_one_press(browsers: list[Client]) -> None:
    answer = browsers[0].post(SESSIONS, follow=True)
    assert "Another device" not in words(answer)
    assert [is_signed_in(browser) for browser in browsers] == [True, False, False]


def test_nobody_ends_anybody_elses(browsers: list[Client]) -> None:
    bea = Client()
    sign_in(bea, member("bea", "bea@films.example"))
    bea.post(SESSIONS)
    assert [is_signed_in(browser) for browser in browsers] == [True, True, True]


def test_a_new_password_signs_the_others_out_and_keeps_this_one(browsers: list[Client]) -> None:
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    browsers[0].post("/accounts/password/change/", data)
    assert User.objects.get().check_password(NEW)
    assert [is_signed_in(browser) for browser in browsers] == [True, False, False]
    assert "Another device" not in words(browsers[0].get(SESSIONS))


def test_a_new_username_signs_nobody_out(browsers: list[Client]) -> None:
    browsers[0].post("/you/username/", {"username": "anna"})
    assert [is_signed_in(browser) for browser in browsers] == [True, True, True]


def test_an_account_that_staff_close_is_signed_out_everywhere(browsers: list[Client]) -> None:
    User.objects.update(is_active=False)
    assert [is_signed_in(browser) for browser in browsers] == [False, False, False]


def test_a_page_costs_nothing_more_for_being_signed_in_often(
    browsers: list[Client], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        browsers[0].get("/you/settings/")
