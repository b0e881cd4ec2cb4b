"""Hearts."""

from __future__ import annotations

from films.posters.families.figures import in_coat, in_dress
from films.posters.shapes import (
    Clip,
    Path,
    Point,
    Rect,
    Shape,
    arc,
    drawn,
    joined,
    line,
    on_circle,
    placed,
    poly,
)
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
    gap, teeth = chance.between(6, 17), chance.whole(3, 5)
    crack: list[Point] = [(chance.between(-10, 10), -r * 1.2)]
    for n in range(teeth):
        aside = (1 if n % 2 else -1) * chance.between(14, 34)
        crack.append((aside, -r * 0.6 + r * 1.4 * (n + 0.5) / teeth))
    crack.append((chance.between(-6, 6), r * 1.2))
    shapes: list[Shape] = [stage.paper(c.ground)]
    fills = (loud[0], loud[1] if chance.yes() else loud[0])
    for side, fill in zip((-1, 1), fills, strict=True):
        half = poly(fill, *crack, (side * r * 2, r * 1.2), (side * r * 2, -r * 1.2))
        moved = (x + side * gap, y - side * gap * 0.4)
        shapes.append(Clip(placed(half, *moved), (_heart(*moved, r, fill),)))
    if chance.yes(0.5):
        first, second = chance.pick(((in_coat, in_dress), (in_dress, in_coat)))
        shapes.append(first(c.ground, x - r * 0.5, y + r * 0.28, r * 0.62))
        shapes.append(second(c.ground, x + r * 0.52, y + r * 0.22, r * 0.62))
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
    """A heart of two halves or of stripes, with an arrow through it."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    r = min(stage.height * 0.43, 134)
    x, y = 150.0, stage.middle
    heart = _heart(x, y, r, loud[0])
    aim = chance.sign() * -24.0
    stripe = poly(loud[1], (-8, -300), (8, -300), (8, 300), (-8, 300))
    stripes = tuple(placed(stripe, x + 34 * n, y, 1, -aim * 1.5) for n in range(-7, 8))
    inside = stripes if chance.yes() else (Rect(x, y - r, r * 2, r * 2, loud[1]),)
    return Scene(
        [stage.paper(c.ground), heart, Clip(heart, inside), *_arrow(c.ink, x, y, r, aim)], c.ground
    )


def _arrow(fill: str, x: float, y: float, r: float, aim: float) -> list[Shape]:
    """The two ends of an arrow that went through a heart."""

    def at(far: float) -> Point:
        return on_circle(x, y, far, aim)

    found: list[Shape] = [
        line(fill, 7, at(-158), at(-r * 0.55)),
        line(fill, 7, at(r * 0.46), at(136)),
    ]
    found.append(placed(drawn(fill, "M0 0 L-34 15 L-26 0 L-34 -15 Z"), *at(158), 1, aim))
    for n in range(3):
        root = at(-144 + 11 * n)
        found += [line(fill, 5, root, on_circle(*root, 19, aim + s * 140)) for s in (-1, 1)]
    return found
