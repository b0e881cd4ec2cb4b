"""A moon: above someone small, struck by a rocket, ringed by planets, or rising as a sickle."""

from __future__ import annotations

from films.posters.families.figures import in_coat, in_dress
from films.posters.palettes import mixed
from films.posters.shapes import (
    WIDTH,
    Clip,
    Disc,
    Path,
    Ring,
    Shape,
    Stroke,
    land,
    on_circle,
    placed,
    star,
    steps,
)
from films.posters.stage import Scene, Stage

_ROCKET = steps(
    "M0 -62 C13 -44 15 -18 11 12 L22 34 L9 27 L-9 27 L-22 34 L-11 12 C-15 -18 -13 -44 0 -62 Z"
)


def draw_moon(stage: Stage) -> Scene:
    """One of four moons."""
    paint = stage.chance.pick((_struck, _ringed, _sickle, _over_a_hill))
    return paint(stage)


def _stars(stage: Stage, count: int, fill: str) -> list[Shape]:
    chance = stage.chance
    return [
        Disc(
            chance.between(8, WIDTH - 8),
            chance.between(stage.top + 6, stage.bottom - 6),
            chance.pick((0.9, 1.4, 2.1)),
            fill,
        )
        for _ in range(count)
    ]


def _face(stage: Stage, x: float, y: float, r: float, fill: str, shade: str) -> Shape:
    """The disc with its craters."""
    chance = stage.chance
    craters: list[Shape] = [Disc(x, y, r, fill)]
    for _ in range(chance.whole(4, 7)):
        cx, cy = on_circle(x, y, r * chance.between(0.15, 0.95), chance.between(0, 360))
        craters.append(Disc(cx, cy, r * chance.between(0.07, 0.22), shade))
    return Clip(Disc(x, y, r, fill), tuple(craters))


def _struck(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    r = min(chance.between(84, 112), stage.height * 0.36)
    side = chance.sign()
    x, y = 150 - side * chance.between(18, 46), stage.middle + chance.between(-8, 18)
    moon = c.beside(c.ground)[chance.whole(1, 2)] if len(c.beside(c.ground)) > 2 else c.ink
    loud = next(ink for ink in c.beside(c.ground) if ink != moon)
    angle = -38 if side > 0 else -142
    tip_x, tip_y = on_circle(x, y, r * 0.86, angle)
    turn = angle + 90 + 180
    tail: list[Shape] = [
        Stroke(
            (
                ("M", on_circle(*on_circle(tip_x, tip_y, 92, angle), shift, angle + 90)),
                ("L", on_circle(*on_circle(tip_x, tip_y, 300, angle), shift * 1.5, angle + 90)),
            ),
            4,
            loud,
        )
        for shift in (-11, 0, 11)
    ]
    rocket = placed(Path(_ROCKET, loud), *on_circle(tip_x, tip_y, 50, angle), 1.05, turn)
    porthole = Disc(*on_circle(tip_x, tip_y, 36, angle), 5.5, c.ground)
    shade = mixed(moon, c.ground, 0.28)
    shapes: list[Shape] = [
        stage.paper(c.ground),
        *_stars(stage, 26, c.ink),
        *tail,
        *stage.cover(c.ground),
    ]
    shapes += [_face(stage, x, y, r, moon, shade), rocket, porthole]
    return Scene(shapes, c.ground)


def _ringed(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    x = chance.pick((0.0, 40.0, 260.0, 300.0))
    y = stage.away(stage.height)
    shapes: list[Shape] = [stage.paper(c.ground), *_stars(stage, 18, c.ink)]
    rings: list[Shape] = []
    r = stage.height * chance.between(0.24, 0.32)
    distance = r
    for n in range(4):
        distance += stage.height * chance.between(0.12, 0.165)
        rings.append(Ring(x, y, distance, 1.6, mixed(c.ground, c.ink, 0.55)))
        aside = chance.between(14, 74) * (-1 if x > 150 else 1) * stage.outward
        inward = 180 + 90 * stage.outward + aside
        px, py = on_circle(x, y, distance, inward)
        size = min(chance.between(7, 21), stage.height * 0.06)
        rings.append(Disc(px, py, size, loud[n % len(loud)]))
        if n == 1:
            rings.append(Disc(px + size * 0.45, py - size * 0.3, size, c.ground))
    shapes += rings
    shapes.append(_face(stage, x, y, r, loud[0], mixed(loud[0], c.ground, 0.25)))
    return Scene([*shapes, *stage.cover(c.ground)], c.ground)


def _sickle(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    r = min(stage.height * 0.4, 122)
    side = chance.sign()
    x, y = 150 + side * 8, stage.middle
    inner_x = x + side * r * chance.between(0.32, 0.5)
    inner_r = r * chance.between(0.8, 0.88)
    shapes: list[Shape] = [stage.paper(c.ground), Disc(x, y, r, loud[0])]
    shapes += [Disc(inner_x, y - r * 0.12, inner_r, c.ground), *_stars(stage, 22, c.ink)]
    hang_x = inner_x + side * r * 0.06
    length = chance.between(0.35, 0.6) * r
    shapes.append(
        Stroke((("M", (hang_x, stage.top)), ("L", (hang_x, y - r * 0.5 + length))), 1.4, c.ink)
    )
    star_y = y - r * 0.5 + length + 18
    shapes.append(star(loud[1], hang_x, star_y, 22))
    return Scene(shapes, c.ground)


def _over_a_hill(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    hill = c.ink
    r = min(chance.between(96, 126), stage.height * 0.38)
    x = chance.between(110, 190)
    base = stage.bottom - stage.height * 0.2 if stage.title_is_low else 450 - 74
    y = max(stage.top + r + 6, base - r * chance.between(0.62, 0.92))
    top = x + chance.between(-50, 50)
    crest = [
        (-10.0, base + 40),
        (top - 90, base + 8),
        (top, base - 16),
        (top + 100, base + 14),
        (310.0, base + 46),
    ]
    moon = loud[0]
    shapes: list[Shape] = [stage.paper(c.ground), *_stars(stage, 20, loud[1])]
    shapes.append(_face(stage, x, y, r, moon, mixed(moon, c.ground, 0.22)))
    shapes.append(land(hill, crest))
    who = in_dress if chance.yes() else in_coat
    shapes.append(who(hill, top, base - 12, chance.between(58, 84)))
    return Scene(shapes, hill if stage.title_is_low else c.ground)
