"""Twenty thousand real reviews, without their sentences, brought twice as they are."""

import csv
import json
import random
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from reviews.models import CriticReview, CriticTally
from tests.golden import needs_golden_data, rows
from tests.recount import drift
from tests.reviews.importing import COLUMNS, counts, refused

LINES = 20_000


def catalogue(path: Path, facts: list[dict[str, str]]) -> dict[tuple[str, str], str]:
    """Import the films of some facts; gives the id by which each is found."""
    films: dict[tuple[str, str], str] = {}
    with path.open("w", encoding="utf-8") as file:
        for fact in facts:
            key = (fact["source"], fact["film_ref"] or fact["film_title"])
            if key in films:
                continue
            films[key] = fact["imdb_id"] or f"tt9{len(films):07}"
            title = f"{fact['film_title'] or 'Film'} {len(films)}"
            year = int(fact["film_year"] or 2000)
            file.write(json.dumps({"title": title, "year": year, "ids": {"imdb": films[key]}}))
            file.write("\n")
    call_command("import_catalogue", path, stdout=StringIO())
    return films


@pytest.fixture
def file(db: None, tmp_path: Path) -> Path:
    """The facts in the columns of our own, and nothing else done to them."""
    facts = random.Random(5).sample(list(rows("critic-reviews-facts.csv.gz")), LINES)
    films = catalogue(tmp_path / "films.jsonl", facts)
    path = tmp_path / "facts.csv"
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, COLUMNS, restval="")
        writer.writeheader()
        for fact in facts:
            writer.writerow(
                {
                    "film": films[fact["source"], fact["film_ref"] or fact["film_title"]],
                    "critic": fact["critic"],
                    "publication": fact["publisher"],
                    "verdict": fact["fresh"],
                    "original_score": fact["score_raw"],
                    "published_on": fact["review_date"],
                }
            )
    return path


@needs_golden_data
def test_real_reviews_are_taken_as_they_are_and_a_second_time_change_nothing(file: Path) -> None:
    found = counts(file)
    assert sum(found.values()) == LINES
    reasons = Counter(reason for _line, reason in refused(file))
    assert set(reasons) <= {"The line names neither a critic nor a publication."}
    assert found["added"] == CriticReview.objects.count() > 0.99 * LINES
    assert drift() == []
    tallies = list(CriticTally.objects.order_by("pk").values())
    again = counts(file)
    assert again == {"unchanged": LINES - reasons.total(), "refused": reasons.total()}
    assert list(CriticTally.objects.order_by("pk").values()) == tallies
    texts = CriticReview.objects.values_list("critic__name", "publication__name", "original_score")
    assert not any("&amp;" in (text or "") for row in texts for text in row)
