"""Posters as SVG."""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from films.posters.composition import Poster
from films.posters.lettering import Block
from films.posters.shapes import Clip, Disc, Path, Rect, Ring, Segment, Shape, Stroke
from films.posters.typefaces import CREDIT_STACK


def rendered(poster: Poster, name: str, key: str) -> str:
    """The poster as an SVG document; `name` is its text alternative, `key` makes ids unique."""
    ids = _Ids(key)
    motif = "".join(_run(fill, list(run), ids) for fill, run in groupby(poster.shapes, key=_fill))
    lettering = _lettering(poster.block, poster.title_ink) if poster.block else ""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 450" role="img">'
        f"<title>{escape(name)}</title>{motif}{lettering}</svg>"
    )


class _Ids:
    """Hands out the ids of clips."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._given = 0

    def next(self) -> str:
        self._given += 1
        return f"c{self._key}-{self._given}"


def _fill(shape: Shape) -> str | None:
    return shape.fill if isinstance(shape, Disc | Rect | Path) and shape.opacity == 1 else None


def _run(fill: str | None, shapes: list[Shape], ids: _Ids) -> str:
    """Neighbours of one colour, which they then share."""
    if fill is None:
        return "".join(_shape(shape, ids) for shape in shapes)
    if len(shapes) == 1:
        return _element(shapes[0], f' fill="{fill}"')
    return f'<g fill="{fill}">{"".join(_element(shape, "") for shape in shapes)}</g>'


def _shape(shape: Shape, ids: _Ids) -> str:
    if isinstance(shape, Clip):
        name = ids.next()
        inside = "".join(
            _run(fill, list(run), ids) for fill, run in groupby(shape.shapes, key=_fill)
        )
        outline = _element(shape.by, "")
        return f'<clipPath id="{name}">{outline}</clipPath><g clip-path="url(#{name})">{inside}</g>'
    opacity = "" if shape.opacity == 1 else f' opacity="{_n(shape.opacity)}"'
    if isinstance(shape, Ring | Stroke):
        ends = ' stroke-linecap="round" stroke-linejoin="round"' if _is_soft(shape) else ""
        width = _n(shape.width)
        return _element(
            shape,
            f' fill="none" stroke="{shape.fill}" stroke-width="{width}"{ends}{opacity}',
        )
    return _element(shape, f' fill="{shape.fill}"{opacity}')


def _is_soft(shape: Ring | Stroke) -> bool:
    return isinstance(shape, Stroke) and shape.soft


def _element(shape: Shape, attributes: str) -> str:
    if isinstance(shape, Disc | Ring):
        return f'<circle cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(shape.r)}"{attributes}/>'
    if isinstance(shape, Rect):
        place = f'x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.w)}" height="{_n(shape.h)}"'
        return f"<rect {place}{attributes}/>"
    if isinstance(shape, Clip):
        raise TypeError("a clip has no outline of its own")
    return f'<path d="{_data(shape.steps)}"{attributes}/>'


def _data(path: tuple[Segment, ...]) -> str:
    """Path data in whole and half units where that is all it takes."""
    found: list[str] = []
    last = ""
    x = y = ""
    for name, numbers in path:
        text = [_n(number) for number in numbers]
        if name == "L" and text == [x, y]:
            continue
        if name == "L" and last in "ML" and text[1] == y:
            found.append(f"H{text[0]}")
        elif name == "L" and last in "ML" and text[0] == x:
            found.append(f"V{text[1]}")
        elif name == "Z":
            found.append("z")
        else:
            found.append(name + " ".join(text))
        if text:
            x, y = text[-2:]
        last = name
    return "".join(found)


def _n(number: float) -> str:
    """A number to a tenth, as short as it can be written."""
    text = f"{number:.1f}".removesuffix(".0")
    if abs(number) < 1 and number != round(number):
        text = f"{number:.2f}".rstrip("0").rstrip(".").replace("0.", ".", 1)
    return "0" if text in {"-0", "", "-", ".0", "-.0"} else text


def _lettering(block: Block, ink: str) -> str:
    """The title's lines and the small line below."""
    face = block.typeface
    anchor = "" if block.align == "start" else f' text-anchor="{block.align}"'
    direction = ' direction="rtl"' if block.rtl else ""
    spacing = f' letter-spacing="{_n(face.spacing * block.size)}"' if face.spacing else ""
    lines = "".join(
        f'<text x="{_n(block.x)}" y="{_n(line.y)}"{_guard(line.width, block.guarded)}>'
        f"{escape(line.text)}</text>"
        for line in block.lines
    )
    title = (
        f'<g font-family={quoteattr(face.stack)} font-weight="{face.weight}" '
        f'font-size="{_n(block.size)}"{spacing}>{lines}</g>'
    )
    return f'<g fill="{ink}"{anchor}{direction}>{title}{_credit(block)}</g>'


def _guard(width: float, guarded: bool) -> str:
    """Hold a line to its width, for fonts wider than the stack's usual ones."""
    return f' textLength="{_n(width)}" lengthAdjust="spacingAndGlyphs"' if guarded else ""


def _credit(block: Block) -> str:
    guarded = any(line.width * 1.12 > block.zone.w for line in block.credit)
    lines = "".join(
        f'<text x="{_n(block.x)}" y="{_n(line.y)}"{_guard(line.width, guarded)}>'
        f"{escape(line.text)}</text>"
        for line in block.credit
    )
    return (
        f"<g font-family={quoteattr(CREDIT_STACK)} "
        f'font-size="{_n(block.credit_size)}" letter-spacing=".5">{lines}</g>'
    )
