"""A pane that something went through."""

from __future__ import annotations

from films.posters.palettes import mixed
from films.posters.shapes import Disc, Shape, Stroke, on_circle, poly
from films.posters.stage import Scene, Stage


def draw_shards(stage: Stage) -> Scene:
    """A pane that something went through, each splinter in its colour."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    x, y = 150 + chance.between(-60, 60), stage.top + stage.height * chance.between(0.34, 0.62)
    count = chance.whole(13, 19)
    hole = chance.between(14, 26)
    angles = sorted(360 * (n + chance.between(-0.34, 0.34)) / count for n in range(count))
    ring = [on_circle(x, y, hole * chance.between(0.8, 1.4), a) for a in angles]
    middle = [
        on_circle(x, y, stage.height * chance.between(0.22, 0.4), a + chance.between(-4, 4))
        for a in angles
    ]
    outer = [on_circle(x, y, 620, a) for a in angles]
    inks = (c.ink, loud[0], c.ink, loud[1], mixed(c.ground, c.ink, 0.5), c.ground)
    shapes: list[Shape] = []
    last = 9
    for n in range(count):
        m = (n + 1) % count
        for first, second in ((ring, middle), (middle, outer)):
            pick = chance.whole(0, len(inks) - 1)
            pick = (pick + 1) % len(inks) if pick == last else pick
            last = pick
            shapes.append(poly(inks[pick], first[n], second[n], second[m], first[m]))
    crack = [
        Stroke((("M", ring[n]), ("L", middle[n]), ("L", outer[n])), 2.4, c.ground)
        for n in range(count)
    ]
    rim = [
        Stroke((("M", middle[n]), ("L", middle[(n + 1) % count])), 2.4, c.ground)
        for n in range(count)
        if chance.yes(0.75)
    ]
    shapes += [*crack, *rim, poly(c.ground, *ring)]
    if chance.yes(0.4):
        shapes.append(Disc(x, y, hole * 0.5, loud[0]))
    return Scene(stage.framed(shapes), c.ground)
