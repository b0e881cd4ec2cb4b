"""Stairs: crooked, up to a lit door, or winding down a well."""

from __future__ import annotations

from films.posters.families.figures import falling, in_coat, in_dress
from films.posters.palettes import mixed
from films.posters.shapes import WIDTH, Clip, Disc, Point, Rect, Shape, band, line, poly
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
    x = 150 + chance.between(-40, 40)
    top = stage.top + stage.height * 0.42
    base = stage.bottom if stage.title_is_low else 450
    count = chance.whole(8, 11)
    shapes: list[Shape] = [stage.paper(c.ground)]
    light = loud[0]
    half = stage.height * 0.105
    door = stage.height * 0.36
    shapes.append(
        poly(
            mixed(c.ground, light, 0.3),
            (x - half, top),
            (x + half, top),
            (x + half + 150, base),
            (x - half - 150, base),
        )
    )
    edge = 0.0
    for n in range(count):
        share = (n / count) ** 1.35
        next_share = ((n + 1) / count) ** 1.35
        y, y2 = top + (base - top) * share, top + (base - top) * next_share
        edge = half + 6 + share * 118
        fill = (c.ink, loud[1])[n % 2]
        shapes.append(
            poly(
                fill,
                (x - edge, y),
                (x + edge, y),
                (x + edge + 4, y2 + 0.5),
                (x - edge - 4, y2 + 0.5),
            )
        )
    shapes += [
        Rect(x - half - 7, top - door - 7, half * 2 + 14, door + 7, c.ink),
        Rect(x - half, top - door, half * 2, door, light),
    ]
    inner = c.dark if light != c.dark else c.light
    shapes.append(chance.pick((in_coat, in_dress))(inner, x, top, door * 0.8))
    if stage.title_is_low:
        shapes.append(Rect(0, base, WIDTH, 460 - base, c.ground))
    return Scene(shapes, c.ground)


def _winding(stage: Stage) -> Scene:
    """A winding stair seen down its well."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    x, y = 150 + chance.between(-36, 36), stage.middle + chance.between(-20, 20)
    count = chance.whole(16, 20)
    turn = 360 / count * chance.sign()
    start = chance.between(0, 360)
    outer = max(stage.height * 0.62, 190)
    steps_: list[Shape] = []
    inks = (c.ink, mixed(c.ink, c.ground, 0.34), loud[1], mixed(c.ink, c.ground, 0.34))
    for n in range(count * 3):
        r = outer * 0.55 ** (n / count)
        angle = start + n * turn
        steps_.append(
            band(inks[(n + n // count) % 4], x, y, r, r * 0.55, angle, angle + turn * 1.04)
        )
    steps_.append(Disc(x, y, outer * 0.16, loud[0]))
    shapes: list[Shape] = [stage.paper(c.ground)]
    shapes.append(Clip(Rect(0, stage.top, WIDTH, stage.height, c.ground), tuple(steps_)))
    shapes.append(
        falling(c.dark if loud[0] != c.dark else c.light, x, y + 16, 36, chance.between(0, 360))
    )
    return Scene(shapes, c.ground)
