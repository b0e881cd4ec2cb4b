"""Masks."""

from __future__ import annotations

from films.posters.palettes import mixed
from films.posters.shapes import (
    Clip,
    Disc,
    Path,
    Rect,
    Segment,
    Shape,
    Stroke,
    drawn,
    line,
    placed,
    poly,
    rays,
    steps,
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
    shapes: list[Shape] = []
    if chance.yes():
        shapes += rays(mixed(c.ground, loud[1], 0.5), x, y, 12)
    bow = chance.between(-0.5, 0.5) * w
    half = f"M{x} {y - h - 5} C{x + bow} {y - h * 0.4} {x - bow} {y + h * 0.3} {x} {y + h + 5} "
    half += f"L{x + w * 2} {y + h} L{x + w * 2} {y - h} Z"
    face = Path(_oval(x, y, w, h), one)
    shapes += [face, Clip(face, (drawn(other, half),))]
    for side, back in ((-1, one), (1, other)):
        hole = next(ink for ink in (c.ground, c.light, c.dark) if ink != back)
        plain = c.dark if hole != c.dark else c.light
        iris = loud[0] if back != loud[0] else plain
        shapes += _gaze(x + side * w * 0.42, y - h * 0.2, w, side, hole, iris)
    nose = loud[1] if loud[1] not in (one, other) else c.ground
    shapes.append(placed(poly(nose, (0, -0.14), (0.12, 0.24), (-0.014, 0.24)), x, y, h))
    shapes += _mouth(x, y + h * 0.48, w * 0.46, one, other, chance.sign())
    if chance.yes(0.4):
        shapes.append(Disc(x - w * 0.42, y + h * 0.1, w * 0.09, c.ground))
    return Scene(stage.framed(shapes), c.ground)


def _gaze(x: float, y: float, w: float, side: int, hole: str, iris: str) -> list[Shape]:
    """An eye of a mask `w` wide, and its brow."""
    lift = w * (0.12 if side < 0 else 0.1)
    brow = line(
        hole, w * 0.06, (x - w * 0.28, y - w * 0.34 - lift), (x + w * 0.28, y - w * 0.34 + lift)
    )
    return [_slot(x, y, w * 0.26, side, hole), Disc(x, y, w * 0.09, iris), brow]


def _mouth(x: float, y: float, w: float, one: str, other: str, smile: int) -> list[Shape]:
    """Half of it smiles."""
    found: list[Shape] = []
    for fill, side, bend in ((other, -1, smile * 0.34), (one, 1, -smile * 0.34)):
        end = f"{side} {-bend}"
        lips = f"M{end} Q{side * 0.5} {bend * 1.06} 0 0 L0 .22 "
        lips += f"Q{side * 0.6} {bend * 1.65 + 0.1} {end} Z"
        found.append(placed(drawn(fill, lips), x, y, w))
    return found


def _two_masks(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    h = min(stage.height * 0.29, 104)
    side, y = chance.sign(), stage.middle
    ribbon = loud[2] if len(loud) > 2 else c.ink
    shapes: list[Shape] = []
    for n in (0, 1):
        curl = f"M-40 {y} C40 {y + 90} -130 {y + 80} {-70 + n * 26} {stage.bottom + 20}"
        shapes.append(placed(Stroke(steps(curl), 9, ribbon), 150, 0, mirror=side < 0))
    shapes += _theatre_mask(
        150 + side * 54, stage.top + stage.height * 0.62, h, c.ink, c.ground, True
    )
    shapes += _theatre_mask(
        150 - side * 48, stage.top + stage.height * 0.38, h, loud[0], c.ground, False
    )
    return Scene(stage.framed(shapes), c.ground)


def _theatre_mask(x: float, y: float, h: float, fill: str, hole: str, sad: bool) -> list[Shape]:
    """A face that laughs or weeps, one side of it in shade."""
    w = h * 0.76
    face = Path(_oval(x, y, w, h), fill)
    shade = Rect(x, y - h, w * 2, h * 2, mixed(fill, hole, 0.22))
    eyes = [_slot(x + s * w * 0.42, y - h * 0.2, w * 0.25, s, hole, sad) for s in (-1, 1)]
    bend = -1 if sad else 1
    lips = f"M-.35 {-bend * 0.1} Q0 {bend * 0.16} .35 {-bend * 0.1} "
    mouth = drawn(hole, lips + f"Q0 {bend * 0.46} -.35 {-bend * 0.1} Z")
    return [face, Clip(face, (shade,)), *eyes, placed(mouth, x, y + h * 0.51, h)]
