"""Links as people and files give them."""

import pytest

from films.web import names_a_user


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
