"""The stage and its curtain."""

from __future__ import annotations

from films.posters.families.figures import in_coat, in_dress, walking
from films.posters.palettes import mixed
from films.posters.shapes import WIDTH, Clip, Disc, Path, Rect, Segment, Shape, line, poly
from films.posters.stage import Scene, Stage


def draw_stage(stage: Stage) -> Scene:
    """A curtain just opened on someone small, in the light of one lamp."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    drape = loud[0]
    fold = mixed(drape, c.dark, 0.38)
    floor = stage.bottom - stage.height * (0.12 if stage.title_is_low else 0.2)
    light = next(ink for ink in (c.light, c.third, c.second) if ink not in (c.ground, drape))
    spot_x = 150 + chance.between(-34, 34)
    boards = c.ink if c.ink != light else mixed(c.ground, c.ink, 0.35)
    shapes: list[Shape] = [Rect(0, floor, WIDTH, 460 - floor, boards)]
    lamp_x = 150 + chance.between(-90, 90)
    shapes.append(
        poly(
            mixed(c.ground, light, 0.32),
            (lamp_x - 8, stage.top - 4),
            (lamp_x + 8, stage.top - 4),
            (spot_x + 72, floor + 14),
            (spot_x - 72, floor + 14),
        )
    )
    shapes.append(Path(_flat_oval(spot_x, floor + 14, 72, 15), light))
    shapes += _player(stage, spot_x, floor + 16, c.dark if light != c.dark else c.main)
    shapes += _drapes(stage, drape, fold, floor + 10)
    if chance.yes(0.6):
        shapes += _valance(stage, drape, fold, loud[1] if loud[1] != drape else c.ink)
    frame = Rect(0, stage.top, WIDTH, stage.height, c.ground)
    out: list[Shape] = [stage.paper(c.ground), Clip(frame, tuple(shapes))]
    if stage.title_is_low:
        out.append(Rect(0, stage.bottom - 1, WIDTH, 460 - stage.bottom, boards))
    return Scene(out, boards if stage.title_is_low else c.ground)


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
    chance = stage.chance
    tied = chance.yes(0.55)
    found: list[Shape] = []
    open_ = chance.between(62, 92)
    for side in (-1, 1):
        edge = 150 + side * open_
        wall = 150 + side * 156
        knot = stage.top + (foot - stage.top) * 0.62
        outline: tuple[Segment, ...]
        if tied:
            outline = (
                ("M", (wall, stage.top - 5)),
                ("L", (150 + side * 14, stage.top - 5)),
                (
                    "C",
                    (
                        150 + side * 34,
                        knot - 70,
                        150 + side * 104,
                        knot - 40,
                        150 + side * 118,
                        knot,
                    ),
                ),
                ("Q", (150 + side * 92, foot - 20, 150 + side * 104, foot)),
                ("L", (wall, foot)),
                ("Z", ()),
            )
        else:
            outline = (
                ("M", (wall, stage.top - 5)),
                ("L", (edge, stage.top - 5)),
                ("C", (edge - side * 6, stage.top + 60, edge + side * 12, foot - 60, edge, foot)),
                ("L", (wall, foot)),
                ("Z", ()),
            )
        cloth = Path(outline, fill)
        folds: list[Shape] = []
        for n in range(5):
            top_x = 150 + side * (34 + n * 26)
            foot_x = 150 + side * ((112 + n * 9) if tied else (34 + n * 26 + 4))
            wide = 9 - n * 0.5
            folds.append(
                Path(
                    (
                        ("M", (top_x, stage.top - 5)),
                        ("L", (top_x + side * wide, stage.top - 5)),
                        ("Q", (top_x + side * (14 + wide), knot - 40, foot_x + side * 4, knot)),
                        ("L", (foot_x + side * wide, foot)),
                        ("L", (foot_x, foot)),
                        ("L", (foot_x, knot)),
                        ("Q", (top_x + side * 12, knot - 40, top_x, stage.top - 5)),
                        ("Z", ()),
                    ),
                    fold,
                )
            )
        found += [cloth, Clip(cloth, tuple(folds))]
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
