"""Fonts that this machine has, and whether one of them can set a title."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont, features
from PIL.ImageFont import FreeTypeFont

from films.posters.scripts import breaks_anywhere, is_joined, is_rtl, reach_of

_HOMES = (
    Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("C:/Windows/Fonts"),
    Path("/System/Library/Fonts"), Path("/Library/Fonts"),
)  # fmt: skip
"""Where systems keep fonts."""
_WANTED = (
    "Palatino.ttc", "palab.ttf", "georgiab.ttf", "Georgia Bold.ttf", "P052-Bold.otf",
    "NotoSerif-Bold.ttf", "LiberationSerif-Bold.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSans-Bold.ttf",
    "arialbd.ttf", "Arial Unicode.ttf", "NotoSerifCJK-Bold.ttc", "NotoSansCJK-Bold.ttc",
    "Hiragino Sans GB.ttc", "YuGothB.ttc", "msyhbd.ttc", "malgunbd.ttf", "seguisb.ttf",
    "NotoNaskhArabic-Bold.ttf", "NotoSansArabic-Bold.ttf", "NotoSansDevanagari-Bold.ttf",
    "NotoSansHebrew-Bold.ttf", "NotoSansThai-Bold.ttf", "NotoSansTamil-Bold.ttf",
    "NotoSansBengali-Bold.ttf", "NotoSansGeorgian-Bold.ttf", "NotoSansArmenian-Bold.ttf",
    "Nirmala.ttf", "FreeSerifBold.ttf", "FreeSansBold.ttf",
)  # fmt: skip
"""Fonts that are asked for a title, the best first; Pillow's own comes after them."""
_PROBE = 40
_NOBODYS = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class TitleFont:
    """A font that has every letter of a title; `path` is empty for Pillow's own."""

    path: str
    rtl: bool
    leading: float

    def at(self, size: int) -> FreeTypeFont:
        """The font at a size in pixels."""
        return _font(self.path, size)

    @property
    def direction(self) -> str | None:
        """What Pillow is told of the direction; nothing where it can't be told."""
        if not features.check("raqm"):
            return None
        return "rtl" if self.rtl else "ltr"

    def width(self, text: str, size: int) -> float:
        """How wide `text` comes out, in pixels."""
        return self.at(size).getlength(text, direction=self.direction)

    def wrapped(self, text: str, size: int, room: float, anywhere: bool = False) -> list[str]:
        """`text` in lines no wider than `room`; none when a word is too wide, unless words may
        be broken `anywhere`."""
        lines = [""]
        for piece in _pieces(text, anywhere):
            if lines[-1] and self.width((lines[-1] + piece).rstrip(), size) > room:
                lines.append("")
            lines[-1] += piece
            if not anywhere and self.width(lines[-1].rstrip(), size) > room:
                return []
        return [line.strip() for line in lines]

    def shortened(self, line: str, size: int, room: float) -> str:
        """`line` with an ellipsis that still fits."""
        while line and self.width(line + "…", size) > room:
            line = line[:-1].rstrip()
        return line + "…"


def font_for(text: str) -> TitleFont | None:
    """The first font at hand that has each letter of `text`; none where there is no such font,
    or where its script needs a shaping engine that Pillow was built without."""
    if is_joined(text) and not features.check("raqm"):
        return None
    letters = "".join(sorted(set(text)))
    for path in (*_at_hand(), ""):
        if _has(path, letters):
            return TitleFont(path, is_rtl(text), max(1.12, reach_of(text).leading))
    return None


def plain_font(size: int) -> FreeTypeFont:
    """A font for figures."""
    fonts = _at_hand()
    return _font(fonts[0] if fonts else "", size)


@lru_cache(maxsize=1)
def _at_hand() -> tuple[str, ...]:
    """The wanted fonts that are installed here, in the order in which they're wanted."""
    places = {name: n for n, name in enumerate(_WANTED)}
    found = {
        path.name: str(path)
        for home in _HOMES
        if home.is_dir()
        for path in home.rglob("*")
        if path.name in places
    }
    return tuple(found[name] for name in sorted(found, key=places.__getitem__))


@lru_cache(maxsize=128)
def _font(path: str, size: int) -> FreeTypeFont:
    if path:
        return ImageFont.truetype(path, size)
    own = ImageFont.load_default(size)
    if not isinstance(own, FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType: share images can't be drawn")
    return own


@lru_cache(maxsize=4096)
def _has(path: str, letters: str) -> bool:
    """Whether the font draws each of the letters unlike its mark for the unknown."""
    font = _font(path, _PROBE)
    unknown = _glyph(font, _NOBODYS)
    return all(
        _glyph(font, letter) != unknown
        for letter in letters
        if not letter.isspace() and unicodedata.category(letter) not in {"Cf", "Mn"}
    )


def _glyph(font: FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)


def _pieces(text: str, anywhere: bool) -> list[str]:
    """What a line may be broken between: words with the space behind them, or letters."""
    if anywhere:
        return list(text)
    pieces: list[str] = []
    for word in text.split():
        current = ""
        for letter in word:
            if current and (breaks_anywhere(letter) or breaks_anywhere(current[-1])):
                pieces.append(current)
                current = ""
            current += letter
        pieces.append(current + " ")
    return pieces
