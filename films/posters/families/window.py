"""Windows, blinds and keyholes, with somebody behind them."""

from __future__ import annotations

from films.posters.families.figures import in_coat, in_dress, profile, walking
from films.posters.palettes import mixed
from films.posters.shapes import (
    WIDTH,
    Clip,
    Disc,
    Path,
    Rect,
    Ring,
    Segment,
    Shape,
    arc,
    joined,
    line,
    many,
)
from films.posters.stage import Scene, Stage


def draw_window(stage: Stage) -> Scene:
    """A house front with one window lit, blinds, or a crooked window in the night."""
    return stage.chance.pick((_front, _blinds, _keyhole))(stage)


def _front(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    columns = chance.pick((3, 4, 5))
    w = 300 / (columns + 0.4 * (columns + 1))
    gap, h = w * 0.4, w * chance.between(1.25, 1.6)
    rows = max(2, int((stage.height + gap) // (h + gap)))
    h = (stage.height - gap * rows) / rows
    lefts = [gap + n * (w + gap) for n in range(columns)]
    tops = [stage.top + gap / 2 + n * (h + gap) for n in range(rows)]
    x = chance.pick(lefts)
    y = chance.pick(tops[1:-1] or tops)
    dark = [(left, top, w, h) for left in lefts for top in tops if (left, top) != (x, y)]
    shapes: list[Shape] = [stage.paper(c.ground)]
    shapes.append(many(mixed(c.ground, c.ink, 0.24 if c.is_dark else 0.78), dark))
    bars = [(left, top + h * chance.pick((0.3, 0.5, 0.7)), w, 2.5) for left, top, _, _ in dark]
    shapes.append(many(c.ground, bars))
    blinds = [(left, top, w, h * chance.between(0.2, 0.65)) for left, top, _, _ in dark]
    drawn_down = [blind for blind in blinds if chance.yes(0.3)]
    shapes += [many(loud[1], drawn_down)] if drawn_down else []
    lit = Rect(x, y, w, h, loud[0])
    who = chance.pick((in_coat, in_dress))
    inside = who(c.dark if lit.fill != c.dark else c.light, x + w / 2, y + h * 1.28, h * 1.1)
    return Scene([*shapes, lit, Clip(lit, (inside,))], c.ground)


def _blinds(stage: Stage) -> Scene:
    """Somebody behind venetian blinds: the picture changes colour from slat to slat."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    count = chance.whole(9, 13)
    pitch, tall = stage.height / count, stage.height * 0.98
    side = chance.sign()
    head = profile(c.ink, 150 - side * tall * 0.34, stage.top + stage.height * 0.08, tall, side < 0)
    rows = [(0, stage.top + pitch * n, WIDTH, pitch * (0.5 + 0.02 * n)) for n in range(count)]
    struck = loud[1] if loud[1] != c.ink else c.ground
    shapes: list[Shape] = [many(loud[0], rows), head, Clip(head, (many(struck, rows),))]
    eye = (150 + side * tall * 0.22, stage.top + stage.height * 0.5)
    shapes.append(Disc(*eye, 5, c.light if c.ink != c.light else c.dark))
    cord, end = 150.0 - side * 120, stage.top + stage.height * 0.6
    shapes += [line(c.ink, 1.5, (cord, stage.top), (cord, end)), Disc(cord, end + 5, 5, c.ink)]
    return Scene(stage.framed(shapes), c.ground)


def _keyhole(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    r = min(stage.height * 0.22, 76)
    x, y = 150 + chance.between(-34, 34), stage.top + stage.height * 0.34
    foot, spread = stage.bottom - stage.height * 0.06, r * chance.between(0.95, 1.2)
    radii = [(n, r + 16 + n * 20) for n in range(4) if y - r - 18 - n * 20 > stage.top]
    shapes: list[Shape] = [stage.paper(c.ground)]
    shapes += [Ring(x, y, far, 3, mixed(c.ground, loud[1], 0.75 - n * 0.18)) for n, far in radii]
    light = loud[0]
    feet: list[Segment] = [("L", (x + spread, foot)), ("L", (x - spread, foot))]
    hole = Path(joined(arc(x, y, r, 112, 428), feet), light)
    inner = c.dark if light != c.dark else c.light
    who = chance.pick((in_coat, in_dress, walking))
    somebody = who(inner, x, foot - 8, (foot - y) * chance.between(0.74, 1))
    floor = Rect(0, foot - 20, WIDTH, 60, mixed(light, inner, 0.25))
    return Scene([*shapes, hole, Clip(hole, (floor, somebody))], c.ground)
