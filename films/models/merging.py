"""Rows that go over to another thing when the one that they belong to is merged into it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from films.models.records import Record, as_record, from_record

if TYPE_CHECKING:
    from films.models.address import Addressed

Row = TypeVar("Row", bound=models.Model)
ROWS_AT_ONCE = 2000
NAMED_BY = "named_by"
"""The key of a record under which stands which rows named it: ids by model and field."""


class Moved(NamedTuple):
    """What became of the rows: the ids of those that went over, and records of the others."""

    ids: list[int]
    left: list[Record]


class Stayed(NamedTuple):
    """How many rows didn't go back, and why: they are gone, with another one by now, or said anew
    since."""

    gone: int = 0
    elsewhere: int = 0
    since: int = 0


class Same(models.Func):
    """Whether two values are the same, as a constraint compares them."""

    template = "(%(expressions)s)"
    arg_joiner = " = "
    output_field = models.BooleanField()


def ids_in(ids: Iterable[int]) -> RawSQL:
    """The ids as one value of a query: as many of them as one likes."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(ids)])


class MovableQuerySet(models.QuerySet[Row]):
    """Rows that belong to a thing by a field, and go over when it is merged into another one."""

    def among(self, ids: Iterable[int]) -> "models.QuerySet[Row]":
        """Those with one of the ids."""
        return self.filter(pk__in=ids_in(ids))

    def go_over(self, field: str, old: "Addressed", new: "Addressed") -> Moved:
        """Give the rows of `old` to `new`.

        Of two that can't both be there, by a constraint of the model, one is taken out.
        """
        self.hold(old, new)
        left = self.take_out(self.losers(field, old, new))
        # What is written to `old` after this keeps it from being deleted; then all is done anew.
        going = self.filter(**{field: old}).order_by("pk").select_for_update()
        ids = list(going.values_list("pk", flat=True))
        self.among(ids).update(**{field: new})
        return Moved(ids, left)

    def hold(self, old: "Addressed", new: "Addressed") -> None:
        """Lock what has to be locked before the rows are."""

    def losers(self, field: str, old: "Addressed", new: "Addressed") -> "models.QuerySet[Row]":
        """Of each two that can't both be with `new`, the one that gives way."""
        return self.among(self.places(field, old, new))

    def places(self, field: str, old: "Addressed", new: "Addressed") -> dict[int, int]:
        """The id of each that gives way to another one, with the id of that."""
        rivals = {row.pk: row.rival for row in self._with_rivals(field, old, new)}
        both = self.to_compare().filter(pk__in=ids_in([*rivals, *rivals.values()]))
        rows = {row.pk: row for row in both} if rivals else {}
        return dict(
            (rival, pk) if self.prevails(rows[pk], rows[rival]) else (pk, rival)
            for pk, rival in rivals.items()
        )

    def to_compare(self) -> Self:
        """With what `prevails` looks at."""
        return self

    def prevails(self, row: Row, other: Row) -> bool:
        """Whether a row that comes takes the place of the one that is there: it doesn't."""
        return False

    def _with_rivals(self, field: str, old: "Addressed", new: "Addressed") -> Iterable[Any]:
        """The rows of `old` in whose place `new` has one: its id is their `rival`."""
        coming: models.QuerySet[Any] = self.filter(**{field: old})
        found = []
        for number, constraint in enumerate(_once(self.model, field)):
            there: models.QuerySet[Any] = self.filter(**{field: new})
            compared = " IS NOT DISTINCT FROM " if constraint.nulls_distinct is False else " = "
            for place, what in enumerate(_others(constraint, field)):
                name = f"same_{number}_{place}"
                coming, there = coming.alias(**{name: what}), there.alias(**{name: what})
                same = Same(models.F(name), models.OuterRef(name), arg_joiner=compared)
                there = there.filter(same)
            there = there.filter(constraint.condition or models.Q())
            concerned = constraint.condition or models.Q(**{field: old})
            rival = models.Subquery(there.values("pk")[:1])
            found.append(models.Case(models.When(concerned, then=rival)))
        if not found:
            return []
        nothing = models.Value(None, models.BigIntegerField())
        coming = coming.annotate(rival=Coalesce(*found, nothing))
        return coming.filter(rival__isnull=False).only("pk")

    def take_out(self, rows: models.QuerySet[Row]) -> list[Record]:
        """Delete the rows, and give what they said as plain values.

        They are locked first, so that nothing is kept of an account that is going.
        """
        taken = list(rows.order_by("pk").select_for_update(of=("self",)))
        if not taken:
            return []
        ids = [row.pk for row in taken]
        named_by = _named_by(self.model, ids)
        self.among(ids).delete()
        return [
            as_record(row) | ({NAMED_BY: named_by[row.pk]} if row.pk in named_by else {})
            for row in taken
        ]

    def come_back(
        self, field: str, ids: Collection[int], new: "Addressed", old: "Addressed", since: datetime
    ) -> Stayed:
        """Give those of the rows back to `old` that are still with `new`, as they are now."""
        self.hold(new, old)
        with_new = self.among(ids).filter(**{field: new})
        there, here = self.among(ids).count(), with_new.count()
        back = self.unsaid(with_new, since).update(**{field: old})
        return Stayed(len(ids) - there, there - here, here - back)

    def unsaid(self, rows: models.QuerySet[Row], since: datetime) -> models.QuerySet[Row]:
        """Those of the rows that nobody said anew since then: all, where that can't be told."""
        return rows

    def restore(self, records: Sequence[Record]) -> list[Record]:
        """Make the rows again that were taken out; gives the records of those that can't be.

        They can't where something else has their place by now, or where what they name is gone.
        """
        possible = list(_possible(self.model, records))
        self.bulk_create(
            (from_record(self.model, record) for record in possible),
            ignore_conflicts=True,
            batch_size=ROWS_AT_ONCE,
        )
        made = set(self.among(record["id"] for record in possible).values_list("pk", flat=True))
        _name_again([record for record in possible if record["id"] in made])
        return [record for record in records if record["id"] not in made]

    def follow(self, ids: Collection[int], field: str, pair: Collection[int]) -> int:
        """Let rows that were made again follow what became since of those that stayed in their
        place, with one of the two in `pair` by the field; says how many did: none, as a rule.
        """
        return 0


def movable(thing: type["Addressed"]) -> Iterator[tuple[MovableQuerySet[Any], str]]:
    """All that can belong to a kind of thing, and by which field."""
    for relation in thing._meta.related_objects:
        rows = relation.related_model._default_manager.all()
        if isinstance(rows, MovableQuerySet):
            yield rows, relation.field.name


def _once(model: type[models.Model], field: str) -> Iterator[models.UniqueConstraint]:
    """The constraints by which a row with the same value of the field stands once."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and (
            field in constraint.fields or models.F(field) in constraint.expressions
        ):
            yield constraint


def _others(constraint: models.UniqueConstraint, field: str) -> list[Any]:
    """What else has to be the same, as expressions."""
    every: list[Any] = [models.F(name) for name in constraint.fields]
    return [what for what in every or constraint.expressions if what != models.F(field)]


def _named_by(model: type[models.Model], ids: list[int]) -> dict[int, dict[str, list[int]]]:
    """Which rows name those with the ids, and stay when they go: ids by model and field."""
    found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for relation in model._meta.related_objects:
        if relation.on_delete is models.SET_NULL:
            field = relation.field
            rows = field.model._base_manager.filter(**{f"{field.name}__in": ids_in(ids)})
            for pk, named in rows.values_list("pk", field.attname):
                found[named][f"{field.model._meta.label_lower}.{field.name}"].append(pk)
    return found


def _name_again(records: Iterable[Record]) -> None:
    """Let what named the rows name them again, unless it names others by now."""
    for record in records:
        for where, ids in record.get(NAMED_BY, {}).items():
            label, _dot, field = where.rpartition(".")
            rows = models_of(label).filter(pk__in=ids_in(ids), **{f"{field}__isnull": True})
            rows.update(**{field: record["id"]})


def models_of(label: str) -> models.QuerySet[Any]:
    """All rows of the model with this label."""
    rows: models.QuerySet[Any] = apps.get_model(label)._base_manager.all()
    return rows


def _possible(model: type[models.Model], records: Sequence[Record]) -> Iterator[Record]:
    """The records whose rows can be: all that they name is there, or may be missing."""
    there = {}
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            named = {record[field.name] for record in records if record.get(field.name)}
            rows = field.related_model._base_manager.filter(pk__in=ids_in(named))
            there[field] = set(rows.values_list("pk", flat=True))
    for record in records:
        missing = [
            f for f, ids in there.items() if (record.get(f.name) or None) not in {None, *ids}
        ]
        if all(f.remote_field.on_delete is models.SET_NULL for f in missing):
            yield record | {f.name: None for f in missing}
