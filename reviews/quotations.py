"""A quotation as it was pasted, made ready to be printed. Pure: no database.

Only what isn't part of the critic's words goes: marks around the whole, spaces, and characters that
nobody sees. Brackets and ellipses say what was changed or left out, and stay.
"""

import re
import unicodedata

#: What stands around a quotation as pages print it, and is put there by ours.
PAIRS = ('""', "“”", "„“", "„”", "””", "«»", "»«", "「」", "『』")
#: The same where the mark may also be an apostrophe.
SINGLE_PAIRS = ("''", "‘’", "‚‘", "‚’", "’’", "‹›", "›‹", "`'", "``", "´´", "`´")
#: What stands before a straight mark that closes, letters and digits aside.
CLOSING = ".,!?…;:)]'’"

_OPENING_ALONE = '"“„«»「『‹›'
_CLOSING_ALONE = '"”“»«」』›‹'
#: Soft hyphens, spaces without width, marks of byte order, controls. Words need joiners.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060-\u2064\ufeff\ufffc]"
)
_DIRECTIONS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
_EDGES = re.compile(f"^[{_DIRECTIONS}\\s]+|[{_DIRECTIONS}\\s]+$")
_SPACES = re.compile(r"\s+")
_NO_BREAK = "\u00a0\u202f"
_OUTSIDE = re.compile(r"""^["“„«»](?P<words>.*)["”“»«](?P<stop>[.,;])$""", re.DOTALL)


def cleaned(text: str) -> str:
    """Return the quotation without the marks, spaces and invisible characters around its words.

    Of several pairs of marks around the whole each goes, and so does one that lost its partner.
    Done twice it changes nothing more.
    """
    found = _spaced(text)
    while (barer := _spaced(_step(found))) != found:
        found = barer
    return found


def unquoted(text: str) -> str:
    """Take off the one pair of quotation marks that surrounds the text, if there is one.

    All other marks stay: of `"One" and "two"` nothing is taken, as its marks belong to its words.
    """
    for pair in PAIRS:
        opening, closing = pair[0], pair[1]
        inner = text[1:-1]
        if len(text) > 1 and text[0] == opening and text[-1] == closing:
            return inner.strip() if _is_surrounding(inner, opening, closing) else text
    return text


def _is_surrounding(inner: str, opening: str, closing: str) -> bool:
    """Whether the marks inside make pairs of their own, so that the first of them opens one."""
    if opening != closing:
        first = next((char for char in inner if char in (opening, closing)), opening)
        return first == opening
    before = inner[: max(inner.find(opening), 0)]
    is_lone = inner.count(opening) % 2 == 1
    return is_lone or not before or not (before[-1].isalnum() or before[-1] in CLOSING)


def _spaced(text: str) -> str:
    """On one line, with single spaces and without what can't be seen; accents composed."""
    visible = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _SPACES.sub(_one_space, _EDGES.sub("", visible))


def _one_space(found: re.Match[str]) -> str:
    """A space, or the no-break one that French puts before its marks."""
    space, after = found[0], found.string[found.end() :]
    before = found.string[: found.start()]
    beside_a_mark = after[:1] in tuple("!?:;»›%") or before[-1:] in tuple("«‹")
    return space if space in tuple(_NO_BREAK) and beside_a_mark else " "


def _step(text: str) -> str:
    """Take off one pair of marks or one lone mark, if there is one that isn't the critic's."""
    for take_off in (unquoted, _without_single_pair, _without_marks_before_a_stop, _without_lone):
        if (barer := take_off(text)) != text:
            return barer
    return text


def _without_single_pair(text: str) -> str:
    inner = text[1:-1]
    if len(text) < 2 or text[0] + text[-1] not in SINGLE_PAIRS:
        return text
    # Between letters it's an apostrophe; anywhere else the marks belong to words within.
    apart = re.sub(r"(?<=\w)['’`´‘](?=\w)", "", inner)
    return text if set(apart) & {text[0], text[-1], "’", "'"} else inner


def _without_marks_before_a_stop(text: str) -> str:
    """Of `"Fine".` the full stop stays, and a comma was only the list's that it stood in."""
    found = _OUTSIDE.match(text)
    if not found or any(mark in found["words"] for mark in '"“”„«»'):
        return text
    ends = found["words"].rstrip().endswith((".", "!", "?", "…"))
    return found["words"] + ("." if found["stop"] == "." and not ends else "")


def _without_lone(text: str) -> str:
    """Without an opening or closing mark that is the only one of the text."""
    marks = [char for char in text if char in _OPENING_ALONE + _CLOSING_ALONE]
    if len(marks) != 1 or len(text) == 1:
        return "" if text in marks else text
    if text[0] in _OPENING_ALONE:
        return text[1:]
    # After a digit it says inches.
    return text[:-1] if text[-1] in _CLOSING_ALONE and not text[-2].isdigit() else text
