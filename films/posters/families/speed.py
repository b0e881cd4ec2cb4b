"""Trains and wheels."""

from __future__ import annotations

import math

from films.posters.palettes import mixed
from films.posters.shapes import (
    WIDTH,
    Clip,
    Disc,
    Point,
    Rect,
    Ring,
    Shape,
    line,
    on_circle,
    poly,
    sector,
)
from films.posters.stage import Scene, Stage


def draw_speed(stage: Stage) -> Scene:
    """An engine among streaks, one that comes straight at you, or wheels on a slope."""
    return stage.chance.pick((_engine, _head_on, _wheels))(stage)


def _engine(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    rail = stage.bottom - (24 if stage.title_is_low else 66)
    scale = (rail - stage.top) / 278
    shapes: list[Shape] = [stage.paper(c.ground)]
    y = stage.top + 8.0
    while y < rail - 20 * scale:
        w = chance.between(70, 240)
        thick = chance.pick((2.5, 5, 9))
        shapes.append(Rect(chance.between(-40, 210), y, w, thick, chance.pick(loud[:3])))
        y += thick + chance.between(7, 15)
    x = chance.between(84, 108)
    body = c.ink
    trim = loud[0]

    def box(left: float, top: float, w: float, h: float, fill: str) -> Rect:
        return Rect(x + left * scale, rail + top * scale, w * scale, h * scale, fill)

    puffs = [(150, -182, 13), (124, -200, 18), (88, -214, 23), (40, -224, 29), (-22, -232, 35)]
    smoke = mixed(c.ground, c.ink, 0.22)
    shapes += [Disc(x + px * scale, rail + py * scale, r * scale, smoke) for px, py, r in puffs]
    shapes += [
        box(-16, -128, 62, 104, body),
        box(-26, -140, 82, 14, trim),
        box(0, -112, 30, 36, c.ground),
    ]
    shapes += [
        box(40, -96, 118, 66, body),
        Disc(x + 158 * scale, rail - 63 * scale, 33 * scale, body),
    ]
    shapes += [
        box(132, -150, 24, 56, body),
        box(126, -158, 36, 12, trim),
        box(80, -112, 26, 18, trim),
        box(60, -96, 7, 66, trim),
    ]
    shapes.append(
        poly(
            body,
            (x + 166 * scale, rail - 40 * scale),
            (x + 204 * scale, rail - 4 * scale),
            (x + 150 * scale, rail - 4 * scale),
        )
    )
    shapes.append(Disc(x + 184 * scale, rail - 78 * scale, 9 * scale, loud[1]))
    for wx, r in ((8, 27), (66, 27), (114, 18), (148, 18)):
        shapes += [
            Disc(x + wx * scale, rail - r * scale, r * scale, trim),
            Disc(x + wx * scale, rail - r * scale, r * 0.46 * scale, body),
        ]
    shapes += [
        line(
            c.ground,
            4 * scale,
            (x + 8 * scale, rail - 20 * scale),
            (x + 66 * scale, rail - 20 * scale),
        ),
        Rect(0, rail, WIDTH, 5, body),
    ]
    return Scene(shapes, c.ground)


def _head_on(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    x = 150 + chance.between(-22, 22)
    base = stage.bottom if stage.title_is_low else 450
    r = min(stage.height * 0.25, 92)
    y = stage.top + stage.height * 0.5
    shapes: list[Shape] = []
    rays = chance.pick((18, 24))
    shapes += [
        sector(mixed(c.ground, loud[1], 0.4), x, y, 520, n * 360 / rays, (n + 0.5) * 360 / rays)
        for n in range(rays)
    ]
    for n in range(6):
        share = (n / 6) ** 1.5
        ry = y + r * 0.9 + (base - y - r * 0.9) * share
        w = r * (0.9 + share * 1.3)
        shapes.append(Rect(x - w, ry, w * 2, 4 + 9 * share, mixed(c.ink, c.ground, 0.35)))
    for side in (-1, 1):
        shapes.append(
            poly(
                c.ink,
                (x + side * r * 0.5, y + r * 0.7),
                (x + side * r * 0.6, y + r * 0.7),
                (x + side * r * 1.62, base + 6),
                (x + side * r * 1.34, base + 6),
            )
        )
    body = c.ink
    shapes += [
        Rect(x - r * 0.27, y - r * 1.46, r * 0.54, r * 0.7, body),
        Rect(x - r * 0.38, y - r * 1.54, r * 0.76, r * 0.16, loud[0]),
    ]
    shapes += [
        Disc(x, y, r, body),
        Ring(x, y, r * 0.82, r * 0.07, loud[0]),
        Disc(x, y, r * 0.46, loud[1]),
        Disc(x, y, r * 0.3, c.light if loud[1] != c.light else c.main),
    ]
    shapes.append(
        poly(
            loud[0],
            (x - r * 1.06, y + r * 0.84),
            (x + r * 1.06, y + r * 0.84),
            (x + r * 0.88, y + r * 1.12),
            (x - r * 0.88, y + r * 1.12),
        )
    )
    for n in range(-3, 4):
        shapes.append(
            poly(
                body,
                (x + n * r * 0.25 - r * 0.07, y + r * 1.12),
                (x + n * r * 0.25 + r * 0.07, y + r * 1.12),
                (x + n * r * 0.16 + r * 0.03, y + r * 1.56),
                (x + n * r * 0.16 - r * 0.03, y + r * 1.56),
            )
        )
    frame = Rect(0, stage.top, WIDTH, stage.height, c.ground)
    return Scene([stage.paper(c.ground), Clip(frame, tuple(shapes))], c.ground)


def _wheels(stage: Stage) -> Scene:
    """Wheels racing along a steep diagonal."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    slope = -0.36 * chance.sign()
    y0 = stage.top + stage.height * 0.68
    shapes: list[Shape] = []

    def on(x: float, off: float = 0) -> Point:
        return x, y0 + (x - 150) * slope + off

    for n in range(chance.whole(7, 10)):
        off = -stage.height * chance.between(0.06, 0.72)
        start, thick = chance.between(-60, 160), chance.pick((3, 6, 10))
        end = start + chance.between(90, 260)
        if min(on(start, off)[1], on(end, off)[1]) < stage.top + 4:
            continue
        shapes.append(
            poly(
                loud[n % len(loud[:3])],
                on(start, off),
                on(end, off),
                on(end, off + thick),
                on(start, off + thick),
            )
        )
    shapes.append(poly(c.ink, on(-10), on(310), (310, 500), (-10, 500)))
    big = stage.height * chance.between(0.17, 0.22)
    xs = (84.0, 216.0) if chance.yes(0.7) else (70.0, 230.0)
    tilt = math.hypot(1, slope)
    hubs = [on(x, -big * tilt) for x in xs]
    for hx, hy in hubs:
        shapes += [
            Disc(hx, hy, big, mixed(c.ink, c.ground, 0.22)),
            Disc(hx, hy, big * 0.8, c.ground),
        ]
        count = chance.pick((8, 10, 12))
        shapes += [
            line(c.ink, 2.4, (hx, hy), on_circle(hx, hy, big * 0.82, n * 360 / count))
            for n in range(count)
        ]
        shapes.append(Disc(hx, hy, big * 0.24, loud[0]))
    (ax, ay), (bx, by) = hubs
    seat = ((ax + bx) / 2 - 10, (ay + by) / 2 - big * 0.2)
    head = (bx - 16, by - big * 1.25)
    shapes += [
        line(loud[0], 6.5, (ax, ay), seat, (bx, by), soft=True),
        line(loud[0], 6.5, (ax + 34, ay - big * 1.05 + 34 * slope), head, soft=True),
        line(loud[0], 6.5, (ax + 34, ay - big * 1.05 + 34 * slope), seat, head, soft=True),
        line(loud[0], 6.5, (ax, ay), (ax + 34, ay - big * 1.05 + 34 * slope), soft=True),
        line(loud[0], 6.5, (bx, by), head, (head[0] + 14, head[1] - 10), soft=True),
    ]
    shapes.append(
        line(
            c.ink,
            9,
            (ax + 22, ay - big * 1.12 + 30 * slope),
            (ax + 48, ay - big * 1.12 + 38 * slope),
            soft=True,
        )
    )
    cut = stage.bottom + (24 if stage.title_is_low else 0)
    frame = Rect(0, stage.top, WIDTH, cut - stage.top, c.ground)
    out: list[Shape] = [stage.paper(c.ground), Clip(frame, tuple(shapes))]
    if stage.title_is_low:
        low = y0 + 150 * abs(slope)
        out = [stage.paper(c.ground), Clip(Rect(0, stage.top, WIDTH, 460, c.ground), tuple(shapes))]
        if low > stage.bottom:
            out.append(Rect(0, stage.bottom, WIDTH, 460 - stage.bottom, c.ink))
    return Scene(out, c.ink if stage.title_is_low else c.ground)
