"""A road to the horizon."""

from __future__ import annotations

import math
from itertools import pairwise

from films.posters.shapes import WIDTH, Disc, Path, Point, Rect, Shape, Stroke, line, poly
from films.posters.stage import Scene, Stage


def draw_road(stage: Stage) -> Scene:
    """A road to the horizon, straight or in bends, and what stands along it."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    horizon = stage.top + stage.height * chance.between(0.36, 0.5)
    x = chance.between(90, 210)
    r = min(chance.between(52, 88), stage.height * 0.26)
    field = loud[1]
    shapes: list[Shape] = [stage.paper(c.ground)]
    shapes.append(Disc(x, horizon - r * chance.between(-0.1, 0.5), r, loud[0]))
    end = stage.bottom if stage.title_is_low else 460
    shapes.append(Rect(0, horizon, WIDTH, end - horizon, field))
    bend = chance.pick((0.0, 0.0, chance.between(36, 70) * chance.sign()))
    tar = c.dark if field != c.dark else c.light
    mark = c.light if tar != c.light else c.main
    shapes += [_tar(x, horizon, end, bend, tar), _dashes(x, horizon, end, bend, mark)]
    wood = c.ink if c.ink != field else c.main
    shapes += _poles(x, horizon, end, chance.sign(), wood)
    if stage.title_is_low:
        shapes.append(Rect(0, end, WIDTH, 460 - end, tar))
    return Scene(shapes, tar if stage.title_is_low else c.ground)


def _middle(x: float, bend: float, far: float) -> float:
    """Where the road's middle is, `far` from 0 at the horizon to 1 at our feet."""
    return x + (150 - x) * far + bend * math.sin(math.pow(far, 0.6) * math.pi * 2) * math.sqrt(far)


def _tar(x: float, horizon: float, end: float, bend: float, fill: str) -> Path:
    steps_ = [n / 22 for n in range(23)]
    left = [(_middle(x, bend, f) - 2 - 96 * f, horizon + (end - horizon) * f) for f in steps_]
    right = [
        (_middle(x, bend, f) + 2 + 96 * f, horizon + (end - horizon) * f) for f in reversed(steps_)
    ]
    return poly(fill, *left, *right)


def _dashes(x: float, horizon: float, end: float, bend: float, fill: str) -> Path:
    found: list[tuple[str, tuple[float, ...]]] = []
    far = 0.03
    while far < 1:
        to = far * 1.28
        for name, f, side in (("M", far, -1), ("L", to, -1), ("L", to, 1), ("L", far, 1)):
            found.append(
                (name, (_middle(x, bend, f) + side * (0.4 + 5 * f), horizon + (end - horizon) * f))
            )
        found.append(("Z", ()))
        far *= 1.62
    return Path(tuple(found), fill)


def _poles(x: float, horizon: float, end: float, side: int, fill: str) -> list[Shape]:
    """Telegraph poles that shrink towards the horizon, with their wires."""
    found: list[Shape] = []
    tops: list[Point] = []
    far = 0.07
    while far < 1:
        foot_x = x + (150 - x) * far + side * (10 + 175 * far)
        foot_y = horizon + (end - horizon) * far
        tall = 26 + 260 * far
        if -20 < foot_x < 320 and foot_y - tall > 0:
            wide = 1.4 + 6 * far
            found.append(line(fill, wide, (foot_x, foot_y), (foot_x, foot_y - tall)))
            arm = tall * 0.13
            found.append(
                line(
                    fill,
                    wide * 0.7,
                    (foot_x - arm, foot_y - tall * 0.9),
                    (foot_x + arm, foot_y - tall * 0.9),
                )
            )
            tops.append((foot_x, foot_y - tall * 0.9))
        far *= 1.75
    for (ax, ay), (bx, by) in pairwise(tops):
        found.append(
            Stroke((("M", (ax, ay)), ("Q", ((ax + bx) / 2, (ay + by) / 2 + 10, bx, by))), 1.1, fill)
        )
    return found
