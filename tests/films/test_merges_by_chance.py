"""Whatever is merged and undone in whichever order, all find their own owners in the end."""

from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest

from films.models import Film, Merge
from films.models.address import FormerAddress
from films.models.merge import CantBeUndone
from films.models.records import Record, as_record
from ratings.models import Flag, Rating
from reviews.models import Critic, CriticReview, OtherName, Publication
from tests import make
from tests.recount import drift

KINDS: list[Any] = [Film, Critic, Publication]
ROWS: list[Any] = [*KINDS, Rating, Flag, CriticReview, OtherName]
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def everything() -> dict[str, list[Record]]:
    """All that merges touch, but for the versions of films' pages."""
    rows = {kind.__name__: [as_record(row) for row in kind.objects.order_by("pk")] for kind in ROWS}
    for film in rows["Film"]:
        film.pop("version")
    return rows


def fill(chance: Random) -> list[list[int]]:
    """Three films, critics and publications, and what was said of the films; gives their ids."""
    films, viewers = [make.film("The Wind") for _ in range(3)], [make.viewer(), make.viewer()]
    critics = [make.critic(name) for name in ("Ann Lee", "Ann Lee", "A. Lee")]
    places = [make.publication() for _ in range(3)]
    for film, critic, place in product(films, critics, places):
        if chance.random() < 0.4:
            status = chance.choice(CriticReview.Status.values)
            make.review(film, critic=critic, publication=place, status=status)
    for film, viewer in product(films, viewers):
        at = LONG_AGO + timedelta(chance.randint(0, 3))
        if chance.random() < 0.7:
            half_stars = chance.randint(1, 10)
            Rating.objects.create(film=film, user=viewer, half_stars=half_stars, rated_at=at)
        else:
            Flag.objects.create(film=film, user=viewer, kind="want_to_see", flagged_at=at)
    return [[thing.pk for thing in things] for things in (films, critics, places)]


def merge(kind: Any, ids: list[int], *, writes_as: bool) -> None:
    """Merge one into the other, if both are here."""
    old, new = (kind.objects.filter(pk=pk).first() for pk in ids)
    if old and new and old != new:
        old.merge_into(new, **({"writes_as": True} if writes_as and kind is Critic else {}))


def standing() -> list[Merge]:
    """The merges that stand, the oldest first."""
    return list(Merge.objects.standing().order_by("pk"))


def undo(merges: list[Merge], first: int) -> None:
    """Undo the first of them that can be, beginning somewhere."""
    for each in merges[first:] + merges[:first]:
        try:
            each.undo()
        except CantBeUndone:
            continue
        return
    assert not merges, "one can always be undone"


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_all_finds_its_owner_once_every_merge_is_undone(seed: int) -> None:
    chance = Random(seed)
    ids = dict(zip(KINDS, fill(chance), strict=True))
    before, addresses = everything(), FormerAddress.objects.count()
    for _ in range(chance.randint(2, 8)):
        if chance.random() < 0.8:
            kind = chance.choice(KINDS)
            merge(kind, chance.sample(ids[kind], 2), writes_as=chance.random() < 0.3)
        else:
            undo(standing(), chance.randint(0, 3))
        assert drift() == []
    while every := standing():
        undo(every, 0)
    assert everything() == before
    assert FormerAddress.objects.count() == addresses
    assert drift() == []
