"""Links as people and files give them."""

import pytest
from django.core.exceptions import ValidationError

from films.models.offer import WebAddressField
from films.web import bare, is_odd, names_a_user, spellings


@pytest.mark.parametrize(
    ("url", "does"),
    [
        ("https://bank.example@evil.example/", True),
        ("https://user:word@a.example", True),
        ("https://@a.example/", True),
        ("https://a.example/@critic", False),
        ("https://a.example/?to=a@b.example", False),
        ("https://a.example#@", False),
        ("https://[::1/", False),
        ("", False),
    ],
)
def test_a_user_stands_before_the_host_and_nowhere_else(url: str, does: bool) -> None:
    assert names_a_user(url) is does


@pytest.mark.parametrize(
    ("url", "odd"),
    [
        ("https://a.example:99999/", True),
        ("https://[::1]:65536/", True),
        ("https://a.example/\u202egpj.exe", True),
        ("https://a.example:65535/?at=:99999", False),
        ("https://[::1]/", False),
        ("https://[::1/", False),
        ("https://a.example/雨", False),
    ],
)
def test_a_port_that_cannot_be_and_invisible_signs_are_odd(url: str, odd: bool) -> None:
    assert is_odd(url) is odd


def test_forms_refuse_odd_links() -> None:
    with pytest.raises(ValidationError, match="up to 65535, and no invisible characters"):
        WebAddressField().run_validators("https://a.example:99999/")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/b", "HTTP://www.A.example/b/", True),
        ("https://a.example", "http://a.example/", True),
        ("https://a.example/b", "https://a.example/B", False),
        ("https://a.example/?p=1", "https://a.example/?p=2", False),
        ("https://a.example/all#1", "https://a.example/all#2", False),
        ("https://a.example/?u=http://www.b.example", "https://a.example/?u=b.example", False),
    ],
)
def test_a_link_is_the_same_whatever_its_scheme_www_and_last_slash(
    one: str, other: str, same: bool
) -> None:
    assert (bare(one) == bare(other)) is same
    assert (one in spellings(other)) is same
