"""The critics' score is a share in whole per cent, halves rounded up, in integers."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.scores import critics_percent


@pytest.mark.parametrize(
    ("favourable", "stated", "percent"),
    [
        (0, 5, 0),
        (5, 5, 100),
        (1, 8, 13),
        (3, 8, 38),
        (23, 40, 58),
        (1, 3, 33),
        (2, 3, 67),
        (57, 1000, 6),
        (55, 1000, 6),
        (45, 1000, 5),
        (199, 200, 100),
        (1, 201, 0),
    ],
)
def test_halves_are_rounded_up(favourable: int, stated: int, percent: int) -> None:
    assert critics_percent(favourable, stated) == percent


@given(st.integers(1, 10**9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_is_the_exact_share(counts: tuple[int, int]) -> None:
    favourable, stated = counts
    exact = Fraction(100 * favourable, stated)
    assert critics_percent(favourable, stated) == floor(exact + Fraction(1, 2))
