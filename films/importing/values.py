"""Single values as people's files hold them: checked, tidied, or refused with one sentence.

Each function takes the value, where it stands ("credits 2: role"), and what it must hold to. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from films.importing.refusal import Refusal, shown
from films.naming import can_be_seen, tidy
from films.web import is_odd, names_a_user

_check_address = URLValidator(schemes=["http", "https"])
_SURROGATE = re.compile("[\ud800-\udfff]")


def text(value: object, where: str, longest: int | None = None) -> str:
    """Return a text as it stands but in composed form, with plain line ends and no space around it.

    Refuse what isn't text, what no database or page can hold, and more than `longest` characters.
    """
    if not isinstance(value, str):
        raise Refusal(_("%(where)s must be a text, not %(value)s.") % _named(where, value))
    if "\0" in value:
        raise Refusal(_("%s holds a NUL character.") % where)
    if not _is_encodable(value):
        raise Refusal(_("%s holds half a character (a lone surrogate).") % where)
    found = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if longest is not None and len(found) > longest:
        raise Refusal(
            _("%(where)s is longer than %(longest)d characters.")
            % {"where": where, "longest": longest}
        )
    return found


def words(value: object, where: str, longest: int | None = None) -> str:
    """Return a text on one line, as `tidy` makes it; refuse what `text` refuses."""
    if isinstance(value, str) and "\0" not in value and _is_encodable(value):
        value = tidy(value)
    return text(value, where, longest)


def name(value: object, where: str, longest: int | None = None) -> str:
    """Return a title or name: words of which at least one character can be seen."""
    found = words(value, where, longest)
    if not can_be_seen(found):
        raise Refusal(_("%s is empty.") % where)
    return found


def whole_number(value: object, where: str, least: int, most: int | None = None) -> int:
    """Return an integer within limits, both included; refuse fractions, texts and true or false."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refusal(_("%(where)s must be a whole number, not %(value)s.") % _named(where, value))
    if value < least or (most is not None and value > most):
        raise _out_of_range(value, where, least, most)
    return value


def decimal(value: object, where: str, places: int, most: Decimal) -> Decimal:
    """Return a number from 0 to `most`, given as a number or as a text like "3.99"."""
    found = _decimal(value)
    if found is None:
        raise Refusal(_("%(where)s must be a number, not %(value)s.") % _named(where, value))
    if not 0 <= found <= most:
        raise _out_of_range(value, where, 0, most)
    rounded = found.quantize(Decimal(1).scaleb(-places))
    if rounded != found:
        raise Refusal(
            _("%(where)s has more than %(places)d decimals: %(value)s.")
            % {**_named(where, value), "places": places}
        )
    return rounded


def yes_or_no(value: object, where: str) -> bool:
    """Return a truth value; refuse everything else that could pass for one."""
    if not isinstance(value, bool):
        raise Refusal(_("%(where)s must be true or false, not %(value)s.") % _named(where, value))
    return value


def one_of(value: object, where: str, known: Collection[str]) -> str:
    """Return a value that must be one of the known ones."""
    if not isinstance(value, str) or value not in known:
        raise Refusal(
            _("%(where)s %(value)s is unknown; it may be %(known)s.")
            % {**_named(where, value), "known": ", ".join(known)}
        )
    return value


def link(value: object, where: str, longest: int | None = None) -> str:
    """Return an http or https address; one with a user's name seems to lead elsewhere."""
    found = text(value, where, longest)
    try:
        _check_address(found)
    except ValidationError:
        raise Refusal(
            _("%(where)s %(value)s is not an http or https link.") % _named(where, found)
        ) from None
    if names_a_user(found):
        raise Refusal(_("%(where)s %(value)s holds a user's name.") % _named(where, found))
    if is_odd(found):
        raise Refusal(
            _("%(where)s %(value)s has a port above 65535, or invisible characters.")
            % _named(where, found)
        )
    return found


def day(value: object, where: str) -> date:
    """Return a date written as 2026-01-31."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise Refusal(
        _("%(where)s must be a date like 2026-01-31, not %(value)s.") % _named(where, value)
    )


def matching(value: object, where: str, pattern: str, example: str) -> str:
    """Return a text, spaces around it aside, that has the form of the example."""
    found = text(value, where)
    if not re.fullmatch(pattern, found):
        raise Refusal(
            _("%(where)s must be written like %(example)s, not %(value)s.")
            % {**_named(where, found), "example": example}
        )
    return found


def country(value: object, where: str) -> str:
    """Return a country's code of two letters, in capitals."""
    return matching(value, where, "[A-Za-z]{2}", "US").upper()


def language(value: object, where: str) -> str:
    """Return a language's tag in its usual spelling: "en", "pt-BR", "zh-Hant"."""
    tag = matching(value, where, "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", "en")
    first, *others = tag.split("-")
    spelt = [
        part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower()
        for part in others
    ]
    return "-".join([first.lower(), *spelt])


def _named(where: str, value: object) -> dict[str, str]:
    return {"where": where, "value": shown(value)}


def _is_encodable(value: str) -> bool:
    return value.isascii() or _SURROGATE.search(value) is None


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,20}(\.[0-9]{1,20})?", value.strip()):
        return None
    try:
        found = Decimal(value.strip() if isinstance(value, str) else value)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _out_of_range(value: object, where: str, least: object, most: object) -> Refusal:
    limits = {**_named(where, value), "least": least, "most": most}
    if most is None:
        return Refusal(_("%(where)s must be at least %(least)s, not %(value)s.") % limits)
    return Refusal(_("%(where)s must be between %(least)s and %(most)s, not %(value)s.") % limits)
