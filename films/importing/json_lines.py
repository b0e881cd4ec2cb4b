"""JSON Lines: one JSON object a line, read more strictly than Python's reader does by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from films.importing.lines import Line, named, physical_lines
from films.importing.refusal import AlienFile, Refusal, shown

LONGEST_NUMBER = 30
"""Characters of a number; a longer one is a mistake, or an attack on whoever converts it."""


def json_lines(path: Path) -> Iterator[Line]:
    """Read a file's lines that aren't blank; raise AlienFile when it isn't a text in UTF-8."""
    return (line for line in physical_lines(path) if line.text.strip() or not line.is_whole)


def check_json_lines(path: Path, keys: frozenset[str]) -> int:
    """Count a file's lines that aren't blank, reading it to its end once.

    Raise AlienFile unless it is a text in UTF-8 in which at least one line is a JSON object with
    one of the `keys`, so that nothing is written before a file turns out to be of another kind.
    """
    lines, is_of_kind = 0, False
    for line in json_lines(path):
        lines += 1
        is_of_kind = is_of_kind or (line.is_whole and _is_of_kind(line.text, keys))
    if not lines:
        raise AlienFile(_("%s is empty.") % named(path))
    if not is_of_kind:
        raise AlienFile(
            _("%(file)s is another kind of file: no line of it is a JSON object with %(keys)s.")
            % {
                "file": named(path),
                "keys": " or ".join(f'"{key}"' for key in sorted(keys)),
            }
        )
    return lines


def json_object(text: str) -> dict[str, Any]:
    """Read one line; decimal fractions become `Decimal`.

    Raise Refusal unless it is a JSON object without repeated keys, without numbers that JSON
    doesn't know or that nobody means, and not nested beyond what can be read.
    """
    try:
        value = json.loads(
            text,
            object_pairs_hook=_without_repeats,
            parse_constant=_not_a_number,
            parse_int=_integer,
            parse_float=_decimal,
        )
    except Refusal:
        raise
    except RecursionError:
        raise Refusal(_("The line is nested too deeply.")) from None
    except ValueError:
        raise Refusal(_("The line is not a JSON object.")) from None
    if not isinstance(value, dict):
        raise Refusal(_("The line is not a JSON object."))
    return value


def _is_of_kind(text: str, keys: frozenset[str]) -> bool:
    """Tell whether a line, be it faulty in detail, was meant as an object of this kind."""
    try:
        value = json.loads(text, strict=False, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and not keys.isdisjoint(value)


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        raise Refusal(_("The key %s stands there twice.") % shown(repeated))
    return found


def _not_a_number(name: str) -> NoReturn:
    raise Refusal(_("%s is not a number in JSON.") % name)


def _integer(digits: str) -> int:
    _check_length(digits)
    return int(digits)


def _decimal(digits: str) -> Decimal:
    _check_length(digits)
    try:
        return Decimal(digits)
    except InvalidOperation:
        raise Refusal(_("The number %s is too long.") % shown(digits)) from None


def _check_length(digits: str) -> None:
    if len(digits) > LONGEST_NUMBER:
        raise Refusal(_("The number %s is too long.") % shown(digits))
