"""Clouds in a train, and what flies through them."""

from __future__ import annotations

from films.posters.palettes import mixed
from films.posters.shapes import (
    WIDTH,
    Clip,
    Disc,
    Path,
    Rect,
    Shape,
    Stroke,
    placed,
    poly,
    rays,
    steps,
)
from films.posters.stage import Scene, Stage

_PLANE = steps(
    "M-60 6 L50 -14 L66 -10 L44 -4 L8 8 L-14 30 L-26 31 L-16 10 L-46 12 L-58 22 L-64 22 L-58 10 Z"
)


def draw_clouds(stage: Stage) -> Scene:
    """Flat-bottomed clouds in rows, the sun behind, something flying through."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    sun_r = min(chance.between(58, 92), stage.height * 0.3)
    sun_x = chance.between(70, 230)
    sun_y = stage.top + stage.height * chance.between(0.28, 0.45)
    shapes: list[Shape] = [stage.paper(c.ground)]
    if chance.yes():
        shapes += rays(mixed(c.ground, loud[1], 0.35), sun_x, sun_y, 18)
    white = c.light if c.light != c.ground else loud[1]
    shapes.append(Disc(sun_x, sun_y, sun_r, next(ink for ink in loud if ink != white)))
    rows = chance.whole(3, 4)
    for n in range(rows):
        y = stage.top + stage.height * (0.4 + 0.6 * (n + 0.6) / rows)
        fill = white if n % 2 else mixed(c.ground, white, 0.5) if white != c.ground else loud[1]
        size = stage.height / rows * 0.5 * chance.between(0.85, 1.1)
        shapes += _cloud_row(stage, y, size, fill)
    flight_y = stage.top + stage.height * chance.between(0.16, 0.3)
    flyer = placed(
        Path(_PLANE, c.ink), 300 - sun_x, flight_y, chance.between(0.75, 1), chance.between(-14, 0)
    )
    if chance.yes(0.6):
        shapes.append(flyer)
    else:
        shapes += _balloon(stage, 300 - sun_x, flight_y + 30, loud[2], c.ink)
    return Scene([*shapes, *stage.cover(c.ground)], c.ground)


def _cloud_row(stage: Stage, y: float, size: float, fill: str) -> list[Shape]:
    """A string of clouds on one line."""
    chance = stage.chance
    found: list[Shape] = []
    x = chance.between(-70, -10)
    while x < WIDTH + 20:
        count = chance.whole(2, 4)
        left = x
        for n in range(count):
            r = size * (chance.between(0.7, 1) if 0 < n < count - 1 else chance.between(0.4, 0.6))
            found.append(
                Clip(
                    Rect(left - 60, y - 200, 500, 200, fill), (Disc(x + r, y - r * 0.35, r, fill),)
                )
            )
            x += r * 1.35
        x += size * chance.between(1.1, 2.2)
    return found


def _balloon(stage: Stage, x: float, y: float, fill: str, ink: str) -> list[Shape]:
    r = stage.chance.between(26, 34)
    stripes = (
        Disc(x, y, r, fill),
        poly(
            ink,
            (x - r * 0.25, y - r),
            (x + r * 0.25, y - r),
            (x + r * 0.4, y),
            (x + r * 0.2, y + r),
            (x - r * 0.2, y + r),
            (x - r * 0.4, y),
        ),
    )
    return [
        Clip(Disc(x, y, r, fill), stripes),
        poly(
            fill,
            (x - r * 0.62, y + r * 0.78),
            (x + r * 0.62, y + r * 0.78),
            (x + 6, y + r * 1.45),
            (x - 6, y + r * 1.45),
        ),
        Stroke((("M", (x - 5, y + r * 1.4)), ("L", (x - 5, y + r * 1.7))), 1, ink),
        Stroke((("M", (x + 5, y + r * 1.4)), ("L", (x + 5, y + r * 1.7))), 1, ink),
        Rect(x - 6, y + r * 1.68, 12, 9, ink),
    ]
