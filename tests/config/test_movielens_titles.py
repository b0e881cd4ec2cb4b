"""Ten thousand real titles come in, where MovieLens' files are at hand."""

import json
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from films.catalogue.importer import check_catalogue, import_catalogue
from films.importing.report import Outcome
from films.models import Film
from tests.movielens import catalogue_lines, titles_and_year

HERE = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("HALFSTAR_TEST_DATA") or HERE.parent / "shared/data/movielens-small")
IS_THERE = (FOLDER / "movies.csv").is_file()


@pytest.mark.parametrize(
    ("written", "title", "year", "others"),
    [
        ("Toy Story (1995)", "Toy Story", 1995, None),
        ("American President, The (1995) ", "The American President", 1995, None),
        ("Hate (Haine, La) (1995)", "Hate", 1995, ["La Haine"]),
        ("Seven (a.k.a. Se7en) (1995)", "Seven", 1995, ["Se7en"]),
        ("Avventura, L' (Adventure, The) (1960)", "L'Avventura", 1960, ["The Adventure"]),
        ("(500) Days of Summer (2009)", "(500) Days of Summer", 2009, None),
        ("Moonlight", "Moonlight", None, None),
        ("Death Note (2006–2007)", "Death Note", None, ["2006–2007"]),
    ],
)
def test_a_title_as_movielens_writes_it_is_put_right(written, title, year, others):
    found = titles_and_year(written)
    assert (found["title"], found.get("year")) == (title, year)
    assert found.get("alternative_titles") == others


@pytest.mark.skipif(not IS_THERE, reason=f"MovieLens titles: no folder {FOLDER} with movies.csv")
@pytest.mark.django_db
def test_every_real_title_with_a_year_is_imported(tmp_path, capsys):
    lines = list(catalogue_lines(FOLDER))
    path = tmp_path / "movielens.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert check_catalogue(path) == len(lines)
    first = list(import_catalogue(path, dry_run=False))
    refused = Counter(taken.reason for taken in first if not taken.outcome)
    imported = len(lines) - refused.total()
    with capsys.disabled():
        print(f"\nMovieLens titles: {imported} imported, {refused.total()} refused")
    assert refused == {"The year is missing.": sum("year" not in line for line in lines)}
    alike = sharing_an_id(lines)
    assert imported - alike < Film.objects.count() <= imported
    again = Counter(taken.outcome for taken in import_catalogue(path, dry_run=False))
    assert again[Outcome("unchanged")] >= imported - alike
    assert again[Outcome("added")] == 0


def sharing_an_id(lines: Sequence[dict[str, Any]]) -> int:
    """How many lines have an id that another one has too; they are one film with ids in dispute."""
    times = Counter(pair for line in lines for pair in line["ids"].items())
    return sum(any(times[pair] > 1 for pair in line["ids"].items()) for line in lines)
