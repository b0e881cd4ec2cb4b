"""Cells that a spreadsheet would take for a formula: an apostrophe in front makes them text. Pure.

Exactly undone: what begins with apostrophes before such a sign gets one more, and loses one.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MADE_TEXT = re.compile(r"'+[=+\-@\t\r]")


def put_on(text: str) -> str:
    """Return the cell with an apostrophe in front, where a spreadsheet would calculate."""
    return f"'{text}" if _FORMULA.match(text) else text


def taken_off(text: str) -> str:
    """Return the cell as it was before `put_on`."""
    return text[1:] if _MADE_TEXT.match(text) else text
