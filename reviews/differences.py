"""What changed from one version to the next, as people read it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from films.models.merge import Merge
from reviews.models import CHANGES, Change, CriticReview

#: What the list of versions says beside each of them anyway, or what follows from something else.
UNSHOWN = frozenset(
    {"entered_at", "entered_by", "entered_by_name", "made_at", "made_by", "made_by_name"}
    | {"published_at", "withdrawn_at"}
)
#: Pairs of words that are looked at: two texts of 500 words are compared, two of 5,000 aren't.
MOST_COMPARED = 250_000


class Piece(NamedTuple):
    """Some words of two texts: in both of them ("same"), or only in the "old" or the "new" one."""

    where: str
    words: str


class Difference(NamedTuple):
    """A field that changed. Of long texts `pieces` holds both, and their common words once."""

    label: str
    old: str
    new: str
    pieces: Sequence[Piece] = ()


def word_difference(old: str, new: str) -> list[Piece]:
    """Which words were taken out, and which put in, in the order of reading.

    Of texts that take too long to be compared, one stands whole after the other.
    """
    one, other = (re.findall(r"\S+\s*|\s+", text) for text in (old, new))
    if len(one) * len(other) > MOST_COMPARED:
        return [Piece("old", old), Piece("new", new)]
    pieces = []
    for how, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if how == "equal":
            pieces.append(Piece("same", "".join(one[a:b])))
            continue
        taken, put = Piece("old", "".join(one[a:b])), Piece("new", "".join(other[c:d]))
        pieces += [piece for piece in (taken, put) if piece.words]
    return pieces


class Names:
    """What the things are called that some versions name, looked up at once for each kind."""

    def __init__(self, changes: Iterable[Change]) -> None:
        named: dict[type[models.Model], set[int]] = defaultdict(set)
        for change in changes:
            for field in _shown(change):
                if isinstance(field, models.ForeignKey):
                    named[field.related_model].add(getattr(change, field.attname))
        self._names = {model: _names(model, pks - {None}) for model, pks in named.items()}

    def of(self, model: type[models.Model], pk: int) -> str:
        """The name that it has, or had when it went; its number if that is all that is known."""
        found = self._names.get(model, {}).get(pk)
        return found or _("number %d, which is gone") % pk


def _names(model: type[models.Model], pks: set[int]) -> dict[int, str]:
    joined = ("critic", "publication") if model is CriticReview else ()
    rows = model._base_manager.select_related(*joined) if joined else model._base_manager.all()
    names = {row.pk: str(row) for row in rows.filter(pk__in=pks)}
    if gone := pks - names.keys():
        merges = Merge.objects.filter(kind=model._meta.label_lower, former_id__in=gone)
        names |= dict(merges.values_list("former_id", "former_name"))
        if hasattr(CHANGES.get(model), "name"):
            names = CHANGES[model].objects.names(gone) | names
    return names


def differences(change: Change, before: Change | None, names: Names) -> list[Difference]:
    """What the version says otherwise than the one before it; without one, all that it says."""
    found = []
    for field in _shown(change):
        old = getattr(before, field.attname) if before else None
        new = getattr(change, field.attname)
        if old == new or (before is None and (new is False or new in (None, ""))):
            continue
        texts = in_words(field, old, names) if before else "", in_words(field, new, names)
        is_long = isinstance(field, models.TextField) and before
        pieces = word_difference(str(old), str(new)) if is_long else ()
        found.append(Difference(str(field.verbose_name), *texts, pieces))
    return found


def said(change: Change, names: Names) -> str:
    """By what a version is known in a list: its name, or what it is about."""
    fields = [field for field in _shown(change) if isinstance(field, models.ForeignKey)]
    about = [in_words(field, getattr(change, field.attname), names) for field in fields]
    return ", ".join(filter(None, [getattr(change, "name", ""), *about]))


def _shown(change: Change) -> list[models.Field[Any, Any]]:
    return [field for field in change.recorded() if field.name not in UNSHOWN]


def in_words(field: models.Field[Any, Any], value: Any, names: Names) -> str:
    """A value as people read it; "" for none."""
    if field.choices:
        return str(dict(field.flatchoices).get(value) or _("Not stated"))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value in (None, ""):
        return ""
    if isinstance(field, models.ForeignKey):
        return names.of(field.related_model, value)
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return date_format(value, "DATE_FORMAT") if isinstance(value, date) else str(value)
