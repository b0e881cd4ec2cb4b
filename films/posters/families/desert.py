"""Dunes, and riders before table mountains."""

from __future__ import annotations

from films.posters.families.figures import riding, walking
from films.posters.palettes import mixed
from films.posters.shapes import Disc, Path, Rect, Shape, Stroke, land, line, poly
from films.posters.stage import Scene, Stage


def draw_desert(stage: Stage) -> Scene:
    """Dunes with a sharp crest, or a rider before table mountains."""
    return stage.chance.pick((_dunes, _buttes))(stage)


def _sun(stage: Stage, x: float, y: float, r: float, fill: str) -> list[Shape]:
    """A disc, whole, or with slits that widen downwards."""
    shapes: list[Shape] = [Disc(x, y, r, fill)]
    if stage.chance.yes(0.4):
        count = 5
        shapes += [
            Rect(x - r, y + r * (0.1 + 0.18 * n), r * 2, 2 + n * 1.6, stage.colours.ground)
            for n in range(count)
        ]
    return shapes


def _dunes(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    r = min(chance.between(56, 96), stage.height * 0.3)
    side = chance.sign()
    horizon = stage.top + stage.height * chance.between(0.5, 0.58)
    sun_y = horizon - r * chance.between(0.3, 0.9)
    shapes: list[Shape] = [stage.paper(c.ground)]
    shapes += _sun(stage, 150 + side * chance.between(20, 70), sun_y, r, loud[0])
    sand, shade = loud[1], mixed(loud[1], c.dark, 0.45)
    rest = (stage.bottom - horizon) / 3
    far = [(-10, horizon + 8), (90, horizon - 14), (190, horizon + 16), (310, horizon - 6)]
    shapes.append(land(mixed(c.ground, sand, 0.6), far))
    x, y = 150 - side * chance.between(20, 80), horizon + rest * 0.2
    shapes += _crested(x, y, rest * 2.6, sand, shade, side)
    people = c.dark if sand != c.dark else c.light
    for n in range(chance.whole(3, 5)):
        at = (x - side * 15 * n, y + 3 + 5.1 * n)
        shapes.append(walking(people, *at, 25 - n * 1.6, side < 0))
    near = mixed(sand, c.ink, 0.25)
    shapes += _crested(150 + side * 96, horizon + rest * 1.5, rest * 2, near, c.ink, -side)
    if stage.title_is_low:
        low = stage.bottom
        shapes.append(land(c.ink, [(-10, low - 8), (110, low - 15), (310, low - 6)]))
    return Scene(shapes, c.ink if stage.title_is_low else c.ground)


def _crested(x: float, y: float, tall: float, lit: str, dark: str, side: int) -> list[Shape]:
    """A dune: its lit flank, and its dark one with an S for a crest."""
    flank = Path(
        (
            ("M", (x - 330, y + tall)),
            ("Q", (x - 110, y + tall * 0.4, x, y)),
            ("Q", (x + 110, y + tall * 0.4, x + 330, y + tall)),
            ("L", (x + 330, 470)),
            ("L", (x - 330, 470)),
            ("Z", ()),
        ),
        lit,
    )
    lee = Path(
        (
            ("M", (x, y)),
            (
                "C",
                (
                    x + side * 6,
                    y + tall * 0.3,
                    x - side * 60,
                    y + tall * 0.45,
                    x - side * 20,
                    y + tall * 0.75,
                ),
            ),
            ("C", (x + side * 4, y + tall, x - side * 30, y + tall * 1.3, x - side * 40, 470)),
            ("L", (x + side * 330, 470)),
            ("L", (x + side * 330, y + tall)),
            ("Q", (x + side * 110, y + tall * 0.4, x, y)),
            ("Z", ()),
        ),
        dark,
    )
    return [flank, lee]


def _buttes(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    floor = stage.bottom - stage.height * (0.13 if stage.title_is_low else 0.22)
    r = min(chance.between(66, 104), stage.height * 0.32)
    x = chance.between(90, 210)
    shapes: list[Shape] = [stage.paper(c.ground)]
    shapes += _sun(stage, x, floor - stage.height * chance.between(0.34, 0.44), r, loud[0])
    far = mixed(c.ground, loud[1], 0.55)
    near = loud[1]
    for left, w, share, fill in (
        (chance.between(-40, 0), 120, 0.34, far),
        (chance.between(190, 230), 130, 0.42, far),
        (chance.between(90, 150), 56, 0.26, near),
        (chance.between(-60, -30) if x > 150 else chance.between(210, 240), 130, 0.3, near),
    ):
        shapes += _butte(left, w, floor, stage.height * share, fill, mixed(fill, c.dark, 0.3))
    shapes.append(land(c.ink, [(-10, floor), (120, floor - 6), (310, floor + 4)]))
    rider_x = 300 - x + chance.between(-20, 20)
    shapes.append(
        riding(
            c.ink,
            min(max(rider_x, 60), 240),
            floor + 1,
            stage.height * chance.between(0.17, 0.25),
            chance.yes(),
        )
    )
    if chance.yes(0.5):
        shapes += _cactus(chance.pick((36.0, 264.0)), floor + 2, stage.height * 0.2, c.ink)
    return Scene(shapes, c.ink if stage.title_is_low else c.ground)


def _butte(x: float, w: float, floor: float, tall: float, fill: str, shade: str) -> list[Shape]:
    top = floor - tall
    body = poly(
        fill,
        (x - w * 0.34, floor + 6),
        (x - w * 0.04, floor - tall * 0.42),
        (x, top + 4),
        (x + w * 0.16, top),
        (x + w * 0.84, top),
        (x + w, top + 6),
        (x + w * 1.04, floor - tall * 0.4),
        (x + w * 1.36, floor + 6),
    )
    side = poly(
        shade,
        (x + w * 0.66, top),
        (x + w * 0.84, top),
        (x + w, top + 6),
        (x + w * 1.04, floor - tall * 0.4),
        (x + w * 1.36, floor + 6),
        (x + w * 0.78, floor + 6),
        (x + w * 0.7, floor - tall * 0.45),
    )
    return [body, side]


def _cactus(x: float, y: float, tall: float, fill: str) -> list[Shape]:
    wide = tall * 0.16
    return [
        line(fill, wide, (x, y), (x, y - tall), soft=True),
        Stroke(
            (
                ("M", (x, y - tall * 0.4)),
                ("Q", (x - tall * 0.32, y - tall * 0.36, x - tall * 0.3, y - tall * 0.7)),
            ),
            wide * 0.75,
            fill,
            True,
        ),
        Stroke(
            (
                ("M", (x, y - tall * 0.26)),
                ("Q", (x + tall * 0.32, y - tall * 0.24, x + tall * 0.3, y - tall * 0.56)),
            ),
            wide * 0.75,
            fill,
            True,
        ),
    ]
