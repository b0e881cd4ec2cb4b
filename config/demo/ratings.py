"""What the demo's viewers say: made up, in the shapes that real audiences give.

Pure: no database, and the same on every machine and in every year. Each film's ratings hang on
its own line of `reception.csv` alone, so a film more or less changes no other film's.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

VIEWERS = range(1, 401)
"""The numbers of the demo's viewers."""

LAST_MOMENT = datetime(2026, 11, 15, tzinfo=UTC)
TWO_YEARS = timedelta(days=730)
"""Everything is said in the two years before LAST_MOMENT."""

FULL_HOUSE = 300
"""Ratings of the most famous films."""


@dataclass(frozen=True)
class Reception:
    """How a film is received: a line of `reception.csv`.

    `film` is a slug or an IMDb id; `ratings` how many viewers rate it; `quality` what most would
    give it, in half stars; `division` how far it splits them into two camps, 0–1; `viewer` what
    the account `viewer` says of it: half stars, a kind of flag, or nothing.
    """

    film: str
    ratings: int
    quality: float
    division: float
    viewer: str


class Said(NamedTuple):
    """A viewer's rating of a film."""

    viewer: int
    half_stars: int
    said_at: datetime


class Flagged(NamedTuple):
    """A viewer's flag on a film; `kind` is `want_to_see` or `not_interested`."""

    viewer: int
    kind: str
    said_at: datetime


@dataclass(frozen=True)
class Temper:
    """How a viewer rates: `severity` in half stars taken off, `halves` the share of films to which
    they give the half star that they feel rather than a whole one, `zeal` how readily they rate at
    all, as a weight beside others'."""

    severity: float
    halves: float
    zeal: float
    joined_at: datetime


def receptions(path: Path) -> list[Reception]:
    """The lines of `reception.csv`."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Reception(
                line["film"],
                int(line["ratings"]),
                float(line["quality"]),
                float(line["division"]),
                line["viewer"],
            )
            for line in csv.DictReader(file)
        ]


@cache
def temper(viewer: int) -> Temper:
    """The temper of the viewer of that number."""
    chance = _chance("viewer", viewer)
    return Temper(
        severity=chance.gauss(0, 0.8),
        halves=chance.choice((0.0, 0.4, 0.7, 1.0)),
        zeal=chance.lognormvariate(0, 0.8),
        joined_at=LAST_MOMENT - TWO_YEARS * (1 - 0.8 * chance.random()),
    )


def ratings(reception: Reception) -> list[Said]:
    """Who rates the film, how and when; in the order of the viewers."""
    chance = _chance("ratings", reception.film)
    # Each draws a number; the zealous draw high ones, and the highest come.
    drawn = {viewer: chance.random() ** (1 / temper(viewer).zeal) for viewer in VIEWERS}
    audience = sorted(sorted(drawn, key=drawn.__getitem__, reverse=True)[: reception.ratings])
    return [
        Said(viewer, _half_stars(reception, temper(viewer), chance), _moment(viewer, chance))
        for viewer in audience
    ]


def flags(reception: Reception) -> list[Flagged]:
    """Who wants to see the film and who doesn't, of those who haven't rated it."""
    chance = _chance("flags", reception.film)
    rated = {said.viewer for said in ratings(reception)}
    eager = 0.02 + 0.07 * (reception.ratings / FULL_HOUSE) ** 0.5
    return list(_flags(set(VIEWERS) - rated, eager, chance))


def _flags(viewers: set[int], eager: float, chance: Random) -> Iterator[Flagged]:
    for viewer in sorted(viewers):
        mood = chance.random()
        if mood < eager:
            yield Flagged(viewer, "want_to_see", _moment(viewer, chance))
        elif mood > 0.996:
            yield Flagged(viewer, "not_interested", _moment(viewer, chance))


def _half_stars(reception: Reception, temper: Temper, chance: Random) -> int:
    camp = 1.6 if chance.random() < 0.55 else -4.4
    # Whatever the film, someone came on the wrong evening.
    mishap = 3 if chance.random() < 0.04 else 0
    felt = reception.quality + camp * reception.division - temper.severity - mishap
    felt += chance.gauss(0, 1.1)
    exact = chance.random() < temper.halves
    rounded = round(felt) if exact else 2 * round(felt / 2)
    return min(max(rounded, 1 if exact else 2), 10)


def _moment(viewer: int, chance: Random) -> datetime:
    joined_at = temper(viewer).joined_at
    seconds = (LAST_MOMENT - joined_at).total_seconds()
    return joined_at + timedelta(seconds=int(seconds * chance.random()))


def _chance(*of: object) -> Random:
    return Random(" ".join(("Halfstar", *map(str, of))))  # noqa: S311 - the same for everyone
