"""Heads in profile: one with a picture in it, or two that face each other."""

from __future__ import annotations

from films.posters.families.figures import falling, in_coat, profile
from films.posters.palettes import mixed
from films.posters.shapes import WIDTH, Clip, Disc, Path, Rect, Ring, Shape, smooth
from films.posters.stage import Scene, Stage


def draw_profile(stage: Stage) -> Scene:
    """A head with a picture in it, or two that face each other."""
    return stage.chance.pick((_inner_world, _face_to_face))(stage)


def _inner_world(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    left = chance.yes()
    tall = (
        stage.height * chance.between(0.98, 1.08)
        if stage.title_is_low
        else stage.height * chance.between(0.92, 1.04)
    )
    tall = min(tall, 390)
    foot = stage.bottom if stage.title_is_low else 452
    side = -1 if left else 1
    head = profile(c.ink, 150 - side * tall * 0.37, foot - tall, tall, left)
    x, y = 150 - side * tall * 0.05, foot - tall * 0.62
    r = tall * 0.3
    shapes: list[Shape] = [stage.paper(c.ground), head]
    view = Disc(x, y, r, loud[1])
    kind = chance.pick(("sea", "night", "maze", "bird", "open"))
    inner: list[Shape] = [view]
    if kind == "sea":
        inner.append(Disc(x + r * 0.2, y - r * 0.1, r * 0.42, loud[0]))
        inner += [
            Path(
                (
                    *smooth(
                        [
                            (x - r - 9, y + r * (0.12 + 0.26 * n)),
                            (x - r * 0.4, y + r * (0.26 * n)),
                            (x + r * 0.2, y + r * (0.2 + 0.26 * n)),
                            (x + r + 9, y + r * (0.05 + 0.26 * n)),
                        ]
                    ),
                    ("L", (x + r, y + r)),
                    ("L", (x - r, y + r)),
                    ("Z", ()),
                ),
                (c.ground, c.ink, loud[2 % len(loud)])[n],
            )
            for n in range(3)
        ]
    elif kind == "night":
        inner = [
            Disc(x, y, r, c.ground),
            Disc(x + r * 0.2, y - r * 0.15, r * 0.46, loud[0]),
            Disc(x + r * 0.38, y - r * 0.24, r * 0.4, c.ground),
        ]
        inner += [
            Disc(
                x + chance.between(-0.9, 0.9) * r,
                y + chance.between(-0.9, 0.9) * r,
                chance.pick((1.5, 2.4)),
                loud[1],
            )
            for _ in range(14)
        ]
        inner.append(in_coat(c.ink, x - r * 0.3, y + r * 0.95, r * 0.8))
    elif kind == "maze":
        inner = [Disc(x, y, r, c.ground)]
        inner += [Ring(x, y, r * (0.88 - 0.2 * n), r * 0.09, loud[0]) for n in range(4)]
        inner += [
            Rect(x - r * 0.07, y - r * 0.72, r * 0.14, r * 0.14, c.ground),
            Rect(x + r * 0.6, y - r * 0.07, r * 0.16, r * 0.14, c.ground),
        ]
        inner.append(Disc(x, y, r * 0.13, loud[1]))
    elif kind == "bird":
        inner = [
            Disc(x, y, r, loud[0]),
            falling(c.ground, x, y + r * 0.66, r * 1.4, chance.between(-30, 60)),
        ]
    else:
        inner = [
            Disc(
                x,
                y,
                r * (1 - 0.2 * n),
                (loud[0], loud[1], loud[2 % len(loud)], c.ground, loud[0])[n],
            )
            for n in range(5)
        ]
    shapes.append(Clip(view, tuple(inner)))
    if stage.title_is_low:
        shapes.append(Rect(0, stage.bottom - 1, WIDTH, 460, c.ground))
    return Scene(shapes, c.ground)


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
    if stage.title_is_low:
        shapes.append(Rect(0, stage.bottom - 1, WIDTH, 460, c.ground))
    return Scene(shapes, c.ground)
