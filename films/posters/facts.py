"""What a drawn poster is made from."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PosterFacts:
    """The plain values of a film that its drawn poster depends on, and nothing else.

    `genres` in the film's own order, by their English names; `director` as it should be
    printed, empty when nobody knows.
    """

    title: str
    year: int
    genres: tuple[str, ...] = ()
    director: str = ""


def printable(text: str) -> str:
    """`text` as it can be set: without characters that XML forbids or that turn text round,
    composed, and with every run of white space made one space."""
    kept = (" " if letter.isspace() else letter for letter in text)
    return " ".join(
        unicodedata.normalize(
            "NFC", "".join(letter for letter in kept if _can_stand(letter))
        ).split()
    )


def _can_stand(letter: str) -> bool:
    code = ord(letter)
    if unicodedata.category(letter) in {"Cc", "Cs"} or code & 0xFFFE == 0xFFFE:
        return False
    return not (0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069)
