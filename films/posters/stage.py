"""What a family of motifs is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from films.posters.chance import Chance
from films.posters.lettering import Zone
from films.posters.palettes import Palette
from films.posters.shapes import HEIGHT, WIDTH, Rect, Shape

_MARGIN = 20.0
_TALLEST = 132.0

TOP = Zone(_MARGIN, 24, WIDTH - 2 * _MARGIN, _TALLEST, "top")
BOTTOM = Zone(_MARGIN, HEIGHT - 22 - _TALLEST, WIDTH - 2 * _MARGIN, _TALLEST, "bottom")
TOP_MIDDLE = Zone(_MARGIN, 24, WIDTH - 2 * _MARGIN, _TALLEST, "top", "middle")
BOTTOM_MIDDLE = Zone(
    _MARGIN, HEIGHT - 22 - _TALLEST, WIDTH - 2 * _MARGIN, _TALLEST, "bottom", "middle"
)
LEFT = Zone(_MARGIN, 26, 116, 300, "top", smallest=25)


@dataclass(frozen=True, slots=True)
class Stage:
    """The frame, 300 × 450, and its part that the title leaves free, from `top` to `bottom`.

    Motifs may bleed over every border of the frame, but the title's room stays calm: one even
    colour. Where the title stands beside the motif, `left` is the first free x.
    """

    top: float
    bottom: float
    left: float
    colours: Palette
    chance: Chance

    @property
    def height(self) -> float:
        """How tall the free part is."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The y in the middle of the free part."""
        return (self.top + self.bottom) / 2

    @property
    def title_is_low(self) -> bool:
        """Whether the title stands below the motif."""
        return self.bottom < HEIGHT

    @property
    def outward(self) -> int:
        """The direction away from the title: 1 down, -1 up."""
        return -1 if self.title_is_low else 1

    def away(self, distance: float) -> float:
        """The y that lies so far from the border to the title, in units, on the motif's side."""
        return self.bottom - distance if self.title_is_low else self.top + distance

    def paper(self, colour: str) -> Rect:
        """The whole frame in one colour."""
        return Rect(0, 0, WIDTH, HEIGHT, colour)

    def cover(self, colour: str) -> list[Shape]:
        """The title's room above or below the motif in one colour; nothing beside it."""
        if self.title_is_low:
            return [Rect(0, self.bottom, WIDTH, HEIGHT - self.bottom, colour)]
        return [Rect(0, 0, WIDTH, self.top, colour)] if self.top else []

    def framed(self, shapes: Iterable[Shape]) -> list[Shape]:
        """Paper, the motif on it, and paper again where the title stands."""
        ground = self.colours.ground
        return [self.paper(ground), *shapes, *self.cover(ground)]


@dataclass(frozen=True, slots=True)
class Scene:
    """A motif, and the colour that it leaves under the title."""

    shapes: list[Shape]
    under_title: str


@dataclass(frozen=True, slots=True)
class Family:
    """One way to draw a poster, and the zones that it can keep for a title, the last for any."""

    name: str
    draw: Callable[[Stage], Scene]
    zones: tuple[Zone, ...] = (TOP, BOTTOM)
