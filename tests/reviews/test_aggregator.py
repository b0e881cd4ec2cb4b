"""Another site's score is a dated series, named as theirs and within its scale."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from reviews.models import AggregatorScore
from tests import make

pytestmark = pytest.mark.django_db


def test_the_latest_of_each_aggregator_is_shown_and_their_viewers_apart() -> None:
    film, tomatoes, meta = make.film(), make.aggregator("Tomatoes"), make.aggregator("Meta")
    make.score(film, tomatoes, 90, as_of=date(2025, 1, 1))
    make.score(film, tomatoes, 92, as_of=date(2026, 1, 1))
    make.score(film, tomatoes, 70, as_of=date(2024, 1, 1), audience=True)
    make.score(film, meta, 81)
    shown = [(str(score), score.audience) for score in AggregatorScore.objects.latest_of_each()]
    assert shown == [("Meta: 81%", False), ("Tomatoes: 92%", False), ("Tomatoes: 70%", True)]


@pytest.mark.parametrize(
    ("figures", "shown"),
    [
        ({"percent": 0}, "0%"),
        ({"percent": 100}, "100%"),
        ({"percent": None, "value": Decimal("7.40"), "scale": Decimal("10.00")}, "7.4/10"),
        ({"percent": None, "value": Decimal("0.00"), "scale": Decimal("100.00")}, "0/100"),
    ],
)
def test_it_reads_as_they_write_it(figures: dict[str, Any], shown: str) -> None:
    film = make.film()
    make.score(film, **figures)
    assert AggregatorScore.objects.get().shown == shown


@pytest.mark.parametrize(
    "figures",
    [
        {"percent": 101},
        {"percent": None},
        {"percent": 50, "value": 5, "scale": 10},
        {"percent": None, "value": 5},
        {"percent": None, "scale": 10},
        {"percent": None, "value": 11, "scale": 10},
        {"percent": None, "value": -1, "scale": 10},
        {"percent": None, "value": 0, "scale": 0},
    ],
)
def test_what_is_outside_its_scale_or_both_or_neither_is_refused(figures: dict[str, Any]) -> None:
    film, site = make.film(), make.aggregator()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.score(film, site, **figures)
    with pytest.raises(ValidationError):
        AggregatorScore(
            **{"film": film, "aggregator": site, "as_of": date(2026, 1, 1), **figures}
        ).full_clean()


def test_one_a_day_of_each_kind() -> None:
    film, site = make.film(), make.aggregator()
    make.score(film, site)
    make.score(film, site, audience=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.score(film, site, 93)


def test_its_search_takes_the_title_as_a_query() -> None:
    site = make.aggregator()
    assert site.search_for("Faust") == ""
    site.search_url = "https://a.example/search?q={title}&x=1"
    assert (
        site.search_for("Ça & là?") == "https://a.example/search?q=%C3%87a%20%26%20l%C3%A0%3F&x=1"
    )


def test_a_name_stands_once_whatever_its_case() -> None:
    make.aggregator("Rotten Tomatoes")
    with pytest.raises(IntegrityError), transaction.atomic():
        make.aggregator("rotten tomatoes")
