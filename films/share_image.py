"""The picture that other sites show beside a link to a film: motif, title, stars and year."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from films.posters import PosterFacts, draw_motif, raster
from films.posters.facts import printable
from films.posters.palettes import Palette, contrast, mixed
from films.posters.shapes import Clip, Path, Rect, Shape, star
from films.share_fonts import TitleFont, font_for, plain_font

WIDTH, HEIGHT = 1200, 630
_MOTIF = 420
_MARGIN = 64
_ROOM = WIDTH - _MOTIF - 2 * _MARGIN
_TITLE_TOP, _TITLE_HEIGHT = 72, 330
_LARGEST, _SMALLEST = 136, 34
_STAR = 68


@dataclass(frozen=True, slots=True)
class ShareScore:
    """The viewers' score: their mean in tenths of a star (0–50)."""

    tenths: int

    def __post_init__(self) -> None:
        if not 0 <= self.tenths <= 50:
            raise ValueError(f"a score is 0 to 50 tenths of a star, not {self.tenths}")


def draw_png(facts: PosterFacts, score: ShareScore | None) -> bytes:
    """The share image as a PNG of 1200 × 630.

    The title stands on it only where a font at hand has each of its letters; the stars only
    where there is a score.
    """
    poster = draw_motif(facts)
    picture = Image.new("RGB", (WIDTH, HEIGHT), poster.colours.ground)
    picture.paste(raster.painted(poster.shapes, HEIGHT), (0, 0))
    _edge(picture, poster.colours)
    draw = ImageDraw.Draw(picture)
    ink = poster.colours.legible_on(poster.colours.ground)[0]
    _title(draw, printable(facts.title), ink)
    if score is not None:
        _stars(picture, score, poster.colours)
    draw.text((WIDTH - _MARGIN, HEIGHT - _MARGIN), str(facts.year), ink, plain_font(46), "rs")
    return _png(picture)


def _edge(picture: Image.Image, colours: Palette) -> None:
    """A seam where motif and panel would run into each other."""
    seam = mixed(colours.ground, colours.ink, 0.82)
    picture.paste(seam, (_MOTIF, 0, _MOTIF + 6, HEIGHT))


def _title(draw: ImageDraw.ImageDraw, title: str, ink: str) -> None:
    font = font_for(title) if title else None
    if font is None:
        return
    size, lines = _fitted(title, font)
    face = font.at(size)
    align = "rs" if font.rtl else "ls"
    x = WIDTH - _MARGIN if font.rtl else _MOTIF + _MARGIN
    for n, line in enumerate(lines):
        y = _TITLE_TOP + size * (0.86 + font.leading * n)
        draw.text((x, y), line, ink, face, align, direction=font.direction)


def _fitted(title: str, font: TitleFont) -> tuple[int, list[str]]:
    """The largest size at which the title fits its room, and its lines; at the smallest size it
    is cut short with an ellipsis."""
    for size in range(_LARGEST, _SMALLEST, -4):
        lines = font.wrapped(title, size, _ROOM)
        if lines and _height(size, len(lines), font) <= _TITLE_HEIGHT:
            return size, lines
    most = int((_TITLE_HEIGHT - _SMALLEST) / (_SMALLEST * font.leading)) + 1
    lines = font.wrapped(title, _SMALLEST, _ROOM, anywhere=True)
    if len(lines) > most:
        lines = [*lines[: most - 1], font.shortened(lines[most - 1], _SMALLEST, _ROOM)]
    return _SMALLEST, lines


def _height(size: int, rows: int, font: TitleFont) -> float:
    return size * (1 + font.leading * (rows - 1))


def _stars(picture: Image.Image, score: ShareScore, colours: Palette) -> None:
    """Five stars, filled from the left as far as the score goes, and the score itself."""
    left, top = _MOTIF + _MARGIN, HEIGHT - _MARGIN - _STAR + 8
    gold = next(
        (c for c in (colours.third, colours.second, colours.main) if _shines(c, colours)),
        colours.ink,
    )
    empty = mixed(colours.ground, colours.ink, 0.24)
    row = _star_row(score.tenths, colours.ground, empty, gold)
    picture.paste(row, (left, top))
    face = plain_font(50)
    text = f"{score.tenths // 10}.{score.tenths % 10}"
    ink = colours.legible_on(colours.ground)[0]
    ImageDraw.Draw(picture).text((left + row.width + 22, HEIGHT - _MARGIN), text, ink, face, "ls")


def _shines(colour: str, colours: Palette) -> bool:
    return contrast(colour, colours.ground) >= 3


def _star_row(tenths: int, ground: str, empty: str, gold: str) -> Image.Image:
    """The stars on their ground, drawn in the posters' own units and by their renderer."""
    unit = 300 / 5
    parts: list[Shape] = [Rect(0, 0, 300, 450, ground)]
    for n in range(5):
        shape = _star_at(empty, unit * (n + 0.5), unit)
        parts.append(shape)
        share = min(max(tenths - 10 * n, 0), 10) / 10
        if share:
            filled = Rect(unit * n + unit * 0.06, 0, unit * 0.88 * share, unit, gold)
            parts.append(Clip(shape, (filled,)))
    row = raster.painted(parts, round(450 * (_STAR * 5) / 300))
    return row.crop((0, 0, row.width, _STAR))


def _star_at(fill: str, x: float, unit: float) -> Path:
    return star(fill, x, unit * 0.53, unit * 0.46)


def _png(picture: Image.Image) -> bytes:
    """The picture as a file: flat areas pack well already at a quick setting."""
    out = BytesIO()
    picture.save(out, "PNG", compress_level=3)
    return out.getvalue()
