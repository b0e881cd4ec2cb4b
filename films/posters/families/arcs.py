"""Circles for their own sake: rainbows, tiles, discs that overlap."""

from __future__ import annotations

from films.posters.palettes import mixed
from films.posters.shapes import Clip, Disc, Rect, Ring, Shape, on_circle, sector
from films.posters.stage import Scene, Stage


def draw_arcs(stage: Stage) -> Scene:
    """Rainbows from the corners, tiles, or discs that overlap."""
    return stage.chance.pick((_rainbows, _tiles, _overlaps))(stage)


def _rainbows(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    inks = [*chance.shuffled(c.beside(c.ground)[:4]), c.ground]
    side = chance.sign()
    corner_x = 150 + side * 150
    shapes: list[Shape] = []
    first = stage.height * chance.between(0.62, 0.8)
    for x, y, outer in (
        (300 - corner_x, stage.bottom, first),
        (corner_x + side * 20, stage.bottom, first * 0.62),
    ):
        count = chance.whole(5, 7)
        for n in range(count):
            shapes.append(Disc(x, y, outer * (1 - n / (count + 0.4)), inks[n % len(inks)]))
    sun_r = stage.height * chance.between(0.09, 0.13)
    shapes.append(Disc(150 + side * 66, stage.top + sun_r + stage.height * 0.06, sun_r, c.main))
    return Scene(stage.framed(shapes), c.ground)


def _tiles(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    columns = chance.pick((2, 3, 3, 4))
    size = 300 / columns
    rows = max(1, round(stage.height / size))
    if rows * size < stage.height - 1:
        rows += 1
    inks = c.beside(c.ground)
    shapes: list[Shape] = []
    for row in range(rows):
        for column in range(columns):
            x, y = (
                column * size,
                (stage.bottom - (row + 1) * size if stage.title_is_low else stage.top + row * size),
            )
            shapes += _tile(stage, x, y, size, inks)
    return Scene(stage.framed(shapes), c.ground)


def _tile(stage: Stage, x: float, y: float, size: float, inks: tuple[str, ...]) -> list[Shape]:
    """A square with a quarter, half or whole disc in it, or nothing but colour."""
    chance = stage.chance
    back = chance.pick((*inks, stage.colours.ground))
    fronts = [ink for ink in (*inks, stage.colours.ground) if ink != back]
    front, other = chance.pick(fronts), chance.pick(fronts)
    found: list[Shape] = [Rect(x, y, size + 0.4, size + 0.4, back)]
    corner = chance.whole(0, 3)
    cx, cy = x + size * (corner in (1, 2)), y + size * (corner in (2, 3))
    start = 90.0 * ((corner + 0) % 4)
    kind = chance.pick(("quarter", "quarter", "bows", "half", "disc", "eye", "leaf"))
    if kind in {"quarter", "bows"}:
        found.append(sector(front, cx, cy, size, start, start + 90))
        if kind == "bows":
            found += [
                sector(ink, cx, cy, size * share, start, start + 90)
                for share, ink in ((0.7, back), (0.4, other))
            ]
    elif kind == "half":
        found.append(sector(front, x + size / 2, y + size / 2, size / 2, start, start + 180))
    elif kind == "leaf":
        opposite_x, opposite_y = 2 * x + size - cx, 2 * y + size - cy
        leaf = sector(front, cx, cy, size, start, start + 90)
        found.append(
            Clip(sector(front, opposite_x, opposite_y, size, start + 180, start + 270), (leaf,))
        )
    else:
        found.append(Disc(x + size / 2, y + size / 2, size * 0.42, front))
        if kind == "eye":
            found.append(Disc(x + size / 2, y + size / 2, size * 0.18, other))
    return found


def _overlaps(stage: Stage) -> Scene:
    """Three large discs; where two meet, a third colour."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    r = min(stage.height * 0.31, 126)
    turn = chance.between(0, 360)
    x, y = 150 + chance.between(-26, 26), stage.middle
    middles = [on_circle(x, y, r * chance.between(0.5, 0.6), turn + 120 * n) for n in range(3)]
    first, second, third = (
        Disc(mx, my, r * share, ink)
        for (mx, my), share, ink in zip(
            middles,
            (1, 0.82, 0.62),
            (loud[0], loud[1], loud[2] if len(loud) > 2 else c.ink),
            strict=True,
        )
    )
    shapes: list[Shape] = [first, second]
    shapes.append(Clip(first, (Disc(second.x, second.y, second.r, c.ink),)))
    shapes.append(third)
    shapes.append(
        Clip(
            third,
            (
                Disc(first.x, first.y, first.r, mixed(first.fill, c.light, 0.75)),
                Clip(second, (Disc(first.x, first.y, first.r, c.ground),)),
            ),
        )
    )
    count = chance.whole(3, 6)
    shapes += (
        [Ring(third.x, third.y, third.r + 12 + 9 * n, 2, c.ink) for n in range(count)]
        if chance.yes(0.5)
        and third.r + 12 + 9 * count < min(third.y - stage.top, stage.bottom - third.y)
        else []
    )
    return Scene(stage.framed(shapes), c.ground)
