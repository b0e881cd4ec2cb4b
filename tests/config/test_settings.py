"""Settings as a command finds them when it starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PUBLIC = {
    "HALFSTAR_DEBUG": "false",
    "HALFSTAR_SECRET_KEY": "made-up-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz",
    "HALFSTAR_ALLOWED_HOSTS": "films.example,www.films.example",
    "DATABASE_URL": "postgres://halfstar@db.example/halfstar",
}
NEEDED = ("HALFSTAR_SECRET_KEY", "HALFSTAR_ALLOWED_HOSTS", "DATABASE_URL")


def manage(*words: str, **said: str) -> subprocess.CompletedProcess[str]:
    """What `manage.py` answers where these variables are set and no other that it needs.

    Empty is as good as unset, and wins over what a developer's own `.env` says. Browser tests in
    this process may have set Django's own variable, which no public site should.
    """
    around = {
        name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"
    }
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=around | dict.fromkeys(NEEDED, "") | said,
        capture_output=True,
        text=True,
        timeout=60,
    )


def setting(name: str, **said: str) -> str:
    """One setting, as `repr()` shows it, of a site with these variables."""
    command = f"from django.conf import settings; print(repr(settings.{name}))"
    answer = manage("shell", "--no-imports", "--verbosity", "0", "-c", command, **said)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


@pytest.mark.parametrize("missing", NEEDED)
def test_a_public_site_does_not_start_without(missing: str) -> None:
    answer = manage("check", **PUBLIC | {missing: ""})
    assert answer.returncode == 1
    assert answer.stderr == (
        f"{missing} must be set when HALFSTAR_DEBUG is false "
        "(docs/settings.md says what to put there).\n"
    )


def test_all_that_a_public_site_lacks_is_named_at_once() -> None:
    answer = manage("check", HALFSTAR_DEBUG="false")
    assert answer.returncode == 1
    assert [name for name in NEEDED if name in answer.stderr] == list(NEEDED)


def test_a_wrong_value_is_one_sentence_and_no_traceback() -> None:
    answer = manage("check", HALFSTAR_DEBUG="maybe")
    assert answer.returncode == 1
    assert answer.stderr == "HALFSTAR_DEBUG must be true or false, not “maybe”.\n"


def test_a_public_site_passes_every_check_of_django() -> None:
    answer = manage("check", "--deploy", "--fail-level", "WARNING", **PUBLIC)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_a_short_key_is_told() -> None:
    said = PUBLIC | {"HALFSTAR_SECRET_KEY": "halfstar"}
    answer = manage("check", "--deploy", "--fail-level", "WARNING", **said)
    assert answer.returncode == 1
    assert "security.W009" in answer.stderr


def test_a_public_site_answers_to_its_own_names_only() -> None:
    assert setting("ALLOWED_HOSTS", **PUBLIC) == "['films.example', 'www.films.example']"
    trusted = "['https://films.example', 'https://www.films.example']"
    assert setting("CSRF_TRUSTED_ORIGINS", **PUBLIC) == trusted


def test_who_says_nothing_develops_on_this_machine(tmp_path: Path) -> None:
    home = {"HALFSTAR_DEBUG": "true", "HALFSTAR_HOME": str(tmp_path)}
    assert setting("ALLOWED_HOSTS", **home) == "['localhost', '127.0.0.1', '[::1]']"
    assert setting("DATABASES['default']['ENGINE']", **home) == "'config.embedded'"
    assert setting("DATABASES['default']['HOME']", **home) == repr(tmp_path)


def test_a_demo_shows_no_tracebacks_to_visitors() -> None:
    assert setting("DEBUG", HALFSTAR_DEMO="true", HALFSTAR_DEBUG="true") == "False"


def test_only_a_proxy_that_is_there_is_believed() -> None:
    """Else anyone could say that their connection is safe."""
    behind = PUBLIC | {"HALFSTAR_BEHIND_PROXY": "true"}
    assert setting("SECURE_PROXY_SSL_HEADER", **PUBLIC) == "None"
    assert setting("SECURE_PROXY_SSL_HEADER", **behind) == "('HTTP_X_FORWARDED_PROTO', 'https')"


@pytest.mark.parametrize(
    ("variable", "wrong"),
    [
        ("HALFSTAR_SIGN_UP", "invited"),
        ("HALFSTAR_SIGN_UP_SECONDS", "soon"),
        ("HALFSTAR_EMAIL_VERIFICATION", "yes"),
    ],
)
def test_a_policy_that_nobody_knows_stops_the_start(variable: str, wrong: str) -> None:
    answer = manage("check", **{variable: wrong})
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"{variable} must be ")
    assert f"not “{wrong}”" in answer.stderr


def test_a_public_site_is_open_and_wary_unless_told_otherwise() -> None:
    assert setting("SIGN_UP", **PUBLIC) == "'open'"
    assert setting("SIGN_UP_SECONDS", **PUBLIC) == "2"
    assert setting("SIGN_UP_SECONDS", HALFSTAR_DEMO="true") == "0"
    assert setting("ACCOUNT_EMAIL_VERIFICATION", **PUBLIC) == "'optional'"
    closed = PUBLIC | {"HALFSTAR_SIGN_UP": "closed", "HALFSTAR_EMAIL_VERIFICATION": "mandatory"}
    assert setting("SIGN_UP", **closed) == "'closed'"
    assert setting("ACCOUNT_EMAIL_VERIFICATION", **closed) == "'mandatory'"
