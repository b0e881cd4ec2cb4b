"""Woods: trunks in the dark, firs in rows, or one great tree."""

from __future__ import annotations

from films.posters.families.figures import in_coat, in_dress, walking
from films.posters.palettes import mixed
from films.posters.shapes import (
    WIDTH,
    Clip,
    Disc,
    Rect,
    Shape,
    Stroke,
    drawn,
    on_circle,
    placed,
    poly,
    steps,
)
from films.posters.stage import Scene, Stage


def draw_forest(stage: Stage) -> Scene:
    """One of three woods."""
    return stage.chance.pick((_trunks, _firs, _tree))(stage)


def _trunks(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    floor = stage.bottom - (22 if stage.title_is_low else 48)
    far = mixed(c.ground, c.ink, 0.3)
    r = min(chance.between(62, 92), stage.height * 0.28)
    shapes: list[Shape] = [stage.paper(c.ground)]
    shapes.append(Disc(chance.between(90, 210), stage.top + stage.height * 0.36, r, loud[1]))
    for fill, count, thin, thick in ((far, 9, 6, 13), (c.ink, 5, 15, 30)):
        for n in range(count):
            x = 300 / count * (n + chance.between(0.1, 0.9))
            shapes += _trunk(stage, x, floor + 20, chance.between(thin, thick), fill)
        if fill == far:
            who = chance.pick((in_coat, in_dress, walking))
            tall = stage.height * chance.between(0.2, 0.3)
            shapes.append(who(loud[0], 150 + chance.between(-60, 60), floor + 6, tall))
    shapes.append(Rect(0, floor, WIDTH, 460 - floor, c.ink))
    under = c.ink if stage.title_is_low else c.ground
    return Scene([*shapes, *stage.cover(under)], under)


def _trunk(stage: Stage, x: float, floor: float, wide: float, fill: str) -> list[Shape]:
    chance = stage.chance
    lean = chance.between(-10, 10)
    top = stage.top - 10
    found: list[Shape] = [
        poly(
            fill,
            (x - wide * 0.62, floor),
            (x - wide * 0.4 + lean, top),
            (x + wide * 0.4 + lean, top),
            (x + wide * 0.62, floor),
        )
    ]
    for _ in range(chance.whole(1, 2)):
        side = chance.sign()
        y = stage.top + stage.height * chance.between(0.05, 0.5)
        reach = chance.between(26, 60)
        found.append(
            poly(
                fill,
                (x + lean * 0.6, y + wide * 0.8),
                (x + lean * 0.6 + side * reach, y - reach * 0.7),
                (x + lean * 0.6, y),
            )
        )
    return found


def _firs(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    r = min(chance.between(54, 84), stage.height * 0.26)
    x = chance.between(80, 220)
    shapes: list[Shape] = [
        stage.paper(c.ground),
        Disc(x, stage.top + stage.height * 0.3, r, loud[0]),
    ]
    base = stage.bottom if stage.title_is_low else 450
    rows = 3
    for row in range(rows):
        fill = mixed(mixed(c.ground, loud[1], 0.65), c.ink, row / (rows - 1))
        count = chance.whole(4, 6) - row % 2
        level = base - stage.height * (0.28 - 0.14 * row)
        for n in range(count + 1):
            tx = 300 / count * (n + chance.between(-0.3, 0.3))
            tall = stage.height * chance.between(0.28, 0.46)
            shapes += _fir(
                tx,
                level + 10 + tall * 0.1,
                tall,
                fill,
                mixed(fill, c.dark, 0.22) if row < 2 else fill,
            )
        shapes.append(Rect(0, level + 8, WIDTH, 460 - level, fill))
    if chance.yes(0.6):
        wx = 300 - x
        shapes.append(
            walking(loud[0], wx, base - stage.height * 0.02, stage.height * 0.15, chance.yes())
        )
    return Scene(shapes, c.ink if stage.title_is_low else c.ground)


def _fir(x: float, y: float, tall: float, fill: str, shade: str) -> list[Shape]:
    w = tall * 0.24
    left = [(x, y - tall)]
    right = [(x, y - tall)]
    for n in range(1, 4):
        level = y - tall * (1 - n / 3.3)
        left += [(x - w * n / 3, level), (x - w * n / 3 * 0.5, level)]
        right += [(x + w * n / 3, level), (x + w * n / 3 * 0.5, level)]
    trunk = Rect(x - 2, y - tall * 0.12, 4, tall * 0.14, fill)
    found: list[Shape] = [trunk, poly(fill, *left[:-1], *reversed(right[:-1]))]
    if shade != fill:
        found.append(poly(shade, *right[:-1], (x, right[-2][1])))
    return found


def _tree(stage: Stage) -> Scene:
    """One tree: a crown of discs over a bare trunk, someone under it."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    floor = stage.bottom - stage.height * (0.06 if stage.title_is_low else 0.14)
    x, y = 150 + chance.between(-44, 44), stage.top + stage.height * 0.34
    r = min(stage.height * 0.3, 108)
    leaves: list[Shape] = [Disc(x, y, r, loud[0])]
    for _ in range(chance.whole(7, 11)):
        spot = on_circle(x, y, r * chance.between(0.3, 1.0), chance.between(0, 360))
        leaves.append(Disc(*spot, r * chance.between(0.16, 0.4), chance.pick(loud[1:3])))
    shapes: list[Shape] = [stage.paper(c.ground), Clip(Disc(x, y, r, loud[0]), tuple(leaves))]
    wide = r * 0.15
    trunk = f"M{-wide * 2.2} {floor + 2} Q{-wide * 0.7} {floor - 20} {-wide * 0.6} {y} "
    trunk += f"L{wide * 0.6} {y} Q{wide * 0.7} {floor - 20} {wide * 2.2} {floor + 2} Z"
    shapes.append(placed(drawn(c.ink, trunk), x, 0))
    for reach in (-0.5, 0.62, -0.3, 0.24):
        end = -0.62 + abs(reach) * 0.7
        bough = Stroke(steps(f"M0 .42 Q{reach * 0.4} 0 {reach} {end}"), 0.08, c.ink, True)
        shapes.append(placed(bough, x, y, r))
    shapes.append(Rect(0, floor, WIDTH, 460 - floor, c.ink))
    who = chance.pick((in_coat, in_dress, walking))
    aside = r * (-0.86 if x > 150 else 0.86)
    shapes.append(who(c.ink, x + aside, floor + 1, stage.height * chance.between(0.15, 0.2)))
    return Scene(shapes, c.ink if stage.title_is_low else c.ground)
