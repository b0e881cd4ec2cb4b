"""Critics' own scores become percentages by a written table, and never by a guess."""

from decimal import Decimal
from fractions import Fraction
from importlib import import_module

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.models import CriticReview, CriticTally
from reviews.own_scores import (
    FUNCTION,
    LETTERS,
    SHAPES,
    UNCONVERTED,
    converted,
    letter_percent,
    mean_percent,
)
from tests import make
from tests.raw import sql
from tests.recount import drift

pytestmark = pytest.mark.django_db

#: Percentages, and ways to write them.
WORTH = {
    "0": ("0/4", "☆☆☆☆☆", "F", "0%"),
    "12.5": (".5/4", "½/4", "1/2 of 4", "½☆☆☆"),
    "16.666667": ("D-", "2/12"),
    "33.333333": ("1/3", "d plus"),
    "41.666667": ("C−", "5/12"),
    "50": ("★★☆☆", "C"),
    "58.333333": ("C-plus", "C +"),
    "60": (
        "3 / 5",
        "3/5 ",
        "3 of 5",
        "3 out of 5",
        "3 out of 5 stars",
        "3 stars out of 5",
        "★ ★ ★ ☆ ☆",
    ),
    "62.5": ("'2.5/4'", "2 1/2 out of 4", "2-1/2 of 4"),
    "66.666667": ("2/3", "b-", "B minus"),
    "68.75": ("2 3/4 of 4", "2¾/4"),
    "70": ("3,5/5", "3½/5", "3 ½ / 5", "★★★½☆"),
    "72.5": ("72.5 Percent", "72,5%"),
    "75": ("B", "3\tof 4"),
    "80": ("“8/10”", "8\u00a0/\u00a010"),
    "83.333333": ("B+", "5/6"),
    "85": ("85/100", "85%", "85 %", "85 per cent", "8.5/10"),
    "87.5": ("3.5/4", "7/8"),
    "91.666667": ("A-", "A -", "A-minus"),
    "100": ("A+", "A", "4.0/4.0", "10/10"),
}
NOTHING = [
    *("", "***", "**1/2", "8", "7.5", "3.5.5", "1-5", "5/4", "8/5", "-1/10", "Recommended", "R"),
    *("★★★★★", "★★★½", "★★★", "½", "3 stars", "3 1/2", "2 1/2 stars", "1/2", "1/1", "ZERO STARS"),
    *("C=", "F+", "F-", "E", "A++", "B/B+", "minus", "-", "Half Price", "high +2 out of -4..+4"),
    *("out of 5", "/5", "3/", "1 out of -4..+4", "**2/4", "101%", "-5%", "%", "1000/1000", "3/0"),
    *("1/2/10", "12/1/2010", "1 1/2/4", "1/2 / 10", "2 3/4 / 4", "1/2 stars/4", "1 1/2 / 4 stars"),
    *("3/4/5", "١/٥", "☆★★", "★½½☆", "1e1/20", "NaN/5", "Infinity", "3/2", "4.01/4", "5 of a kind"),
]


@pytest.mark.parametrize("percent", WORTH)
def test_what_states_its_scale_converts(percent: str) -> None:
    written = WORTH[percent]
    assert converted(written) == dict.fromkeys(written, Decimal(percent))


@pytest.mark.parametrize("written", NOTHING)
def test_what_states_none_is_not_guessed(written: str) -> None:
    assert converted([written]) == {written: None}


def test_each_letter_is_worth_its_twelfths() -> None:
    found = converted(LETTERS)
    exact = {
        letter: Decimal(round(letter_percent(letter) * 10**6)).scaleb(-6) for letter in LETTERS
    }
    assert found == exact
    assert (letter_percent("A-"), letter_percent("D-")) == (Fraction(275, 3), Fraction(50, 3))


def test_every_example_that_the_site_prints_is_true() -> None:
    good = [example for shape in SHAPES for example in shape.examples]
    bad = [example for shape in UNCONVERTED for example in shape.examples]
    assert None not in converted(good).values()
    assert set(converted(bad).values()) == {None}


@pytest.mark.parametrize("scale", [3, 4, 5, 6, 7, 10, 12, 20, 99, 100])
def test_a_point_of_a_scale_is_its_exact_share(scale: int) -> None:
    written = {f"{points}/{scale}": Fraction(100 * points, scale) for points in range(scale + 1)}
    for text, percent in converted(written).items():
        assert percent is not None
        assert abs(Fraction(percent) - written[text]) <= Fraction(1, 2 * 10**6)


@settings(deadline=None)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60))
def test_no_text_at_all_is_refused_for_its_score(written: str) -> None:
    [percent] = converted([written]).values()
    assert percent is None or 0 <= percent <= 100


@settings(deadline=None)
@given(st.text("0123456789./,½¼¾ -+%★☆ofABCDFstar", max_size=12))
def test_nothing_that_looks_like_a_score_breaks_a_review(written: str) -> None:
    [percent] = converted([written]).values()
    assert percent is None or 0 <= percent <= 100


def test_the_function_in_the_database_is_the_table_in_the_code() -> None:
    [(body,)] = sql("SELECT prosrc FROM pg_proc WHERE proname = 'reviews_own_percent'")
    assert body == FUNCTION


def test_scores_that_stood_before_the_table_changed_convert_by_the_new_one() -> None:
    changed = import_module("reviews.migrations.0016_a_date_is_no_score")
    film = make.film()
    with connection.cursor() as cursor:
        cursor.execute(changed.replaced(changed.FORMER))
        make.review(film, original_score="1/2/10")
        make.review(film, original_score="3/4")
        assert CriticTally.objects.get().scored_sum == Decimal(80)
        cursor.execute(changed.replaced(changed.BODY))
    assert CriticReview.objects.get(original_score="1/2/10").own_percent is None
    assert CriticTally.objects.get().scored_sum == Decimal(75)
    assert drift() == []


def test_a_review_converts_with_whatever_writes_it() -> None:
    review = make.review(make.film(), original_score="3.5/4")
    review.refresh_from_db()
    assert review.own_percent == Decimal("87.5")
    sql("UPDATE reviews_criticreview SET original_score = '8'")
    assert CriticReview.objects.get().own_percent is None


def test_the_tally_counts_and_sums_them_in_every_state() -> None:
    film = make.film()
    for written in ("3.5/4", "B-", "8", ""):
        make.review(film, original_score=written)
    make.review(film, original_score="5/5", status="draft")
    kept = CriticTally.objects.get()
    assert (kept.written, kept.scored, kept.scored_sum) == (3, 2, Decimal("154.166667"))
    CriticReview.objects.withdraw()
    kept = CriticTally.objects.get()
    assert (kept.written, kept.scored, kept.scored_sum) == (0, 0, Decimal(0))
    assert drift() == []


def test_the_mean_is_shown_from_five_that_convert() -> None:
    film = make.film()
    for written in ("3/4", "3/4", "3/4", "A", "8"):
        make.review(film, original_score=written)
    assert CriticTally.objects.get().own_mean is None
    make.review(film, original_score="70%")
    assert CriticTally.objects.get().own_mean == (Decimal("79"), 79)


def test_the_halves_of_a_mean_are_rounded_up_though_thirds_are_not_exact() -> None:
    film = make.film()
    for written in ("A-", "C-", "1/3", "C+", "74%", "73.5%"):
        make.review(film, original_score=written)
    # 91⅔ + 41⅔ + 33⅓ + 58⅓ + 74 + 73½ = 372½, a mean of 62 1/12
    found = CriticTally.objects.get().own_mean
    assert found == (Decimal("62.083333"), 62)
    thirds = Decimal("66.666667") + Decimal("33.333333") + Decimal("74.5")
    assert mean_percent(thirds - Decimal("0.000001"), 3) == (Decimal("58.166666"), 58)
    assert mean_percent(Decimal("223.499999"), 3) == (Decimal("74.500000"), 75)
    assert mean_percent(Decimal("223.499998"), 3) == (Decimal("74.499999"), 74)
