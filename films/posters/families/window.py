"""Windows, blinds and keyholes, with somebody behind them."""

from __future__ import annotations

from films.posters.families.figures import in_coat, in_dress, profile, walking
from films.posters.palettes import mixed
from films.posters.shapes import WIDTH, Clip, Disc, Path, Rect, Ring, Shape, Stroke, arc, many
from films.posters.stage import Scene, Stage


def draw_window(stage: Stage) -> Scene:
    """A house front with one window lit, blinds, or a crooked window in the night."""
    return stage.chance.pick((_front, _blinds, _keyhole))(stage)


def _front(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    columns = chance.pick((3, 4, 5))
    w = 300 / (columns + 0.4 * (columns + 1))
    gap = w * 0.4
    h = w * chance.between(1.25, 1.6)
    rows = max(2, int((stage.height + gap) // (h + gap)))
    h = (stage.height - gap * rows) / rows
    lit = (
        chance.whole(0, columns - 1),
        chance.whole(0, rows - 1) if rows < 3 else chance.whole(1, rows - 2),
    )
    pane = mixed(c.ground, c.ink, 0.78 if not c.is_dark else 0.24)
    shapes: list[Shape] = [stage.paper(c.ground)]
    dark = [
        (gap + i * (w + gap), stage.top + gap / 2 + j * (h + gap), w, h)
        for i in range(columns)
        for j in range(rows)
        if (i, j) != lit
    ]
    shapes.append(many(pane, dark))
    half = [
        (x, y + height * chance.pick((0.3, 0.5, 0.7)), width, 2.5) for x, y, width, height in dark
    ]
    shapes.append(many(c.ground, half))
    drawn = [
        (x, y, width, height * chance.between(0.2, 0.65))
        for x, y, width, height in dark
        if chance.yes(0.3)
    ]
    if drawn:
        shapes.append(many(loud[1], drawn))
    x, y = gap + lit[0] * (w + gap), stage.top + gap / 2 + lit[1] * (h + gap)
    glow = loud[0]
    shapes.append(Rect(x, y, w, h, glow))
    who = chance.pick((in_coat, in_dress))(
        c.dark if glow != c.dark else c.light, x + w / 2, y + h * 1.28, h * 1.1
    )
    shapes.append(Clip(Rect(x, y, w, h, glow), (who,)))
    return Scene(shapes, c.ground)


def _blinds(stage: Stage) -> Scene:
    """Somebody behind venetian blinds: the picture changes colour from slat to slat."""
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    count = chance.whole(9, 13)
    pitch = stage.height / count
    left = chance.sign() < 0
    tall = stage.height * 0.98
    head = profile(
        c.ink, 150 + (-1 if left else 1) * -tall * 0.34, stage.top + stage.height * 0.08, tall, left
    )
    slats = tuple(
        Rect(0, stage.top + pitch * n, WIDTH, pitch * (0.5 + 0.02 * n), loud[0])
        for n in range(count)
    )
    struck = tuple(
        Rect(
            0,
            stage.top + pitch * n,
            WIDTH,
            pitch * (0.5 + 0.02 * n),
            loud[1] if loud[1] != c.ink else c.ground,
        )
        for n in range(count)
    )
    frame = Rect(0, stage.top, WIDTH, stage.height, c.ground)
    shapes: list[Shape] = [stage.paper(c.ground), *slats]
    shapes.append(Clip(frame, (head, Clip(head, struck))))
    eye_x = 150 + (-1 if left else 1) * tall * 0.22
    shapes.append(
        Disc(eye_x, stage.top + stage.height * 0.5, 5, c.light if c.ink != c.light else c.dark)
    )
    cord = 30.0 if not left else 270.0
    shapes.append(
        Stroke(
            (("M", (cord, stage.top)), ("L", (cord, stage.top + stage.height * 0.6))), 1.5, c.ink
        )
    )
    shapes.append(Disc(cord, stage.top + stage.height * 0.6 + 5, 5, c.ink))
    return Scene(shapes, c.ground)


def _keyhole(stage: Stage) -> Scene:
    c, chance = stage.colours, stage.chance
    loud = c.beside(c.ground)
    r = min(stage.height * 0.22, 76)
    x = 150 + chance.between(-34, 34)
    y = stage.top + stage.height * 0.34
    foot = stage.bottom - stage.height * 0.06
    spread = r * chance.between(0.95, 1.2)
    shapes: list[Shape] = [stage.paper(c.ground)]
    shapes += [
        Ring(x, y, r + 16 + n * 20, 3, mixed(c.ground, loud[1], 0.75 - n * 0.18))
        for n in range(4)
        if y - r - 16 - n * 20 > stage.top
    ]
    light = loud[0]
    shape = Path(
        (
            *arc(x, y, r, 112, 428),
            ("L", (x + spread, foot)),
            ("L", (x - spread, foot)),
            ("Z", ()),
        ),
        light,
    )
    shapes.append(shape)
    who = chance.pick((in_coat, in_dress, walking))
    inner = c.dark if light != c.dark else c.light
    shapes.append(
        Clip(
            shape,
            (
                Rect(0, foot - 20, WIDTH, 60, mixed(light, inner, 0.25)),
                who(inner, x, foot - 8, (foot - y) * chance.between(0.74, 1)),
            ),
        )
    )
    return Scene(shapes, c.ground)
