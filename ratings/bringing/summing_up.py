"""What an import comes to, in one sentence with all its counts."""

from collections.abc import Mapping

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ratings.models import ImportBatch, ImportLine

Outcome = ImportLine.Outcome

PARTS: dict[ImportLine.Outcome, str | Promise] = {
    Outcome.MATCHED: gettext_lazy("%s new"),
    Outcome.PLACED: gettext_lazy("%s saved"),
    Outcome.UNDONE: gettext_lazy("%s undone"),
    Outcome.DIFFERS: gettext_lazy("%s different here"),
    Outcome.YOURS: gettext_lazy("%s where yours was kept"),
    Outcome.UNCHANGED: gettext_lazy("%s already here"),
    Outcome.REPEATED: gettext_lazy("%s repeated"),
    Outcome.UNPLACED: gettext_lazy("%s not found"),
    Outcome.REFUSED: gettext_lazy("%s that can’t be imported"),
    Outcome.LEFT_OUT: gettext_lazy("%s left out"),
}
"""What is counted first, in this order; what is kept follows behind a semicolon."""

LEADING = {"read": Outcome.MATCHED, "done": Outcome.PLACED, "undone": Outcome.UNDONE}
"""The count that is named even where it is 0, by the state of the import."""

NOT_UNDONE = gettext_lazy("%s not undone because you have changed it since")


def sum_up(batch: ImportBatch, counts: Mapping[str, int]) -> str:
    """The sentence, such as "6 entries: 4 saved, 2 not found; 3 kept, not shown yet."."""
    kept = counts.get(Outcome.KEPT, 0)
    rest = ""
    if kept:
        rest = _("; %s kept, not shown yet") % intcomma(kept)
    entries = sum(number for outcome, number in counts.items() if outcome != Outcome.KEPT)
    of_all = ngettext("%s entry", "%s entries", entries) % intcomma(entries)
    parts = ", ".join(_parts(batch, counts))
    return _("%(entries)s: %(parts)s%(rest)s.") % {
        "entries": of_all,
        "parts": parts,
        "rest": rest,
    }


def _parts(batch: ImportBatch, counts: Mapping[str, int]) -> list[str]:
    leading = LEADING.get(batch.state)
    parts = []
    for outcome, sentence in PARTS.items():
        number = counts.get(outcome, 0)
        if batch.state == "undone" and outcome == Outcome.PLACED:
            sentence = NOT_UNDONE
        if number or outcome == leading:
            parts.append(str(sentence) % intcomma(number))
    return parts
