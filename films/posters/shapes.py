"""The shapes that a poster is drawn with: flat areas of one colour, in units of a 300 × 450 frame.

Two renderers stand on them: `svg` and `raster`. A colour is `#rrggbb`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

WIDTH = 300.0
HEIGHT = 450.0

Point = tuple[float, float]
Segment = tuple[str, tuple[float, ...]]
"""One step of an outline: `M`, `L`, `Q`, `C` with absolute coordinates, or `Z` with none."""


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle."""

    x: float
    y: float
    r: float
    fill: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle's line; `r` goes to the middle of it."""

    x: float
    y: float
    r: float
    width: float
    fill: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle."""

    x: float
    y: float
    w: float
    h: float
    fill: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Path:
    """A filled outline; where it has several parts, they don't overlap."""

    steps: tuple[Segment, ...]
    fill: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of even width along open steps, with flat ends or, where it is `soft`, round ones."""

    steps: tuple[Segment, ...]
    width: float
    fill: str
    soft: bool = False
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Clip:
    """Shapes that are seen only inside another one."""

    by: Disc | Rect | Path
    shapes: tuple[Shape, ...]


Shape = Disc | Ring | Rect | Path | Stroke | Clip
Drawn = TypeVar("Drawn", Path, Stroke)

_STEP = re.compile(r"([MLQCZ])([^MLQCZ]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e[-+]?\d+)?")
_PER_STEP = {"M": 2, "L": 2, "Q": 4, "C": 6}


def steps(outline: str) -> tuple[Segment, ...]:
    """The steps of an outline written like SVG path data, with absolute M L Q C Z only."""
    found: list[Segment] = []
    for letter, rest in _STEP.findall(outline):
        numbers = [float(number) for number in _NUMBER.findall(rest)]
        if letter == "Z":
            found.append(("Z", ()))
            continue
        size = _PER_STEP[letter]
        for start in range(0, len(numbers), size):
            name = "L" if letter == "M" and start else letter
            found.append((name, tuple(numbers[start : start + size])))
    return tuple(found)


def along(points: Iterable[Point], closed: bool = False) -> tuple[Segment, ...]:
    """Straight steps through `points`."""
    line: list[Segment] = [("L" if n else "M", point) for n, point in enumerate(points)]
    return (*line, ("Z", ())) if closed else tuple(line)


def smooth(points: Sequence[Point]) -> tuple[Segment, ...]:
    """Steps through `points` on a soft curve (Catmull–Rom), open."""
    found: list[Segment] = [("M", points[0])]
    for n in range(len(points) - 1):
        before, start, end = points[max(n - 1, 0)], points[n], points[n + 1]
        after = points[min(n + 2, len(points) - 1)]
        found.append(
            (
                "C",
                (
                    start[0] + (end[0] - before[0]) / 6,
                    start[1] + (end[1] - before[1]) / 6,
                    end[0] - (after[0] - start[0]) / 6,
                    end[1] - (after[1] - start[1]) / 6,
                    end[0],
                    end[1],
                ),
            )
        )
    return tuple(found)


def drawn(fill: str, outline: str) -> Path:
    """A filled outline written like SVG path data (see `steps`)."""
    return Path(steps(outline), fill)


def poly(fill: str, *points: Point) -> Path:
    """A polygon."""
    return Path(along(points, closed=True), fill)


def many(fill: str, rects: Iterable[tuple[float, float, float, float]]) -> Path:
    """Several upright rectangles (x, y, width, height) of one colour as one shape."""
    found: list[Segment] = []
    for x, y, w, h in rects:
        found += along(((x, y), (x + w, y), (x + w, y + h), (x, y + h)), closed=True)
    return Path(tuple(found), fill)


def line(fill: str, width: float, *points: Point, soft: bool = False) -> Stroke:
    """A straight or broken line."""
    return Stroke(along(points), width, fill, soft)


def on_circle(x: float, y: float, r: float, degrees: float) -> Point:
    """The point of a circle at an angle, clockwise from three o'clock."""
    angle = math.radians(degrees)
    return x + r * math.cos(angle), y + r * math.sin(angle)


def arc(x: float, y: float, r: float, start: float, end: float) -> tuple[Segment, ...]:
    """Curved steps along a circle from one angle to another, beginning with `M`."""
    parts = max(1, math.ceil(abs(end - start) / 90 - 1e-9))
    turn = math.radians(end - start) / parts
    pull = 4 / 3 * math.tan(turn / 4)
    found: list[Segment] = [("M", on_circle(x, y, r, start))]
    for n in range(parts):
        a = math.radians(start) + n * turn
        b = a + turn
        found.append(
            (
                "C",
                (
                    x + r * (math.cos(a) - pull * math.sin(a)),
                    y + r * (math.sin(a) + pull * math.cos(a)),
                    x + r * (math.cos(b) + pull * math.sin(b)),
                    y + r * (math.sin(b) - pull * math.cos(b)),
                    x + r * math.cos(b),
                    y + r * math.sin(b),
                ),
            )
        )
    return tuple(found)


def joined(*parts: Sequence[Segment]) -> tuple[Segment, ...]:
    """Several runs of steps as one closed outline: each `M` but the first becomes a line."""
    found: list[Segment] = []
    for part in parts:
        found += [
            ("L", numbers) if name == "M" and found else (name, numbers) for name, numbers in part
        ]
    return (*found, ("Z", ()))


def sector(fill: str, x: float, y: float, r: float, start: float, end: float) -> Path:
    """A slice of a disc."""
    return Path(joined([("M", (x, y))], arc(x, y, r, start, end)), fill)


def rays(fill: str, x: float, y: float, count: int, start: float = 0) -> list[Path]:
    """Wedges from a point to beyond the frame, as wide as the gaps between them."""
    turn = 360 / count
    angles = (start + turn * n for n in range(count))
    return [
        poly(fill, (x, y), on_circle(x, y, 640, angle), on_circle(x, y, 640, angle + turn / 2))
        for angle in angles
    ]


def star(fill: str, x: float, y: float, r: float, points: int = 5) -> Path:
    """A star standing on two of its points."""
    reach = ((r if n % 2 == 0 else r * 0.42, -90 + 180 / points * n) for n in range(points * 2))
    return poly(fill, *(on_circle(x, y, size, angle) for size, angle in reach))


def land(fill: str, crest: Sequence[Point]) -> Path:
    """Everything below a soft line, down to beyond the frame."""
    return Path(
        joined(smooth(crest), [("L", (crest[-1][0], 470)), ("L", (crest[0][0], 470))]), fill
    )


def band(
    fill: str, x: float, y: float, outer: float, inner: float, start: float, end: float
) -> Path:
    """A bow: a slice of a disc without its middle."""
    return Path(joined(arc(x, y, outer, start, end), arc(x, y, inner, end, start)), fill)


def placed(
    shape: Drawn,
    x: float,
    y: float,
    scale: float = 1,
    turn: float = 0,
    mirror: bool = False,
) -> Drawn:
    """`shape` scaled, turned (degrees clockwise) about its origin, and moved to (x, y)."""
    cos, sin = (
        math.cos(math.radians(turn)) * scale,
        math.sin(math.radians(turn)) * scale,
    )
    flip = -1 if mirror else 1
    moved = tuple(
        (
            name,
            tuple(
                value
                for u, v in zip(numbers[::2], numbers[1::2], strict=True)
                for value in (
                    x + flip * u * cos - v * sin,
                    y + flip * u * sin + v * cos,
                )
            ),
        )
        for name, numbers in shape.steps
    )
    if isinstance(shape, Stroke):
        return replace(shape, steps=moved, width=shape.width * scale)
    return replace(shape, steps=moved)


def flattened(path: Sequence[Segment], scale: float = 1) -> list[list[Point]]:
    """The outline's parts as straight lines, for renderers that know no curves."""
    parts: list[list[Point]] = []
    for name, numbers in path:
        if name == "Z":
            continue
        points = [(u * scale, v * scale) for u, v in zip(numbers[::2], numbers[1::2], strict=True)]
        if name == "M":
            parts.append(points)
        elif name == "L":
            parts[-1] += points
        else:
            parts[-1] += _bent(parts[-1][-1], points)
    return parts


def _bent(start: Point, points: Sequence[Point]) -> list[Point]:
    """A quadratic or cubic curve as short lines, without its start."""
    if len(points) == 2:
        (px, py), end = points
        first = (start[0] + 2 / 3 * (px - start[0]), start[1] + 2 / 3 * (py - start[1]))
        second = (end[0] + 2 / 3 * (px - end[0]), end[1] + 2 / 3 * (py - end[1]))
    else:
        first, second, end = points
    reach = math.dist(start, first) + math.dist(first, second) + math.dist(second, end)
    pieces = min(48, max(4, int(reach / 6)))
    return [_between(start, first, second, end, n / pieces) for n in range(1, pieces + 1)]


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    u = 1 - t
    wa, wb, wc, wd = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    return (
        wa * a[0] + wb * b[0] + wc * c[0] + wd * d[0],
        wa * a[1] + wb * b[1] + wc * c[1] + wd * d[1],
    )
