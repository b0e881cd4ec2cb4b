"""Eyes: one that looks at you, or a wall of them."""

from __future__ import annotations

from films.posters.palettes import mixed
from films.posters.shapes import (
    Clip,
    Disc,
    Path,
    Ring,
    Segment,
    Shape,
    Stroke,
    drawn,
    line,
    on_circle,
    placed,
    sector,
    steps,
)
from films.posters.stage import Scene, Stage


def draw_eye(stage: Stage) -> Scene:
    """One of three ways to be looked at."""
    return stage.chance.pick((_wide_open, _wide_open, _wall, _weeping))(stage)


def _lids(x: float, y: float, w: float, h: float) -> tuple[Segment, ...]:
    return (
        ("M", (x - w, y)),
        ("C", (x - w * 0.5, y - h * 1.3, x + w * 0.5, y - h * 1.3, x + w, y)),
        ("C", (x + w * 0.5, y + h * 1.3, x - w * 0.5, y + h * 1.3, x - w, y)),
        ("Z", ()),
    )


def _iris(
    stage: Stage, x: float, y: float, r: float, fill: str, glint: str, pupil: str
) -> list[Shape]:
    """Iris and pupil, with spokes, rings or a lens's blades."""
    chance = stage.chance
    shapes: list[Shape] = [Disc(x, y, r, fill)]
    kind = chance.pick(("spokes", "rings", "blades", "plain"))
    if kind == "spokes":
        count = chance.pick((12, 16, 20))
        turn = 360 / count
        shapes += [
            sector(pupil, x, y, r * 0.92, n * turn, n * turn + turn / 2.6) for n in range(count)
        ]
        shapes.append(Disc(x, y, r * 0.58, fill))
    elif kind == "rings":
        shapes += [Ring(x, y, r * share, r * 0.07, glint) for share in (0.84, 0.68)]
    elif kind == "blades":
        for n in range(6):
            a, b = on_circle(x, y, r * 0.96, n * 60), on_circle(x, y, r * 0.48, n * 60 + 78)
            shapes.append(Stroke((("M", a), ("L", b)), r * 0.06, pupil))
    shapes.append(Disc(x, y, r * 0.46, pupil))
    shapes.append(Disc(x + r * 0.3, y - r * 0.3, r * 0.16, glint))
    return shapes


def _wide_open(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    w = chance.between(112, 150)
    h = min(w * chance.between(0.5, 0.66), stage.height * 0.26)
    y = stage.middle + stage.height * 0.12
    shapes = _lashes(stage, y, w, h, loud[1])
    shapes.append(Path(_lids(150, y, w + 14, h + 11), c.ink))
    white = c.light if c.ink != c.light else c.dark
    lids = Path(_lids(150, y, w, h), white)
    iris = next(ink for ink in c.beside(white) if ink != c.ink)
    pupil = c.dark if white != c.dark else c.light
    x = 150 + chance.between(-0.22, 0.22) * w
    ball = _iris(stage, x, y - h * 0.04, h * 0.88, iris, white, pupil)
    shapes += [lids, Clip(lids, tuple(ball))]
    return Scene(stage.framed(shapes), c.ground)


def _lashes(stage: Stage, y: float, w: float, h: float, fill: str) -> list[Shape]:
    """Lashes like rays over the upper lid."""
    chance = stage.chance
    count, wide = chance.pick((9, 11, 13, 17)), chance.pick((5, 7))
    found: list[Shape] = []
    for n in range(count):
        u, v = on_circle(0, 0, 1, 180 + 180 * (n + 0.5) / count)
        near, far = 1.12, 1.42 + 0.12 * (n % 2)
        start = (150 + u * w * near, y + v * h * 1.5 * near)
        end = (150 + u * w * far, y + v * h * 1.62 * far)
        found.append(line(fill, wide, start, end, soft=True))
    return found


def _wall(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    columns = chance.pick((3, 4))
    w = 300 / columns / 2
    h = w * 0.56
    rows = max(2, int(stage.height // (h * 2.5)))
    pitch = stage.height / rows
    shapes: list[Shape] = [stage.paper(c.ground)]
    shut = (chance.whole(0, columns - 1), chance.whole(1, rows - 1))
    white = c.light if c.light != c.ground else c.ground
    look = chance.sign() * 0.2
    for row in range(rows):
        for column in range(columns):
            x, y = w * (2 * column + 1), stage.top + pitch * (row + 0.5)
            if (column, row) == shut:
                shapes += _shut(x, y, w * 0.86, h, loud[0])
                continue
            lids = Path(_lids(x, y, w * 0.88, h * 0.84), white)
            if white == c.ground:
                shapes.append(Path(_lids(x, y, w * 0.96, h), c.ink))
            shapes.append(lids)
            fill = loud[0] if (column + row) % 3 == 0 else c.dark
            shapes.append(Disc(x + look * w, y, h * 0.6, fill))
            shapes.append(Disc(x + look * w, y, h * 0.26, white if fill == c.dark else c.dark))
    return Scene(shapes, c.ground)


def _shut(x: float, y: float, w: float, h: float, fill: str) -> list[Shape]:
    lid = Stroke((("M", (x - w, y)), ("Q", (x, y + h * 1.3, x + w, y))), 4, fill, True)
    lashes = [
        Stroke(
            (
                ("M", (x + w * s, y + h * 0.62 * (1 - s * s))),
                ("L", (x + w * s * 1.2, y + h * (0.62 * (1 - s * s) + 0.42))),
            ),
            3,
            fill,
            True,
        )
        for s in (-0.6, -0.2, 0.2, 0.6)
    ]
    return [lid, *lashes]


def _weeping(stage: Stage) -> Scene:
    """One huge eye that bleeds off the sheet, a tear below it."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    side = chance.sign()
    x, y, w = 150 - side * 60, stage.top + stage.height * 0.38, 210.0
    h = min(104, stage.height * 0.27)
    brow = f"M{x - w} {y - h * 0.55} C{x - w * 0.4} {y - h * 1.6} "
    brow += f"{x + w * 0.5} {y - h * 1.6} {x + w * 1.02} {y - h * 0.2}"
    rim = Path(_lids(x, y, w + 12, h + 9), c.ink if c.light == c.ground else c.ground)
    lids = Path(_lids(x, y, w, h), c.light)
    iris = next(ink for ink in c.beside(c.light) if ink != c.ground)
    ball = _iris(stage, 150 - side * 20, y, h * 0.86, iris, c.light, c.dark)
    shapes: list[Shape] = [Stroke(steps(brow), 11, loud[0]), rim, lids, Clip(lids, tuple(ball))]
    r = min(24, stage.height * 0.07)
    tear_x, tear_y = 150 + side * 24, min(y + h * 1.5, stage.bottom - 46)
    tear = "M0 -2.1 C.4 -1.2 1 -.7 1 0 C1 1.32 -1 1.32 -1 0 C-1 -.7 -.4 -1.2 0 -2.1 Z"
    shapes.append(placed(drawn(loud[0], tear), tear_x, tear_y, r))
    glint = mixed(loud[0], c.light, 0.7)
    shapes.append(Disc(tear_x - r * 0.35, tear_y + r * 0.1, r * 0.2, glint))
    return Scene(stage.framed(shapes), c.ground)
