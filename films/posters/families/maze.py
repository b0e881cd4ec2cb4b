"""Mazes, round and square."""

from __future__ import annotations

from films.posters.families.figures import in_coat
from films.posters.shapes import (
    WIDTH,
    Clip,
    Disc,
    Point,
    Rect,
    Segment,
    Shape,
    Stroke,
    along,
    band,
    line,
    on_circle,
)
from films.posters.stage import Scene, Stage


def draw_maze(stage: Stage) -> Scene:
    """A maze of rings with somebody in its middle, or a square one with the way through."""
    return stage.chance.pick((_round_maze, _square_maze))(stage)


def _round_maze(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    rings = chance.whole(5, 7)
    outer = min(138, stage.height * 0.47)
    pitch = outer / (rings + 0.9)
    x, y = 150.0, stage.middle
    wall = pitch * chance.between(0.34, 0.5)
    shapes: list[Shape] = [stage.paper(c.ground)]
    for n in range(rings):
        r = outer - n * pitch
        gap = chance.between(0, 360)
        half = 180 / 3.14159 * (pitch * 0.5) / r
        shapes.append(band(c.ink, x, y, r, r - wall, gap + half, gap + 360 - half))
        if n < rings - 1:
            spoke = gap + chance.between(60, 300)
            shapes.append(
                line(
                    c.ink,
                    wall,
                    on_circle(x, y, r - wall / 2, spoke),
                    on_circle(x, y, r - pitch - wall / 2, spoke),
                )
            )
    shapes.append(Disc(x, y, pitch * 1.2, loud[0]))
    if chance.yes():
        shapes.append(
            in_coat(c.dark if loud[0] != c.dark else c.light, x, y + pitch * 0.92, pitch * 1.9)
        )
    return Scene(shapes, c.ground)


def _square_maze(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    columns = chance.pick((7, 8, 9))
    cell = 300 / columns
    rows = max(4, round(stage.height / cell))
    tall = stage.height / rows
    open_, way = _dug(stage, columns, rows)
    shapes: list[Shape] = [stage.paper(c.ground)]

    def at(spot: tuple[int, int]) -> Point:
        return (spot[0] + 0.5) * cell, stage.top + (spot[1] + 0.5) * tall

    walk = cell * 0.5
    corridors: list[Segment] = []
    for a, b in open_:
        corridors += along((at(a), at(b)))
    field = c.ink
    inside = Rect(0, stage.top, WIDTH, stage.height, field)
    path = Stroke(along([at(spot) for spot in way]), walk * 0.4, loud[0], True)
    paths = Stroke(tuple(corridors), walk, c.ground, True)
    shapes += [inside, Clip(inside, (paths, path))]
    end_x, end_y = at(way[-1])
    start_x, start_y = at(way[0])
    shapes += [
        Disc(end_x, end_y, cell * 0.36, loud[0]),
        Disc(start_x, start_y, cell * 0.2, loud[0]),
    ]
    return Scene(shapes, c.ground)


_Spot = tuple[int, int]


def _dug(stage: Stage, columns: int, rows: int) -> tuple[list[tuple[_Spot, _Spot]], list[_Spot]]:
    """The passages of a maze, each between two spots, and the way from a corner to another."""
    chance = stage.chance
    came: dict[_Spot, _Spot] = {(0, rows - 1): (0, rows - 1)}
    stack: list[_Spot] = [(0, rows - 1)]
    passages: list[tuple[_Spot, _Spot]] = []
    while stack:
        x, y = stack[-1]
        around = ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1))
        free = [s for s in around if 0 <= s[0] < columns and 0 <= s[1] < rows and s not in came]
        if not free:
            stack.pop()
            continue
        spot = chance.pick(free)
        came[spot] = (x, y)
        passages.append(((x, y), spot))
        stack.append(spot)
    way: list[_Spot] = [(columns - 1, 0)]
    while came[way[-1]] != way[-1]:
        way.append(came[way[-1]])
    return passages, way[::-1]
