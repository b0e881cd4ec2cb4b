"""Whatever is done in whichever order, the tallies equal a recount after each step."""

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from films.models import Film
from ratings.models import Flag, Rating, SetAside
from tests import make
from tests.raw import sql
from tests.recount import drift

STEPS = {
    "rate": lambda who, film, n: Rating.objects.rate(who, film, n),
    "clear": lambda who, film, n: Rating.objects.clear(who, film),
    "flag": lambda who, film, n: Flag.objects.toggle(who, film, "want_to_see"),
    "refuse": lambda who, film, n: Flag.objects.toggle(who, film, "not_interested"),
    "set one aside": lambda who, film, n: _set_aside(who, film),
    "set all aside": lambda who, film, n: _set_aside(who, None),
    "undo": lambda who, film, n: SetAside.objects.filter(user=who).undo(by=who),
    "take up again": lambda who, film, n: _take_up(who),
    "forget set-asides": lambda who, film, n: SetAside.objects.filter(user=who).delete(),
    "move ratings": lambda who, film, n: sql(
        "UPDATE ratings_rating r SET film_id = %s WHERE user_id = %s AND NOT EXISTS"
        " (SELECT FROM ratings_rating WHERE film_id = %s AND user_id = r.user_id)"
        " AND half_stars = %s",
        *(film.pk, who.pk, film.pk, n),
    ),
    "raise all": lambda who, film, n: sql(
        "UPDATE ratings_rating SET half_stars = 1 + half_stars %% 10"
    ),
    "half undone": lambda who, film, n: _undone_by_half(film),
}
_step = st.tuples(
    st.sampled_from(sorted(STEPS)), st.integers(0, 2), st.integers(0, 1), st.integers(1, 3)
)


def _set_aside(who: User, film: Film | None) -> None:
    SetAside.objects.bulk_create(
        [SetAside(user=who, film=film, reason="Chance")], ignore_conflicts=True
    )


def _take_up(who: User) -> None:
    if not SetAside.objects.filter(user=who).in_force().exists():
        one = SetAside.objects.filter(user=who).order_by("-pk")[:1]
        SetAside.objects.filter(pk__in=one.values("pk")).update(undone_at=None)


def _undone_by_half(film: Film) -> None:
    with transaction.atomic():
        SetAside.objects.filter(film=film).delete()
        Rating.objects.filter(film=film).delete()
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None)
@given(st.lists(_step, min_size=3, max_size=25))
def test_no_order_of_things_makes_a_tally_drift(steps: list[tuple[str, int, int, int]]) -> None:
    with transaction.atomic():
        viewers, films = [make.viewer() for _ in range(3)], [make.film() for _ in range(2)]
        for name, who, which, number in steps:
            STEPS[name](viewers[who], films[which], number)
            assert drift() == []
        transaction.set_rollback(True)
