"""Tall things beside a title: a lighthouse, a chimney, a ladder to the moon."""

from __future__ import annotations

from films.posters.families.figures import walking
from films.posters.palettes import luminance, mixed
from films.posters.shapes import (
    WIDTH,
    Clip,
    Disc,
    Path,
    Point,
    Rect,
    Shape,
    drawn,
    land,
    line,
    placed,
    poly,
)
from films.posters.stage import Scene, Stage


def draw_tower(stage: Stage) -> Scene:
    """One of three."""
    return stage.chance.pick((_lighthouse, _chimneys, _ladder))(stage)


def _place(stage: Stage) -> float:
    """The x where the tall thing stands: beside the title, or off the middle."""
    if stage.left:
        return (stage.left + WIDTH) / 2 + 8
    return 150 + stage.chance.sign() * stage.chance.between(20, 60)


def _lighthouse(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    x, top = _place(stage), stage.top + stage.height * 0.2
    base = stage.bottom - stage.height * (0.06 if stage.title_is_low else 0.17)
    foot, neck = stage.height * 0.098, stage.height * 0.058
    body = c.light if c.light != c.ground else c.ink
    light = max((ink for ink in loud if ink not in (body, c.ink)), key=luminance)
    shapes: list[Shape] = [stage.paper(c.ground)]
    for side, share in ((1, 0.75), (-1, 0.4)) if not stage.left else ((1, 0.75),):
        beam = drawn(mixed(c.ground, light, share), "M0 0 L320 -52 L320 44 Z")
        shapes.append(placed(beam, x, top - 10, mirror=side < 0))
    left, right = (x - foot, base + 10), (x + foot, base + 10)
    tower = poly(body, (x - neck, top + 10), (x + neck, top + 10), right, left)
    stripes = chance.whole(3, 5)
    pitch = (base - top) / (stripes * 2)
    rows = [top + 10 + pitch * (2 * n + 1) for n in range(stripes)]
    bands = [Rect(x - foot, row, foot * 2, pitch, loud[0]) for row in rows]
    shade = Rect(x + neck * 0.4, top, foot * 2, base, c.dark, 0.16)
    shapes += [tower, Clip(tower, (*bands, shade))]
    lantern = Rect(x - neck * 0.7, top - 22, neck * 1.4, 26, light)
    shapes += [Rect(x - neck * 1.35, top + 4, neck * 2.7, 7, c.ink), lantern]
    roof = poly(c.ink, (x - neck, top - 22), (x, top - 46), (x + neck, top - 22))
    shapes += [Rect(x - 1.5, top - 22, 3, 26, c.ink), roof]
    rock = c.ink if body != c.ink else mixed(c.ink, c.ground, 0.25)
    shapes.append(_ground(base, rock))
    return Scene(shapes, rock if stage.title_is_low else c.ground)


def _ground(base: float, fill: str) -> Path:
    crest = [(-10.0, 16.0), (80.0, 10.0), (150.0, -4.0), (230.0, 4.0), (310.0, 14.0)]
    return land(fill, [(x, base + y) for x, y in crest])


def _chimneys(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    x = _place(stage)
    base = stage.bottom - stage.height * (0.05 if stage.title_is_low else 0.14)
    smoke = mixed(c.ground, c.ink, 0.3)
    shapes: list[Shape] = [stage.paper(c.ground)]
    for n, off in enumerate((-44.0, 0.0, 44.0) if not stage.left else (-34.0, 12.0, 52.0)):
        tall = stage.height * (0.36 + 0.1 * ((n * 2 + chance.whole(0, 2)) % 3))
        puff = smoke if n != 1 else loud[1]
        shapes += _chimney(x + off, base, tall, stage.height * 0.034, (c.ink, loud[0], puff))
    left = stage.left - 20 if stage.left else -10.0
    teeth: list[Point] = [(left, base + 4)]
    roof = base - stage.height * 0.1
    while teeth[-1][0] < 320:
        tooth = teeth[-1][0]
        teeth += [(tooth, roof + 20), (tooth + 30, roof - 6), (tooth + 38, roof + 20)]
    shapes += [poly(loud[0], *teeth, (330, base + 4)), Rect(0, base, WIDTH, 460 - base, c.ink)]
    for n in range(chance.whole(2, 4)):
        shapes.append(walking(c.ink, x - 40 + 26 * n, base + 1, stage.height * 0.085, True))
    return Scene(shapes, c.ink if stage.title_is_low else c.ground)


def _chimney(
    x: float, base: float, tall: float, w: float, inks: tuple[str, str, str]
) -> list[Shape]:
    """A chimney with two bands and the smoke that leaves it."""
    brick, trim, smoke = inks
    top, drift = base - tall, w * 1.6
    found: list[Shape] = []
    for n in range(5):
        cloud_x, cloud_y = x + drift * n * 0.55, top - drift * (0.5 + n * 0.8)
        found.append(Disc(cloud_x, cloud_y, drift * (0.45 + 0.2 * n), smoke))
    mouth, foot = ((x - w * 0.7, top), (x + w * 0.7, top)), ((x + w, base + 4), (x - w, base + 4))
    found.append(poly(brick, *mouth, *foot))
    rows = (top + tall * 0.07, top + tall * 0.14)
    return [*found, *(Rect(x - w * 0.75, row, w * 1.5, tall * 0.035, trim) for row in rows)]


def _ladder(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    x = _place(stage)
    base = stage.bottom - stage.height * (0.04 if stage.title_is_low else 0.12)
    r = stage.height * 0.13
    moon_y = stage.top + r + stage.height * 0.03
    lean = chance.between(10, 30) * (1 if x < 190 else -1)
    foot, head = (x - lean, base + 4.0), (x + lean * 0.4, moon_y + r * 0.5)
    shapes: list[Shape] = [stage.paper(c.ground), Disc(x, moon_y, r, loud[0])]
    w = stage.height * 0.034
    rungs = chance.whole(13, 17)
    shapes += [
        line(c.ink, 4, (foot[0] + s * w * 1.15, foot[1]), (head[0] + s * w * 0.8, head[1]))
        for s in (-1, 1)
    ]
    for n in range(rungs):
        share = (n + 0.6) / rungs
        rx, ry = foot[0] + (head[0] - foot[0]) * share, foot[1] + (head[1] - foot[1]) * share
        shapes.append(line(c.ink, 3, (rx - w, ry), (rx + w, ry)))
    climb = chance.between(0.3, 0.62)
    cx, cy = foot[0] + (head[0] - foot[0]) * climb, foot[1] + (head[1] - foot[1]) * climb
    shapes.append(walking(loud[1], cx - 4, cy, stage.height * 0.15, lean < 0))
    shapes.append(_ground(base, c.ink))
    return Scene(shapes, c.ink if stage.title_is_low else c.ground)
