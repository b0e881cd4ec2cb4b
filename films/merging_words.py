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
from films.models.merge import Preview, preview_merge
from films.models.merging import movable

NAMED, NAMED_OF_ALL = 20, 1000
"""How many of the rows that would be left are named, and how many where all are asked for."""
MANY_PAIRS = 10
"""From how many pairs of one kind on two things look like two."""

#: Why rows stayed where they were when a merge was undone, or came back as something else.
REASONS = {
    "gone": gettext_lazy("deleted since"),
    "elsewhere": gettext_lazy("given to something else since"),
    "since": gettext_lazy("said anew since"),
    "changed": gettext_lazy("changed since"),
    "withdrawn": gettext_lazy("withdrawn, as the one that stayed in its place was withdrawn since"),
    "taken": gettext_lazy("in the log still, as there is no place for it any more"),
}


class Named(NamedTuple):
    """A row by its name, its page, and what tells it from another one of that name."""

    name: str
    url: str
    in_short: str


class Pair(NamedTuple):
    """A row that would be left, and the one that has its place; None where that is no row."""

    goes: Named
    stays: Named | None


class Kind(NamedTuple):
    """Rows of a kind: how many would go over, how many would be left, and some of the latter."""

    name: str
    counts: Preview
    pairs: list[Pair]

    @property
    def all(self) -> int:
        """How many belong to the one that goes."""
        return self.counts.moves + self.counts.own

    @property
    def more(self) -> int:
        """How many more would be left than those that are named."""
        return self.counts.clashes - len(self.pairs)

    @property
    def are_many(self) -> bool:
        """Whether so much that both have speaks for their being two: not what viewers said."""
        return bool(self.pairs) and self.counts.clashes >= MANY_PAIRS


def kinds(site: AdminSite, old: Any, new: Any, most: int) -> list[Kind]:
    """What merging `old` into `new` would do to the rows of each kind; names `most` of each."""
    counts = preview_merge(old, new)
    found = []
    for rows, field in movable(type(old)):
        label = rows.model._meta.label_lower
        if label in counts and site.is_registered(rows.model):
            pairs = _pairs(rows, field, old, new)[:most] if counts[label].clashes else []
            name = str(rows.model._meta.verbose_name_plural)
            found.append(Kind(name, counts[label], _named(site, rows, field, pairs)))
    return found


def _pairs(rows: Any, field: str, old: Any, new: Any) -> list[tuple[int, int | None]]:
    """The ids of rows that would be left, each with that of the one in its place; not viewers'."""
    if any(column.name == "user" for column in rows.model._meta.concrete_fields):
        return []
    places = rows.places(field, old, new)
    left = rows.losers(field, old, new).order_by("pk").values_list("pk", flat=True)
    return [(pk, places.get(pk)) for pk in left]


def _named(
    site: AdminSite, rows: Any, field: str, pairs: list[tuple[int, int | None]]
) -> list[Pair]:
    """The pairs by name."""
    columns = rows.model._meta.concrete_fields
    keys = [column.name for column in columns if isinstance(column, models.ForeignKey)]
    ids = {pk for pair in pairs for pk in pair if pk}
    in_short: Any = getattr(site.get_model_admin(rows.model), "in_short", str)
    page = f"admin:{rows.model._meta.app_label}_{rows.model._meta.model_name}_change"
    found = {
        row.pk: Named(
            str(row) if field == "film" or "film" not in keys else f"{row.film}: {row}",
            reverse(page, args=[row.pk]),
            in_short(row),
        )
        for row in rows.among(ids).select_related(*keys)
    }
    return [Pair(found[goes], found.get(stays or 0)) for goes, stays in pairs if goes in found]


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
        yield _("Duplicates set aside: %s.") % many


def stayed(site: AdminSite, merge: Merge) -> list[str]:
    """What didn't go back when it was undone, and why."""
    return [
        f"{many}: {REASONS[reason]}"
        for label, why in merge.stayed.items()
        for reason, number in why.items()
        if (many := numbers(site, {label: number}))
    ]
