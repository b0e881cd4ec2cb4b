"""The sea: long waves, scales in rows, or a liner's bow."""

from __future__ import annotations

import math

from films.posters.palettes import Palette, mixed
from films.posters.shapes import (
    WIDTH,
    Clip,
    Disc,
    Path,
    Rect,
    Shape,
    Stroke,
    drawn,
    land,
    placed,
    steps,
)
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
    return land(fill, points)


def _sail(x: float, y: float, tall: float, c: Palette, side: int) -> list[Shape]:
    """A boat with two sails."""
    jib = c.ink if c.ink != c.light else c.main
    parts = [
        drawn(c.light, "M0 -.1 L0 -1 L.52 -.1 Z"),
        drawn(jib, "M-.05 -.1 L-.05 -.82 L-.34 -.1 Z"),
    ]
    parts.append(drawn(c.dark, "M-.44 -.05 L.5 -.05 L.34 .18 L-.3 .18 Z"))
    return [placed(part, x, y, tall, mirror=side < 0) for part in parts]


def _scales(stage: Stage) -> Scene:
    """Waves as overlapping discs in rows, as on old Japanese cloth."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    r = chance.pick((42.9, 50.0, 60.0))
    start = stage.top + stage.height * 0.36
    sun = min(76, stage.height * 0.24)
    shapes: list[Shape] = [Disc(chance.between(90, 210), start - sun * 0.1, sun, loud[0])]
    inks = (loud[1], c.ground, loud[2] if len(loud) > 2 else c.ink)
    y, odd = start + r, False
    while y - r < stage.bottom:
        middles = [r * (2 * n + odd) for n in range(int(WIDTH / r / 2) + 2 - odd)]
        for x in middles:
            shapes += [
                Disc(x, y, r * share, ink) for share, ink in zip((1, 0.77, 0.54), inks, strict=True)
            ]
        y, odd = y + r * 0.5, not odd
    return Scene(stage.framed(shapes), c.ground)


def _bow(stage: Stage) -> Scene:
    """A liner from the front, as the thirties painted them."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    sea = stage.bottom - stage.height * (0.1 if stage.title_is_low else 0.16)
    x, top = 150 + chance.between(-30, 30), stage.top + stage.height * 0.3
    half = min(chance.between(74, 96), stage.height * 0.34)
    house = c.light if c.light not in (c.ground, c.ink) else loud[1]
    r = min(96, stage.height * 0.28)
    shapes: list[Shape] = [Disc(x + chance.sign() * 60, top + 14, r, loud[0])]
    lower = mixed(house, c.dark, 0.12)
    funnel = loud[1] if loud[1] != house else c.main
    for w, above, tall, fill in (
        (0.42, 46, 52, lower), (0.6, 26, 42, house), (0.2, 84, 40, funnel), (0.2, 84, 11, c.ink)
    ):  # fmt: skip
        shapes.append(Rect(x - half * w, top - above, half * w * 2, tall, fill))
    prow = f"M{x - half} {top} Q{x} {top + 14} {x + half} {top} "
    prow += f"C{x + half * 0.8} {top + 90} {x + half * 0.24} {sea - 40} {x} {sea + 30} "
    prow += f"C{x - half * 0.24} {sea - 40} {x - half * 0.8} {top + 90} {x - half} {top} Z"
    hull = drawn(c.ink, prow)
    shade = Rect(x, top - 20, half + 10, 460, mixed(c.ink, c.ground, 0.3))
    shapes += [hull, Clip(hull, (shade, Rect(0, sea - 34, WIDTH, 90, loud[0])))]
    foam = c.light if c.light != c.ground else c.second
    crest = Stroke(steps("M14 2 Q60 -22 190 -6"), 5, foam)
    shapes += [placed(crest, x, sea, mirror=mirror) for mirror in (False, True)]
    water = c.ink if stage.title_is_low else loud[1]
    low, high = sea + 8, sea
    shapes.append(
        land(water, [(-10, low), (x - 80, high), (x, sea + 12), (x + 80, high), (310, low)])
    )
    under = water if stage.title_is_low else c.ground
    return Scene([stage.paper(c.ground), *shapes, *stage.cover(under)], under)
