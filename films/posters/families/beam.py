"""Light in the dark: a projector, searchlights, a lamp."""

from __future__ import annotations

from films.posters.families.figures import in_coat, in_dress, walking
from films.posters.palettes import mixed
from films.posters.shapes import WIDTH, Clip, Disc, Path, Rect, Shape, along, poly
from films.posters.stage import Scene, Stage


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
    shapes: list[Shape] = [stage.paper(c.ground)]
    shapes.append(Clip(Rect(0, stage.top, WIDTH, stage.height, c.ground), tuple(cones)))
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
    shapes: list[Shape] = [stage.paper(c.ground)]
    target_x = chance.between(90, 210)
    target_y = stage.top + stage.height * 0.27
    inks = (loud[1], loud[2 % len(loud)], loud[1])
    feet = (chance.between(-10, 50), chance.between(120, 180), chance.between(250, 310))
    beams: list[Shape] = []
    for foot, ink in zip(feet, inks, strict=True):
        away = (
            (target_x + chance.between(-12, 12) - foot)
            / (base - target_y)
            * (base - stage.top + 40)
        )
        beams.append(
            Path(
                along(
                    (
                        (foot - 5, base),
                        (foot + 5, base),
                        (foot + away + 44, stage.top - 40),
                        (foot + away - 44, stage.top - 40),
                    ),
                    True,
                ),
                ink,
                0.62,
            )
        )
    shapes.append(Clip(Rect(0, stage.top, WIDTH, base - stage.top, c.ground), tuple(beams)))
    shapes += [Disc(target_x, target_y, 25, loud[0])]
    if chance.yes(0.7):
        wing = (
            (target_x - 38, target_y + 4),
            (target_x - 4, target_y - 8),
            (target_x, target_y - 20),
            (target_x + 4, target_y - 8),
            (target_x + 38, target_y + 4),
            (target_x + 5, target_y + 4),
            (target_x + 3, target_y + 17),
            (target_x + 12, target_y + 24),
            (target_x - 12, target_y + 24),
            (target_x - 3, target_y + 17),
            (target_x - 5, target_y + 4),
        )
        shapes.append(poly(c.dark if c.is_dark else c.ink, *wing))
    earth = c.ink
    roofs = [(0.0, base)]
    for n in range(7):
        left, y = n * 43.0, base - chance.between(4, 34)
        roofs += [(left, y), (left + 43, y - chance.pick((0, 0, 12)))]
    shapes.append(Path(along([*roofs, (301, base), (301, 460), (0, 460)], True), earth))
    return Scene(shapes, earth if stage.title_is_low else c.ground)


def _caught(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    light = next(ink for ink in (c.third, c.second, c.light, c.main) if ink in loud)
    lamp_x = 150 + chance.sign() * chance.between(20, 70)
    floor = stage.bottom - 34 if stage.title_is_low else 404
    spot_x = 150 + (150 - lamp_x) * 0.35
    top = stage.top
    shapes: list[Shape] = [stage.paper(c.ground)]
    shapes.append(
        poly(
            light,
            (lamp_x - 13, top + 12),
            (lamp_x + 13, top + 12),
            (spot_x + 104, floor),
            (spot_x - 104, floor),
        )
    )
    shapes.append(
        Path(
            (
                ("M", (spot_x - 104, floor)),
                ("C", (spot_x - 104, floor + 28, spot_x + 104, floor + 28, spot_x + 104, floor)),
                ("Z", ()),
            ),
            light,
        )
    )
    shade = c.ink if light != c.ink else c.main
    shapes.append(
        poly(
            shade,
            (lamp_x - 8, top - 2),
            (lamp_x + 8, top - 2),
            (lamp_x + 26, top + 18),
            (lamp_x - 26, top + 18),
        )
    )
    who_ink = (
        next(ink for ink in c.beside(light) if ink != c.ground) if chance.yes(0.6) else c.ground
    )
    tall = stage.height * chance.between(0.34, 0.5)
    shadow = mixed(light, c.ground, 0.55)
    lean = (spot_x - lamp_x) * 0.8
    shapes.append(
        poly(
            shadow,
            (spot_x - 10, floor - 2),
            (spot_x + 12, floor - 2),
            (spot_x + lean + 30, floor + 16),
            (spot_x + lean - 4, floor + 18),
        )
    )
    shapes.append(chance.pick((in_coat, in_dress, walking))(who_ink, spot_x, floor, tall))
    return Scene(shapes, c.ground)
