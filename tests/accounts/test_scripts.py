"""The simplest scripts get no account, and no person is kept out for good."""

import re
from typing import Any

import pytest
from django.core.signing import Signer
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from tests.accounts.members import PASSWORD
from tests.accounts.test_sign_up import SIGN_UP, filled_in
from tests.reading import words

pytestmark = pytest.mark.django_db

ONCE_MORE = "That was quick, or this page is old. Please press “Sign up” once more."


class Clock:
    """The time as the form sees it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now = 1_800_000_000.0
        patch.setattr("accounts.forms.time.time", lambda: self.now)


@pytest.fixture
def clock(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """As in production: two seconds at least."""
    settings.SIGN_UP_SECONDS = 2
    return Clock(monkeypatch)


def opened(page: Any) -> str:
    """The time that the form on the page carries."""
    [value] = re.findall(r'name="opened" value="([^"]*)"', page.content.decode())
    return str(value)


def sign_up(**changes: str) -> Any:
    """Post the form."""
    return Client().post(SIGN_UP, filled_in(**changes))


def test_a_field_that_people_dont_see_stays_empty() -> None:
    page = Client().get(SIGN_UP).content.decode()
    [hidden] = re.findall(r'<p class="visually-hidden" aria-hidden="true">(.*?)</p>', page, re.S)
    assert 'name="homepage"' in hidden
    assert 'tabindex="-1"' in hidden
    assert "Leave this empty" in hidden
    assert page.count("homepage") == hidden.count("homepage")


def test_who_fills_it_in_gets_no_account_and_is_told_nothing() -> None:
    answer = sign_up(homepage="https://spam.example/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/confirm-email/")
    assert not User.objects.exists()
    assert sign_up(homepage="").status_code == 302
    assert User.objects.exists()


def test_who_takes_two_seconds_comes_in(clock: Clock) -> None:
    time = opened(Client().get(SIGN_UP))
    clock.now += 2
    assert sign_up(opened=time).status_code == 302
    assert User.objects.exists()


def test_who_is_quicker_presses_once_more_and_types_nothing_again(clock: Clock) -> None:
    time = opened(Client().get(SIGN_UP))
    clock.now += 1
    page = sign_up(opened=time)
    assert page.status_code == 200
    assert ONCE_MORE in words(page)
    assert not User.objects.exists()
    text = page.content.decode()
    for value in ("bea", "bea@films.example"):
        assert f'value="{value}"' in text
    assert text.count(f'value="{PASSWORD}"') == 2
    clock.now += 1
    assert sign_up(opened=opened(page)).status_code == 302


@pytest.mark.parametrize(
    "time",
    ["", "1", "forged:x", Signer().sign("1800000000"), "é\x00", "x" * 9999],
    ids=["none", "unsigned", "forged", "another-signature", "nul", "long"],
)
def test_a_form_without_its_time_is_open_from_now_on(clock: Clock, time: str) -> None:
    page = sign_up(opened=time)
    assert page.status_code == 200
    assert not User.objects.exists()
    if "\x00" not in time:
        assert ONCE_MORE in words(page)
        clock.now += 2
        assert sign_up(opened=opened(page)).status_code == 302


def test_a_page_of_the_day_before_is_pressed_once_more(clock: Clock) -> None:
    time = opened(Client().get(SIGN_UP))
    clock.now += 24 * 3600 + 1
    page = sign_up(opened=time)
    assert ONCE_MORE in words(page)
    assert opened(page) != time
    clock.now += 2
    assert sign_up(opened=opened(page)).status_code == 302


def test_other_errors_are_said_alone_and_the_time_goes_on(clock: Clock) -> None:
    time = opened(Client().get(SIGN_UP))
    page = sign_up(opened=time, password2="another")
    assert ONCE_MORE not in words(page)
    assert f'value="{PASSWORD}"' not in page.content.decode()
    assert opened(page) == time


def test_on_this_machine_nobody_has_to_wait() -> None:
    assert sign_up().status_code == 302
