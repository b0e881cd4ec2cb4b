"""What becomes of one line, given what the viewer says of its film. Pure: no database."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from ratings.models import ImportLine
from ratings.said import Said

Outcome = ImportLine.Outcome


class Decision(NamedTuple):
    """What becomes of a line, why, and what its viewer says of the film from then on."""

    outcome: ImportLine.Outcome
    reason: str
    after: Said


def decide(
    line: ImportLine, said: Said, policy: str, now: datetime, *, rated_by_import: bool = False
) -> Decision:
    """Decide on a line that has a film; `policy` says which of two different values stays.

    A line that doesn't say when is as new as `now` where nothing stands against it, and older
    than what the viewer says otherwise. A flag stands against another flag, and beside a rating;
    but one of the viewer's own that is as new clears it. What a file says of a film is true at
    once: with `rated_by_import` the rating is no word against the flag.
    """
    mine: int | str | None
    wanted: int | str
    if line.half_stars:
        mine, since, wanted = said.half_stars, said.rated_at, line.half_stars
        after = Said(half_stars=line.half_stars, rated_at=line.at or now)
    else:
        mine, since, wanted = said.flag, said.flagged_at, line.flag
        after = replace(said, flag=line.flag, flagged_at=line.at or now)
    if mine == wanted:
        return Decision(Outcome.UNCHANGED, "", said)
    if line.flag and policy != "take" and not rated_by_import and _is_cleared(line, said):
        return Decision(Outcome.YOURS, _("You have rated the film since."), said)
    if not mine or policy == "take":
        return Decision(Outcome.PLACED, "", after)
    if policy == "keep":
        return Decision(Outcome.YOURS, _("You have something else here, and it was kept."), said)
    if line.at is None:
        return Decision(Outcome.YOURS, _("The file gives no date, so yours was kept."), said)
    if since and line.at <= since:
        return Decision(Outcome.YOURS, _("Yours is newer and was kept."), said)
    return Decision(Outcome.PLACED, "", after)


def _is_cleared(line: ImportLine, said: Said) -> bool:
    return bool(line.at and said.rated_at and line.at <= said.rated_at)
