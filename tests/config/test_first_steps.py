"""What a newcomer may do before anything is set up."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from tests.config.test_settings import manage


@pytest.mark.skipif(sys.platform != "linux", reason="`home` looks at processes in /proc")
@pytest.mark.parametrize(
    ("command", "content"),
    [
        ("import_catalogue", '{"title": "Rain", "year": 1929}'),
        (
            "import_reviews",
            "film,critic,publication,quote,url,verdict,original_score,published_on,aggregator,status\n"
            "rain-1929,,Tide,,,,,,,\n",
        ),
    ],
)
def test_an_import_before_the_tables_are_made_says_how_to_make_them(
    home: Path, tmp_path: Path, command: str, content: str
) -> None:
    file = tmp_path / "lines"
    file.write_text(content, encoding="utf-8")
    answer: subprocess.CompletedProcess[str] = manage(command, str(file), HALFSTAR_HOME=str(home))
    assert answer.returncode == 2
    assert answer.stderr.endswith(
        "The database lacks tables: run manage.py migrate, then the import again.\n"
    )


def test_search_engines_are_asked_to_leave_out_what_is_ones_own(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /accounts/",
        "Disallow: /admin/",
        "Disallow: /you/",
        "Sitemap: http://testserver/sitemap.xml",
    ]
