"""How scores become half stars: the written rule, whatever the scale."""

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings.imports import scales
from ratings.imports.scales import OutOfScaleError, half_stars


@pytest.mark.parametrize("points", range(1, 11))
def test_points_of_ten_are_as_many_half_stars(points: int) -> None:
    assert half_stars(Decimal(points), 10) == points


@pytest.mark.parametrize("halves", range(1, 11))
def test_stars_stay_as_they_are(halves: int) -> None:
    assert half_stars(Decimal(halves) / 2, 5) == halves


@pytest.mark.parametrize("points", range(1, 101))
def test_points_of_a_hundred_are_tens_halves_up_and_at_least_one(points: int) -> None:
    assert half_stars(Decimal(points), 100) == max(1, floor(Fraction(points, 10) + Fraction(1, 2)))


@pytest.mark.parametrize("scale", [5, 10, 100])
def test_nought_is_no_rating(scale: int) -> None:
    assert half_stars(Decimal(0), scale) is None


SCORES = st.decimals(0, 100, places=3)


@given(SCORES, SCORES, st.integers(1, 1000))
def test_a_higher_score_never_gives_fewer_half_stars(a: Decimal, b: Decimal, scale: int) -> None:
    most = Decimal(scale)
    low, high = sorted([min(a, most), min(b, most)])
    assert (half_stars(low, scale) or 0) <= (half_stars(high, scale) or 0) <= 10


@given(SCORES, st.integers(1, 100))
def test_no_half_star_is_further_off_than_half_of_one(score: Decimal, scale: int) -> None:
    if 0 < score <= scale:
        exact = Fraction(score) * 10 / scale
        found = half_stars(score, scale) or 0
        assert found - exact <= (1 if exact < 1 else Fraction(1, 2))
        assert exact - found < Fraction(1, 2)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2), st.integers(1, 100))
def test_what_is_out_of_scale_is_refused(score: Decimal, scale: int) -> None:
    if not 0 <= score <= scale:
        with pytest.raises(OutOfScaleError):
            half_stars(score, scale)


@pytest.mark.parametrize(("highest", "scale"), [(0, 10), (10, 10), ("10.1", 100), (100, 100)])
def test_a_viewers_own_scale_is_told_by_the_highest_score(highest: object, scale: int) -> None:
    assert scales.most_fitting(Decimal(str(highest))) == scale


def test_the_sentences_give_examples_that_are_true() -> None:
    assert "8 out of 10 is 4 stars" in scales.sentence(10)
    assert "so is 75; 74 is 3½" in scales.sentence(100)
    assert [half_stars(Decimal(score), 100) for score in ("80", "75", "74")] == [8, 8, 7]
    assert [half_stars(Decimal(score), 10) for score in ("7.5", "7.4")] == [8, 7]
    assert "Scores out of 20" in scales.sentence(20)
