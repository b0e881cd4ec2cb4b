"""The colours of the decades, and what may be set on what."""

from __future__ import annotations

from dataclasses import dataclass

LEGIBLE = 4.5
"""The contrast (WCAG's ratio) that a title needs against what it stands on."""


def luminance(colour: str) -> float:
    """How bright `#rrggbb` is to the eye, 0 to 1 (WCAG's relative luminance)."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """`one` with `share` (0 to 1) of `other` in it."""
    pairs = ((int(one[n : n + 2], 16), int(other[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def vivid(colour: str) -> bool:
    """Whether `#rrggbb` is a colour rather than a grey or a tinted white."""
    parts = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
    return max(parts) - min(parts) > 70


@dataclass(frozen=True, slots=True)
class Palette:
    """Five inks: the paper, what is written on it, and three more in order of their loudness."""

    ground: str
    ink: str
    main: str
    second: str
    third: str

    @property
    def all(self) -> tuple[str, str, str, str, str]:
        """The five, paper first."""
        return self.ground, self.ink, self.main, self.second, self.third

    @property
    def is_dark(self) -> bool:
        """Whether the paper is darker than what is written on it."""
        return luminance(self.ground) < luminance(self.ink)

    @property
    def dark(self) -> str:
        """The darkest of the five."""
        return min(self.all, key=luminance)

    @property
    def light(self) -> str:
        """The lightest of the five."""
        return max(self.all, key=luminance)

    def legible_on(self, colour: str) -> tuple[str, ...]:
        """Those of the five that a title may have on `colour`, the strongest first; never none."""
        fit = [ink for ink in self.all if contrast(ink, colour) >= LEGIBLE]
        if fit:
            return tuple(sorted(fit, key=lambda ink: -contrast(ink, colour)))
        return (max(("#0e0d0c", "#fffdf8"), key=lambda ink: contrast(ink, colour)),)

    def beside(self, colour: str) -> tuple[str, ...]:
        """Those of the five that stand off clearly from `colour` as areas, the loudest first."""
        loud = (self.main, self.second, self.third, self.ink, self.ground)
        apart = tuple(ink for ink in loud if contrast(ink, colour) >= 1.6)
        return apart or self.legible_on(colour)


def _era(rows: str) -> tuple[Palette, ...]:
    return tuple(Palette(*(f"#{c}" for c in row.split())) for row in rows.strip().splitlines())


# One line a palette: paper, writing, and three inks. What a decade's printers and painters liked:
# lithographs, constructivists, deco, noir, the fifties' kitchens, pop, earth, neon, and so on.
ERAS: dict[int, tuple[Palette, ...]] = {
    1910: _era("""
        f1e4c8 1e1b18 b5402a 7a8450 d9a441
        1f2421 f0e2c0 c8553d 8a9a5b d9a441
        d9a441 1f1a17 8c2f1b f2e3c2 3d5a5b
        1d3a4a f3e6cb d8733b 8fb0a0 e2b65a
        9e3522 f6e7c6 1d1a18 e0a83f 6f7d5c
        b9bf9a 23241c 9c3d27 f1e6cc 4e6b5c
        """),
    1920: _era("""
        f2e8d5 14110f c8281c 8c8577 e3b23c
        14110f f4ead5 b3261e e8c468 6e655a
        b92519 fbf0dc 14110f f0c24b 7e1710
        efe6d2 15202b d8342a 1f5fa8 f0b81e
        123b44 f3e3bf e06c3a e9be5a 7fa79b
        e3b23c 17130f b3261e f7ebd0 3b3a36
        """),
    1930: _era("""
        12203f f2ead3 d9862e 8ca6c4 d8c28a
        f4e9d4 1c2b3a c2452d 2f7f7b d9a74a
        131313 efe7d6 c9a24b 9c2434 6f7478
        0f4c4f f6ecd2 ee8b5a e3c16f 9cc2b5
        e07a55 17202e fbebd0 2e4a62 f3c26b
        5b1526 f4e3c6 d9a441 c4572f 8fa3a3
        """),
    1940: _era("""
        101010 ddd6c8 b3261e 6b7075 a9a497
        c9ccc8 16181a a3211c 5e666b ece9e0
        26323b ede4cf d9a03f 7c93a0 b5402a
        44482b f3eacb d9762b a9a36a 1c1e14
        e9dcc0 2a1d14 a8371f 8b7355 3f5560
        14233c f1e8d2 c63a2b 5c7fa3 e3c57e
        """),
    1950: _era("""
        7cc4bc 1b2a33 e4572e f6ebd6 f2b84b
        f6eedc 20262b e4572e 2a9d96 f2b84b
        f07f5e 1f1c22 fcefd8 2b6f77 f4c95d
        23282d f7efdc f0693d 5fb3a9 f3c14b
        edb93e 1c2327 d8412f f9f1de 2c7a7b
        c22b1a fff3de 141414 f5b335 8e1a10
        """),
    1960: _era("""
        f26a1b 141414 fff4e0 c2185b 1e3a8a
        f7f4ec 111315 e5232b 1d4fa3 f6c415
        f3b8c2 1c1a2b d7263d 3a5a40 f7efe2
        173f9b fdf6e3 f5511e f7c331 8fc1e3
        2b2d1f f2e9cf d9483b c9b458 7f8f5a
        a81456 fff1dc f9a11b 1b1640 f26d5b
        f8d02d 15120e e2332a fffaea 2d2a5a
        """),
    1970: _era("""
        3b2114 f7e7c6 e2661a b8a23c f0b33e
        f5e8cf 3a2015 d9541e 7c8b3a e9a72f
        dfa128 2b170d a93a14 f8eacb 5e6b26
        545f25 fbf0d4 e9a72f 2c2415 d9541e
        a03a15 fdefd2 2a150c f2b441 e3792b
        2a2344 f9e9d0 e8602c b23a6b f3b23f
        """),
    1980: _era("""
        130f2b f6f1ff ff2e7e 19c3d6 ffb92e
        f4f1e8 17171c ff4f5e 12b5a5 ffc93c
        8fdcc5 1b1f3a ff4d6d fff6e5 5b4bdb
        bf1928 fff5e9 120c18 ffb000 7a0f24
        3a1870 fdf3ff ff5da2 3cd0e0 ffd23f
        1a2a3a eaf2f5 ff6b35 4fa3c7 c9d6dc
        """),
    1990: _era("""
        2b3a42 f1ecdd e0642b 86a39a d9c24a
        ede8dc 20222a b8322a 49677a b9a44c
        1f3b32 f2eedc e3b23c 7ba77d d95d39
        d4dc3a 17191c 2f4858 fffbea e4572e
        3b1f3f f5e8ec e07a5f 8a6fa8 f2cc8f
        2e4c7a f7f1e1 f2a33a 9dbad8 151b2b
        """),
    2000: _era("""
        f5f6f4 16202a d8232a 8fa3ad f0a818
        0f1c26 e8f0f2 f28a1e 3f7d92 a9bcc2
        bfd730 17240f 2b4c3f fbfbef e9602a
        9cc3da 12263a e4502b f7f6ee 3b6c8f
        33261d f3eadb c8742c 8fa08a e6c88a
        b3202a fbf3e6 1b1416 efa83a d9d2c5
        """),
    2010: _era("""
        0e2f3a fbefdd f27b35 3e9aa0 f6c879
        f4c7c3 3a1730 c2304b fdf3ea 6c5b9e
        1b1036 fbefff ff3f8e 2cc4e0 7a3fd0
        f3efe6 1a1d24 e8503a 2d6a6a f0b84a
        f7c92b 1a1a1a e0392b fffdf2 2e4756
        20413c f6edd9 ef7e56 9bbf9e f3c969
        """),
    2020: _era("""
        1f2bc4 fff8ec ff5a36 ffc72e 9fb4ff
        b7c4a5 1d2a22 c4532e f8f3e6 4e7563
        f4efe8 1b1a22 5b3df5 ff6b4a c9d65b
        a03c21 fff4e3 241a17 f1b24a 7fa08c
        121214 f4f2ec ff4b33 b9a6ff d9f24f
        c9b8f2 1e1440 ff5a36 fff9ee 4b37b8
        """),
}


def era_of(year: int) -> int:
    """The key in ERAS whose palettes a film of that year may have."""
    return min(max(year // 10 * 10, min(ERAS)), max(ERAS))
