"""Gears and clocks."""

from __future__ import annotations

from films.posters.shapes import Disc, Point, Ring, Shape, band, line, on_circle, placed, poly
from films.posters.stage import Scene, Stage


def draw_clockwork(stage: Stage) -> Scene:
    """Gears that mesh, or a clock's face larger than the sheet."""
    return stage.chance.pick((_gears, _clock))(stage)


def _gear(stage: Stage, x: float, y: float, r: float, fill: str, hole: str) -> list[Shape]:
    chance = stage.chance
    teeth = max(8, int(r / 5))
    turn = 360 / teeth
    shift = chance.between(0, turn)
    points: list[Point] = []
    for n in range(teeth):
        a = shift + n * turn
        points += [
            on_circle(x, y, r * 0.86, a),
            on_circle(x, y, r, a + turn * 0.12),
            on_circle(x, y, r, a + turn * 0.42),
            on_circle(x, y, r * 0.86, a + turn * 0.54),
        ]
    shapes: list[Shape] = [poly(fill, *points)]
    if chance.yes(0.55):
        arms = chance.pick((3, 4, 5, 6))
        shapes += [
            band(
                hole,
                x,
                y,
                r * 0.68,
                r * 0.32,
                shift + n * 360 / arms + 9,
                shift + (n + 1) * 360 / arms - 9,
            )
            for n in range(arms)
        ]
    else:
        shapes.append(Ring(x, y, r * 0.55, r * 0.08, hole))
    shapes.append(Disc(x, y, r * 0.13, hole))
    return shapes


def _gears(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    side = chance.sign()
    big = stage.height * chance.between(0.36, 0.44)
    x, y = 150 - side * chance.between(40, 90), stage.away(big + chance.between(4, 40))
    shapes: list[Shape] = _gear(stage, x, y, big, c.ink, c.ground)
    out = stage.outward
    angle = out * chance.between(6, 44) if side > 0 else 180 - out * chance.between(6, 44)
    middle = big * chance.between(0.5, 0.64)
    mx, my = on_circle(x, y, big * 0.93 + middle, angle)
    shapes += _gear(stage, mx, my, middle, loud[0], c.ground)
    small = big * chance.between(0.26, 0.36)
    sx, sy = on_circle(x, y, big * 0.93 + small, angle + out * side * chance.between(68, 84))
    shapes += _gear(stage, sx, sy, small, loud[1], c.ground)
    sx, sy = on_circle(
        mx, my, middle * 0.93 + small * 0.9, angle + out * side * chance.between(70, 100)
    )
    shapes += _gear(stage, sx, sy, small * 0.9, loud[2] if len(loud) > 2 else loud[1], c.ground)
    return Scene(stage.framed(shapes), c.ground)


def _clock(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    r = min(stage.height * chance.between(0.48, 0.62), 220)
    x, y = 150 + chance.sign() * chance.between(20, 100), stage.away(r + 2)
    face = c.light if c.light != c.ground else loud[1]
    mark = c.dark if face != c.dark else c.light
    shapes: list[Shape] = [Disc(x, y, r, c.ink if c.ink != face else loud[0])]
    shapes.append(Disc(x, y, r * 0.93, face))
    for n in range(0, 60, 1 if r > 150 else 5):
        near, wide = (0.72, 0.055) if n % 5 == 0 else (0.85, 0.014)
        start, end = on_circle(x, y, r * near, n * 6), on_circle(x, y, r * 0.89, n * 6)
        shapes.append(line(mark, r * wide, start, end))
    hour = chance.between(0, 360)
    minute = hour + chance.between(50, 150) * chance.sign()
    hand = loud[0] if loud[0] != face else loud[1]
    long = poly(hand, (-0.16, 0), (0, -0.06), (0.82, -0.018), (0.82, 0.018), (0, 0.06))
    short = poly(mark, (-0.16, 0), (0, -0.09), (0.5, -0.03), (0.5, 0.03), (0, 0.09))
    shapes += [placed(short, x, y, r, hour), placed(long, x, y, r, minute)]
    shapes.append(Disc(x, y, r * 0.1, hand))
    return Scene(stage.framed(shapes), c.ground)
