"""Half stars are integers in code and stars where a person reads them."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings import half_stars
from ratings.templatetags.ratings import short


@pytest.mark.parametrize(
    ("number", "figure", "words"),
    [
        (1, "½", "½ star"),
        (2, "1", "1 star"),
        (3, "1½", "1½ stars"),
        (4, "2", "2 stars"),
        (7, "3½", "3½ stars"),
        (10, "5", "5 stars"),
    ],
)
def test_they_read_as_stars(number: int, figure: str, words: str) -> None:
    assert half_stars.figure(number) == figure
    assert half_stars.in_words(number) == words
    assert half_stars.rate_it(number) == f"Rate it {words}"


counts = st.dictionaries(st.integers(1, 10), st.integers(0, 10**7), min_size=1)


@given(counts.filter(lambda found: any(found.values())))
def test_the_mean_is_rounded_to_tenths_of_a_star_with_halves_up(found: dict[int, int]) -> None:
    stars = Fraction(sum(each * many for each, many in found.items()), 2 * sum(found.values()))
    assert half_stars.mean_in_tenths(found) == floor(10 * stars + Fraction(1, 2))


def test_tenths_read_as_a_decimal() -> None:
    assert [half_stars.tenths(number) for number in (5, 39, 50)] == ["0.5", "3.9", "5.0"]


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0"), (999, "999"), (1000, "1.0k"), (1999, "1.9k"), (10_000, "10k"), (123_456, "123k")],
)
def test_a_large_count_is_short_where_there_is_little_room(count: int, shown: str) -> None:
    assert short(count) == shown
