"""The motif as pixels, for pictures that can't be SVG."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

from films.posters.shapes import (
    HEIGHT,
    WIDTH,
    Clip,
    Disc,
    Path,
    Rect,
    Ring,
    Shape,
    Stroke,
    flattened,
)

_FINER = 2
"""Drawn so many times as large and then reduced, for soft edges."""


def painted(shapes: Sequence[Shape], height: int) -> Image.Image:
    """The shapes as a picture of two to three, `height` pixels tall."""
    scale = height * _FINER / HEIGHT
    size = (round(WIDTH * scale), height * _FINER)
    picture = Image.new("RGB", size)
    _paint(picture, shapes, scale)
    return picture.reduce(_FINER)


def _paint(picture: Image.Image, shapes: Sequence[Shape], scale: float) -> None:
    draw = ImageDraw.Draw(picture, "RGBA")
    for shape in shapes:
        if isinstance(shape, Clip):
            inside = picture.copy()
            _paint(inside, shape.shapes, scale)
            mask = Image.new("L", picture.size)
            _area(ImageDraw.Draw(mask), shape.by, scale, 255)
            picture.paste(inside, mask=mask)
        elif isinstance(shape, Ring):
            r = (shape.r + shape.width / 2) * scale
            draw.ellipse(
                _square(shape.x * scale, shape.y * scale, r),
                outline=_rgba(shape),
                width=max(1, round(shape.width * scale)),
            )
        elif isinstance(shape, Stroke):
            _stroke(draw, shape, scale)
        else:
            _area(draw, shape, scale, _rgba(shape))


def _area(
    draw: ImageDraw.ImageDraw,
    shape: Disc | Rect | Path,
    scale: float,
    fill: int | tuple[int, int, int, int],
) -> None:
    if isinstance(shape, Disc):
        draw.ellipse(_square(shape.x * scale, shape.y * scale, shape.r * scale), fill=fill)
    elif isinstance(shape, Rect):
        left, top = shape.x * scale, shape.y * scale
        right, bottom = left + shape.w * scale - 1, top + shape.h * scale - 1
        if right >= left and bottom >= top:
            draw.rectangle((left, top, right, bottom), fill=fill)
    else:
        for part in flattened(shape.steps, scale):
            if len(part) > 2:
                draw.polygon(part, fill=fill)


def _stroke(draw: ImageDraw.ImageDraw, shape: Stroke, scale: float) -> None:
    width = shape.width * scale
    for part in flattened(shape.steps, scale):
        draw.line(part, fill=_rgba(shape), width=max(1, round(width)), joint="curve")
        if shape.soft:
            for x, y in (part[0], part[-1]):
                draw.ellipse(_square(x, y, width / 2), fill=_rgba(shape))


def _square(x: float, y: float, r: float) -> tuple[float, float, float, float]:
    return x - r, y - r, x + r, y + r


def _rgba(shape: Disc | Ring | Rect | Path | Stroke) -> tuple[int, int, int, int]:
    red, green, blue = (int(shape.fill[n : n + 2], 16) for n in (1, 3, 5))
    return red, green, blue, round(shape.opacity * 255)
