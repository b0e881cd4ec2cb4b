"""The sea: long waves, scales in rows, or a liner's bow."""

from __future__ import annotations

import math

from films.posters.palettes import Palette, mixed
from films.posters.shapes import WIDTH, Clip, Disc, Path, Rect, Shape, Stroke, poly, smooth
from films.posters.stage import Scene, Stage


def draw_waves(stage: Stage) -> Scene:
    """One of three seas."""
    return stage.chance.pick((_long_waves, _long_waves, _scales, _bow))(stage)


def _long_waves(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    sun_r = min(chance.between(54, 84), stage.height * 0.26)
    sun_x = chance.between(80, 220)
    start = stage.top + stage.height * chance.between(0.42, 0.5)
    shapes: list[Shape] = [stage.paper(c.ground)]
    shapes.append(Disc(sun_x, start - sun_r * chance.between(0.2, 0.85), sun_r, loud[0]))
    waters = _waters(stage, loud[0])
    count = len(waters)
    step = (stage.bottom - start) / (count - 0.4 if stage.title_is_low else count)
    sail = chance.yes(0.6)
    for n, fill in enumerate(waters):
        level = start + step * n
        if sail and n == 1:
            shapes += _sail(300 - sun_x, level + 6, chance.between(58, 78), c, chance.sign())
        shapes.append(_wave(stage, level, step * chance.between(0.28, 0.42), fill))
    return Scene(shapes, waters[-1] if stage.title_is_low else c.ground)


def _waters(stage: Stage, sun: str) -> list[str]:
    """The colours of the waves, far to near; the last is even enough for a title."""
    c = stage.colours
    near = c.ink if not c.is_dark else mixed(c.dark, c.ground, 0.4)
    others = [ink for ink in (c.second, c.third, c.main) if ink not in (sun, c.ground)]
    first = others[0] if others else c.second
    return [mixed(c.ground, first, 0.45), first, mixed(first, near, 0.5), others[-1], near]


def _wave(stage: Stage, level: float, swell: float, fill: str) -> Path:
    chance = stage.chance
    length, shift = chance.between(120, 210), chance.between(0, 200)
    points = [
        (x, level + swell * math.sin((x + shift) / length * 2 * math.pi))
        for x in (-20 + length / 4 * n for n in range(int(380 / length * 4) + 2))
    ]
    return Path((*smooth(points), ("L", (320, 460)), ("L", (-20, 460)), ("Z", ())), fill)


def _sail(x: float, y: float, tall: float, c: Palette, side: int) -> list[Shape]:
    return [
        poly(c.light, (x, y - 8), (x, y - tall), (x + side * tall * 0.52, y - 8)),
        poly(
            c.ink if c.ink != c.light else c.main,
            (x - side * 4, y - 8),
            (x - side * 4, y - tall * 0.82),
            (x - side * tall * 0.34, y - 8),
        ),
        poly(
            c.dark,
            (x - tall * 0.44, y - 4),
            (x + tall * 0.5, y - 4),
            (x + tall * 0.34, y + 12),
            (x - tall * 0.3, y + 12),
        ),
    ]


def _scales(stage: Stage) -> Scene:
    """Waves as overlapping rings in rows, as on old Japanese cloth, a boat between them."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    r = chance.pick((37.5, 50.0))
    first, second = loud[1], loud[2] if len(loud) > 2 else c.ink
    start = stage.top + stage.height * 0.36
    shapes: list[Shape] = [stage.paper(c.ground)]
    sun_r = min(76, stage.height * 0.24)
    shapes.append(Disc(chance.between(90, 210), start - sun_r * 0.1, sun_r, loud[0]))
    rows = int((stage.bottom - start) / (r * 0.5)) + 2
    cover = mixed(c.ground, c.ink, 0.88) if not c.is_dark else c.dark
    for row in range(rows):
        y = start + r + row * r * 0.5
        if stage.title_is_low and y > stage.bottom + r * 0.2:
            break
        for column in range(int(WIDTH / r / 2) + 2):
            x = column * 2 * r + (r if row % 2 else 0)
            shapes += [
                Disc(x, y, r * share, (first, c.ground, second, c.ground)[n])
                for n, share in enumerate((1, 0.8, 0.6, 0.36))
            ]
    if stage.title_is_low:
        shapes.append(Rect(0, stage.bottom, WIDTH, 460 - stage.bottom, cover))
    return Scene(shapes, cover if stage.title_is_low else c.ground)


def _bow(stage: Stage) -> Scene:
    """A liner from the front, as the thirties painted them."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    sea = stage.bottom - stage.height * (0.1 if stage.title_is_low else 0.16)
    x = 150 + chance.between(-30, 30)
    top = stage.top + stage.height * 0.3
    half = min(chance.between(74, 96), stage.height * 0.34)
    hull = c.ink
    shade = mixed(hull, c.ground, 0.3)
    house = c.light if c.light not in (c.ground, hull) else loud[1]
    shapes: list[Shape] = [stage.paper(c.ground)]
    shapes.append(Disc(x + chance.sign() * 60, top + 6, min(96, stage.height * 0.3), loud[0]))
    for n, (w, h) in enumerate(((0.42, 46), (0.6, 26))):
        shapes.append(
            Rect(x - half * w, top - h, half * w * 2, h + 6, (mixed(house, c.dark, 0.12), house)[n])
        )
    shapes.append(
        Rect(x - half * 0.2, top - 88, half * 0.4, 44, loud[1] if loud[1] != house else c.main)
    )
    shapes.append(Rect(x - half * 0.2, top - 88, half * 0.4, 11, hull))
    prow = (
        ("M", (x - half, top)),
        ("Q", (x, top + 14, x + half, top)),
        ("C", (x + half * 0.8, top + 90, x + half * 0.24, sea - 40, x, sea + 30)),
        ("C", (x - half * 0.24, sea - 40, x - half * 0.8, top + 90, x - half, top)),
        ("Z", ()),
    )
    hull_shape = Path(prow, hull)
    shapes.append(hull_shape)
    shapes.append(
        Clip(
            hull_shape,
            (
                Rect(x, top - 20, half + 10, 460, shade),
                Rect(0, sea - 34, WIDTH, 90, loud[0]),
                Rect(x - 1.5, top, 3, 400, c.ground),
            ),
        )
    )
    water = c.ink if stage.title_is_low else loud[1]
    shapes += [
        Stroke(
            (
                ("M", (x + side * 14, sea + 2)),
                ("Q", (x + side * 60, sea - 22, x + side * 190, sea - 6)),
            ),
            5,
            c.light if c.light != c.ground else c.second,
        )
        for side in (-1, 1)
    ]
    crest = [(-10.0, sea + 8), (x - 80, sea), (x, sea + 12), (x + 80, sea), (310.0, sea + 8)]
    shapes.append(Path((*smooth(crest), ("L", (310, 460)), ("L", (-10, 460)), ("Z", ())), water))
    return Scene(shapes, water if stage.title_is_low else c.ground)
