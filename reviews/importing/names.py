"""The critics, publications and aggregators that lines name: found, or made once one is needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from django.db import connection, models
from django.utils.translation import gettext as _

from films.importing.refusal import Refusal, shown
from films.models.address import free_addresses
from reviews.models import Aggregator
from reviews.models.critic import Named

SomeoneNamed = TypeVar("SomeoneNamed", bound=Named)


class Names(Generic[SomeoneNamed]):
    """The critics, or the publications, that the lines of a batch name.

    A new one takes its spelling from the first line that uses it, and its address when it's made.
    """

    def __init__(self, model: type[SomeoneNamed], names: Iterable[str]) -> None:
        self._model = model
        self._objects: models.Manager[SomeoneNamed] = model._default_manager
        asked = list(dict.fromkeys(name for name in names if name))
        found = _found(model, asked)
        things = self._objects.in_bulk({pk for pks in found.values() for pk in pks})
        self._lowered = _lowered([name for name in asked if name not in found])
        self._unused = {low: model(name=name) for name, low in self._lowered.items()}
        self._named = {name: [things[pk] for pk in pks] for name, pks in found.items()}
        self._named |= {name: [self._unused[low]] for name, low in self._lowered.items()}

    def called(self, name: str) -> list[SomeoneNamed]:
        """Those that a name may mean: none for an empty one, and several for namesakes."""
        return self._named.get(name, [])

    def the(self, name: str) -> SomeoneNamed | None:
        """The one that a name means; raise Refusal where nobody can tell which."""
        found = self.called(name)
        if len(found) > 1:
            raise Refusal(
                _("Several are called %(name)s: %(which)s.")
                % {"name": shown(name), "which": ", ".join(one.slug for one in found[:3])}
            )
        if self._lowered.get(name) in self._unused:
            found[0].name = name
        return found[0] if found else None

    def use(self, thing: SomeoneNamed | None) -> None:
        """From now on a new one keeps its spelling."""
        if thing is not None and thing.pk is None:
            self._unused.pop(self._lowered[thing.name], None)

    def make(self, needed: Iterable[SomeoneNamed | None]) -> None:
        """Save those needed that are new, in their order."""
        unsaved = (thing for thing in needed if thing is not None and thing.pk is None)
        new = list({self._lowered[thing.name]: thing for thing in unsaved}.values())
        if not new:
            return
        addresses = free_addresses(self._model, [thing.wanted_address() for thing in new])
        for thing, address in zip(new, addresses, strict=True):
            thing.slug = address
            thing.sort_name = thing.sorted_by()
        self._objects.bulk_create(new)


class Aggregators:
    """The aggregators that the lines of a batch name; new ones are saved by `made`."""

    def __init__(self) -> None:
        known = Aggregator.objects.all()
        self._named = {aggregator.name.lower(): aggregator for aggregator in known}
        self._used: set[str] = set()

    def the(self, name: str) -> Aggregator | None:
        """The one of a name, whatever its case; a new one is not saved yet."""
        if not name:
            return None
        found = self._named.setdefault(name.lower(), Aggregator())
        if not found.pk and name.lower() not in self._used:
            found.name = name
        return found

    def is_new(self, name: str) -> bool:
        """Whether none is here that has the name, whatever its case."""
        return bool(name) and name.lower() not in self._named

    def use(self, aggregator: Aggregator | None) -> None:
        """From now on a new one keeps its spelling."""
        if aggregator is not None:
            self._used.add(aggregator.name.lower())

    def made(self, aggregator: Aggregator | None) -> Aggregator | None:
        """The same, saved."""
        if aggregator is not None and not aggregator.pk:
            aggregator = Aggregator.objects.named(aggregator.name)
            self._named[aggregator.name.lower()] = aggregator
        return aggregator


def _found(model: type[Named], names: Sequence[str]) -> dict[str, list[int]]:
    """Return the ids of those that have a name, case aside; by other names where none has it.

    Of several, one that has it letter by letter is meant. The database says what case is.
    """
    kind = model._meta.model_name
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH asked AS (SELECT name FROM unnest(%s::text[]) AS of(name))"  # noqa: S608 - our own tables
            " SELECT asked.name, thing.id, thing.name = asked.name, 1 FROM asked"
            f" JOIN reviews_{kind} thing ON lower(thing.name) = lower(asked.name)"
            f" UNION SELECT asked.name, other.{kind}_id, other.name = asked.name, 2 FROM asked"
            f" JOIN reviews_othername other ON lower(other.name) = lower(asked.name)"
            f" WHERE other.{kind}_id IS NOT NULL ORDER BY 4, 3 DESC, 2",
            [list(names)],
        )
        rows = cursor.fetchall()
    found: dict[str, list[int]] = defaultdict(list)
    best: dict[str, list[object]] = {}
    for name, pk, *rank in rows:
        if best.setdefault(name, rank) == rank and pk not in found[name]:
            found[name].append(pk)
    return dict(found)


def _lowered(names: Sequence[str]) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, lower(name) FROM unnest(%s::text[]) AS of(name)", [list(names)]
        )
        return dict(cursor.fetchall())


def other_spellings() -> dict[str, dict[str, str]]:
    """The names that other names stand for, in lower case, of critics and of publications.

    Left out are those that stand for several, or that someone has as the first name.
    """
    return {kind: _spellings(kind) for kind in ("critic", "publication")}


def _spellings(kind: str) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT lower(other.name), min(lower(thing.name)) FROM reviews_othername other"  # noqa: S608 - our own tables
            f" JOIN reviews_{kind} thing ON thing.id = other.{kind}_id"
            f" WHERE lower(other.name) NOT IN (SELECT lower(name) FROM reviews_{kind})"
            " GROUP BY 1 HAVING count(DISTINCT thing.id) = 1"
        )
        return dict(cursor.fetchall())
