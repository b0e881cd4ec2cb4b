"""Light in the dark: a projector, searchlights, a lamp."""

from __future__ import annotations

from films.posters.families.figures import in_coat, in_dress, walking
from films.posters.palettes import mixed
from films.posters.shapes import Disc, Path, Shape, along, drawn, placed, poly, steps
from films.posters.stage import Scene, Stage

_PLANE = steps("M-38 4 L-4 -8 L0 -20 L4 -8 L38 4 L5 4 L3 17 L12 24 L-12 24 L-3 17 L-5 4 Z")


def draw_beam(stage: Stage) -> Scene:
    """A projector, searchlights, or someone caught in a lamp's cone."""
    return stage.chance.pick((_projector, _searchlights, _caught))(stage)


def _projector(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    side = chance.sign()
    x = 150 + side * 118
    y = stage.top + stage.height * chance.between(0.42, 0.62)
    far = 150 - side * 170
    widest = stage.height * chance.between(0.4, 0.48)
    light = next((ink for ink in (c.light, c.third, c.second) if ink != c.ground), c.ink)
    cones: list[Shape] = [
        poly(
            mixed(c.ground, light, tint),
            (x, y),
            (far, y - widest * open_),
            (far, y + widest * open_),
        )
        for open_, tint in ((1, 0.22), (0.74, 0.5), (0.46, 1))
    ]
    shapes = stage.framed(cones)
    if chance.yes(0.75):
        tall = widest * 0.86
        who = chance.pick((in_coat, in_dress))
        shapes.append(
            who(c.dark if light != c.dark else c.main, 150 - side * 92, y + tall * 0.5, tall)
        )
    shapes += [Disc(x, y, 31, loud[0]), Disc(x, y, 17, c.ground), Disc(x, y, 8, light)]
    return Scene(shapes, c.ground)


def _searchlights(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    base = stage.bottom if stage.title_is_low else 450 - 36
    x, y = chance.between(90, 210), stage.top + stage.height * 0.27
    inks = (loud[1], loud[2 % len(loud)], loud[1])
    feet = (chance.between(-10, 50), chance.between(120, 180), chance.between(250, 310))
    shapes: list[Shape] = []
    for foot, ink in zip(feet, inks, strict=True):
        away = (x + chance.between(-12, 12) - foot) / (base - y) * (base - stage.top)
        beam = [(foot - 5, base), (foot + 5, base)]
        beam += [(foot + away + 38, stage.top), (foot + away - 38, stage.top)]
        shapes.append(Path(along(beam, True), ink, 0.62))
    shapes.append(Disc(x, y, 25, loud[0]))
    if chance.yes(0.7):
        shapes.append(placed(Path(_PLANE, c.dark if c.is_dark else c.ink), x, y))
    roofs = [(0.0, base)]
    for n in range(7):
        left, roof = n * 43.0, base - chance.between(4, 34)
        roofs += [(left, roof), (left + 43, roof - chance.pick((0, 0, 12)))]
    shapes.append(poly(c.ink, *roofs, (301, base), (301, 460), (0, 460)))
    return Scene([stage.paper(c.ground), *shapes], c.ink if stage.title_is_low else c.ground)


def _caught(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    light = next(ink for ink in (c.third, c.second, c.light, c.main) if ink in loud)
    lamp, top = 150 + chance.sign() * chance.between(20, 70), stage.top
    floor = stage.bottom - 34 if stage.title_is_low else 404
    spot = 150 + (150 - lamp) * 0.35
    left, right = spot - 104, spot + 104
    cone = f"M{lamp - 13} {top + 12} L{lamp + 13} {top + 12} L{right} {floor}"
    cone += f"C{right} {floor + 28} {left} {floor + 28} {left} {floor} Z"
    shapes: list[Shape] = [stage.paper(c.ground), drawn(light, cone)]
    shade = drawn(c.ink if light != c.ink else c.main, "M-8 -2 L8 -2 L26 18 L-26 18 Z")
    shapes.append(placed(shade, lamp, top))
    lean = (spot - lamp) * 0.8
    shadow = poly(
        mixed(light, c.ground, 0.55), (-10, -2), (12, -2), (lean + 30, 16), (lean - 4, 18)
    )
    shapes.append(placed(shadow, spot, floor))
    inks = [ink for ink in c.beside(light) if ink != c.ground]
    who = chance.pick((in_coat, in_dress, walking))
    ink = inks[0] if inks and chance.yes(0.6) else c.ground
    shapes.append(who(ink, spot, floor, stage.height * chance.between(0.34, 0.5)))
    return Scene(shapes, c.ground)
