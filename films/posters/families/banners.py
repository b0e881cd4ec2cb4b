"""What is carried ahead: lances and flags, a crown, a wedge."""

from __future__ import annotations

from itertools import pairwise

from films.posters.families.figures import in_coat, riding, walking
from films.posters.palettes import mixed
from films.posters.shapes import (
    WIDTH,
    Clip,
    Disc,
    Path,
    Point,
    Rect,
    Shape,
    drawn,
    line,
    on_circle,
    placed,
    poly,
    rays,
)
from films.posters.stage import Scene, Stage


def draw_banners(stage: Stage) -> Scene:
    """Lances and flags, a crown, or a wedge that drives into a disc."""
    return stage.chance.pick((_lances, _crown, _wedge))(stage)


def _lances(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    base = stage.bottom - (16 if stage.title_is_low else 56)
    side = chance.sign()
    shapes: list[Shape] = []
    if chance.yes():
        shapes += rays(mixed(c.ground, loud[1], 0.4), 150, base, 18)
    r = min(stage.height * 0.27, 92)
    shapes.append(Disc(150 + side * chance.between(10, 50), base - stage.height * 0.42, r, loud[1]))
    lean = side * chance.between(20, 64)
    count = chance.whole(6, 9)
    for n in range(count):
        x, tall = 18 + 264 * n / (count - 1), stage.height * chance.between(0.6, 0.86)
        flag = (loud[0] if chance.yes(0.7) else c.ink) if n % 2 == chance.whole(0, 1) else None
        shapes += _lance(x, base, (x + lean * tall / 250, base - tall), side, c.ink, flag)
    shapes += _crowd(base, count * 2, c.ink)
    if chance.yes(0.5):
        shapes.append(riding(c.ink, 150 - side * 70, base - 8, stage.height * 0.3, side < 0))
    under = c.ink if stage.title_is_low else c.ground
    return Scene([stage.paper(c.ground), *shapes, *stage.cover(under)], under)


def _lance(
    x: float, base: float, top: Point, side: int, wood: str, flag: str | None
) -> list[Shape]:
    """A lance from the ground to its `top`, with a flag or a point."""
    shaft = line(wood, 2.8, (x, base), top)
    if flag is None:
        return [shaft, placed(drawn(wood, "M0 -16 L5 4 L-5 4 Z"), *top)]
    cloth = drawn(flag, "M0 0 C20 -8 30 13 60 3 L47 15 L58 28 C30 37 20 17 0 25 Z")
    return [shaft, placed(cloth, *top, 0.86, mirror=side > 0)]


def _crowd(base: float, count: int, fill: str) -> list[Shape]:
    """Heads and shoulders, side by side, and the ground they stand on."""
    found: list[Shape] = []
    for n in range(count):
        x, y = 300 * (n + 0.5) / count, base - 5 * (n % 3)
        found += [Disc(x, y - 12, 8.5, fill), Rect(x - 12, y - 6, 24, 30, fill)]
    return [*found, Rect(0, base, WIDTH, 460 - base, fill)]


def _crown(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    w = min(stage.height * 0.44, 122)
    x, y = 150 + chance.between(-10, 10), stage.top + stage.height * 0.62
    shapes: list[Shape] = []
    if chance.yes(0.6):
        shapes += rays(mixed(c.ground, loud[1], 0.36), x, y, 15)
    spikes, tall, tilt = chance.pick((3, 5, 5, 7)), chance.between(90, 112), chance.between(-14, 14)
    tips = [
        (-108 + 216 * n / (spikes - 1), -tall * (1 if n % 2 == 0 or spikes == 3 else 0.78))
        for n in range(spikes)
    ]
    dips = [((a[0] + b[0]) / 2, -tall * 0.16) for a, b in pairwise(tips)]
    edge = [point for pair in zip(tips, [*dips, (102.0, 0.0)], strict=True) for point in pair]
    gold = poly(loud[0], (-100, 42), (-102, 0), *edge, (100, 42))

    def at(shape: Path) -> Path:
        return placed(shape, x, y, w / 100, tilt)

    shade = at(poly(mixed(loud[0], c.dark, 0.3), (0, -250), (250, -250), (250, 100), (0, 100)))
    shapes += [at(gold), Clip(at(gold), (shade,))]
    shapes.append(at(poly(c.ink, (-100, 42), (-100, 20), (100, 20), (100, 42))))
    pearls = [(tip, 11, loud[1]) for tip in tips]
    pearls += [((u, 31.0), 6, loud[0]) for u in (-66.0, -33.0, 0.0, 33.0, 66.0)]
    for (u, v), size, fill in pearls:
        across = on_circle(x, y, u * w / 100, tilt)
        shapes.append(Disc(*on_circle(*across, v * w / 100, tilt + 90), size * w / 100, fill))
    return Scene(stage.framed(shapes), c.ground)


def _wedge(stage: Stage) -> Scene:
    """A wedge drives into a disc, splinters fly: the revolution's own picture."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    side, out = chance.sign(), stage.outward
    near, far = 150 - side * 150, 150 + side * 150
    r = min(stage.height * 0.31, 108)
    x, y = 150 + side * 34, stage.away(r * 1.5)
    angle = 180 - out * 38 if side > 0 else out * 38
    back, wide = on_circle(x, y, r * 3.2, angle), r * chance.between(0.62, 0.9)
    end = stage.away(stage.height)
    field = mixed(c.ground, c.ink, 0.16)
    shapes: list[Shape] = [
        poly(field, (near, stage.away(stage.height * 0.3)), (far, end), (near, end))
    ]
    tip = on_circle(x, y, r * 0.12, angle)
    sides = (on_circle(*back, wide, angle + 90), on_circle(*back, wide, angle - 90))
    shapes += [Disc(x, y, r, c.ink), poly(loud[0], tip, *sides)]
    shapes += _splinters(stage, x, y, r, angle + 180, (c.ink, loud[0], loud[1]))
    for n in range(3):
        start = on_circle(x, y, r * (1.2 + 0.16 * n), angle + 118)
        shapes.append(
            line(c.ink, 3 + 3 * n, start, on_circle(x, y, r * (1.9 + 0.16 * n), angle + 74))
        )
    if chance.yes(0.5):
        who = chance.pick((in_coat, walking))
        shapes.append(who(c.ground, x + side * r * 0.36, y + r * 0.72, r * 0.72))
    return Scene(stage.framed(shapes), c.ground)


def _splinters(
    stage: Stage, x: float, y: float, r: float, angle: float, inks: tuple[str, ...]
) -> list[Shape]:
    """Triangles thrown out of a disc, none of them into the title's room."""
    chance = stage.chance
    found: list[Shape] = []
    for _ in range(chance.whole(5, 9)):
        far, aside = r * chance.between(1.12, 1.7), chance.between(-95, 95)
        px, py = on_circle(x, y, far, angle + aside)
        py = min(max(py, stage.top + 26), stage.bottom - 26)
        chip = poly(chance.pick(inks), (1, 0), (-0.1, 0.5), (-0.8, -0.15))
        found.append(placed(chip, px, py, chance.between(6, 24), chance.between(0, 360)))
    return found
