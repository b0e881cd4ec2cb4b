"""People, small against large things: each 100 units tall, standing on (0, 0)."""

from __future__ import annotations

from films.posters.shapes import Path, Shape, placed, steps

_HAT_AND_COAT = steps(
    "M-15 -86 L-15 -88.5 L-9 -89.5 L-7.5 -97 Q0 -101 7.5 -97 L9 -89.5 L15 -88.5 "
    "L15 -86 L7 -85 Q7.5 -78 4 -75 L15 -70 L19 -40 L13 -38 L14 -18 L9 -17 L10 0 L2 0 L1 -16 "
    "L-2 -16 L-4 0 L-12 0 L-10 -17 L-14 -18 L-13 -38 L-19 -40 L-15 -70 L-4 -75 Q-7.5 -78 -7 -85 Z"
)
_LONG_DRESS = steps(
    "M-3 -80 Q-9 -84 -8.5 -91 Q-7 -100 0 -100 Q7 -100 8.5 -91 Q9 -84 3 -80 L4 -77 L11 -74 "
    "L14 -50 L10 -48 L7.5 -62 L6 -56 L22 0 L-22 0 L-6 -56 L-7.5 -62 L-10 -48 L-14 -50 "
    "L-11 -74 L-4 -77 Z"
)
_WALKING = steps(
    "M-1 -84 Q-6 -88 -5 -94 Q-3 -100 3 -99.5 Q9 -98 9 -92 Q8 -85 4 -83 L11 -78 L17 -60 L27 -52 "
    "L24 -47 L12 -56 L8 -64 L9 -48 L20 -25 L23 -2 L29 0 L16 0 L12 -22 L2 -38 L-6 -22 L-20 -3 "
    "L-16 0 L-27 -4 L-26 -7 L-15 -26 L-8 -48 L-8 -62 L-15 -48 L-20 -50 L-13 -72 Q-9 -80 -1 -84 Z"
)
_FALLING = steps(
    "M-2 -74 Q-9 -77 -9 -85 Q-6 -94 2 -93 Q10 -90 9 -82 Q7 -76 4 -74 L10 -70 L30 -84 L34 -79 "
    "L14 -58 L12 -40 L34 -28 L40 -6 L33 -5 L27 -22 L6 -30 L-10 -18 L-26 -2 L-31 -7 L-18 -24 "
    "L-6 -42 L-8 -58 L-30 -46 L-44 -54 L-41 -60 L-30 -54 L-8 -70 Z"
)
_RIDER = steps(
    "M6 -88 L-3 -90 L-3 -92 L2 -93 L4 -100 L13 -100 L15 -92 L21 -90 L21 -88 L15 -87 L14 -80 "
    "L20 -76 L23 -62 L34 -56 L46 -74 L46 -82 L50 -79 L62 -72 L74 -60 L72 -55 L62 -58 L56 -50 "
    "L54 -38 L50 -32 L60 -18 L58 -2 L63 0 L53 0 L53 -16 L42 -28 L30 -32 L4 -32 L-8 -34 L-14 -24 "
    "L-12 -14 L-16 -2 L-11 0 L-21 0 L-20 -14 L-24 -26 L-26 -38 L-30 -30 L-30 -12 L-35 -12 "
    "L-34 -36 Q-32 -46 -22 -52 L2 -54 L-2 -70 L0 -78 L7 -80 Z"
)
_PROFILE = steps(
    "M10 104 C15 90 13 82 8 74 C-4 60 -6 38 6 21 C16 5 38 -3 55 5 C64 9.5 68 18 68 27 L68.5 34 "
    "C67.5 37.5 68.5 41 70.5 44 L80 57.5 C81.5 60.5 78.5 62 73.5 62 L73 65.5 "
    "C77 66.5 78.5 69 75.5 71.5 C78 73 77.5 76 74 77.5 C71.5 79 72.5 81.5 73 85 "
    "C73 91 67 93.5 60 93 C53 92.5 48 94 46 97 C45 100 46 102 47 104 Z"
)


def in_coat(fill: str, x: float, y: float, tall: float) -> Shape:
    """Someone in hat and coat, seen from the front."""
    return placed(Path(_HAT_AND_COAT, fill), x, y, tall / 100)


def in_dress(fill: str, x: float, y: float, tall: float) -> Shape:
    """Someone in a long dress."""
    return placed(Path(_LONG_DRESS, fill), x, y, tall / 100)


def walking(fill: str, x: float, y: float, tall: float, leftwards: bool = False) -> Shape:
    """Someone walking."""
    return placed(Path(_WALKING, fill), x, y, tall / 100, mirror=leftwards)


def falling(fill: str, x: float, y: float, tall: float, turn: float = 0) -> Shape:
    """Someone falling."""
    return placed(Path(_FALLING, fill), x, y, tall / 100, turn)


def riding(fill: str, x: float, y: float, tall: float, leftwards: bool = False) -> Shape:
    """Someone on a horse."""
    return placed(Path(_RIDER, fill), x, y, tall / 100, mirror=leftwards)


def profile(fill: str, x: float, y: float, tall: float, leftwards: bool = False) -> Path:
    """A head in profile, its crown at `y`, its back at `x`, neck at `y + tall`."""
    return placed(Path(_PROFILE, fill), x, y, tall / 104, mirror=leftwards)
