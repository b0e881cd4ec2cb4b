"""Which film a line means, settled later: by its viewer's hand, or when the film arrives."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Now

from films.importing.films import films_titled
from films.models import Film
from films.models.retrying import retried
from ratings.bringing.comparing import compare
from ratings.bringing.matching import Match, matches
from ratings.bringing.placing import settle
from ratings.bringing.run import OvertakenError
from ratings.bringing.touched import moment_of_the_database, touched_since
from ratings.models import ImportBatch, ImportLine

AT_ONCE = 5_000
"""Lines that are looked up at once."""
FILMS_FOUND = 20
"""Films that are offered for a line."""
LOOKED_AT = "ratings.looked_at"
"""Where the moment of the last look at unplaced lines is held."""
Outcome = ImportLine.Outcome
Found = tuple[ImportLine, Match]

logger = logging.getLogger(__name__)


def could_be(line: ImportLine, words: str = "") -> list[Film]:
    """The films that a line could mean, at most `FILMS_FOUND`, as lists show them.

    Those with the words in a title, or, without words, those that matching found; where it found
    none, those with the line's own title.
    """
    films = Film.objects.for_list().by_title()
    [match] = matches([line])
    if not words and match.possible:
        return list(films.filter(pk__in=match.possible)[:FILMS_FOUND])
    words = words or line.title
    if not words:
        return []
    same = [film.film for film in films_titled({words}).get(words, ())]
    first = list(films.filter(pk__in=same)[:FILMS_FOUND])
    others = films.matching(words).exclude(pk__in=same)
    return [*first, *others[: FILMS_FOUND - len(first)]]


def choose(line: ImportLine, film: Film) -> bool:
    """Let a line mean this film; says whether it could still be done.

    Of an import that is only read it is placed with the others; else it is placed at once.
    """
    return _settle_by_hand(line, outcome=Outcome.MATCHED, film=film)


def leave_out(line: ImportLine) -> bool:
    """Let a line say nothing; says whether it could still be done."""
    return _settle_by_hand(line, outcome=Outcome.LEFT_OUT)


@retried()
@transaction.atomic
def _settle_by_hand(line: ImportLine, **changes: Any) -> bool:
    batch = line.batch
    still_open = ImportLine.objects.still_open(batch).filter(pk=line.pk)
    before = still_open.select_for_update(of=("self",)).defer("content").first()
    if before is None:
        return False
    still_open.update(reason="", settled_at=None, **changes)
    if before.film_id:
        _take_along(before, changes)
    compare(batch)
    if batch.state == ImportBatch.State.DONE:
        settle(batch, _latest([line]))
    if not ImportBatch.objects.filter(pk=batch.pk, state=batch.state).update(touched_at=Now()):
        raise OvertakenError
    line.refresh_from_db()
    return True


def _take_along(before: ImportLine, changes: dict[str, Any]) -> None:
    """Let lines that name the film in the same words go where their latest one went.

    Others about the film that it had outdone say something again.
    """
    again = ImportLine.objects.said_again(before)
    again.filter(title=before.title, year=before.year).update(reason="", **changes)
    others = list(again.defer("content"))
    for line, match in zip(others, matches(others), strict=True):
        line.outcome = Outcome.MATCHED
        line.reason = match.reason if match.film == line.film_id else ""
    ImportLine.objects.bulk_update(others, ["outcome", "reason"])


def _give(line: ImportLine, match: Match) -> bool:
    """Write down which film the line means, unless it has been placed meanwhile."""
    unplaced = ImportLine.objects.filter(pk=line.pk, outcome=Outcome.UNPLACED)
    line.film_id, line.reason = match.film, match.reason
    return bool(
        unplaced.update(
            film=match.film, outcome=Outcome.MATCHED, reason=match.reason, settled_at=None
        )
    )


def place_arrived(*, everything: bool = False) -> int:
    """Place the lines of all imports whose film is in the catalogue by now; says how many.

    Only lines that films and imports changed since the last time may place are looked up, unless
    it is `everything`: a film may also be the only one left as another of its name went.
    What their viewers said of the film since the import stays.
    """
    now = moment_of_the_database()
    since = None if everything else cache.get(LOOKED_AT)
    placed = 0
    for lines in _to_look_at(since if since is None or since <= now else None):
        found: dict[int, list[Found]] = defaultdict(list)
        for line, match in zip(lines, matches(lines), strict=True):
            if match.film:
                found[line.batch_id].append((line, match))
        placed += sum(_place_of(batch, pairs) for batch, pairs in found.items())
    cache.set(LOOKED_AT, now, timeout=None)
    return placed


def _to_look_at(since: int | None) -> Iterator[list[ImportLine]]:
    """Unplaced lines, `AT_ONCE` at once: those touched since that moment, without one all."""
    waiting = ImportLine.objects.that_wait().defer("content")
    if since is None:
        last = 0
        while lines := list(waiting.filter(pk__gt=last)[:AT_ONCE]):
            last = lines[-1].pk
            yield lines
        return
    touched = touched_since(since)
    for first in range(0, len(touched), AT_ONCE):
        yield list(waiting.filter(pk__in=touched[first : first + AT_ONCE]))


def _place_of(batch_id: int, found: Sequence[Found]) -> int:
    """Place lines of one import; none where something else is being done with it just now."""
    try:
        return _place_together(batch_id, found)
    except (OvertakenError, ImportBatch.DoesNotExist, PermissionDenied):
        logger.info("import %s is being changed; its lines are placed next time", batch_id)
        return 0


@retried()
@transaction.atomic
def _place_together(batch_id: int, found: Iterable[Found]) -> int:
    batch = ImportBatch.objects.select_related("user").get(pk=batch_id)
    given = [line for line, match in found if _give(line, match)]
    compare(batch)
    lines = _latest(given)
    policy = "newest" if batch.policy == "take" else batch.policy
    for some in ([line for line in lines if not line.flag], [line for line in lines if line.flag]):
        if some:
            settle(batch, some, policy)
    if not ImportBatch.objects.filter(pk=batch_id, state="done").update(touched_at=Now()):
        raise OvertakenError
    return len(given)


def _latest(lines: Iterable[ImportLine]) -> list[ImportLine]:
    """Those that no later line of the same import says again."""
    ids = [line.pk for line in lines]
    return list(ImportLine.objects.that_became(*ImportLine.TO_PLACE).filter(pk__in=ids))
