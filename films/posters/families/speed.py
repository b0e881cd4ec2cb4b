"""Trains and wheels."""

from __future__ import annotations

import math

from films.posters.palettes import Palette, mixed
from films.posters.shapes import (
    WIDTH,
    Disc,
    Path,
    Point,
    Rect,
    Ring,
    Shape,
    drawn,
    line,
    many,
    on_circle,
    placed,
    poly,
    rays,
)
from films.posters.stage import Scene, Stage


def draw_speed(stage: Stage) -> Scene:
    """An engine among streaks, one that comes straight at you, or wheels on a slope."""
    return stage.chance.pick((_engine, _engine, _engine, _head_on, _head_on, _head_on, _wheels))(
        stage
    )


def _engine(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    rail = stage.bottom - (24 if stage.title_is_low else 66)
    scale = (rail - stage.top) / 278
    shapes: list[Shape] = [stage.paper(c.ground)]
    y = stage.top + 8.0
    while y < rail - 20 * scale:
        w, thick = chance.between(70, 240), chance.pick((2.5, 5, 9))
        shapes.append(Rect(chance.between(-40, 210), y, w, thick, chance.pick(loud[:3])))
        y += thick + chance.between(7, 15)
    x = chance.between(84, 108)
    shapes += [placed(part, x, rail, scale) for part in _engine_parts(c, loud)]
    puffs = [(150, -182, 13), (124, -200, 18), (88, -214, 23), (40, -224, 29), (-22, -232, 35)]
    smoke = mixed(c.ground, c.ink, 0.22)
    shapes += [Disc(x + u * scale, rail + v * scale, r * scale, smoke) for u, v, r in puffs]
    shapes.append(Disc(x + 158 * scale, rail - 63 * scale, 33 * scale, c.ink))
    shapes.append(Disc(x + 184 * scale, rail - 78 * scale, 9 * scale, loud[1]))
    for u, r in ((8, 27), (66, 27), (114, 18), (148, 18)):
        hub = (x + u * scale, rail - r * scale)
        shapes += [Disc(*hub, r * scale, loud[0]), Disc(*hub, r * 0.46 * scale, c.ink)]
    rod = (x + 8 * scale, rail - 20 * scale), (x + 66 * scale, rail - 20 * scale)
    shapes += [line(c.ground, 4 * scale, *rod), Rect(0, rail, WIDTH, 5, c.ink)]
    return Scene(shapes, c.ground)


def _engine_parts(c: Palette, loud: tuple[str, ...]) -> list[Path]:
    """Cab, boiler, chimney, dome and cowcatcher; the rail is at nought."""
    body = [(-16, -128, 62, 104), (40, -96, 118, 66), (132, -150, 24, 56)]
    trim = [(-26, -140, 82, 14), (126, -158, 36, 12), (80, -112, 26, 18), (60, -96, 7, 66)]
    catcher = drawn(c.ink, "M166 -40 L204 -4 L150 -4 Z")
    parts = [many(c.ink, [rect]) for rect in body]
    return [*parts, catcher, many(loud[0], trim), many(c.ground, [(0, -112, 30, 36)])]


def _head_on(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    x, y = 150 + chance.between(-22, 22), stage.top + stage.height * 0.5
    base = stage.bottom if stage.title_is_low else 450
    r = min(stage.height * 0.25, 92)
    shapes: list[Shape] = []
    shapes += rays(mixed(c.ground, loud[1], 0.4), x, y, chance.pick((18, 24)))
    for n in range(6):
        share = (n / 6) ** 1.5
        w, sleeper = r * (0.9 + share * 1.3), y + r * 0.9 + (base - y - r * 0.9) * share
        shapes.append(Rect(x - w, sleeper, w * 2, 4 + 9 * share, mixed(c.ink, c.ground, 0.35)))
    for side in (-1, 1):
        top = [(x + side * r * 0.5, y + r * 0.7), (x + side * r * 0.6, y + r * 0.7)]
        foot = [(x + side * r * 1.62, base + 6), (x + side * r * 1.34, base + 6)]
        shapes.append(poly(c.ink, *top, *foot))
    shapes.append(Rect(x - r * 0.27, y - r * 1.46, r * 0.54, r * 0.7, c.ink))
    shapes.append(Rect(x - r * 0.38, y - r * 1.54, r * 0.76, r * 0.16, loud[0]))
    shapes += [Disc(x, y, r, c.ink), Ring(x, y, r * 0.82, r * 0.07, loud[0])]
    lamp = c.light if loud[1] != c.light else c.main
    shapes += [Disc(x, y, r * 0.46, loud[1]), Disc(x, y, r * 0.3, lamp)]
    shapes.append(placed(drawn(loud[0], "M-1.06 .84 L1.06 .84 L.88 1.12 L-.88 1.12 Z"), x, y, r))
    for n in range(-3, 4):
        u, v = n * 0.25, n * 0.16
        bar = poly(c.ink, (u - 0.07, 1.12), (u + 0.07, 1.12), (v + 0.03, 1.56), (v - 0.03, 1.56))
        shapes.append(placed(bar, x, y, r))
    return Scene(stage.framed(shapes), c.ground)


def _wheels(stage: Stage) -> Scene:
    """Wheels racing along a steep diagonal."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    slope = -0.36 * chance.sign()
    level = stage.top + stage.height * 0.68

    def on(x: float, above: float = 0) -> Point:
        return x, level + (x - 150) * slope - above

    shapes: list[Shape] = []
    for n in range(chance.whole(8, 11)):
        above, thick = stage.height * chance.between(0.06, 0.72), chance.pick((3, 6, 10))
        start, long = chance.between(-60, 160), chance.between(90, 260)
        ends = on(start, above), on(start + long, above)
        if min(ends[0][1], ends[1][1]) > stage.top + 4:
            below = on(start + long, above - thick), on(start, above - thick)
            shapes.append(poly(loud[n % len(loud[:3])], *ends, *below))
    shapes.append(poly(c.ink, on(-10), on(310), (310, 500), (-10, 500)))
    big = stage.height * chance.between(0.17, 0.22)
    spokes = chance.pick((8, 10, 12))
    hubs = [on(x, big * math.hypot(1, slope)) for x in (84.0, 216.0)]
    for hub in hubs:
        shapes += _wheel(*hub, big, spokes, (c.ink, c.ground, loud[0]))
    shapes += _bicycle(hubs[0], hubs[1], big, slope, loud[0], c.ink)
    under = c.ink if stage.title_is_low else c.ground
    return Scene([stage.paper(c.ground), *shapes, *stage.cover(under)], under)


def _wheel(x: float, y: float, r: float, spokes: int, inks: tuple[str, str, str]) -> list[Shape]:
    wire, paper, hub = inks
    found: list[Shape] = [Disc(x, y, r, mixed(wire, paper, 0.22)), Disc(x, y, r * 0.8, paper)]
    ends = [on_circle(x, y, r * 0.82, n * 360 / spokes) for n in range(spokes)]
    return [*found, *(line(wire, 2.4, (x, y), end) for end in ends), Disc(x, y, r * 0.24, hub)]


def _bicycle(
    back: Point, front: Point, big: float, slope: float, fill: str, saddle: str
) -> list[Shape]:
    """The frame between two hubs."""
    (ax, ay), (bx, by) = back, front
    crank = ((ax + bx) / 2 - 10, (ay + by) / 2 - big * 0.2)
    seat = (ax + 34, ay - big * 1.05 + 34 * slope)
    head = (bx - 16, by - big * 1.25)
    bars = [(back, crank, front), (seat, head), (seat, crank, head), (back, seat)]
    found: list[Shape] = [line(fill, 6.5, *bar, soft=True) for bar in bars]
    found.append(line(fill, 6.5, front, head, (head[0] + 14, head[1] - 10), soft=True))
    ends = [(seat[0] + off, seat[1] - big * 0.07 + off * 0.28) for off in (-12, 14)]
    return [*found, line(saddle, 9, *ends, soft=True)]
