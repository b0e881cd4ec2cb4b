"""Tall things beside a title: a lighthouse, a chimney, a ladder to the moon."""

from __future__ import annotations

from films.posters.families.figures import walking
from films.posters.palettes import mixed
from films.posters.shapes import WIDTH, Clip, Disc, Path, Rect, Shape, line, poly, smooth
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
    x = _place(stage)
    base = stage.bottom - stage.height * (0.06 if stage.title_is_low else 0.17)
    top = stage.top + stage.height * 0.2
    foot, neck = stage.height * 0.098, stage.height * 0.058
    body = c.light if c.light != c.ground else c.ink
    light = next(ink for ink in (c.third, c.second, c.main) if ink in loud and ink != body)
    shapes: list[Shape] = [stage.paper(c.ground)]
    far = 320.0
    beams = [
        poly(mixed(c.ground, light, 0.75), (x, top - 10), (x + far, top - 62), (x + far, top + 34))
    ]
    if not stage.left:
        beams.append(
            poly(
                mixed(c.ground, light, 0.4), (x, top - 10), (x - far, top - 62), (x - far, top + 34)
            )
        )
    shapes.append(Clip(Rect(0, stage.top, WIDTH, stage.height, c.ground), tuple(beams)))
    tower = poly(
        body,
        (x - neck, top + 10),
        (x + neck, top + 10),
        (x + foot, base + 10),
        (x - foot, base + 10),
    )
    stripes = chance.whole(3, 5)
    pitch = (base - top) / (stripes * 2)
    bands = tuple(
        Rect(x - foot, top + 10 + pitch * (2 * n + 1), foot * 2, pitch, loud[0])
        for n in range(stripes)
    )
    shade = Rect(x + neck * 0.4, top, foot * 2, base, c.dark, 0.16)
    shapes += [tower, Clip(tower, (*bands, shade))]
    shapes += [
        Rect(x - neck * 1.35, top + 4, neck * 2.7, 7, c.ink),
        Rect(x - neck * 0.7, top - 22, neck * 1.4, 26, light),
    ]
    shapes += [
        Rect(x - 1.5, top - 22, 3, 26, c.ink),
        poly(c.ink, (x - neck, top - 22), (x, top - 46), (x + neck, top - 22)),
    ]
    rock = c.ink if body != c.ink else mixed(c.ink, c.ground, 0.25)
    shapes.append(_ground(base, rock))
    return Scene(shapes, rock if stage.title_is_low else c.ground)


def _ground(base: float, fill: str) -> Path:
    crest = [
        (-10.0, base + 16),
        (80.0, base + 10),
        (150.0, base - 4),
        (230.0, base + 4),
        (310.0, base + 14),
    ]
    return Path((*smooth(crest), ("L", (310, 460)), ("L", (-10, 460)), ("Z", ())), fill)


def _chimneys(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    x = _place(stage)
    base = stage.bottom - stage.height * (0.05 if stage.title_is_low else 0.14)
    smoke = mixed(c.ground, c.ink, 0.3)
    shapes: list[Shape] = [stage.paper(c.ground)]
    places = (-44.0, 0.0, 44.0) if not stage.left else (-34.0, 12.0, 52.0)
    for n, off in enumerate(places):
        tall = stage.height * (0.44 + 0.13 * ((n * 2 + chance.whole(0, 2)) % 3))
        w = stage.height * 0.034
        cx, top = x + off, base - tall
        drift = stage.height * 0.055
        puffs = [
            Disc(
                cx + drift * k * 0.55,
                top - drift * (0.5 + k * 0.8),
                drift * (0.45 + 0.2 * k),
                smoke if n != 1 else loud[1],
            )
            for k in range(5)
        ]
        shapes.append(Clip(Rect(0, stage.top, WIDTH, stage.height, smoke), tuple(puffs)))
        shapes.append(
            poly(
                c.ink,
                (cx - w * 0.7, top),
                (cx + w * 0.7, top),
                (cx + w, base + 4),
                (cx - w, base + 4),
            )
        )
        shapes += [
            Rect(cx - w * 0.74, top + tall * 0.07, w * 1.48, tall * 0.035, loud[0]),
            Rect(cx - w * 0.76, top + tall * 0.14, w * 1.52, tall * 0.035, loud[0]),
        ]
    roof = base - stage.height * 0.1
    left = stage.left - 20 if stage.left else -10.0
    teeth = [(left, base + 4)]
    n = 0
    while left + n * 38 < 320:
        teeth += [
            (left + n * 38, roof + 20),
            (left + n * 38 + 30, roof - 6),
            (left + n * 38 + 38, roof + 20),
        ]
        n += 1
    shapes += [poly(loud[0], *teeth, (330, base + 4)), Rect(0, base, WIDTH, 460 - base, c.ink)]
    for k in range(chance.whole(2, 4)):
        shapes.append(walking(c.ink, x - 40 + 26 * k, base + 1, stage.height * 0.085, True))
    return Scene(shapes, c.ink if stage.title_is_low else c.ground)


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
