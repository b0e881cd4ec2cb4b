"""What the reviews' room keeps of a catalogue: the scores of aggregators, a dated series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils import timezone

from films.catalogue.copying import add_rows
from films.catalogue.entry import Entry
from films.catalogue.merge import NEVER, merge_value
from films.catalogue.parts import ScoreLine
from films.models import Film
from reviews.history import with_import
from reviews.models import Aggregator, AggregatorScore

Key = tuple[str, bool, date]
"""Whose score, of critics or audience, and of which day: what stands once for a film."""


class Remembered(NamedTuple):
    """A score that imports gave; `is_dated` when they said of which day it is."""

    score: ScoreLine
    day: date
    is_dated: bool

    @property
    def key(self) -> Key:
        """Return what makes it the same as another one."""
        return _key(self.score, self.day)


class ScoreRows:
    """The scores of a batch of lines of a file; its name stands in their history."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.wanted: list[tuple[Film, ScoreLine, date]] = []
        self.edited: list[AggregatorScore] = []

    def plan(self, entries: Sequence[Entry]) -> None:
        """Compare the scores with those that are there, and note the outcome."""
        concerned = [entry for entry in entries if "scores" in entry.line.given]
        rows = _rows([entry.film for entry in concerned if not entry.is_new])
        for entry in concerned:
            memory = {one.key: one for one in _recall(entry.remembered("scores", ()))}
            for one in _dated(entry.line.scores, list(memory.values())):
                before = memory.get(one.key)
                self._merge(entry, one, rows[entry.film.pk].get(one.key), before)
                is_dated = one.is_dated and (before is None or before.is_dated)
                memory[one.key] = one._replace(is_dated=is_dated)
            entry.remember("scores", [_store(one) for one in memory.values()])

    def _merge(
        self,
        entry: Entry,
        one: Remembered,
        row: AggregatorScore | None,
        before: Remembered | None,
    ) -> None:
        if row is None and before is not None:
            entry.note(kept=True)
        elif row is None:
            self.wanted.append((entry.film, one.score, one.day))
            entry.note(changed=True)
        elif _edit(entry, row, one.score, before):
            self.edited.append(row)

    def write(self) -> None:
        """Change and add scores, and the aggregators that nobody has named before."""
        with with_import(self._file):
            self._write()

    def _write(self) -> None:
        for row in self.edited:
            row.save()
        names = dict.fromkeys(score.aggregator for _film, score, _day in self.wanted)
        aggregators = {name: Aggregator.objects.named(name).pk for name in names}
        add_rows(
            AggregatorScore,
            ("film_id", "aggregator_id", *ScoreLine._fields[1:-1], "as_of"),
            (
                (film.pk, aggregators[score.aggregator], *score[1:-1], day)
                for film, score, day in self.wanted
            ),
        )


def _key(score: ScoreLine, day: date) -> Key:
    return score.aggregator.casefold(), score.audience, day


def _rows(films: Sequence[Film]) -> dict[int, dict[Key, AggregatorScore]]:
    found: dict[int, dict[Key, AggregatorScore]] = defaultdict(dict)
    if films:
        rows = AggregatorScore.objects.filter(film__in=films).select_related("aggregator")
        for row in rows:
            key = (row.aggregator.name.casefold(), row.audience, row.as_of)
            found[row.film_id][key] = row
    return found


def _dated(scores: Sequence[ScoreLine], memory: Sequence[Remembered]) -> Iterator[Remembered]:
    """Give a day to the scores that have none: that of their first import.

    The figures that the last import without a day gave are that same score; others are new today.
    """
    dated = {_key(score, score.as_of) for score in scores if score.as_of}
    for score in scores:
        if score.as_of:
            yield Remembered(score, score.as_of, is_dated=True)
            continue
        alike = [
            one for one in memory if not one.is_dated and one.key[:2] == _key(score, one.day)[:2]
        ]
        last = max(alike, key=lambda one: one.day, default=None)
        is_known = last is not None and _figures(last.score) == _figures(score)
        day = last.day if last is not None and is_known else timezone.localdate()
        if _key(score, day) not in dated:
            yield Remembered(score, day, is_dated=False)


def _figures(score: ScoreLine) -> tuple[Any, ...]:
    return score.percent, score.value, score.scale, score.reviews


GROUPS = ("percent", "value", "scale"), ("reviews",), ("url",)
"""What a person changes together; each group is taken over or kept whole."""


def _edit(entry: Entry, row: AggregatorScore, score: ScoreLine, before: Remembered | None) -> bool:
    """Take over what the line says differently, unless a person changed it; tell if it did."""
    is_edited = False
    for group in GROUPS:
        current, given = (tuple(getattr(side, name) for name in group) for side in (row, score))
        imported = tuple(getattr(before.score, name) for name in group) if before else NEVER
        if not before and all(value in (None, "") for value in current):
            imported = current  # a group of empty values is free to be filled
        merged = merge_value(current, imported, given)
        entry.note(kept=merged.kept)
        if merged.value != current:
            is_edited = True
            for name, value in zip(group, merged.value, strict=True):
                setattr(row, name, value)
    entry.note(changed=is_edited)
    return is_edited


def _store(one: Remembered) -> list[Any]:
    """Return a score as its film remembers it: in the types of JSON."""
    score = one.score
    points = [None if number is None else str(number) for number in (score.value, score.scale)]
    return [
        *(score.aggregator, score.percent, *points, score.audience, score.reviews, score.url),
        *(one.day.isoformat(), one.is_dated),
    ]


def _recall(stored: Sequence[Sequence[Any]]) -> Iterator[Remembered]:
    for aggregator, percent, value, scale, audience, reviews, url, day, is_dated in stored:
        value, scale = (None if text is None else Decimal(text) for text in (value, scale))
        score = ScoreLine(aggregator, percent, value, scale, audience, reviews, url)
        yield Remembered(score, date.fromisoformat(day), is_dated)
