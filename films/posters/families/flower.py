"""Flowers."""

from __future__ import annotations

from films.posters.shapes import Disc, Path, Shape, Stroke, line, on_circle, placed, steps
from films.posters.stage import Scene, Stage

_LEAF = steps("M0 0 C26 -16 44 -50 30 -96 C2 -74 -12 -36 0 0 Z")


def draw_flower(stage: Stage) -> Scene:
    """One flower, too large for its sheet, or three on long stems."""
    return stage.chance.pick((_great_flower, _stems))(stage)


def _petals(
    stage: Stage, x: float, y: float, r: float, fill: str, second: str, heart: str
) -> list[Shape]:
    """A flower of one of three makes."""
    kind = stage.chance.pick(("round", "pointed", "double"))
    count = stage.chance.pick((5, 6, 8, 10))
    shift = stage.chance.between(0, 60)
    shapes: list[Shape] = []
    rings = ((1.0, fill), (0.66, second)) if kind == "double" else ((1.0, fill),)
    for share, ink in rings:
        for n in range(count):
            angle = shift + n * 360 / count + (180 / count if share < 1 else 0)
            if kind == "pointed":
                tip, a = on_circle(x, y, r * share, angle), 180 / count * 1.25
                left, right = (
                    on_circle(x, y, r * 0.62 * share, angle - a),
                    on_circle(x, y, r * 0.62 * share, angle + a),
                )
                shapes.append(
                    Path(
                        (("M", (x, y)), ("Q", (*left, *tip)), ("Q", (*right, x, y)), ("Z", ())), ink
                    )
                )
            else:
                wide = min(r * 0.4, r * 2.1 / count)
                px, py = on_circle(x, y, (r - wide) * share, angle)
                shapes += [
                    Disc(px, py, wide * share, ink),
                    Stroke((("M", (x, y)), ("L", (px, py))), wide * share * 1.7, ink),
                ]
    shapes += [
        Disc(x, y, r * 0.3, heart),
        Disc(x, y, r * 0.13, second if second != heart else fill),
    ]
    return shapes


def _great_flower(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    side = chance.sign()
    r = min(138, stage.height * 0.43)
    x, y = 150 + side * chance.between(20, 60), stage.top + stage.height * 0.43
    green = loud[2] if len(loud) > 3 else c.ink
    foot = stage.bottom + 10
    stem = Stroke(steps(f"M{x} {y} Q{x - side * 10} {y + r} {x - side * 70} {foot}"), 11, green)
    low = stage.bottom - stage.height * 0.06
    leaf = placed(Path(_LEAF, green), x - side * 24, low, stage.height / 330, side * 50, side < 0)
    petals = _petals(stage, x, y, r, loud[0], loud[1], c.ink)
    return Scene(stage.framed([stem, leaf, *petals]), c.ground)


def _stems(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    foot = stage.bottom if stage.title_is_low else 460
    shapes: list[Shape] = []
    for n, share in enumerate(chance.shuffled((0.18, 0.4, 0.56))):
        x, y = 62 + 88 * n + chance.between(-10, 10), stage.top + stage.height * share
        r = stage.height * chance.between(0.13, 0.17)
        shapes.append(line(c.ink, 5, (x, y), (x, foot)))
        for k, mirror in enumerate((n % 2 == 0, n % 2 == 1)):
            spot = (x, foot - (foot - y) * (0.12 + 0.24 * k))
            turn = -28 if mirror else 28
            leaf = placed(Path(_LEAF, c.ink), *spot, stage.height / 640, turn, mirror)
            shapes.append(leaf)
        shapes += _petals(stage, x, y, r, loud[n % 2], loud[(n + 1) % 2], c.ink)
    return Scene(stage.framed(shapes), c.ground)
