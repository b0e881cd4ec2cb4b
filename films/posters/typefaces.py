"""The typefaces of the posters: stacks of fonts that readers' machines bring along."""

from __future__ import annotations

from dataclasses import dataclass

from films.posters.chance import Chance
from films.posters.palettes import era_of

_EAST = "'Hiragino Sans','Yu Gothic','Noto Sans CJK JP'"
_EAST_SERIF = "'Hiragino Mincho ProN','Yu Mincho','Noto Serif CJK JP'"

CREDIT_STACK = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"


@dataclass(frozen=True, slots=True)
class Typeface:
    """One way to set a title.

    `breadth` is its width against the table in `scripts`; `spacing` goes between letters, in
    ems; `slack` is how much wider than the estimate a font of its stack may come out.
    """

    name: str
    stack: str
    weight: int
    capitals: bool
    spacing: float
    breadth: float
    slack: float = 1.17


ROMAN = Typeface(
    "roman",
    "'Iowan Old Style','Palatino Linotype',Palatino,P052,'Book Antiqua',Georgia,"
    f"{_EAST_SERIF},serif",
    700, False, -0.015, 0.98, 1.14,
)  # fmt: skip
DIDONE = Typeface(
    "didone",
    f"Didot,'Bodoni 72','Bodoni MT','Playfair Display','Hoefler Text',Georgia,{_EAST_SERIF},serif",
    700, False, -0.01, 0.98, 1.14,
)  # fmt: skip
INSCRIPTION = Typeface(
    "inscription",
    f"'Iowan Old Style','Palatino Linotype',Palatino,P052,Georgia,{_EAST_SERIF},serif",
    700, True, 0.03, 1.1, 1.14,
)  # fmt: skip
GROTESQUE = Typeface(
    "grotesque",
    f"'Helvetica Neue',Helvetica,Arial,'Liberation Sans',{_EAST},sans-serif",
    800, True, -0.01, 1.06,
)  # fmt: skip
CONDENSED = Typeface(
    "condensed",
    "'Avenir Next Condensed','Roboto Condensed','Arial Narrow','Liberation Sans Narrow',"
    f"'Helvetica Neue',{_EAST},sans-serif",
    700, True, 0.0, 0.86, 1.24,
)  # fmt: skip
GEOMETRIC = Typeface(
    "geometric",
    f"Futura,'Century Gothic','URW Gothic','Avenir Next',Avenir,'Trebuchet MS',{_EAST},sans-serif",
    700, True, 0.05, 1.08,
)  # fmt: skip
SWISS = Typeface(
    "swiss",
    f"'Helvetica Neue',Helvetica,'Segoe UI',Arial,'Liberation Sans',{_EAST},sans-serif",
    700, False, -0.03, 1.04,
)  # fmt: skip

ALL = (ROMAN, DIDONE, INSCRIPTION, GROTESQUE, CONDENSED, GEOMETRIC, SWISS)

_OF_ERA: dict[int, dict[Typeface, float]] = {
    1910: {ROMAN: 4, INSCRIPTION: 3, DIDONE: 1},
    1920: {ROMAN: 3, GROTESQUE: 3, CONDENSED: 2, GEOMETRIC: 2, INSCRIPTION: 1},
    1930: {GEOMETRIC: 4, ROMAN: 3, INSCRIPTION: 2, CONDENSED: 1},
    1940: {ROMAN: 4, CONDENSED: 2, INSCRIPTION: 2, GROTESQUE: 1},
    1950: {ROMAN: 3, GROTESQUE: 2, CONDENSED: 2, SWISS: 2, DIDONE: 1},
    1960: {SWISS: 4, GROTESQUE: 2, ROMAN: 2, CONDENSED: 2, DIDONE: 1},
    1970: {ROMAN: 4, SWISS: 2, DIDONE: 2, GROTESQUE: 1},
    1980: {GEOMETRIC: 2, GROTESQUE: 2, CONDENSED: 3, SWISS: 2, ROMAN: 1},
    1990: {CONDENSED: 2, SWISS: 3, INSCRIPTION: 2, ROMAN: 2},
    2000: {SWISS: 3, INSCRIPTION: 3, CONDENSED: 2, ROMAN: 1},
    2010: {SWISS: 2, GEOMETRIC: 3, ROMAN: 2, GROTESQUE: 2},
    2020: {SWISS: 3, DIDONE: 2, ROMAN: 2, GROTESQUE: 2, GEOMETRIC: 1},
}


def choose_typeface(year: int, chance: Chance) -> Typeface:
    """A typeface that a poster of that year could have had."""
    return chance.weigh(_OF_ERA[era_of(year)])
