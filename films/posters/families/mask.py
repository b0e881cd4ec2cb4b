"""Masks."""

from __future__ import annotations

from films.posters.palettes import mixed
from films.posters.shapes import (
    WIDTH,
    Clip,
    Disc,
    Path,
    Rect,
    Segment,
    Shape,
    Stroke,
    line,
    poly,
    sector,
)
from films.posters.stage import Scene, Stage


def draw_mask(stage: Stage) -> Scene:
    """A face in two halves, or the two masks of the theatre."""
    return stage.chance.pick((_halves, _halves, _two_masks))(stage)


def _oval(x: float, y: float, w: float, h: float) -> tuple[Segment, ...]:
    """A face: broad above, narrow at the chin."""
    return (
        ("M", (x, y - h)),
        ("C", (x + w * 1.28, y - h, x + w * 1.08, y + h * 0.25, x + w * 0.66, y + h * 0.66)),
        ("C", (x + w * 0.4, y + h * 0.92, x + w * 0.2, y + h, x, y + h)),
        ("C", (x - w * 0.2, y + h, x - w * 0.4, y + h * 0.92, x - w * 0.66, y + h * 0.66)),
        ("C", (x - w * 1.08, y + h * 0.25, x - w * 1.28, y - h, x, y - h)),
        ("Z", ()),
    )


def _slot(x: float, y: float, w: float, side: int, fill: str, sad: bool = False) -> Path:
    """The hole of an eye."""
    lift = -w * 0.5 if sad else w * 0.16
    return Path(
        (
            ("M", (x - w, y + side * lift * 0.6)),
            ("Q", (x, y - w * 0.75, x + w, y - side * lift * 0.6)),
            ("Q", (x, y + w * 0.62, x - w, y + side * lift * 0.6)),
            ("Z", ()),
        ),
        fill,
    )


def _halves(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    h = min(stage.height * 0.44, 160)
    w = h * chance.between(0.64, 0.74)
    x, y = 150 + chance.between(-16, 16), stage.middle
    one, other = loud[0], c.ink if loud[0] != c.ink else loud[1]
    face = Path(_oval(x, y, w, h), one)
    shapes: list[Shape] = [stage.paper(c.ground)]
    if chance.yes():
        shapes.append(
            Clip(
                Rect(0, stage.top, WIDTH, stage.height, c.ground),
                tuple(
                    sector(mixed(c.ground, loud[1], 0.5), x, y, 420, n * 30, n * 30 + 15)
                    for n in range(12)
                ),
            )
        )
    bow = chance.between(-0.5, 0.5) * w
    other_half = Path(
        (
            ("M", (x, y - h - 5)),
            ("C", (x + bow, y - h * 0.4, x - bow, y + h * 0.3, x, y + h + 5)),
            ("L", (x + w * 2, y + h)),
            ("L", (x + w * 2, y - h)),
            ("Z", ()),
        ),
        other,
    )
    shapes += [face, Clip(face, (other_half,))]
    for side, back in ((-1, one), (1, other)):
        hole = next(ink for ink in (c.ground, c.light, c.dark) if ink != back)
        ex, ey = x + side * w * 0.42, y - h * 0.2
        shapes.append(_slot(ex, ey, w * 0.26, side, hole))
        shapes.append(
            Disc(
                ex,
                ey,
                w * 0.09,
                loud[0] if back != loud[0] else c.dark if hole != c.dark else c.light,
            )
        )
        brow = -w * 0.12 if side < 0 else w * 0.1
        shapes.append(
            line(
                hole,
                w * 0.06,
                (ex - w * 0.28, ey - w * 0.34 - brow * side),
                (ex + w * 0.28, ey - w * 0.34 + brow * side),
            )
        )
    nose = loud[1] if loud[1] not in (one, other) else c.ground
    shapes.append(
        poly(nose, (x, y - h * 0.14), (x + w * 0.17, y + h * 0.24), (x - w * 0.02, y + h * 0.24))
    )
    tears = chance.yes(0.4)
    shapes += _mouth(x, y + h * 0.48, w * 0.46, one, other, chance.sign())
    if tears:
        shapes.append(Disc(x - w * 0.42, y + h * 0.1, w * 0.09, c.ground))
    return Scene(shapes, c.ground)


def _mouth(x: float, y: float, w: float, one: str, other: str, smile: int) -> list[Shape]:
    """Half of it smiles."""
    left = Path(
        (
            ("M", (x - w, y - smile * w * 0.34)),
            ("Q", (x - w * 0.5, y + smile * w * 0.36, x, y)),
            ("L", (x, y + w * 0.22)),
            ("Q", (x - w * 0.6, y + smile * w * 0.56 + w * 0.1, x - w, y - smile * w * 0.34)),
            ("Z", ()),
        ),
        other,
    )
    right = Path(
        (
            ("M", (x + w, y + smile * w * 0.34)),
            ("Q", (x + w * 0.5, y - smile * w * 0.36, x, y)),
            ("L", (x, y + w * 0.22)),
            ("Q", (x + w * 0.6, y - smile * w * 0.56 + w * 0.1, x + w, y + smile * w * 0.34)),
            ("Z", ()),
        ),
        one,
    )
    return [left, right]


def _two_masks(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    h = min(stage.height * 0.29, 104)
    w = h * 0.76
    side = chance.sign()
    shapes: list[Shape] = [stage.paper(c.ground)]
    ribbons = [
        Stroke(
            (
                ("M", (150 - side * 40, stage.middle)),
                (
                    "C",
                    (
                        150 + side * 40,
                        stage.middle + 90,
                        150 - side * 130,
                        stage.middle + 80,
                        150 - side * 70 + n * 26,
                        stage.bottom + 20,
                    ),
                ),
            ),
            9,
            loud[2] if len(loud) > 2 else c.ink,
        )
        for n in (0, 1)
    ]
    shapes.append(Clip(Rect(0, stage.top, WIDTH, stage.height, c.ground), tuple(ribbons)))
    back = Path(_oval(150 + side * 54, stage.top + stage.height * 0.62, w, h), c.ink)
    front = Path(_oval(150 - side * 48, stage.top + stage.height * 0.38, w, h), loud[0])
    for face, x, y, sad in (
        (back, 150 + side * 54, stage.top + stage.height * 0.62, True),
        (front, 150 - side * 48, stage.top + stage.height * 0.38, False),
    ):
        shapes.append(face)
        hole = c.ground
        shade = mixed(face.fill, c.ground, 0.22)
        shapes.append(Clip(face, (Rect(x, y - h, w * 2, h * 2, shade),)))
        for s in (-1, 1):
            shapes.append(_slot(x + s * w * 0.42, y - h * 0.2, w * 0.25, s, hole, sad))
        bend = -1 if sad else 1
        my = y + h * (0.5 if not sad else 0.52)
        shapes.append(
            Path(
                (
                    ("M", (x - w * 0.46, my - bend * h * 0.1)),
                    ("Q", (x, my + bend * h * 0.16, x + w * 0.46, my - bend * h * 0.1)),
                    ("Q", (x, my + bend * h * 0.46, x - w * 0.46, my - bend * h * 0.1)),
                    ("Z", ()),
                ),
                hole,
            )
        )
    return Scene(shapes, c.ground)
