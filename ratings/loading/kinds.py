"""The two kinds of file: our own, and MovieLens'. Pure: what a line of each says, or why not."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import LiteralString, NamedTuple

from django.utils.translation import gettext as _

from films.importing.refusal import Refusal, shown
from ratings import half_stars as stars

#: The columns of the table in which lines are put down as they are read.
WHO, FILM, SAID, MOMENT = COLUMNS = ("who", "film", "said", "moment")
LONGEST_FILM = 600
_WHO = re.compile(r"[a-z0-9_-]{1,30}")
_DAY = (
    r"(?:19|20)\d\d-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-](?:0\d|1[0-4]):[03]0)?"
_LATEST_SECOND = 4_102_444_800
"""The first second of the year 2100: whatever is later is no time in seconds."""


class Said(NamedTuple):
    """A line of which the form is right; `said` and `moment` as the kind's column takes them."""

    who: str
    film: str
    said: str
    moment: str


@dataclass(frozen=True)
class Kind:
    """A kind of file.

    `names` are its columns by the names that a header may give them; `plain` how each looks when
    nothing about it needs a second look. `said_type`, `moment_type` are what the columns hold in
    SQL, `half_stars` and `rated_at` what is made of them. `site` is whose ids its films have.
    """

    names: Mapping[str, str]
    plain: Mapping[str, str]
    said_type: LiteralString
    moment_type: LiteralString
    half_stars: LiteralString
    rated_at: LiteralString
    site: str | None = None
    moment_is_optional: bool = False

    def columns(self, header: Sequence[str]) -> list[str] | None:
        """The table's columns in the order of a header; None for the header of another kind."""
        columns = [self.names.get(name, "") for name in header]
        missing = set(COLUMNS).difference(columns)
        if "" in columns or len(set(columns)) != len(columns):
            return None
        return columns if missing <= ({MOMENT} if self.moment_is_optional else set()) else None

    def plain_lines(self, columns: Sequence[str]) -> re.Pattern[bytes]:
        """What lines look like that PostgreSQL can read as they are: matched many at once."""
        values = ",".join(self.plain[column] for column in columns)
        return re.compile(rf"(?:{values}\r?\n)*+".encode())

    def read(self, text: str, columns: Sequence[str]) -> Said:
        """Read one line; Refusal for what can't be read."""
        values = dict(zip(columns, _values(text, len(columns)), strict=True))
        who, film = values[WHO].lower(), values[FILM]
        if not _WHO.fullmatch(who):
            raise not_a_username(values[WHO])
        if not film or len(film) > LONGEST_FILM:
            raise unknown_film(film)
        said, moment = values[SAID], values.get(MOMENT, "")
        if self is OWN:
            return Said(who, film, _half_stars(said), _moment(moment))
        return Said(who, film, _stars(said), _seconds(moment))


OWN = Kind(
    names={
        "user": WHO,
        "user_id": WHO,
        "film": FILM,
        "film_id": FILM,
        "half_stars": SAID,
        "rated_at": MOMENT,
    },
    plain={
        WHO: "[a-z0-9_-]{1,30}",
        FILM: "[a-z0-9-]{1,200}",
        SAID: "(?:10|[1-9])",
        MOMENT: f"(?:{_DAY}(?:[T ]{_TIME})?)?",
    },
    said_type="smallint",
    moment_type="timestamptz",
    half_stars="said",
    rated_at="moment",
    moment_is_optional=True,
)
MOVIELENS = Kind(
    names={"userid": WHO, "movieid": FILM, "rating": SAID, "timestamp": MOMENT},
    plain={
        WHO: r"\d{1,18}",
        FILM: r"\d{1,18}",
        SAID: r"(?:0\.5|[1-4](?:\.[05])?|5(?:\.0)?)",
        MOMENT: r"[1-3]?\d{1,9}",
    },
    said_type="numeric(2,1)",
    moment_type="bigint",
    half_stars="(said * 2)::smallint",
    rated_at="to_timestamp(moment)",
    site="movielens",
)


def kind_of(header: str) -> tuple[Kind, list[str]] | None:
    """The kind of a file with this first line, and its columns in order; None for any other."""
    names = [name.strip().casefold() for name in next(csv.reader([header]), [])]
    for kind in (OWN, MOVIELENS):
        if columns := kind.columns(names):
            return kind, columns
    return None


def not_a_username(name: str) -> Refusal:
    """Why a line can't be taken whose viewer no account can be called like."""
    return Refusal(
        _("%s is no username: it has 3 to 30 characters, a–z, 0–9, _ and -.") % shown(name)
    )


def unknown_film(name: str) -> Refusal:
    """Why a line can't be taken whose film isn't in the catalogue."""
    return Refusal(_("The film %s is unknown.") % shown(name))


def _values(text: str, wanted: int) -> list[str]:
    if "\0" in text:
        raise Refusal(_("The line holds a NUL character."))
    try:
        [values] = csv.reader([text], strict=True)
    except (csv.Error, ValueError):
        raise Refusal(_("A quotation mark stands in the wrong place.")) from None
    if len(values) != wanted:
        raise Refusal(
            _("The line has %(found)d values where the header has %(wanted)d columns.")
            % {"found": len(values), "wanted": wanted}
        )
    return [value.strip() for value in values]


def _half_stars(text: str) -> str:
    if text not in map(str, stars.ALL):
        raise Refusal(
            _("half_stars must be a whole number from 1 to 10, not %s.") % shown(text)
        ) from None
    return text


def _stars(text: str) -> str:
    if not re.fullmatch(r"[0-5](\.[05]0*)?", text) or not 0.5 <= float(text) <= stars.MOST / 2:
        raise Refusal(_("rating must be 0.5, 1.0, 1.5 … 5.0, not %s.") % shown(text))
    return text


def _moment(text: str) -> str:
    """A moment with its zone; without one it's UTC. "" stays "": the file doesn't say."""
    if not text:
        return ""
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
    except ValueError:
        raise Refusal(
            _("rated_at must be a time like 2026-01-31T20:15:00Z, not %s.") % shown(text)
        ) from None


def _seconds(text: str) -> str:
    if not re.fullmatch("[0-9]{1,10}", text) or int(text) >= _LATEST_SECOND:
        raise Refusal(_("timestamp must be in seconds since 1970, not %s.") % shown(text))
    return text
