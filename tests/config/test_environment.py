"""What a variable may say, and the sentence when it says something else."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment

env = Environment()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment, without the variable `X`."""
    monkeypatch.delenv("X", raising=False)
    return monkeypatch


@pytest.mark.parametrize("yes", ["true", "True", " yes ", "1", "on"])
def test_many_words_say_yes(said: pytest.MonkeyPatch, yes: str) -> None:
    said.setenv("X", yes)
    assert env.yes("X", default=False) is True


@pytest.mark.parametrize("no", ["false", "FALSE", "no", "0", "off"])
def test_many_words_say_no(said: pytest.MonkeyPatch, no: str) -> None:
    said.setenv("X", no)
    assert env.yes("X", default=True) is False


@pytest.mark.parametrize("unclear", ["maybe", "flase", "2", ""])
def test_a_typing_error_is_neither_yes_nor_no(said: pytest.MonkeyPatch, unclear: str) -> None:
    said.setenv("X", unclear)
    with pytest.raises(ImproperlyConfigured, match=f"X must be true or false, not “{unclear}”"):
        env.yes("X", default=True)


@pytest.mark.parametrize("default", [True, False])
def test_what_nobody_said_is_the_default(said: pytest.MonkeyPatch, default: bool) -> None:
    assert env.yes("X", default=default) is default


def test_an_empty_text_is_as_good_as_none(said: pytest.MonkeyPatch) -> None:
    said.setenv("X", "")
    assert env.text("X", default="Halfstar") == "Halfstar"


def test_a_key_may_begin_with_a_dollar(said: pytest.MonkeyPatch) -> None:
    said.setenv("X", "$HOME-is-a-key")
    assert env.text("X") == "$HOME-is-a-key"


def test_a_word_is_one_of_those_that_are_known(said: pytest.MonkeyPatch) -> None:
    known = ("open", "invite", "closed")
    assert env.one_of("X", known, default="open") == "open"
    said.setenv("X", " Invite ")
    assert env.one_of("X", known, default="open") == "invite"
    said.setenv("X", "shut")
    with pytest.raises(ImproperlyConfigured, match="X must be open, invite or closed, not “shut”"):
        env.one_of("X", known, default="open")


def test_seconds_are_a_whole_number_up_to_a_minute(said: pytest.MonkeyPatch) -> None:
    assert env.seconds("X", default=2) == 2
    said.setenv("X", " 60 ")
    assert env.seconds("X", default=2) == 60
    for wrong in ("-1", "1.5", "61", "two", "²", "9" * 9999):
        said.setenv("X", wrong)
        with pytest.raises(ImproperlyConfigured, match="X must be a whole number from 0 to 60"):
            env.seconds("X", default=2)


def test_a_number_lies_between_two_others(said: pytest.MonkeyPatch) -> None:
    assert env.number("X", default=300, least=50, most=5000) == 300
    for number in (50, 5000):
        said.setenv("X", f" {number} ")
        assert env.number("X", default=300, least=50, most=5000) == number
    for wrong in ("49", "5001", "", "ten", "-50", "5e1"):
        said.setenv("X", wrong or " ")
        with pytest.raises(ImproperlyConfigured, match="X must be a whole number from 50 to 5000"):
            env.number("X", default=300, least=50, most=5000)


def test_words_stand_between_commas(said: pytest.MonkeyPatch) -> None:
    said.setenv("X", "films.example, www.films.example,")
    assert env.words("X") == ["films.example", "www.films.example"]


def test_everything_that_is_missing_is_named_at_once(said: pytest.MonkeyPatch) -> None:
    said.setenv("X", " , ")
    said.setenv("Y", "there")
    said.delenv("Z", raising=False)
    with pytest.raises(ImproperlyConfigured, match=r"^X and Z must be set"):
        env.demand("X", "Y", "Z")


def test_the_address_of_a_database_is_taken_apart(said: pytest.MonkeyPatch) -> None:
    said.setenv("X", "postgres://ann:p%40ss@db.example:5433/halfstar?sslmode=require")
    assert env.postgresql("X") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "halfstar",
        "USER": "ann",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": 5433,
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(
    "wrong",
    ["db.example", "mysql://db/halfstar", "postgres://db:port/halfstar", "postgres://db", "[::"],
)
def test_what_is_no_database_is_refused(said: pytest.MonkeyPatch, wrong: str) -> None:
    said.setenv("X", wrong)
    with pytest.raises(ImproperlyConfigured, match="X must be an address such as postgres://"):
        env.postgresql("X")


def test_the_sentence_keeps_a_password_to_itself(said: pytest.MonkeyPatch) -> None:
    said.setenv("X", "postgres://ann:secret@db.example:port/halfstar")
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.postgresql("X")
    assert "secret" not in str(refusal.value)


def test_a_shared_cache_is_a_redis(said: pytest.MonkeyPatch) -> None:
    assert env.redis("X") == ""
    said.setenv("X", "redis://cache.example:6379/0")
    assert env.redis("X") == "redis://cache.example:6379/0"
    said.setenv("X", "memcached://cache.example")
    with pytest.raises(ImproperlyConfigured, match="X must be an address such as redis://"):
        env.redis("X")


def test_mail_goes_to_the_server_of_its_address(said: pytest.MonkeyPatch) -> None:
    said.setenv("X", "smtp+tls://ann:pass@mail.example:587")
    mail = env.mail("X", default="consolemail://")
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"], mail["EMAIL_USE_TLS"]) == (
        "mail.example",
        587,
        True,
    )


@pytest.mark.parametrize("wrong", ["post://mail.example", "smtp://mail.example:port"])
def test_what_is_no_mail_server_is_refused(said: pytest.MonkeyPatch, wrong: str) -> None:
    said.setenv("X", wrong)
    with pytest.raises(ImproperlyConfigured, match="X must be an address such as smtp"):
        env.mail("X", default="consolemail://")


def test_a_time_zone_has_a_name_that_the_world_knows(said: pytest.MonkeyPatch) -> None:
    assert env.time_zone("X", default="Europe/Vienna") == "Europe/Vienna"
    for wrong in ("Mars/Olympus", "../etc/passwd", "/etc/passwd"):
        said.setenv("X", wrong)
        with pytest.raises(ImproperlyConfigured, match="X must be a time zone such as"):
            env.time_zone("X", default="UTC")
