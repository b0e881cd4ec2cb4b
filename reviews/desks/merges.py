"""Which versions came of merging two things or of undoing that, and what became of what they name.

A merge is asked for at the address of the one that is to go, and undone at its own: so the address
that a version has kept says which merge it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import models
from django.urls import Resolver404, get_script_prefix, resolve

from films.models import Merge
from reviews.models import Change

UNDO = "films_merge_undo"
MERGE = "_merge"
"""How the name of the address ends at which a thing is merged, behind its app's and its own."""


class Origin(NamedTuple):
    """The merge that a version came of, or by whose undoing it came."""

    merge: Merge
    is_undone: bool


class Merges:
    """The merges that some versions came of, and those of what they name; looked up at once."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._asked = {change: _asked(change) for change in changes}
        undone: set[int] = set()
        former: dict[str, set[int]] = defaultdict(set)
        for change, asked in self._asked.items():
            for field in _keys(change):
                former[field.related_model._meta.label_lower].add(getattr(change, field.attname))
            if asked and asked[0]:
                former[asked[0]].add(asked[1])
            elif asked:
                undone.add(asked[1])
        found = Merge.objects.for_list().among(undone, former)
        self._found: list[Merge] = list(found) if undone or former else []

    def of(self, change: Change) -> Origin | None:
        """The merge that a version came of, if it did."""
        if not (asked := self._asked[change]):
            return None
        kind, pk = asked
        if not kind:
            undone = (merge for merge in self._found if merge.pk == pk)
            return next((Origin(merge, True) for merge in undone), None)
        merges = (m for m in self._found if (m.kind, m.former_id) == (kind, pk))
        when = change.pgh_created_at
        nearest = min(merges, key=lambda merge: abs(merge.merged_at - when), default=None)
        return Origin(nearest, False) if nearest else None

    def now(self, change: Change, field: models.Field[Any, Any]) -> Any:
        """What a version says in a field; of what was merged since, into what it went."""
        value = getattr(change, field.attname)
        if not isinstance(field, models.ForeignKey):
            return value
        kind = field.related_model._meta.label_lower
        into = {m.former_id: m.into_id for m in self._found if m.kind == kind and not m.undone_at}
        followed = set()
        while value in into and value not in followed:
            followed.add(value)
            value = into[value]
        return value


def _keys(change: Change) -> list[models.ForeignKey[Any, Any]]:
    return [field for field in change.recorded() if isinstance(field, models.ForeignKey)]


def _asked(change: Change) -> tuple[str, int] | None:
    """By the address at which it was made: the kind and id of what was merged; of what was undone
    "" and the merge's id; None for what has nothing to do with merges."""
    address = str(change.about.get("url", "")).removeprefix(get_script_prefix().rstrip("/"))
    try:
        found = resolve(address)
    except Resolver404:
        return None
    name, pk = found.url_name or "", found.kwargs.get("pk")
    if not isinstance(pk, int):
        return None
    if name == UNDO:
        return "", pk
    if found.namespace == "admin" and name.endswith(MERGE):
        return name.removesuffix(MERGE).replace("_", ".", 1), pk
    return None
