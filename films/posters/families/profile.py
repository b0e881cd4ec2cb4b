"""Heads in profile: one with a picture in it, or two that face each other."""

from __future__ import annotations

from films.posters.families.figures import falling, in_coat, profile
from films.posters.palettes import mixed
from films.posters.shapes import Clip, Disc, Rect, Ring, Shape, land, on_circle
from films.posters.stage import Scene, Stage


def draw_profile(stage: Stage) -> Scene:
    """A head with a picture in it, or two that face each other."""
    return stage.chance.pick((_inner_world, _face_to_face))(stage)


def _inner_world(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    left = chance.yes()
    share = chance.between(0.98, 1.08) if stage.title_is_low else chance.between(0.92, 1.04)
    tall = min(stage.height * share, 390)
    foot = stage.bottom if stage.title_is_low else 452
    side = -1 if left else 1
    head = profile(c.ink, 150 - side * tall * 0.37, foot - tall, tall, left)
    x, y, r = 150 - side * tall * 0.05, foot - tall * 0.62, tall * 0.3
    thought = chance.pick((_sea, _night, _maze, _fall, _rings))(stage, x, y, r)
    return Scene(stage.framed([head, Clip(Disc(x, y, r, c.ground), tuple(thought))]), c.ground)


def _sea(stage: Stage, x: float, y: float, r: float) -> list[Shape]:
    c = stage.colours
    loud = c.beside(c.ground)
    found: list[Shape] = [Disc(x, y, r, loud[1]), Disc(x + r * 0.2, y - r * 0.1, r * 0.42, loud[0])]
    for n, fill in enumerate((c.ground, c.ink, loud[2 % len(loud)])):
        level = y + r * 0.26 * n
        crest = [(-1.1, 0.12), (-0.4, 0.0), (0.2, 0.2), (1.1, 0.05)]
        found.append(land(fill, [(x + u * r, level + v * r) for u, v in crest]))
    return found


def _night(stage: Stage, x: float, y: float, r: float) -> list[Shape]:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    moon = Disc(x + r * 0.2, y - r * 0.15, r * 0.46, loud[0])
    found: list[Shape] = [Disc(x, y, r, c.ground), moon]
    found.append(Disc(x + r * 0.38, y - r * 0.24, r * 0.4, c.ground))
    for _ in range(14):
        u, v = chance.between(-0.9, 0.9), chance.between(-0.9, 0.9)
        found.append(Disc(x + u * r, y + v * r, chance.pick((1.5, 2.4)), loud[1]))
    return [*found, in_coat(c.ink, x - r * 0.3, y + r * 0.95, r * 0.8)]


def _maze(stage: Stage, x: float, y: float, r: float) -> list[Shape]:
    c = stage.colours
    loud = c.beside(c.ground)
    found: list[Shape] = [Disc(x, y, r, c.ground)]
    found += [Ring(x, y, r * (0.88 - 0.2 * n), r * 0.09, loud[0]) for n in range(4)]
    found.append(Rect(x - r * 0.07, y - r * 0.72, r * 0.14, r * 0.14, c.ground))
    found.append(Rect(x + r * 0.6, y - r * 0.07, r * 0.16, r * 0.14, c.ground))
    return [*found, Disc(x, y, r * 0.13, loud[1])]


def _fall(stage: Stage, x: float, y: float, r: float) -> list[Shape]:
    c = stage.colours
    disc = Disc(x, y, r, c.beside(c.ground)[0])
    turn = stage.chance.between(-30, 60)
    return [disc, falling(c.ground, *on_circle(x, y, r * 0.68, turn + 90), r * 1.4, turn)]


def _rings(stage: Stage, x: float, y: float, r: float) -> list[Shape]:
    c = stage.colours
    loud = c.beside(c.ground)
    inks = (loud[0], loud[1], loud[2 % len(loud)], c.ground, loud[0])
    return [Disc(x, y, r * (1 - 0.2 * n), ink) for n, ink in enumerate(inks)]


def _face_to_face(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    tall = min(stage.height * chance.between(0.9, 1.05), 350)
    foot = stage.bottom if stage.title_is_low else 452
    near = chance.between(4, 26)
    one = profile(c.ink, 150 - near - tall * 0.77, foot - tall, tall)
    other = profile(loud[0], 150 + near + tall * 0.77, foot - tall * 0.96, tall, True)
    shapes: list[Shape] = [stage.paper(c.ground)]
    disc = Disc(
        150 + chance.between(-20, 20), foot - tall * chance.between(0.5, 0.66), tall * 0.3, loud[1]
    )
    shapes += [disc, one, other]
    if near < 12:
        shapes.append(Clip(one, (Disc(disc.x, disc.y, disc.r, mixed(c.ink, loud[1], 0.35)),)))
    return Scene([*shapes, *stage.cover(c.ground)], c.ground)
