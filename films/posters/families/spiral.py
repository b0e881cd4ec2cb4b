"""A well that one falls into."""

from __future__ import annotations

import math

from films.posters.families.figures import falling
from films.posters.shapes import Disc, Shape, on_circle, poly
from films.posters.stage import Scene, Stage


def draw_spiral(stage: Stage) -> Scene:
    """A well of rings whose middles wander, and somebody falling into it."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    count = chance.whole(8, 11)
    outer = math.hypot(150, stage.height / 2) * 1.25
    x, y = 150 + chance.between(-30, 30), stage.middle
    drift = on_circle(0, 0, min(stage.height * 0.2, 74), chance.between(0, 360))
    twist = chance.between(6, 15) * chance.sign() if chance.yes(0.45) else 0
    inks = (c.ink, c.ground) if chance.yes(0.6) else (c.ink, c.ground, loud[1], c.ground)
    shapes: list[Shape] = []
    for n in range(count):
        far = n / count
        middle = (x + drift[0] * far, y + drift[1] * far)
        r = outer * math.pow(1 - far, 1.4)
        fill = inks[n % len(inks)] if n < count - 1 else loud[0]
        corners = [on_circle(*middle, r * 1.2, 45 + 90 * k + twist * n) for k in range(4)]
        shapes.append(poly(fill, *corners) if twist else Disc(*middle, r, fill))
    size, turn = stage.height * chance.between(0.26, 0.36), chance.between(-160, 160)
    feet = on_circle(x + drift[0] * 0.8, y + drift[1] * 0.8, size * 0.5, turn + 90)
    shapes.append(falling(loud[0] if loud[0] not in inks else c.main, *feet, size, turn))
    return Scene(stage.framed(shapes), c.ground)
