"""The stage and its curtain."""

from __future__ import annotations

from films.posters.families.figures import in_coat, in_dress, walking
from films.posters.palettes import mixed
from films.posters.shapes import (
    WIDTH,
    Clip,
    Disc,
    Path,
    Rect,
    Segment,
    Shape,
    drawn,
    line,
    placed,
    poly,
)
from films.posters.stage import Scene, Stage


def draw_stage(stage: Stage) -> Scene:
    """A curtain just opened on someone small, in the light of one lamp."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    drape, fold = loud[0], mixed(loud[0], c.dark, 0.38)
    floor = stage.bottom - stage.height * (0.12 if stage.title_is_low else 0.2)
    light = next(ink for ink in (c.light, c.third, c.second) if ink not in (c.ground, drape))
    boards = c.ink if c.ink != light else mixed(c.ground, "#000000", 0.3)
    spot, lamp = 150 + chance.between(-34, 34), 150 + chance.between(-90, 90)
    beam = [(lamp - 8, stage.top - 4), (lamp + 8, stage.top - 4)]
    beam += [(spot + 72, floor + 14), (spot - 72, floor + 14)]
    shapes: list[Shape] = [Rect(0, floor, WIDTH, 460 - floor, boards)]
    shapes.append(poly(mixed(c.ground, light, 0.32), *beam))
    shapes.append(Path(_flat_oval(spot, floor + 14, 72, 15), light))
    shapes += _player(stage, spot, floor + 16, c.dark if light != c.dark else c.main)
    shapes += _drapes(stage, drape, fold, floor + 10)
    if chance.yes(0.6):
        shapes += _valance(stage, drape, fold, loud[1] if loud[1] != drape else c.ink)
    under = boards if stage.title_is_low else c.ground
    return Scene([stage.paper(c.ground), *shapes, *stage.cover(under)], under)


def _flat_oval(x: float, y: float, w: float, h: float) -> tuple[Segment, ...]:
    return (
        ("M", (x - w, y)),
        ("C", (x - w, y - h * 1.33, x + w, y - h * 1.33, x + w, y)),
        ("C", (x + w, y + h * 1.33, x - w, y + h * 1.33, x - w, y)),
        ("Z", ()),
    )


def _player(stage: Stage, x: float, y: float, fill: str) -> list[Shape]:
    """Who or what stands in the light: someone, two, a chair, or a microphone."""
    chance = stage.chance
    tall = stage.height * chance.between(0.24, 0.36)
    kind = chance.pick(("one", "one", "two", "chair", "microphone"))
    if kind == "two":
        return [
            in_coat(fill, x - tall * 0.2, y, tall),
            in_dress(fill, x + tall * 0.24, y, tall * 0.94),
        ]
    if kind == "chair":
        h, w = tall * 0.8, tall * 0.17
        return [
            line(fill, 4, (x - w, y), (x - w, y - h)),
            line(fill, 4, (x + w, y), (x + w, y - h * 0.46)),
            Rect(x - w - 2, y - h * 0.5, w * 2 + 4, 5, fill),
            Rect(x - w - 2, y - h, 5, h * 0.5, fill),
        ]
    if kind == "microphone":
        return [
            line(fill, 3.4, (x, y), (x, y - tall)),
            Path(_flat_oval(x, y, tall * 0.2, 4), fill),
            Disc(x, y - tall, tall * 0.12, fill),
            Rect(x - tall * 0.09, y - tall, tall * 0.18, tall * 0.14, fill),
        ]
    return [chance.pick((in_coat, in_dress, walking))(fill, x, y, tall)]


def _drapes(stage: Stage, fill: str, fold: str, foot: float) -> list[Shape]:
    """Two halves of a curtain, gathered or hanging straight."""
    tied = stage.chance.yes(0.55)
    edge = stage.chance.between(62, 92)
    top, knot = stage.top - 5, stage.top + (foot - stage.top) * 0.62
    outline = f"M156 {top} L{edge} {top} "
    outline += f"C{edge - 6} {top + 65} {edge + 12} {foot - 60} {edge} {foot} L156 {foot} Z"
    if tied:
        outline = f"M156 {top} L14 {top} C34 {knot - 70} 104 {knot - 40} 118 {knot} "
        outline += f"Q92 {foot - 20} 104 {foot} L156 {foot} Z"
    folds: list[Path] = []
    for n in range(5):
        start, wide = 34 + n * 26, 9 - n * 0.5
        end = 112 + n * 9 if tied else start + 4
        folds.append(
            drawn(
                fold,
                f"M{start} {top} L{start + wide} {top} "
                f"Q{start + 14 + wide} {knot - 40} {end + 4} {knot} L{end + wide} {foot} "
                f"L{end} {foot} L{end} {knot} Q{start + 12} {knot - 40} {start} {top} Z",
            )
        )
    found: list[Shape] = []
    for mirror in (False, True):
        cloth = placed(drawn(fill, outline), 150, 0, mirror=mirror)
        found += [cloth, Clip(cloth, tuple(placed(f, 150, 0, mirror=mirror) for f in folds))]
    return found


def _valance(stage: Stage, fill: str, fold: str, fringe: str) -> list[Shape]:
    count = stage.chance.pick((4, 5, 6))
    w = 300 / count
    found: list[Shape] = []
    for n in range(count):
        x = w * (n + 0.5)
        for r, ink in ((1.0, fringe), (0.9, fill), (0.62, fold), (0.5, fill)):
            found.append(Path(_flat_oval(x, stage.top, w * 0.5 * r, w * 0.5 * r), ink))
    return found
