"""What a viewer's file from another service says, in Halfstar's terms. Pure: no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

LABELS = {
    "halfstar": "Halfstar",
    "letterboxd": "Letterboxd",
    "imdb": "IMDb",
    "movielens": "MovieLens",
    "tmdb": "TMDB",
    "trakt": "Trakt",
    "criticker": "Criticker",
    "flixster": "Flixster",
    "netflix": "Netflix",
}
"""The services whose files are read, by their proper names."""


def label(service: str) -> str:
    """Return a service's proper name; of one that isn't known, its own word for itself."""
    return LABELS.get(service, service)


class Unreadable(Exception):  # noqa: N818 - an answer to a person, not a fault of the program
    """A whole file can't be taken, and nothing of it was; its text says why in one sentence."""


@dataclass(frozen=True, slots=True)
class BroughtLine:
    """One line of a file: the film it names, what it says of it, and all that it held.

    `number` is the physical line, counted from 1 (a CSV's header is 1); in JSON and XML it is the
    entry's place, from 1. `file` is the name inside a zip, else empty. `content` can be written as
    JSON. `ids` maps sites as `ExternalId` names them, and "halfstar" (a film's slug), to values.
    `at` is in UTC, and None where the file doesn't say. A line that is `kept` says nothing that
    Halfstar has a place for yet; one with a `refusal` (a sentence) can't be placed. `note` is a
    sentence about one that can, for its viewer to know before they say so.
    """

    number: int
    file: str = ""
    content: dict[str, Any] = field(default_factory=dict)
    title: str = ""
    other_titles: tuple[str, ...] = ()
    year: int | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    half_stars: int | None = None
    flag: str = ""
    at: datetime | None = None
    kept: bool = False
    refusal: str = ""
    note: str = ""


class Brought(NamedTuple):
    """A file read: whose it is, how its scores become half stars, and its lines.

    `scales` are sentences, to be shown before anything is saved. Of the lines, ratings come first,
    then flags, then what is kept or refused; each group in the order of the file.
    """

    service: str
    scales: list[str]
    lines: list[BroughtLine]
