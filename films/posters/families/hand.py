"""A hand that reaches into the picture."""

from __future__ import annotations

from films.posters.families.figures import falling
from films.posters.shapes import (
    Disc,
    Path,
    Shape,
    arc,
    joined,
    line,
    on_circle,
    placed,
    star,
    steps,
)
from films.posters.stage import Scene, Stage

_HAND = steps(
    "M-34 118 L-30 62 L-48 30 L-62 2 L-55 -6 L-44 0 L-28 22 L-31 -20 L-34 -66 L-26 -72 L-18 -66 "
    "L-12 -18 L-9 -20 L-10 -76 L-5 -88 L4 -86 L8 -74 L9 -20 L13 -19 L20 -66 L28 -72 L35 -64 "
    "L31 -14 L35 -11 L46 -42 L54 -45 L59 -38 L49 8 L40 44 L32 66 L36 118 Z"
)


def draw_hand(stage: Stage) -> Scene:
    """A cut-paper hand that reaches in from the sheet's border."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    down = stage.title_is_low
    scale = stage.height / 262
    x = 150 + chance.between(-26, 26)
    y = stage.away(stage.height * 0.56)
    tilt = chance.between(-15, 15) + (180 if down else 0)
    skin = c.ink
    kind = chance.pick(("sun", "eye", "strings", "heart", "sun", "star"))
    palm_x, palm_y = on_circle(x, y, 26 * scale, 90 + tilt)
    shapes: list[Shape] = []
    if kind == "sun":
        sun_y = stage.away(stage.height * 0.3)
        shapes.append(Disc(x + chance.between(-40, 40), sun_y, stage.height * 0.27, loud[1]))
    elif kind == "strings":
        shapes += _puppet(stage, x, y, scale, loud[0])
    shapes.append(placed(Path(_HAND, skin), x, y, scale, tilt, chance.yes()))
    shapes.append(
        placed(Path(steps("M-46 90 L46 84 L70 300 L-70 300 Z"), loud[0]), x, y, scale, tilt)
    )
    shapes.append(
        placed(Path(steps("M-49 90 L49 84 L51 102 L-51 108 Z"), loud[1]), x, y, scale, tilt)
    )
    if kind == "eye":
        shapes += _palm_eye(palm_x, palm_y, 25 * scale, c.ground, loud[0], skin)
    elif kind == "heart":
        shapes += _heart_pip(palm_x, palm_y, 17 * scale, loud[0])
    elif kind == "star":
        shapes.append(star(loud[0], palm_x, palm_y, 23 * scale))
    return Scene(stage.framed(shapes), c.ground)


def _puppet(stage: Stage, x: float, y: float, scale: float, fill: str) -> list[Shape]:
    """Threads from the fingers, and below a hand somebody who hangs on them."""
    end = stage.away(-9)
    fingers = (-38, -10, 14, 40)
    if not stage.title_is_low:
        return [
            line(fill, 1.8, (x + off * scale, y - 40 * scale), (x + off * 1.5 * scale, end))
            for off in fingers
        ]
    tall = stage.height * 0.26
    feet = stage.bottom - 4
    threads = [
        line(fill, 1.5, (x + off * scale, y + 40 * scale), (x + off * 0.35, feet - tall * 0.8))
        for off in fingers
    ]
    return [*threads, falling(fill, x, feet + tall * 0.04, tall, 0)]


def _palm_eye(x: float, y: float, w: float, white: str, iris: str, pupil: str) -> list[Shape]:
    lids = (
        ("M", (x - w, y)),
        ("Q", (x, y - w * 1.2, x + w, y)),
        ("Q", (x, y + w * 1.2, x - w, y)),
        ("Z", ()),
    )
    return [Path(lids, white), Disc(x, y, w * 0.5, iris), Disc(x, y, w * 0.22, pupil)]


def _heart_pip(x: float, y: float, r: float, fill: str) -> list[Shape]:
    return [
        Path(
            joined(
                arc(x - r * 0.5, y - r * 0.3, r * 0.6, 145, 330),
                arc(x + r * 0.5, y - r * 0.3, r * 0.6, 210, 395),
                [("L", (x, y + r))],
            ),
            fill,
        )
    ]
