"""What is carried ahead: lances and flags, a crown, a wedge."""

from __future__ import annotations

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
    line,
    on_circle,
    poly,
    sector,
)
from films.posters.stage import Scene, Stage


def draw_banners(stage: Stage) -> Scene:
    """Lances and flags, a crown, or a wedge that drives into a disc."""
    return stage.chance.pick((_lances, _crown, _wedge))(stage)


def _lances(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    base = stage.bottom - (16 if stage.title_is_low else 56)
    r = min(stage.height * 0.27, 92)
    side = chance.sign()
    shapes: list[Shape] = []
    if chance.yes():
        shapes += [
            sector(mixed(c.ground, loud[1], 0.4), 150, base, 600, 180 + n * 20, 190 + n * 20)
            for n in range(9)
        ]
    shapes.append(Disc(150 + side * chance.between(10, 50), base - stage.height * 0.42, r, loud[1]))
    lean = side * chance.between(20, 64)
    count = chance.whole(6, 9)
    for n in range(count):
        x = 18 + 264 * n / (count - 1)
        tall = stage.height * chance.between(0.62, 0.92)
        top = (x + lean * tall / 250, base - tall)
        shapes.append(line(c.ink, 2.8, (x, base), top))
        if n % 2 == chance.whole(0, 1):
            shapes.append(
                _flag(top, side, chance.between(34, 62), loud[0] if chance.yes(0.7) else c.ink)
            )
        else:
            shapes.append(
                poly(
                    c.ink, (top[0], top[1] - 16), (top[0] + 5, top[1] + 4), (top[0] - 5, top[1] + 4)
                )
            )
    for n in range(count * 2):
        x = 300 * (n + 0.5) / (count * 2)
        shapes.append(Disc(x, base - 12 - 5 * (n % 3), 8.5, c.ink))
        shapes.append(Rect(x - 12, base - 6 - 5 * (n % 3), 24, 30, c.ink))
    if chance.yes(0.5):
        shapes.append(riding(c.ink, 150 - side * 70, base - 8, stage.height * 0.3, side < 0))
    shapes.append(Rect(0, base, WIDTH, 460 - base, c.ink))
    frame = Rect(0, stage.top, WIDTH, 460 - stage.top, c.ground)
    return Scene(
        [stage.paper(c.ground), Clip(frame, tuple(shapes))],
        c.ink if stage.title_is_low else c.ground,
    )


def _flag(top: Point, side: int, size: float, fill: str) -> Path:
    x, y = top
    s = -side
    return Path(
        (
            ("M", (x, y)),
            (
                "C",
                (
                    x + s * size * 0.4,
                    y - size * 0.16,
                    x + s * size * 0.6,
                    y + size * 0.26,
                    x + s * size * 1.2,
                    y + size * 0.06,
                ),
            ),
            ("L", (x + s * size * 0.94, y + size * 0.3)),
            ("L", (x + s * size * 1.16, y + size * 0.56)),
            (
                "C",
                (
                    x + s * size * 0.6,
                    y + size * 0.74,
                    x + s * size * 0.4,
                    y + size * 0.34,
                    x - side * 2,
                    y + size * 0.5,
                ),
            ),
            ("Z", ()),
        ),
        fill,
    )


def _crown(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    w = min(stage.height * 0.44, 122)
    x, y = 150 + chance.between(-10, 10), stage.top + stage.height * 0.62
    tilt = chance.between(-14, 14)
    points = chance.pick((3, 5, 5, 7))
    tall = w * chance.between(0.9, 1.15)

    def at(u: float, v: float) -> Point:
        px, py = on_circle(0, 0, u, tilt)
        qx, qy = on_circle(0, 0, v, tilt + 90)
        return x + px + qx, y + py + qy

    outline = [at(-w, w * 0.42), at(-w * 1.02, 0)]
    tips: list[Point] = []
    for n in range(points):
        u = -w * 1.1 + 2.2 * w * n / (points - 1)
        v = -tall * (1 if n % 2 == 0 else 0.78) if points > 3 else -tall
        tips.append(at(u, v))
        outline.append(at(u, v))
        if n < points - 1:
            outline.append(at(u + 1.1 * w / (points - 1), -tall * 0.16))
    outline += [at(w * 1.02, 0), at(w, w * 0.42)]
    gold = loud[0]
    shapes: list[Shape] = []
    if chance.yes(0.6):
        shapes += [
            sector(mixed(c.ground, loud[1], 0.36), x, y, 460, n * 24, n * 24 + 12)
            for n in range(15)
        ]
    shape = poly(gold, *outline)
    shapes += [
        shape,
        Clip(
            shape,
            (
                poly(
                    mixed(gold, c.dark, 0.3),
                    at(0, -tall * 2),
                    at(w * 3, -tall * 2),
                    at(w * 3, w),
                    at(0, w),
                ),
            ),
        ),
    ]
    shapes += [poly(c.ink, at(-w, w * 0.42), at(-w, w * 0.2), at(w, w * 0.2), at(w, w * 0.42))]
    shapes += [Disc(*tip, w * 0.11, loud[1]) for tip in tips]
    shapes += [Disc(*at(u * w, w * 0.31), w * 0.06, gold) for u in (-0.66, -0.33, 0, 0.33, 0.66)]
    frame = Rect(0, stage.top, WIDTH, stage.height, c.ground)
    return Scene([stage.paper(c.ground), Clip(frame, tuple(shapes))], c.ground)


def _wedge(stage: Stage) -> Scene:
    """A wedge drives into a disc, splinters fly: the revolution's own picture."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    side = chance.sign()
    r = min(stage.height * 0.31, 108)
    x, y = 150 + side * 34, stage.away(r * 1.5)
    out = stage.outward
    angle = 180 - out * 38 if side > 0 else out * 38
    tip = on_circle(x, y, r * 0.12, angle)
    back = on_circle(x, y, r * 3.2, angle)
    wide = r * chance.between(0.62, 0.9)
    shapes: list[Shape] = [
        poly(
            mixed(c.ground, c.ink, 0.16),
            (150 - side * 150, stage.away(stage.height * 0.3)),
            (150 + side * 150, stage.away(stage.height)),
            (150 - side * 150, stage.away(stage.height)),
        )
    ]
    shapes += [
        Disc(x, y, r, c.ink),
        poly(loud[0], tip, on_circle(*back, wide, angle + 90), on_circle(*back, wide, angle - 90)),
    ]
    for _ in range(chance.whole(5, 9)):
        px, py = on_circle(
            x, y, r * chance.between(1.12, 1.7), angle + 180 + chance.between(-95, 95)
        )
        turn, size = chance.between(0, 360), chance.between(6, 24)
        ink = chance.pick((c.ink, loud[0], loud[1]))
        shapes.append(
            poly(
                ink,
                *(
                    on_circle(
                        px,
                        max(py, stage.top + 26) if out > 0 else min(py, stage.bottom - 26),
                        size * k,
                        turn + a,
                    )
                    for k, a in ((1, 0), (0.5, 100), (0.8, 190))
                ),
            )
        )
    for n in range(3):
        shapes.append(
            line(
                c.ink,
                3 + 3 * n,
                on_circle(x, y, r * (1.2 + 0.16 * n), angle + 118),
                on_circle(x, y, r * (1.9 + 0.16 * n), angle + 74),
            )
        )
    if chance.yes(0.5):
        shapes.append(
            chance.pick((in_coat, walking))(c.ground, x + side * r * 0.36, y + r * 0.72, r * 0.72)
        )
    frame = Rect(0, stage.top, WIDTH, stage.height, c.ground)
    return Scene([stage.paper(c.ground), Clip(frame, tuple(shapes))], c.ground)
