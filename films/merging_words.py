"""What a merge moves, as staff read it: only what they have a desk for.

That viewers said more of a film than there are desks for is nothing for staff to know.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.admin import AdminSite
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from films.models import Merge
from films.models.merge import preview_merge
from films.models.merging import movable

NAMED = 20
"""How many of the rows that would be left are named."""

#: Why rows stayed where they were when a merge was undone.
REASONS = {
    "gone": gettext_lazy("deleted since"),
    "elsewhere": gettext_lazy("given to something else since"),
    "since": gettext_lazy("said anew since"),
    "changed": gettext_lazy("changed since"),
    "taken": gettext_lazy("in the log still, as there is no place for it any more"),
}


class Kind(NamedTuple):
    """Rows of a kind: how many go over, how many are left, and some of those with their pages."""

    name: str
    moves: int
    clashes: int
    left: list[tuple[str, str]]

    @property
    def more(self) -> int:
        """How many more are left than those that are named."""
        return self.clashes - len(self.left)


def kinds(site: AdminSite, old: Any, new: Any) -> list[Kind]:
    """What merging `old` into `new` would do to the rows of each kind."""
    counts = preview_merge(old, new)
    found = []
    for rows, field in movable(type(old)):
        label = rows.model._meta.label_lower
        if label in counts and site.is_registered(rows.model):
            left = _named(rows, field, old, new) if counts[label].clashes else []
            name = str(rows.model._meta.verbose_name_plural)
            found.append(Kind(name, *counts[label], left))
    return found


def _named(rows: Any, field: str, old: Any, new: Any) -> list[tuple[str, str]]:
    """Some of the rows that would be left, by name; not what viewers said."""
    columns = rows.model._meta.concrete_fields
    if any(column.name == "user" for column in columns):
        return []
    page = f"admin:{rows.model._meta.app_label}_{rows.model._meta.model_name}_change"
    keys = [column.name for column in columns if isinstance(column, models.ForeignKey)]
    left = rows.losers(field, old, new).select_related(*keys).order_by("pk")[:NAMED]
    return [
        (
            str(row) if field == "film" or "film" not in keys else f"{row.film}: {row}",
            reverse(page, args=[row.pk]),
        )
        for row in left
    ]


def numbers(site: AdminSite, many: Mapping[str, int]) -> str:
    """How many rows of which kind, by their labels: "3 critics' reviews, 1 rating"."""
    named = ((apps.get_model(label), number) for label, number in many.items() if number)
    return ", ".join(
        f"{number} {model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural}"
        for model, number in named
        if site.is_registered(model)
    )


def moved(site: AdminSite, merge: Merge) -> str:
    """How many rows of which kind went over."""
    return numbers(site, {label: len(ids) for label, ids in merge.moved.items()})


def left(site: AdminSite, merge: Merge) -> str:
    """How many rows of which kind stayed in the log."""
    return numbers(site, {label: len(rows) for label, rows in merge.left_behind.items()})


def counted(site: AdminSite, merge: Merge) -> Iterator[str]:
    """Sentences about what went over and what was left."""
    if many := moved(site, merge):
        yield _("Moved: %s.") % many
    if many := left(site, merge):
        yield _("Both had, so that one of two is left in the log: %s.") % many


def stayed(site: AdminSite, merge: Merge) -> list[str]:
    """What didn't go back when it was undone, and why."""
    return [
        f"{many}: {REASONS[reason]}"
        for label, why in merge.stayed.items()
        for reason, number in why.items()
        if (many := numbers(site, {label: number}))
    ]
