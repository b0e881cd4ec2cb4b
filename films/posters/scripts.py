"""How wide, how tall and which way round writing is, without asking a font.

Widths are in ems of bold display type: measured letters for Latin, one figure a script for the
rest. They lean to the wide side, so that what is fitted by them fits in the fonts of a stranger.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """How far writing goes above and below its baseline, and from line to line, in ems."""

    above: float
    below: float
    leading: float


LATIN = Reach(0.74, 0.22, 1.04)
CAPITALS = Reach(0.74, 0.06, 0.98)
EAST_ASIAN = Reach(0.88, 0.14, 1.16)
TALL = Reach(0.98, 0.40, 1.38)
STACKED = Reach(1.12, 0.42, 1.5)

_NARROW = {
    0.25: " ", 0.28: "ijl|'’‘.,:;!·’I", 0.35: "ftr-()[]\"“”/\\`°", 0.5: "sczeaJ?1*–_^",
    0.56: "bdghknopquvxyLFE023456789$#~+=<>«»", 0.62: "TZSPBYXVAKRßÞĐŁ¿¡€£",
    0.74: "CDGHNUOQ&wøæœ", 0.88: "mMÆ", 0.98: "WŒ@%—…",
}  # fmt: skip
_LATIN_WIDTHS = {letter: width for width, letters in _NARROW.items() for letter in letters}

# First code of a block, and a letter's width there; a block ends where the next one begins.
_BLOCKS: tuple[tuple[int, float], ...] = (
    (0x0000, 0.6), (0x0370, 0.64), (0x0400, 0.66), (0x0530, 0.68), (0x0590, 0.6), (0x0600, 0.56),
    (0x0900, 0.66), (0x0B80, 0.85), (0x0C00, 0.75), (0x0D00, 0.9), (0x0E00, 0.62), (0x0F00, 0.62),
    (0x1000, 0.75), (0x10A0, 0.66), (0x1100, 1.0), (0x1200, 0.78), (0x1780, 0.72), (0x1E00, 0.62),
    (0x2000, 0.6), (0x2100, 0.9), (0x2E80, 1.0), (0xA000, 1.0), (0xA4D0, 0.7), (0xAC00, 1.0),
    (0xD7B0, 0.8), (0xF900, 1.0), (0xFB00, 0.6), (0xFE30, 1.0), (0xFE70, 0.56), (0xFF00, 1.0),
    (0xFF61, 0.52), (0xFFE0, 1.0), (0x10000, 0.8), (0x1F000, 1.3), (0x20000, 1.0),
)  # fmt: skip
_WIDE_CYRILLIC = frozenset("ЖШЩЫЮМФДжшщыюмфѢ")


def width_of(letter: str) -> float:
    """A letter's width in ems of bold type."""
    known = _LATIN_WIDTHS.get(letter)
    if known is not None:
        return known
    if letter in _WIDE_CYRILLIC:
        return 0.92
    category = unicodedata.category(letter)
    if category in {"Mn", "Me", "Cf"}:
        return 0.0
    base = unicodedata.normalize("NFD", letter)[0]
    if base != letter and base in _LATIN_WIDTHS:
        return _LATIN_WIDTHS[base]
    block = next(width for first, width in reversed(_BLOCKS) if ord(letter) >= first)
    return block * (1.12 if category == "Lu" else 1.0)


def measured(text: str) -> float:
    """The width of `text` in ems of bold type."""
    return sum(width_of(letter) for letter in text)


def breaks_anywhere(letter: str) -> bool:
    """Whether a line may be broken beside this letter without a space: Chinese and Japanese."""
    code = ord(letter)
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFF00 <= code <= 0xFF9F
        or (0x20000 <= code <= 0x3FFFF)
    )


def is_rtl(text: str) -> bool:
    """Whether `text` runs from right to left: its first letter with a direction says so."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def has_plain_capitals(text: str) -> bool:
    """Whether `text` may be set in capitals in any language: Latin (without the Turkish letters
    and ß, whose capitals depend on it), Greek without accents or Cyrillic."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and all(
        letter not in "ıİğşß" and (ord(letter) < 0x0180 or 0x0400 <= ord(letter) < 0x0530)
        for letter in letters
    )


def is_joined(text: str) -> bool:
    """Whether letters of `text` change by their neighbours, so that only a shaping engine can
    set it: Arabic, the scripts of India and South-East Asia, and right-to-left writing at large."""
    return any(
        0x0590 <= ord(letter) <= 0x109F
        or 0x1780 <= ord(letter) <= 0x18AF
        or 0x1900 <= ord(letter) <= 0x1CFF
        or 0xFB1D <= ord(letter) <= 0xFDFF
        or 0xFE70 <= ord(letter) <= 0xFEFE
        for letter in text
    )


def reach_of(text: str) -> Reach:
    """How much room above and below the tallest script in `text` needs."""
    codes = [ord(letter) for letter in text]
    if any(0x0E00 <= code <= 0x109F or 0x1780 <= code <= 0x17FF for code in codes):
        return STACKED
    if any(0x0600 <= code <= 0x0DFF or 0xFB1D <= code <= 0xFDFF for code in codes):
        return TALL
    if any(breaks_anywhere(letter) or 0x1100 <= ord(letter) < 0x1200 for letter in text) or any(
        0xAC00 <= code <= 0xD7AF for code in codes
    ):
        return EAST_ASIAN
    stacked = any(unicodedata.combining(letter) for letter in text)
    if text == text.upper():
        accented = stacked or any(unicodedata.decomposition(letter) for letter in text)
        return Reach(0.95, 0.2, 1.14) if accented else CAPITALS
    return Reach(0.95, 0.24, 1.1) if stacked or text[:1] in "ÀÁÂÃÄÅÈÉÊËÌÍÎÏÒÓÔÕÖÙÚÛÜÝČŠŽ" else LATIN
