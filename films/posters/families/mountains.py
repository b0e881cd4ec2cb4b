"""Mountains."""

from __future__ import annotations

from films.posters.palettes import mixed
from films.posters.shapes import WIDTH, Disc, Rect, Shape, line, poly
from films.posters.stage import Scene, Stage


def draw_mountains(stage: Stage) -> Scene:
    """Peaks in facets, a disc, and sometimes a lake that mirrors them."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    lake = not stage.title_is_low and chance.yes(0.45)
    base = (
        stage.top + stage.height * 0.68 if lake else stage.bottom + (4 if stage.title_is_low else 0)
    )
    tall = base - stage.top
    r = min(chance.between(46, 80), tall * 0.28)
    x = chance.between(60, 240)
    shapes: list[Shape] = [stage.paper(c.ground), Disc(x, stage.top + r + tall * 0.06, r, loud[0])]
    snow = c.light if c.light != c.ground else c.second
    peaks = [
        (300 - x + chance.between(-20, 20), 0.80, loud[1], mixed(loud[1], c.dark, 0.4)),
        (
            x + chance.between(-30, 30),
            0.56,
            mixed(loud[1], c.ink, 0.35),
            mixed(loud[1], c.dark, 0.7),
        ),
        (300 - x + chance.sign() * 120, 0.4, mixed(c.ink, loud[1], 0.12), c.ink),
    ]
    for place, share, lit, dark in peaks:
        shapes += _peak(stage, place, base, tall * share, lit, dark, snow if share > 0.5 else None)
    if lake:
        shapes += _lake(stage, base, x, r, loud)
    elif stage.title_is_low:
        shapes.append(Rect(0, base - 4, WIDTH, 460 - base, c.ink))
    return Scene(shapes, c.ink if stage.title_is_low else c.ground)


def _peak(
    stage: Stage, x: float, base: float, tall: float, lit: str, dark: str, snow: str | None
) -> list[Shape]:
    """A mountain with a lit and a dark side and a jagged cap."""
    chance = stage.chance
    top = base - tall
    half = tall * chance.between(0.62, 0.85)
    lean = chance.between(-0.2, 0.2) * half
    found: list[Shape] = [poly(lit, (x - half, base), (x, top), (x + half, base))]
    found.append(
        poly(
            dark,
            (x, top),
            (x + half, base),
            (x + lean, base),
            (x - lean * 0.5 - 6, top + tall * 0.62),
            (x + 9, top + tall * 0.36),
        )
    )
    if snow:
        cap = 0.28
        found.append(
            poly(
                snow,
                (x, top),
                (x + half * cap, top + tall * cap),
                (x + half * 0.14, top + tall * 0.21),
                (x + half * 0.05, top + tall * 0.33),
                (x - half * 0.1, top + tall * 0.22),
                (x - half * 0.18, top + tall * 0.31),
                (x - half * cap, top + tall * cap),
            )
        )
    return found


def _lake(stage: Stage, base: float, x: float, r: float, loud: tuple[str, ...]) -> list[Shape]:
    c = stage.colours
    water = mixed(c.ink, loud[1], 0.2)
    found: list[Shape] = [Rect(0, base, WIDTH, 460 - base, water)]
    y, n = base + 12, 0
    while y < 440:
        w = r * (1.5 - 0.16 * n) * stage.chance.between(0.75, 1.1)
        if w > 8:
            found.append(line(loud[0], 4, (x - w / 2, y), (x + w / 2, y), soft=True))
        y, n = y + 15, n + 1
    return found
