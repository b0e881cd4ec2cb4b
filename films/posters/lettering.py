"""A title set like a title: broken into balanced lines as large as its room allows."""

from __future__ import annotations

import math
from dataclasses import dataclass

from films.posters.scripts import (
    breaks_anywhere,
    has_plain_capitals,
    is_rtl,
    measured,
    reach_of,
)
from films.posters.typefaces import Typeface

SMALLEST = 17.0
"""No title is set smaller than this (of 450); what doesn't fit then ends in an ellipsis."""
COMFORTABLE = 24.0
"""A word is broken, at need, to come this near."""
LONGEST = 170
CREDIT_SIZE = 11.5
CREDIT_GAP = 10.0
_CREDIT_SPACING = 0.5
_SMALL_WORDS = frozenset(
    ("the", "a", "an", "of", "and", "or", "in", "on", "to", "with", "for", "from", "de", "la", "le",
     "les", "du", "des", "un", "une", "el", "los", "las", "y", "et", "der", "die", "das", "und",
     "il", "lo", "i", "o", "e", "di", "da", "van", "het", "en", "&")
)  # fmt: skip
_NO_LINE_START = "、。，．・：；？！）」』】〉》ーっゃゅょッャュョぁぃぅぇぉァィゥェォ々,.!?:;)"
_NO_LINE_END = "（「『【〈《("


@dataclass(frozen=True, slots=True)
class Zone:
    """The room that a family keeps for the title; the block sticks to its `edge`.

    `align` is `start`, `middle` or `end`; `smallest` the size below which another zone is
    better.
    """

    x: float
    y: float
    w: float
    h: float
    edge: str
    align: str = "start"
    smallest: float = SMALLEST


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its baseline, and the width it is expected to take."""

    text: str
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Block:
    """A title set into its zone: what stands where, in units of the frame.

    `x` is where lines begin (`start`, seen in the direction of the writing), have their middle
    or end. `guarded` says that a wide font could pass the zone's border, so that the renderer
    has to hold each line to its width. `top` and `bottom` bound the block with its credit line.
    """

    zone: Zone
    typeface: Typeface
    size: float
    lines: tuple[Line, ...]
    credit: tuple[Line, ...]
    credit_size: float
    x: float
    align: str
    rtl: bool
    guarded: bool
    top: float
    bottom: float

    @property
    def left(self) -> float:
        """The x where the widest line begins on the left."""
        aside = {"middle": 0.5, "start": float(self.rtl), "end": float(not self.rtl)}
        return self.x - self.width * aside[self.align]

    @property
    def width(self) -> float:
        """How wide the widest line is."""
        return max((line.width for line in (*self.lines, *self.credit)), default=0.0)


def set_title(title: str, credit: str, zone: Zone, typeface: Typeface) -> Block:
    """`title`, and `credit` small below it, as large as they may be in `zone`."""
    text = _shortened(title)
    if typeface.capitals and has_plain_capitals(text):
        text = text.upper()
    credit_size, small_print = _fitted_credit(credit, zone.w)
    room = zone.h - _credit_height(credit_size, len(small_print))
    size, words = _best(text, typeface, zone.w, room, zone.smallest > SMALLEST)
    return _block(words, size, small_print, credit_size, zone, typeface, is_rtl(text))


def ems(text: str, typeface: Typeface) -> float:
    """The width of `text` in that typeface, in ems."""
    return measured(text) * typeface.breadth + typeface.spacing * len(text)


def _shortened(title: str) -> str:
    if len(title) <= LONGEST:
        return title
    return title[: LONGEST - 1].rsplit(" ", 1)[0][: LONGEST - 1] + "…"


def _best(
    text: str, typeface: Typeface, width: float, height: float, whole: bool
) -> tuple[float, list[str]]:
    """The size and lines that set `text` largest, cut short and, unless words are to stay
    `whole`, with broken ones at need."""
    pieces = _pieces(text)
    if not pieces:
        return SMALLEST, []
    size, lines = _largest(pieces, typeface, width, height)
    if size < COMFORTABLE and not whole:
        broken = _broken(pieces, typeface, width)
        if broken != pieces:
            size, lines = max((size, lines), _largest(broken, typeface, width, height))
    while size < SMALLEST and len(text) > 1:
        text = text.rstrip("…")[: int(len(text) * 0.9)].rstrip() + "…"
        size, lines = _largest(_broken(_pieces(text), typeface, width), typeface, width, height)
    return size, lines


def _largest(
    pieces: list[str], typeface: Typeface, width: float, height: float
) -> tuple[float, list[str]]:
    """The best of one to eight lines; more lines must be worth it."""
    text = "".join(pieces)
    reach = reach_of(text)
    best, lines, worth = 0.0, [text], 0.0
    for count in range(1, min(8, len(pieces)) + 1):
        attempt = _balanced(pieces, count, typeface)
        widest = max(ems(part, typeface) for part in attempt)
        tall = reach.above + reach.below + reach.leading * (count - 1)
        size = min(width / widest, height / tall, _cap(text, count))
        if size * 0.95**count > worth:
            best, lines, worth = size, attempt, size * 0.95**count
    return best, lines


def _cap(text: str, count: int) -> float:
    """Short titles may shout; longer ones keep their voice down."""
    if len(text) <= 2:
        return 112.0
    if len(text) <= 4:
        return 88.0
    return 62.0 if count == 1 else 50.0


def _pieces(text: str) -> list[str]:
    """What may not be broken, each with the space that follows it."""
    pieces: list[str] = []
    for word in text.split():
        current = ""
        for n, letter in enumerate(word):
            after_hyphen = current[-1:] in "-–—/" and len(current) > 3 and len(word) - n > 2
            if current and (after_hyphen or _may_break(current[-1], letter)):
                pieces.append(current)
                current = ""
            current += letter
        pieces.append(current + " ")
    return [*pieces[:-1], pieces[-1].rstrip()] if pieces else []


def _may_break(before: str, after: str) -> bool:
    if before in _NO_LINE_END or after in _NO_LINE_START or after == "…":
        return False
    return breaks_anywhere(before) or breaks_anywhere(after)


def _broken(pieces: list[str], typeface: Typeface, width: float) -> list[str]:
    """`pieces` with those cut up that no line could hold at a comfortable size."""
    most = width / COMFORTABLE
    found: list[str] = []
    for piece in pieces:
        parts = math.ceil(ems(piece.rstrip(), typeface) / (most * 0.92))
        found += _cut(piece, parts) if parts > 1 else [piece]
    return found


def _cut(piece: str, parts: int) -> list[str]:
    hyphen = "-" if has_plain_capitals(piece) else ""
    length = math.ceil(len(piece) / parts)
    cuts = [piece[n : n + length] for n in range(0, len(piece), length)]
    if len(cuts) > 1 and len(cuts[-1].strip()) < 3:
        cuts[-2:] = ["".join(cuts[-2:])]
    ends = [cut if cut[-1] in "-–—/…" else cut + hyphen for cut in cuts[:-1]]
    return [*ends, cuts[-1]]


def _balanced(pieces: list[str], count: int, typeface: Typeface) -> list[str]:
    """`pieces` on exactly `count` lines, as even as they go, small words not left at an end."""
    widths = [ems(piece, typeface) for piece in pieces]
    sums = [0.0]
    for width in widths:
        sums.append(sums[-1] + width)
    fair = sums[-1] / count
    spaced = any(piece.endswith(" ") for piece in pieces)
    cost: list[list[tuple[float, int]]] = [[(0.0, 0)] + [(math.inf, 0)] * len(pieces)]
    for row in range(1, count + 1):
        before = cost[-1]
        cost.append([(math.inf, 0)] * (len(pieces) + 1))
        for end in range(row, len(pieces) + 1):
            cost[row][end] = min(
                (
                    before[start][0] + ((sums[end] - sums[start] - fair) / fair) ** 2,
                    start,
                )
                for start in range(row - 1, end)
            )
            if end < len(pieces):
                least, start = cost[row][end]
                cost[row][end] = (least + _bad_break(pieces[end - 1], spaced), start)
    lines: list[str] = []
    end = len(pieces)
    for row in range(count, 0, -1):
        start = cost[row][end][1]
        lines.insert(0, "".join(pieces[start:end]).rstrip())
        end = start
    return lines


def _bad_break(piece: str, spaced: bool) -> float:
    """What it costs the balance to end a line after `piece`."""
    if piece.strip().lower() in _SMALL_WORDS:
        return 0.08
    return 0.25 if spaced and breaks_anywhere(piece[-1]) else 0.0


def _credit_height(size: float, rows: int) -> float:
    """The room that the small lines take below the title, with the gap above them."""
    return CREDIT_GAP + size * (1 + 1.28 * (rows - 1)) if rows else 0.0


def _credit_width(text: str, size: float) -> float:
    return measured(text) * size * 1.02 + _CREDIT_SPACING * len(text)


def _fitted_credit(credit: str, width: float) -> tuple[float, list[str]]:
    """The size of the small print and its lines: one, or a smaller two, cut short at need."""
    if not credit:
        return CREDIT_SIZE, []
    size = CREDIT_SIZE * min(1, width / _credit_width(credit, CREDIT_SIZE))
    if size >= 10.4:
        return size, [credit]
    size, rows, words = 10.4, [""], credit.split()
    for word in words:
        longer = f"{rows[-1]} {word}".strip()
        if len(rows) == 1 and rows[-1] and _credit_width(longer, size) > width:
            rows.append(word)
        else:
            rows[-1] = longer
    rows[0] = rows[0].removesuffix(" ·")
    return size, [_cut_to(row, size, width) for row in rows]


def _cut_to(text: str, size: float, width: float) -> str:
    while _credit_width(text, size) > width and len(text) > 1:
        text = text.rstrip("…")[:-1].rstrip(" ,·") + "…"
    return text


def _block(
    words: list[str],
    size: float,
    small_print: list[str],
    credit_size: float,
    zone: Zone,
    typeface: Typeface,
    rtl: bool,
) -> Block:
    """The lines with their places, stuck to the zone's edge."""
    reach = reach_of("".join(words))
    small = _credit_height(credit_size, len(small_print))
    tall = small
    if words:
        tall += size * (reach.above + reach.below + reach.leading * (len(words) - 1))
    top = zone.y if zone.edge == "top" else zone.y + zone.h - tall
    first, pitch = top + size * reach.above, size * reach.leading
    last = top + tall - credit_size * (0.22 + 1.28 * (len(small_print) - 1))
    return Block(
        zone=zone,
        typeface=typeface,
        size=size,
        lines=_lines(words, first, pitch, [ems(word, typeface) * size for word in words]),
        credit=_lines(
            small_print,
            last,
            credit_size * 1.28,
            [_credit_width(c, credit_size) for c in small_print],
        ),
        credit_size=credit_size,
        x=_start(zone, rtl),
        align=zone.align,
        rtl=rtl,
        guarded=any(ems(w, typeface) * size * typeface.slack > zone.w for w in words),
        top=top,
        bottom=top + tall,
    )


def _lines(texts: list[str], first: float, pitch: float, widths: list[float]) -> tuple[Line, ...]:
    return tuple(
        Line(text, first + pitch * n, width)
        for n, (text, width) in enumerate(zip(texts, widths, strict=True))
    )


def _start(zone: Zone, rtl: bool) -> float:
    """The x that lines of a zone are anchored to."""
    if zone.align == "middle":
        return zone.x + zone.w / 2
    return zone.x if (zone.align == "start") != rtl else zone.x + zone.w
