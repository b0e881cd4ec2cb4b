"""Music: a record that turns, a keyboard, notes on their lines."""

from __future__ import annotations

import math

from films.posters.palettes import mixed
from films.posters.shapes import (
    Disc,
    Ring,
    Shape,
    Stroke,
    band,
    line,
    on_circle,
    poly,
    sector,
    smooth,
)
from films.posters.stage import Scene, Stage


def draw_record(stage: Stage) -> Scene:
    """A record under its arm, a keyboard in a bow, or notes on their lines."""
    return stage.chance.pick((_turning, _keyboard, _staves))(stage)


def _turning(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    side = chance.sign()
    r = min(stage.height * 0.46, 160)
    x, y = 150 - side * chance.between(30, 84), stage.top + stage.height * 0.54
    disc = c.ink if not c.is_dark else mixed(c.ground, c.ink, 0.16)
    groove = mixed(disc, c.ground if not c.is_dark else c.ink, 0.3)
    shapes: list[Shape] = [Disc(x, y, r, disc)]
    shapes += [
        Ring(x, y, r * share, 1.2, groove) for share in (0.93, 0.86, 0.79, 0.7, 0.63, 0.56, 0.48)
    ]
    gleam = chance.between(20, 60)
    shapes += [
        sector(mixed(disc, loud[1], 0.5), x, y, r * 0.985, angle, angle + 16)
        for angle in (gleam, gleam + 180)
    ]
    shapes += [
        Disc(x, y, r * 0.38, loud[0]),
        sector(loud[1], x, y, r * 0.38, gleam + 60, gleam + 240),
        Disc(x, y, r * 0.05, c.ground),
    ]
    px, py = 150 + side * 122, stage.top + stage.height * 0.1
    elbow = (150 + side * 112, y - r * 0.1)
    needle = on_circle(x, y, r * 0.72, 30 if side > 0 else 150)
    arm = c.light if c.light != c.ground else loud[1]
    shapes += [
        line(arm, 7, (px, py), elbow, needle, soft=True),
        Disc(px, py, 17, loud[1]),
        Disc(px, py, 7, arm if arm != loud[1] else c.dark),
    ]
    return Scene(stage.framed(shapes), c.ground)


def _keyboard(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    x, y = 150 + chance.sign() * chance.between(90, 150), stage.bottom + stage.height * 0.1
    outer, inner = stage.height * 1.02, stage.height * 0.56
    white, black = (c.light, c.dark)
    count = 13 + chance.whole(0, 4)
    turn = 180 / count
    shapes: list[Shape] = [Disc(x, y, outer + 12, loud[0])]
    for n in range(count):
        shapes.append(
            band(
                white if n != 6 else loud[1],
                x,
                y,
                outer,
                inner,
                180 + n * turn + 0.35,
                180 + (n + 1) * turn - 0.35,
            )
        )
    for n in range(count):
        if n % 7 in (0, 1, 3, 4, 5):
            angle = 180 + (n + 1) * turn
            shapes.append(
                band(
                    black,
                    x,
                    y,
                    outer,
                    inner + (outer - inner) * 0.4,
                    angle - turn * 0.3,
                    angle + turn * 0.3,
                )
            )
    shapes += [
        Disc(x, y, inner - 10, loud[1] if loud[1] != white else c.ink),
        Disc(x, y, inner * 0.62, loud[0]),
    ]
    return Scene(stage.framed(shapes), c.ground)


def _staves(stage: Stage) -> Scene:
    """Five lines that swing across the sheet, with notes on them."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    swing = stage.height * chance.between(0.14, 0.24) * chance.sign()
    gap = stage.height * 0.075
    middle = stage.middle

    def at(x: float, row: float) -> tuple[float, float]:
        return x, middle + row * gap * (1.25 - 0.5 * x / 300) + swing * math.sin(
            x / 300 * math.pi * 1.5 - 0.5
        )

    shapes: list[Shape] = [Disc(*at(chance.between(70, 230), 0), stage.height * 0.3, loud[1])]
    shapes += [
        Stroke(smooth([at(x, row) for x in range(-20, 341, 40)]), 3.2, c.ink)
        for row in range(-2, 3)
    ]
    size = gap * 0.62
    count = chance.pick((3, 4, 5))
    for n in range(count):
        x, y = at(300 * (n + 0.5 + chance.between(-0.15, 0.15)) / count, chance.whole(-2, 2))
        fill = loud[0] if n % 2 == 0 else c.ink
        up = -1 if y > middle else 1
        tip = (x - up * size * 0.9, y + up * gap * 3)
        shapes += [Disc(x, y, size, fill), line(fill, 4.5, (x - up * size * 0.9, y), tip)]
        if chance.yes():
            shapes.append(
                poly(
                    fill,
                    (tip[0] - 2.2, tip[1]),
                    (tip[0] + gap * 0.95, tip[1] - up * gap * 0.8),
                    (tip[0] - 2.2, tip[1] - up * gap * 0.7),
                )
            )
    return Scene(stage.framed(shapes), c.ground)
