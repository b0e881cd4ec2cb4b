"""A file that contradicts itself, brought again: whatever it says, it changes nothing then."""

import os
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reviews.importing import file as review_file
from reviews.models import CriticReview, OtherName
from reviews.models.changes import CHANGES
from tests import make
from tests.recount import drift
from tests.reviews.importing import counts, refused, reviews, write

SEEN = (
    *("film__slug", "critic__name", "publication__name", "quote", "url", "verdict", "status"),
    *("original_score", "aggregator__name"),
)
LINES = st.fixed_dictionaries(
    {
        "film": st.sampled_from(["earth-1930", "tt0020000", "Earth-1930"]),
        "critic": st.sampled_from(["", "Ann", "ANN ,", "Ann B.", "Bo"]),
        "publication": st.sampled_from(["", "Gazette", "gazette ", "Post"]),
        "quote": st.sampled_from(["", "Rain", "“Rain”", "Sun"]),
        "url": st.sampled_from(["", "", "https://example.org/1", "https://example.org/2"]),
        "verdict": st.sampled_from(["", "fresh", "rotten"]),
        "status": st.sampled_from(["", "draft", "published"]),
    }
)


def catalogue() -> None:
    """A film with an id elsewhere, and a critic with two spellings."""
    make.film("Earth", 1930).external_ids.create(site="imdb", value="tt0020000")
    OtherName.objects.create(critic=make.critic("Ann"), name="Ann B.")


def versions() -> int:
    """How many changes history tells of."""
    found: Any = CHANGES[CriticReview].objects
    return int(found.count())


def twice(path: Path) -> tuple[Any, ...]:
    """What an import gave, and the reviews after it; a second one changes nothing of that."""
    first, reasons = counts(path), len(refused(path))
    before, told = reviews(*SEEN), versions()
    again = counts(path)
    assert set(again) <= {"unchanged", "refused"}
    assert (reviews(*SEEN), versions(), drift()) == (before, told, [])
    return first, reasons, before


JANE = {"film": "earth-1930", "critic": "Jane Doe", "publication": "Some Paper"}
LINK, OTHER_LINK = {"url": "https://example.org/1"}, {"url": "https://example.org/2"}
GAZETTE = {"film": "earth-1930", "publication": "Gazette"}
ANN = {"film": "earth-1930", "critic": "Ann"}


@pytest.mark.django_db
@pytest.mark.parametrize("lines_at_once", [1, 1000])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LINK, {"critic": "Jane Doe,"}),
        (LINK, LINK | {"critic": ""}),
        ({}, {"film": "tt0020000"}),
        ({}, {"critic": "JANE DOE", "publication": "Some  Paper"}),
    ],
    ids=["comma", "link", "film", "blanks"],
)
def test_of_lines_that_mean_one_review_the_last_counts_however_they_say_it(
    tmp_path, monkeypatch, one, other, lines_at_once
):
    monkeypatch.setattr(review_file, "LINES_AT_ONCE", lines_at_once)
    catalogue()
    verdicts = {"verdict": "fresh"}, {"verdict": "rotten"}
    path = write(tmp_path / "reviews.csv", JANE | one | verdicts[0], JANE | other | verdicts[1])
    first, _reasons, _rows = twice(path)
    assert first == {"added": 1, "changed": 1}
    assert reviews("verdict") == ["unfavourable"]


@pytest.mark.django_db
def test_lines_that_turn_out_to_mean_one_review_do_not_take_turns(tmp_path):
    catalogue()
    path = tmp_path / "reviews.csv"
    counts(write(path, JANE | LINK))
    by_link = {"film": "earth-1930", "publication": "Some Paper", "quote": "Sun"} | LINK
    write(path, JANE | {"verdict": "fresh"}, by_link | {"verdict": "rotten"})
    first, _reasons, _rows = twice(path)
    assert first == {"changed": 2}
    assert reviews("verdict", "quote") == [("favourable", "Sun")]


@pytest.mark.django_db
@settings(
    deadline=None,
    max_examples=int(os.environ.get("HALFSTAR_EXAMPLES", "30")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(LINES, min_size=1, max_size=6))
@example([GAZETTE, GAZETTE | LINK, ANN | LINK])
@example([GAZETTE | LINK, ANN | LINK, ANN | OTHER_LINK])
@example([ANN | GAZETTE | LINK, ANN | LINK | {"critic": "Ann B."}, ANN | GAZETTE | OTHER_LINK])
@example([ANN | GAZETTE | LINK, GAZETTE | LINK | {"critic": "Bo"}, ANN | GAZETTE | OTHER_LINK])
@example([GAZETTE | LINK, ANN | GAZETTE, ANN | LINK | {"status": "draft"}, ANN | LINK])
def test_any_file_changes_nothing_the_second_time_in_batches_of_any_size(tmp_path, lines):
    path = write(tmp_path / "reviews.csv", *lines)
    found = []
    for lines_at_once in (1, 2, 1000):
        with patch.object(review_file, "LINES_AT_ONCE", lines_at_once), transaction.atomic():
            catalogue()
            found.append(twice(path))
            transaction.set_rollback(True)
    assert found[1:] == [found[0], found[0]]
