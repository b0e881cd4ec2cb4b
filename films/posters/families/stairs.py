"""Stairs: crooked, up to a lit door, or winding down a well."""

from __future__ import annotations

import math

from films.posters.families.figures import falling, in_coat, in_dress
from films.posters.palettes import mixed
from films.posters.shapes import Disc, Point, Rect, Shape, line, on_circle, poly, sector
from films.posters.stage import Scene, Stage


def draw_stairs(stage: Stage) -> Scene:
    """Crooked stairs with a window, or stairs up to a lit door."""
    return stage.chance.pick((_crooked, _to_the_door, _winding))(stage)


def _crooked(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    side = chance.sign()

    def across(x: float) -> float:
        return x if side > 0 else 300 - x

    base = stage.bottom if stage.title_is_low else 450
    count = chance.whole(6, 8)
    rise = stage.height * 0.74 / count
    points: list[Point] = [(across(-10), base)]
    x, y = 20.0 + chance.between(-10, 20), base
    run = (300 - x) / count
    landings: list[Point] = []
    for _ in range(count):
        skew = chance.between(-5, 5)
        points.append((across(x + skew), y - 2))
        y -= rise * chance.between(0.86, 1.12)
        points.append((across(x + skew * 0.3), y + chance.between(-3, 3)))
        landings.append((across(x + run * 0.56), y + 1))
        x += run
    points += [(across(310), y - 6), (across(310), 460), (across(-10), 460)]
    shapes: list[Shape] = [stage.paper(c.ground)]
    shapes += _crooked_window(stage, across(74), stage.top + stage.height * 0.2, c.ink, loud[1])
    shapes.append(poly(c.ink, *points))
    place = landings[chance.whole(count // 2, count - 2)]
    who = chance.pick((in_dress, in_coat))
    shapes.append(who(loud[0], place[0], place[1] + 2, stage.height * chance.between(0.3, 0.38)))
    return Scene(shapes, c.ink if stage.title_is_low else c.ground)


def _crooked_window(stage: Stage, x: float, y: float, frame: str, light: str) -> list[Shape]:
    chance = stage.chance
    size = stage.height * 0.13
    corner = [
        (x + sx * size * chance.between(0.7, 1.1), y + sy * size * chance.between(0.8, 1.2))
        for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]
    small = [(x + (px - x) * 0.8, y + (py - y) * 0.8) for px, py in corner]
    mids = [
        ((small[n][0] + small[(n + 1) % 4][0]) / 2, (small[n][1] + small[(n + 1) % 4][1]) / 2)
        for n in range(4)
    ]
    return [
        poly(frame, *corner),
        poly(light, *small),
        line(frame, 4, mids[0], mids[2]),
        line(frame, 4, mids[1], mids[3]),
    ]


def _to_the_door(stage: Stage) -> Scene:
    """Steps seen from the front, narrowing upwards, a door at their end."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    x, top = 150 + chance.between(-40, 40), stage.top + stage.height * 0.42
    base = stage.bottom if stage.title_is_low else 450
    light, half, door = loud[0], stage.height * 0.105, stage.height * 0.36
    foot = [(x + half + 150, base), (x - half - 150, base)]
    glow = poly(mixed(c.ground, light, 0.3), (x - half, top), (x + half, top), *foot)
    shapes: list[Shape] = [glow]
    count = chance.whole(8, 11)
    for n in range(count):
        share, following = (n / count) ** 1.35, ((n + 1) / count) ** 1.35
        y, below = top + (base - top) * share, top + (base - top) * following + 0.5
        edge = half + 6 + share * 118
        corners = ((x - edge, y), (x + edge, y), (x + edge + 4, below), (x - edge - 4, below))
        shapes.append(poly((c.ink, loud[1])[n % 2], *corners))
    shapes.append(Rect(x - half - 7, top - door - 7, half * 2 + 14, door + 7, c.ink))
    shapes.append(Rect(x - half, top - door, half * 2, door, light))
    who = chance.pick((in_coat, in_dress))
    shapes.append(who(c.dark if light != c.dark else c.light, x, top, door * 0.8))
    return Scene(stage.framed(shapes), c.ground)


def _winding(stage: Stage) -> Scene:
    """A winding stair seen down its well."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    x, y = 150 + chance.between(-30, 30), stage.middle + chance.between(-16, 16)
    count = chance.whole(13, 16)
    turn = 360 / count * chance.sign()
    start = chance.between(0, 360)
    outer = math.hypot(184, stage.height / 2 + 20)
    tread, shade = c.ink, mixed(c.ink, c.ground, 0.4)
    shapes: list[Shape] = []
    for n in range(count * 3 - 4):
        r, angle = outer * math.pow(0.5, n / count), start + n * turn
        fill = (tread, shade)[n % 2] if n % count else loud[1]
        shapes.append(sector(fill, x, y, r, angle, angle + turn * 1.02))
    shapes.append(Disc(x, y, outer * 0.14, loud[0]))
    who = c.dark if loud[0] != c.dark else c.light
    angle = chance.between(0, 360)
    shapes.append(falling(who, *on_circle(x, y, 19, angle + 90), 40, angle))
    return Scene(stage.framed(shapes), c.ground)
