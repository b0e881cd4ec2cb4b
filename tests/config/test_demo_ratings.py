"""What the demo's viewers say: made up, and always the same."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from config.demo.content import RECEPTION
from config.demo.ratings import (
    FULL_HOUSE,
    LAST_MOMENT,
    TWO_YEARS,
    VIEWERS,
    Reception,
    flags,
    ratings,
    receptions,
    temper,
)

RECEIVED = receptions(RECEPTION)
BELOVED = Reception("beloved", 200, 9.0, 0.0, "")
MIDDLING = Reception("middling", 200, 6.0, 0.1, "")
DIVISIVE = Reception("divisive", 200, 6.8, 0.9, "")


def histogram(reception: Reception) -> list[int]:
    """How many ratings there are of each half star, 1–10."""
    counts = Counter(said.half_stars for said in ratings(reception))
    return [counts[half_stars] for half_stars in range(1, 11)]


def mean(reception: Reception) -> float:
    """The mean in half stars."""
    said = ratings(reception)
    return sum(one.half_stars for one in said) / len(said)


def peaks(reception: Reception) -> int:
    """How many tops the histogram has, in whole stars."""
    fine = histogram(reception)
    whole = [0, *(sum(fine[place : place + 2]) for place in range(0, 10, 2)), 0]
    rises = [later > earlier for earlier, later in pairwise(whole)]
    return sum(up and not further for up, further in pairwise(rises))


def test_they_are_the_same_each_time():
    again = replace(BELOVED)
    assert ratings(BELOVED) == ratings(again)
    assert flags(BELOVED) == flags(again)
    # Known numbers: another Python must come to them as well.
    assert histogram(DIVISIVE) == [6, 33, 15, 38, 9, 19, 14, 38, 14, 14]


def test_two_films_of_one_reception_are_rated_differently():
    assert histogram(BELOVED) != histogram(replace(BELOVED, film="another"))


def test_a_viewer_rates_a_film_once():
    for reception in RECEIVED:
        viewers = [said.viewer for said in ratings(reception)]
        assert len(set(viewers)) == len(viewers) == reception.ratings
        assert set(viewers) <= set(VIEWERS)


def test_a_beloved_film_stands_above_a_middling_one():
    assert mean(BELOVED) - mean(MIDDLING) > 2
    assert histogram(BELOVED)[9] > 60


def test_a_divisive_film_has_two_peaks_and_others_one():
    assert [peaks(one) for one in (BELOVED, MIDDLING, DIVISIVE)] == [1, 1, 2]


def test_whole_stars_are_more_common_than_half_ones():
    together = [sum(column) for column in zip(*map(histogram, RECEIVED), strict=True)]
    halves, wholes = sum(together[0::2]), sum(together[1::2])
    assert wholes > 2 * halves > 0
    assert all(together), "every half star is given somewhere"


def test_some_viewers_are_harsher_and_some_rate_much_more():
    heard: Counter[int] = Counter()
    given: Counter[int] = Counter()
    for reception in RECEIVED:
        for said in ratings(reception):
            heard[said.viewer] += 1
            given[said.viewer] += said.half_stars
    zealous = [viewer for viewer, count in heard.items() if count >= 20]
    means = sorted(given[viewer] / heard[viewer] for viewer in zealous)
    assert max(heard.values()) > 5 * min(heard.values())
    assert means[-1] - means[0] > 2


def test_fame_has_a_long_tail():
    audiences = sorted(len(ratings(reception)) for reception in RECEIVED)
    assert audiences[-1] >= FULL_HOUSE
    assert audiences.count(0) == 2
    assert len([count for count in audiences if 0 < count < 5]) >= 3
    assert audiences[len(audiences) // 2] < FULL_HOUSE / 4


def test_they_speak_in_two_years_that_are_over():
    assert timezone.now() > LAST_MOMENT
    moments = [said.said_at for reception in RECEIVED for said in ratings(reception)]
    assert LAST_MOMENT - TWO_YEARS <= min(moments) <= max(moments) < LAST_MOMENT
    assert max(moments) - min(moments) > timedelta(days=600)


def test_nobody_speaks_before_joining():
    for reception in RECEIVED:
        said = [(each.viewer, each.said_at) for each in ratings(reception)]
        said += [(each.viewer, each.said_at) for each in flags(reception)]
        for viewer, said_at in said:
            assert temper(viewer).joined_at <= said_at


def test_flags_are_of_films_that_their_viewers_havent_rated():
    kinds: Counter[str] = Counter()
    for reception in RECEIVED:
        flagged = flags(reception)
        kinds.update(flag.kind for flag in flagged)
        viewers = {flag.viewer for flag in flagged}
        assert len(viewers) == len(flagged)
        assert viewers.isdisjoint(said.viewer for said in ratings(reception))
    assert set(kinds) == {"want_to_see", "not_interested"}
    assert kinds["want_to_see"] > 5 * kinds["not_interested"] > 0


def test_the_account_to_try_has_something_to_look_at():
    said = Counter("rating" if one.viewer.isdigit() else one.viewer for one in RECEIVED)
    assert said["rating"] >= 15
    assert said["want_to_see"] == 6


@pytest.mark.parametrize("reception", RECEIVED, ids=lambda one: one.film)
def test_every_line_makes_sense(reception: Reception):
    assert 1 <= reception.quality <= 10
    assert 0 <= reception.division <= 1
    assert 0 <= reception.ratings <= len(VIEWERS)
    assert reception.viewer in {"", "want_to_see", "not_interested", *map(str, range(1, 11))}
