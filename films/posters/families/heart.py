"""Hearts."""

from __future__ import annotations

import math

from films.posters.families.figures import in_coat, in_dress
from films.posters.shapes import Clip, Path, Point, Rect, Shape, arc, joined, line, on_circle, poly
from films.posters.stage import Scene, Stage


def draw_heart(stage: Stage) -> Scene:
    """A heart: whole in rings, broken, overlapped by another, or struck by an arrow."""
    return stage.chance.pick((_rings, _broken, _two, _played))(stage)


def _heart(x: float, y: float, r: float, fill: str) -> Path:
    """A heart about `2r` wide with its middle at (x, y)."""
    lobe = r * 0.56
    return Path(
        joined(
            arc(x - lobe * 0.86, y - r * 0.32, lobe, 139, 331),
            arc(x + lobe * 0.86, y - r * 0.32, lobe, 209, 401),
            [("L", (x, y + r * 0.92))],
        ),
        fill,
    )


def _rings(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    r = min(stage.height * 0.47, 148)
    x, y = 150 + chance.between(-14, 14), stage.middle
    inks = (
        [loud[0], c.ground, loud[1], c.ground, loud[0], c.ground]
        if chance.yes()
        else [loud[0], loud[1], c.ink, c.ground, loud[0], loud[1]]
    )
    count = chance.whole(4, 6)
    shapes: list[Shape] = [stage.paper(c.ground)]
    shapes += [
        _heart(x, y + r * 0.03 * n, r * (1 - n / (count + 0.6)), inks[n]) for n in range(count)
    ]
    return Scene(shapes, c.ground)


def _broken(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    r = min(stage.height * 0.46, 142)
    x, y = 150.0, stage.middle
    gap = chance.between(6, 17)
    teeth = chance.whole(3, 5)
    crack: list[Point] = [(x + chance.between(-10, 10), y - r)]
    for n in range(teeth):
        crack.append(
            (
                x + (1 if n % 2 else -1) * chance.between(14, 34),
                y - r * 0.6 + r * 1.4 * (n + 0.5) / teeth,
            )
        )
    crack.append((x + chance.between(-6, 6), y + r * 1.1))
    left = poly(c.ground, *crack, (x - r * 2, y + r * 1.1), (x - r * 2, y - r))
    right = poly(c.ground, *crack, (x + r * 2, y + r * 1.1), (x + r * 2, y - r))
    shapes: list[Shape] = [stage.paper(c.ground)]
    for half, shift, fill in (
        (left, -1, loud[0]),
        (right, 1, loud[1] if chance.yes() else loud[0]),
    ):
        moved = Path(
            tuple(
                (
                    name,
                    tuple(
                        v + shift * gap * (1 if k % 2 == 0 else -0.4) for k, v in enumerate(numbers)
                    ),
                )
                for name, numbers in half.steps
            ),
            fill,
        )
        shapes.append(Clip(moved, (_heart(x + shift * gap, y - shift * gap * 0.4, r, fill),)))
    if chance.yes(0.5):
        who = chance.pick(((in_coat, in_dress), (in_dress, in_coat)))
        size = r * 0.62
        shapes += [
            who[0](c.ground, x - r * 0.5, y + r * 0.28, size),
            who[1](c.ground, x + r * 0.52, y + r * 0.22, size),
        ]
    return Scene(shapes, c.ground)


def _two(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    r = min(stage.height * 0.38, 112)
    side = chance.sign()
    one = _heart(150 - side * r * 0.38, stage.middle - r * 0.16, r, loud[0])
    other = _heart(150 + side * r * 0.42, stage.middle + r * 0.22, r * 0.86, loud[1])
    both = _heart(150 + side * r * 0.42, stage.middle + r * 0.22, r * 0.86, c.ink)
    return Scene([stage.paper(c.ground), one, other, Clip(one, (both,))], c.ground)


def _played(stage: Stage) -> Scene:
    """A heart of stripes with an arrow through it."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    r = min(stage.height * 0.43, 134)
    x, y = 150.0, stage.middle
    heart = _heart(x, y, r, loud[0])
    slant = chance.sign()
    stripes = tuple(
        poly(
            loud[1],
            (x - 400 + n * 34, y + slant * 300),
            (x - 384 + n * 34, y + slant * 300),
            (x + 16 + n * 34, y - slant * 300),
            (x + n * 34, y - slant * 300),
        )
        for n in range(-8, 18)
    )
    shapes: list[Shape] = [stage.paper(c.ground), heart]
    if chance.yes():
        shapes.append(Clip(heart, stripes))
    else:
        shapes.append(Clip(heart, (Rect(x, y - r, r * 2, r * 2, loud[1]),)))
    shaft = c.ink
    ax, ay, bx, by = x - 146.0, y + slant * 66, x + 146.0, y - slant * 66
    shapes.append(line(shaft, 7, (ax, ay), (x - r * 0.5, y + slant * 66 * r * 0.5 / 146)))
    shapes.append(
        line(shaft, 7, (x + r * 0.42, y - slant * 66 * r * 0.42 / 146), (bx - 20, by + slant * 9))
    )
    aim = math.degrees(math.atan2(by - ay, bx - ax))
    shapes.append(
        poly(
            shaft,
            (bx, by),
            on_circle(bx, by, 36, aim + 156),
            on_circle(bx, by, 26, aim + 180),
            on_circle(bx, by, 36, aim - 156),
        )
    )
    for n in range(3):
        root = on_circle(ax, ay, 14 + 11 * n, aim)
        shapes += [line(shaft, 5, root, on_circle(*root, 19, aim + s * 140)) for s in (-1, 1)]
    return Scene(shapes, c.ground)
