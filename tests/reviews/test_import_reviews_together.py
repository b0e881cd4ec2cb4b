"""Files of reviews in batches, by chance and at the same moment: as if line by line."""

import random
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from films.importing.turns import in_turn
from reviews.importing import file as review_file
from reviews.models import Critic, CriticReview
from tests import make
from tests.recount import drift
from tests.reviews.importing import refused, reviews, run, write
from tests.together import at_once, while_uncommitted

SEEN = (
    *("film__slug", "critic__name", "critic__slug", "publication__name", "quote", "url"),
    *("verdict", "status", "aggregator__name", "imported"),
)


def some_line(chance: random.Random) -> dict[str, str]:
    """A line out of so few words that lines meet all the time."""
    return {
        "film": chance.choice(["film-a-1930", "film-b-1930"]),
        "critic": chance.choice(["", "Ann", "ann", "Ánn", "Bo"]),
        "publication": chance.choice(["", "Gazette", "Post"]),
        "quote": chance.choice(["", "Rain", "rain", "Sun"]),
        "url": chance.choice(["", "", "https://example.org/1", "https://example.org/2"]),
        "verdict": chance.choice(["", "fresh", "rotten"]),
        "status": chance.choice(["", "", "published", "withdrawn"]),
        "aggregator": chance.choice(["", "Ours"]),
    }


def imported(folder: Path, lines: list[dict[str, str]]) -> tuple[Any, ...]:
    """What comes of importing the lines, with a correction by staff between two files."""
    said, rows = [], []
    for number in range(2):
        path = write(folder / f"{number}.csv", *lines[number::2])
        said += [run(path), refused(path), run(path, dry_run=True), run(path)]
        corrected = CriticReview.objects.filter(quote="Sun").order_by("pk")[:1]
        for review in corrected:
            review.quote, review.status = f"Sun, at last {number}", "draft"
            review.save()
        rows += reviews(*SEEN)
    assert drift() == []
    return said, rows


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_a_batch_does_what_its_lines_would_do_one_by_one(seed, tmp_path, monkeypatch):
    chance = random.Random(seed)
    lines = [some_line(chance) for _line in range(60)]
    make.film("Film A", 1930)
    make.film("Film B", 1930)
    found = []
    for lines_at_once in (1, 7, 1000):
        monkeypatch.setattr(review_file, "LINES_AT_ONCE", lines_at_once)
        with transaction.atomic():
            found.append(imported(tmp_path, lines))
            transaction.set_rollback(True)
    assert found[1] == found[0]
    assert found[2] == found[0]


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_file_at_the_same_moment_double_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(review_file, "LINES_AT_ONCE", 5)
    make.film("Film A", 1930)
    lines = [{"film": "film-a-1930", "critic": f"Critic {n % 20}"} for n in range(40)]
    files = [write(tmp_path / f"{name}.csv", *lines) for name in "ab"]
    at_once(*(partial(run, file) for file in files))
    assert CriticReview.objects.count() == Critic.objects.count() == 20
    assert drift() == []


@pytest.mark.django_db(transaction=True)
def test_an_import_waits_until_the_batch_of_another_one_is_written(tmp_path):
    film = make.film("Film A", 1930)
    file = write(tmp_path / "reviews.csv", {"film": film.slug, "critic": "Ann"})
    while_uncommitted(lambda: in_turn("reviews", lambda: None), lambda: run(file))
    assert reviews("critic__name") == ["Ann"]


@pytest.mark.django_db(transaction=True)
def test_an_import_and_staff_who_add_the_same_review_at_the_same_moment_get_along(tmp_path):
    film = make.film("Film A", 1930)
    ann, gazette = make.critic("Ann"), make.publication("Gazette")
    line = {"film": film.slug, "critic": "Ann", "publication": "Gazette", "quote": "Rain"}
    file = write(tmp_path / "reviews.csv", line)
    said: list[object] = []
    while_uncommitted(
        lambda: make.review(film, critic=ann, publication=gazette, verdict=""),
        lambda: said.append(run(file)[0]),
    )
    assert said == ["added 0, changed 1, unchanged 0, kept 0, refused 0"]
    assert reviews("quote") == ["Rain"]
