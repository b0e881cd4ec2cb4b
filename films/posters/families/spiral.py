"""A well that one falls into."""

from __future__ import annotations

import math

from films.posters.families.figures import falling
from films.posters.shapes import WIDTH, Clip, Disc, Path, Rect, Shape, on_circle, poly
from films.posters.stage import Scene, Stage


def draw_spiral(stage: Stage) -> Scene:
    """A well of rings whose middles wander, and somebody falling into it."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    count = chance.whole(8, 11)
    outer = math.hypot(150, stage.height / 2) * 1.25
    x, y = 150 + chance.between(-30, 30), stage.middle
    drift_x, drift_y = on_circle(0, 0, min(stage.height * 0.2, 74), chance.between(0, 360))
    square = chance.yes(0.45)
    twist = chance.between(6, 15) * chance.sign()
    inks = (c.ink, c.ground) if chance.yes(0.6) else (c.ink, c.ground, loud[1], c.ground)
    rings: list[Shape] = []
    for n in range(count):
        share = 1 - n / count
        r = outer * share**1.4
        cx, cy = x + drift_x * (1 - share), y + drift_y * (1 - share)
        fill = inks[n % len(inks)] if n < count - 1 else loud[0]
        if square:
            rings.append(
                poly(fill, *(on_circle(cx, cy, r * 1.2, 45 + 90 * k + twist * n) for k in range(4)))
            )
        else:
            rings.append(Disc(cx, cy, r, fill))
    inside = Rect(0, stage.top, WIDTH, stage.height, c.ground)
    shapes: list[Shape] = [stage.paper(c.ground), Clip(inside, tuple(rings))]
    size = stage.height * chance.between(0.26, 0.36)
    turn = chance.between(-160, 160)
    fx, fy = x + drift_x * 0.8, y + drift_y * 0.8
    ox, oy = on_circle(fx, fy, size * 0.5, turn + 90)
    shapes.append(
        falling(loud[0], ox, oy, size, turn)
        if not _same(loud[0], rings)
        else falling(c.ink, ox, oy, size, turn)
    )
    return Scene(shapes, c.ground)


def _same(fill: str, rings: list[Shape]) -> bool:
    """Whether rings other than the innermost have that colour."""
    return any(isinstance(ring, Disc | Path) and ring.fill == fill for ring in rings[:-1])
