"""The two ways in which an import says no: to one line, and to a whole file."""

from __future__ import annotations

import json
import unicodedata
from decimal import Decimal

LONGEST_SHOWN = 60
"""Characters of an offending value that a reason repeats."""


class Refusal(ValueError):  # noqa: N818 - an answer to a person, not a fault of the program
    """One line can't be taken; its text is the reason, one sentence for who made the file."""


class AlienFile(Exception):  # noqa: N818 - likewise
    """A whole file can't be taken, and nothing of it was; its text says why in one sentence."""


def shown(value: object) -> str:
    """Repeat an offending value in a reason: at most `LONGEST_SHOWN` characters, on one line.

    Control characters and lone surrogates, which no terminal or file may take, appear as escapes.
    """
    text = value if isinstance(value, str) else _as_json(value)
    head = text[:LONGEST_SHOWN]
    safe = "".join(char if _is_printable(char) else repr(char)[1:-1] for char in head)
    return f"“{safe}…”" if len(text) > LONGEST_SHOWN else f"“{safe}”"


def _as_json(value: object) -> str:
    try:
        return str(value) if isinstance(value, Decimal) else json.dumps(value, default=str)
    except RecursionError:
        return "{"


def _is_printable(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cs", "Cn", "Zl", "Zp"}
