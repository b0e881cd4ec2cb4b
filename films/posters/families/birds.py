"""Birds."""

from __future__ import annotations

from films.posters.shapes import Clip, Disc, Path, Shape, Stroke, placed, steps
from films.posters.stage import Scene, Stage

_GLIDING = steps(
    "M0 0 C14 -20 34 -30 60 -26 C44 -18 30 -6 20 10 L26 16 L12 14 L0 22 L-12 14 L-26 16 L-20 10 "
    "C-30 -6 -44 -18 -60 -26 C-34 -30 -14 -20 0 0 Z"
)


_SWALLOW = steps(
    "M0 -34 C7 -27 9 -17 9 -10 C32 -20 56 -8 70 18 C50 5 29 5 11 13 L8 24 L19 54 L3 36 L0 40 "
    "L-3 36 L-19 54 L-8 24 L-11 13 C-29 5 -50 5 -70 18 C-56 -8 -32 -20 -9 -10 "
    "C-9 -17 -7 -27 0 -34 Z"
)
_PERCHED = steps(
    "M-4 2 L-12 22 L-6 20 L4 0 C14 -4 16 -16 12 -24 L20 -27 L12 -30 C6 -36 -4 -32 -6 -24 "
    "C-12 -14 -10 -4 -4 2 Z"
)


def draw_birds(stage: Stage) -> Scene:
    """A flock of which one flies apart, one bird large before a disc, or birds on wires."""
    return stage.chance.pick((_flock, _great_bird, _on_wires))(stage)


def _flock(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    shapes: list[Shape] = []
    columns, rows = chance.pick(((3, 4), (4, 5), (3, 3)))
    wide, tall = 300 / columns, stage.height / rows
    apart = (chance.whole(1, columns - 2), chance.whole(1, rows - 2))
    tilt, size = chance.between(-30, 30), min(wide, tall) / 118
    wing = chance.pick((_GLIDING, _SWALLOW))
    for row in range(rows):
        for column in range(columns):
            x = wide * (column + (0.7 if row % 2 else 0.3)) + chance.between(-4, 4)
            y = stage.top + tall * (row + 0.5) + chance.between(-4, 4)
            if (column, row) == apart:
                odd = placed(Path(wing, loud[0]), x, y, size * 1.25, tilt + 150)
                continue
            turn = tilt + chance.between(-9, 9)
            shapes.append(placed(Path(wing, c.ink), x, y, size * chance.between(0.8, 1), turn))
    return Scene(stage.framed([*shapes, odd]), c.ground)


def _great_bird(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    r = min(118, stage.height * 0.4)
    x, y = 150 + chance.between(-36, 36), stage.middle + chance.between(-6, 10)
    wing, tilt = chance.pick((_GLIDING, _SWALLOW)), chance.between(-28, 28)
    disc = Disc(x, y, r, loud[0])
    mirror = chance.yes()
    bird = placed(Path(wing, c.ink), 150, y + 8, r / 52, tilt, mirror)
    shadow = placed(Path(wing, loud[1]), 166, y + 24, r / 52, tilt, mirror)
    behind = Clip(disc, (shadow,)) if chance.yes() else Disc(x, y, r * 0.62, loud[1])
    return Scene(stage.framed([disc, behind, bird]), c.ground)


def _on_wires(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    r = min(96, stage.height * 0.3)
    shapes: list[Shape] = [stage.paper(c.ground)]
    shapes.append(Disc(chance.between(80, 220), stage.middle + chance.between(-30, 30), r, loud[0]))
    count = chance.whole(4, 5)
    lean = chance.between(-26, 26)
    red = chance.whole(0, count - 1)
    for n in range(count):
        y = stage.top + stage.height * (n + 0.8) / (count + 0.3)
        shapes.append(
            Stroke((("M", (-5, y - lean)), ("Q", (150, y + 16, 305, y + lean))), 2, c.ink)
        )
        for place in range(chance.whole(1, 4)):
            x = 30 + 240 * chance.unit()
            share = x / 300
            wire = (
                (1 - share) ** 2 * (y - lean)
                + 2 * share * (1 - share) * (y + 16)
                + share**2 * (y + lean)
            )
            fill = loud[1] if n == red and place == 0 else c.ink
            shapes.append(_perched(x, wire, chance.sign(), fill))
    return Scene(shapes, c.ground)


def _perched(x: float, y: float, side: int, fill: str) -> Shape:
    return placed(Path(_PERCHED, fill), x, y - 1, 0.92, 0, side < 0)
