"""The second step of an import: what its lines say is said, by the doors that pages use."""

import json
from collections.abc import Iterable, Sequence
from functools import partial

from django.db import connection, models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ratings.bringing.deciding import Decision, decide
from ratings.bringing.run import Hearing, Run
from ratings.models import Flag, ImportBatch, ImportLine, Rating
from ratings.models.doors import hold
from ratings.said import Said

AT_ONCE = 2_000
"""Lines that are placed in one transaction, while their viewer can say nothing else."""
Settled = tuple[ImportLine, Said, Decision]


def place_lines(batch: ImportBatch, run: Run) -> None:
    """Place the lines that have a film: all ratings first, then flags."""
    run.note(to_do=F("done") + _waiting(batch).count())
    for ordered in _in_order(batch):
        while placed := run.piece(partial(_place_some, batch, run, ordered)):
            run.heard(placed)
    run.piece(lambda: None, state="done", to_do=0, done=0)


def foresee(batch: ImportBatch, heard: Hearing) -> None:
    """Write down what placing would make of the lines, and say nothing of it.

    So nothing is locked that others want.
    """
    now = timezone.now()
    changed: dict[int, Said] = {}
    for ordered in _in_order(batch):
        while lines := list(ordered.defer("content")[:AT_ONCE]):
            films = {line.film_id for line in lines if line.film_id}
            said = Said.of_films(batch.user, films)
            said |= {film: changed[film] for film in films & changed.keys()}
            settled: list[Settled] = []
            for line in lines:
                before = said.get(line.film_id or 0, Said())
                rated = line.film_id in changed and bool(changed[line.film_id].half_stars)
                decision = decide(line, before, batch.policy, now, rated_by_import=rated)
                settled.append((line, before, decision))
                if line.film_id and decision.outcome == ImportLine.Outcome.PLACED:
                    changed[line.film_id] = decision.after
            _write_down(settled)
            heard(len(lines))


def _waiting(batch: ImportBatch) -> models.QuerySet[ImportLine]:
    return ImportLine.objects.filter(
        batch=batch, outcome__in=ImportLine.TO_PLACE, settled_at__isnull=True
    )


def _in_order(batch: ImportBatch) -> list[models.QuerySet[ImportLine]]:
    waiting = _waiting(batch).order_by("film", "pk")
    return [waiting.filter(flag=""), waiting.exclude(flag="")]


def _place_some(batch: ImportBatch, run: Run, waiting: models.QuerySet[ImportLine]) -> int:
    lines = list(waiting.defer("content")[:AT_ONCE])
    settle(batch, lines)
    run.note(done=F("done") + len(lines))
    return len(lines)


def settle(batch: ImportBatch, lines: Sequence[ImportLine], policy: str = "") -> None:
    """Say what the lines say, all of them ratings or all flags, and write down what was before.

    By the import's policy, unless another one is given. In a transaction of the caller's.
    """
    now = timezone.now()
    films = [line.film_id for line in lines if line.film_id]
    there = hold(batch.user, films)
    said = Said.of_films(batch.user, there)
    own = _own_words(batch, said)
    settled: list[Settled] = []
    changed: dict[int, Said] = {}
    for line in lines:
        if line.film_id is None or line.film_id not in there:
            gone = _("Its film is no longer in the catalogue.")
            settled.append((line, Said(), Decision(ImportLine.Outcome.UNPLACED, gone, Said())))
            continue
        before = said[line.film_id]
        is_own = (line.film_id, bool(line.flag)) in own
        decision = decide(
            *(line, before, "take" if is_own else policy or batch.policy, now),
            rated_by_import=(line.film_id, False) in own,
        )
        if decision.outcome == ImportLine.Outcome.PLACED:
            said[line.film_id] = changed[line.film_id] = decision.after
        settled.append((line, before, decision))
    _say(batch, changed, flags=bool(lines and lines[0].flag))
    _write_down(settled)


def _own_words(batch: ImportBatch, said: dict[int, Said]) -> set[tuple[int, bool]]:
    """The films of which the viewer says just what an earlier line of the import placed.

    With whether that is a flag. It is no word of theirs against a later line.
    """
    earlier = ImportLine.objects.that_were_placed().filter(batch=batch, film__in=said)
    own: set[tuple[int, bool]] = set()
    for film, flag, kept in earlier.values_list("film", "flag", "after"):
        after = Said.from_json(kept)
        now = said[film] if film else Said()
        if film and (after.flagged == now.flagged if flag else after.rating == now.rating):
            own.add((film, bool(flag)))
    return own


def _say(batch: ImportBatch, changed: dict[int, Said], *, flags: bool) -> None:
    if flags:
        said = ((film, one.flag, one.flagged_at) for film, one in changed.items())
        Flag.objects.flag_many(batch.user, ((f, kind, at) for f, kind, at in said if at))
    else:
        rated = ((film, one.half_stars, one.rated_at) for film, one in changed.items())
        Rating.objects.rate_many(batch.user, ((f, n, at) for f, n, at in rated if n and at))


def _write_down(settled: Iterable[Settled]) -> None:
    columns: list[tuple[object, ...]] = [
        (
            line.pk,
            decision.outcome.value,
            decision.reason or line.reason,
            json.dumps(before.as_json()),
            json.dumps(decision.after.as_json()),
        )
        for line, before, decision in settled
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ratings_importline line SET outcome = new.outcome, reason = new.reason,"
            " before = new.before::jsonb, after = new.after::jsonb, settled_at = clock_timestamp()"
            " FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[])"
            " AS new(id, outcome, reason, before, after) WHERE line.id = new.id",
            [list(column) for column in zip(*columns, strict=True)] or [[]] * 5,
        )
