"""Film itself: a reel, a strip."""

from __future__ import annotations

import math

from films.posters.shapes import Clip, Disc, Path, Rect, Ring, Shape, Stroke, along, many, on_circle
from films.posters.stage import Scene, Stage


def draw_reel(stage: Stage) -> Scene:
    """A reel with its film running off, or a strip across the sheet."""
    return stage.chance.pick((_reel, _strip))(stage)


def _reel(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    side = chance.sign()
    r = min(stage.height * 0.36, 122)
    x, y = 150 - side * chance.between(14, 44), stage.top + stage.height * 0.46
    tilt = chance.between(0, 72)
    shapes: list[Shape] = []
    film = Stroke(
        (
            ("M", (x, y + r * 0.99)),
            (
                "C",
                (
                    x + side * r * 0.9,
                    y + r * 1.02,
                    x + side * r * 0.7,
                    stage.bottom + 10,
                    x + side * 320,
                    stage.bottom - r * 0.1,
                ),
            ),
        ),
        r * 0.24,
        c.ink,
    )
    perforation = Stroke(film.steps, r * 0.1, loud[1])
    shapes += [film, perforation, Disc(x, y, r, c.ink), Ring(x, y, r * 0.9, r * 0.035, loud[0])]
    holes = chance.pick((3, 5, 6))
    size = {3: 0.3, 5: 0.24, 6: 0.2}[holes]
    inks = (loud[0], loud[1]) if chance.yes() else (c.ground, c.ground)
    for n in range(holes):
        hx, hy = on_circle(x, y, r * 0.56, tilt + n * 360 / holes)
        shapes.append(Disc(hx, hy, r * size, inks[n % 2]))
    shapes += [Disc(x, y, r * 0.13, loud[0]), Disc(x, y, r * 0.05, c.ink)]
    return Scene(stage.framed(shapes), c.ground)


def _strip(stage: Stage) -> Scene:
    """A strip of film; in each picture the sun stands a little higher."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    count = 3
    x, w = chance.pick((24.0, 60.0, 96.0)), 180.0
    h = stage.height / count
    shapes: list[Shape] = [Rect(x, stage.top - 5, w, stage.height + 10, c.ink)]
    holes = []
    y = stage.top + h * 0.04
    while y < stage.bottom:
        holes += [(x + 7, y, 11.0, 8.0), (x + w - 18, y, 11.0, 8.0)]
        y += 18
    shapes.append(many(c.ground, holes))
    sky = loud[1] if loud[1] != c.ink else loud[2]
    rise = chance.sign()
    for n in range(count):
        top = stage.top + n * h + 4
        picture = Rect(x + 26, top, w - 52, h - 8, sky)
        place = (n + 1) / (count + 1) if rise > 0 else 1 - (n + 1) / (count + 1)
        px = x + 26 + (w - 52) * (0.2 + 0.6 * place)
        py = top + (h - 8) * (0.85 - 0.55 * math.sin(place * math.pi))
        hill = Path(
            along(
                (
                    (x + 20, top + h),
                    (x + 20, top + h * 0.62),
                    (x + w * 0.55, top + h * 0.78),
                    (x + w, top + h * 0.56),
                    (x + w, top + h),
                ),
                True,
            ),
            c.ink,
        )
        shapes.append(Clip(picture, (picture, Disc(px, py, h * 0.24, loud[0]), hill)))
    return Scene(stage.framed(shapes), c.ground)
