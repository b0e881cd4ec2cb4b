"""What the documentation shows works as it stands."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from films.models import Film
from reviews.models import CriticReview

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def example(language: str) -> str:
    """The example in that language from the page about imports."""
    page = (ROOT / "docs" / "imports.md").read_text(encoding="utf-8")
    [block] = re.findall(rf"```{language}\n(.*?)```", page, re.S)
    return str(block)


def run(command: str, file: Path) -> str:
    """The last words of an import."""
    words = StringIO()
    call_command(command, file, stdout=words)
    return words.getvalue().strip()


@pytest.mark.django_db
def test_the_examples_of_imports_can_be_imported(tmp_path: Path) -> None:
    catalogue, reviews = tmp_path / "films.jsonl", tmp_path / "reviews.csv"
    catalogue.write_text(example("json"), encoding="utf-8")
    reviews.write_text(example("csv"), encoding="utf-8")
    all_new = "added 2, changed 0, unchanged 0, kept 0, refused 0"
    assert run("import_catalogue", catalogue) == all_new
    assert run("import_reviews", reviews) == all_new
    film = Film.objects.get(slug="harbour-at-noon-1926")
    assert CriticReview.objects.filter(film=film).count() == 2


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_link_of_the_documentation_leads_to_nothing(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_the_documentation_names_is_there(page: Path) -> None:
    """Those in the folders of the repository, as they stand between backquotes."""
    folders = "films|reviews|ratings|accounts|config|templates|static|tests|docs|deploy"
    named = re.findall(rf"`((?:{folders})/[\w/.-]*)`", page.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []
