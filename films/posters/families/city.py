"""Skylines: seen from afar, or from the street straight up."""

from __future__ import annotations

from dataclasses import dataclass

from films.posters.palettes import contrast, mixed
from films.posters.shapes import WIDTH, Disc, Path, Point, Rect, Shape, many, on_circle, poly
from films.posters.stage import Scene, Stage


def draw_city(stage: Stage) -> Scene:
    """Roofs before a great disc, or towers that lean together overhead."""
    return stage.chance.pick((_skyline, _skyline, _towers))(stage)


@dataclass(frozen=True, slots=True)
class _House:
    x: float
    y: float
    w: float
    roof: str


def _skyline(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    base = stage.bottom if stage.title_is_low else 450
    r = min(stage.height * chance.between(0.26, 0.35), 118)
    shapes: list[Shape] = [stage.paper(c.ground)]
    shapes.append(Disc(chance.between(80, 220), stage.top + r + stage.height * 0.04, r, loud[0]))
    far = mixed(c.ground, c.ink, 0.36)
    shapes += [_outline(house, base, far) for house in _row(stage, base, 0.62, 34, 58)]
    houses = _row(stage, base, 0.46, 40, 66)
    shapes += [_outline(house, base, c.ink) for house in houses]
    light = next(ink for ink in (c.third, c.second, c.main, c.ground) if contrast(ink, c.ink) > 2.2)
    shapes.append(_lights(stage, houses, base, c.ground if c.is_dark else light))
    if stage.title_is_low:
        shapes.append(Rect(0, base - 1, WIDTH, 460 - base, c.ink))
    return Scene(shapes, c.ink if stage.title_is_low else c.ground)


def _row(stage: Stage, base: float, reach: float, thin: float, thick: float) -> list[_House]:
    chance = stage.chance
    found: list[_House] = []
    x = -10.0
    while x < WIDTH + 10:
        w = chance.between(thin, thick)
        y = base - stage.height * reach * chance.between(0.5, 1.0)
        found.append(
            _House(x, y, w, chance.pick(("flat", "flat", "slope", "spire", "step", "dome")))
        )
        x += w
    return found


def _outline(house: _House, base: float, fill: str) -> Path:
    """A house front with its roof."""
    x, y, w = house.x, house.y, house.w
    roof: list[Point] = [(x, y), (x + w, y)]
    if house.roof == "slope":
        roof = [(x, y), (x + w, y - w * 0.5)]
    elif house.roof == "spire":
        m = x + w / 2
        roof = [
            (x, y),
            (x + w * 0.3, y),
            (x + w * 0.3, y - 14),
            (m - 1.5, y - 18),
            (m, y - 46),
            (m + 1.5, y - 18),
            (x + w * 0.7, y - 14),
            (x + w * 0.7, y),
            (x + w, y),
        ]
    elif house.roof == "step":
        roof = [
            (x, y),
            (x + w * 0.2, y),
            (x + w * 0.2, y - 13),
            (x + w * 0.4, y - 13),
            (x + w * 0.4, y - 26),
            (x + w * 0.6, y - 26),
            (x + w * 0.6, y - 13),
            (x + w * 0.8, y - 13),
            (x + w * 0.8, y),
            (x + w, y),
        ]
    elif house.roof == "dome":
        roof = [on_circle(x + w / 2, y, w / 2, 180 + 20 * n) for n in range(10)]
    return poly(fill, *roof, (x + w + 1, base + 1), (x, base + 1))


def _lights(stage: Stage, houses: list[_House], base: float, fill: str) -> Path:
    """Lit windows, in columns of their house."""
    chance = stage.chance
    lit: list[tuple[float, float, float, float]] = [(houses[2].x + 8, houses[2].y + 12, 4.5, 7)]
    for house in houses:
        columns = int((house.w - 8) // 11)
        margin = (house.w - columns * 11 + 6.5) / 2
        rows = int((base - house.y - 16) // 14)
        share = chance.pick((0.12, 0.3, 0.62))
        lit += [
            (house.x + margin + column * 11, house.y + 12 + row * 14, 4.5, 7.0)
            for column in range(columns)
            for row in range(rows)
            if chance.yes(share)
        ]
    return many(fill, lit[:90])


def _towers(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    vx, vy = chance.between(110, 190), stage.top + stage.height * 0.16
    shapes: list[Shape] = [stage.paper(c.ground)]
    shapes.append(Disc(vx, vy + 34, min(52, stage.height * 0.14), loud[0]))
    towers: list[Shape] = []
    edges = [
        (-170.0, -60.0),
        (-40.0, 50.0),
        (62.0, 128.0),
        (172.0, 236.0),
        (250.0, 340.0),
        (356.0, 470.0),
    ]
    for n, (left, right) in enumerate(edges):
        top = chance.between(0.16, 0.34) + abs(n - 2.5) * -0.03
        side = (c.ink, loud[1], c.ink)[n % 3]
        towers += _tower(vx, vy, left, right, top, side, mixed(side, c.ground, 0.45))
    return Scene([*shapes, *towers, *stage.cover(c.ground)], c.ground)


def _tower(
    vx: float, vy: float, left: float, right: float, top: float, fill: str, glass: str
) -> list[Shape]:
    """A tower from below: its walls run together towards (vx, vy), windows in rows."""

    def at(x: float, far: float) -> tuple[float, float]:
        return vx + (x - vx) * far, vy + (460 - vy) * far

    body = poly(fill, at(left, 1), at(left, top), at(right, top), at(right, 1))
    found: list[Shape] = [body]
    far = top * 1.14
    inset = (right - left) * 0.14
    while far < 1:
        next_far = far * 1.08
        found.append(
            poly(
                glass,
                at(left + inset, far),
                at(right - inset, far),
                at(right - inset, next_far),
                at(left + inset, next_far),
            )
        )
        far *= 1.2
    return found
