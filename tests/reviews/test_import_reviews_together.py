"""Files of reviews in batches, by chance and at the same moment: as if line by line."""

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.db import OperationalError, transaction

from films.importing.turns import in_turn
from reviews.importing import batch, rows
from reviews.importing import file as review_file
from reviews.models import Critic, CriticReview
from tests import make
from tests.recount import drift
from tests.reviews.importing import refused, reviews, run, write
from tests.together import PATIENCE, at_once, wait_until_someone_waits, while_uncommitted

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


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("whole", [partial(run, dry_run=True), transaction.atomic(run)])
def test_a_file_in_one_transaction_and_an_editor_wait_for_each_other_and_not_for_ever(
    whole: Callable[[Path], tuple[str, int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = make.film("Film A", 1930)
    review = make.review(film, critic=make.critic("Bo"), publication=None, verdict="")
    lines = [{"film": film.slug, "critic": name, "quote": "Rain"} for name in ("Ann", "Bo")]
    file = write(tmp_path / "reviews.csv", *lines)
    take, begun, batches = batch.take_lines, Event(), []

    def pausing(*given: Any) -> Any:
        batches.append(given)
        if len(batches) == 2:
            begun.set()
            wait_until_someone_waits()
        return take(*given)

    def edit() -> None:
        assert begun.wait(PATIENCE)
        CriticReview.objects.filter(pk=review.pk).update(verdict="favourable")

    monkeypatch.setattr(review_file, "LINES_AT_ONCE", 1)
    monkeypatch.setattr(review_file, "take_lines", pausing)
    said, _none = at_once(lambda: whole(file)[0], edit)
    assert str(said).endswith("added 1, changed 1, unchanged 0, kept 0, refused 0")
    review.refresh_from_db()
    assert review.verdict == "favourable"
    assert drift() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("dry_run", "said"),
    [
        (True, "The database broke the dry run off; nothing was saved: Gone."),
        (False, "The database broke the import off; what it had saved stays: Gone."),
    ],
)
def test_an_import_that_breaks_off_says_what_is_saved(
    dry_run: bool, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_given: Any) -> None:
        raise OperationalError("Gone")

    monkeypatch.setattr(review_file, "take_lines", gone)
    file = write(tmp_path / "reviews.csv", {"film": "film-a-1930", "critic": "Ann"})
    assert run(file, dry_run=dry_run)[0] == said


@pytest.mark.django_db(transaction=True)
def test_what_an_editor_saves_while_a_batch_is_on_its_way_is_kept(tmp_path: Path) -> None:
    film = make.film("Film A", 1930)
    line = {"film": film.slug, "critic": "Ann", "quote": "Rain"}
    run(write(tmp_path / "first.csv", line))
    second = write(tmp_path / "second.csv", line | {"quote": "Sun"})
    said: list[object] = []
    while_uncommitted(
        lambda: CriticReview.objects.update(quote="As an editor has it"),
        lambda: said.append(run(second)[0]),
    )
    assert said == ["added 0, changed 0, unchanged 0, kept 1, refused 0"]
    assert reviews("quote") == ["As an editor has it"]


@pytest.mark.django_db(transaction=True)
def test_a_batch_and_who_publishes_reviews_of_the_same_films_wait_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make.film("Film A", 1930), make.film("Film B", 1930)
    drafts = [make.review(film, status="draft").pk for film in (first, second)]
    make.review(second, critic=make.critic("Ann"), publication=None)
    lines = [{"film": film.slug, "critic": "Ann", "quote": "Rain"} for film in (first, second)]
    file = write(tmp_path / "reviews.csv", *lines)
    insert, begun, batches = rows.insert, Event(), []

    def pausing(new: list[CriticReview]) -> None:
        batches.append(new)
        begun.set()
        wait_until_someone_waits()
        insert(new)

    def publish() -> int:
        assert begun.wait(PATIENCE)
        return CriticReview.objects.filter(pk__in=drafts).publish()

    monkeypatch.setattr(rows, "insert", pausing)
    assert at_once(lambda: run(file)[1], publish) == [0, 2]
    assert len(batches) == 1
    assert drift() == []
