"""Taking an import back as a whole, but for what its viewer changed since."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from django.db import models
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from ratings.bringing.run import Run
from ratings.models import ImportBatch, ImportLine, Rating
from ratings.models.doors import hold
from ratings.said import Said

AT_ONCE = 2_000
"""Films that are put back in one transaction."""


class Change(NamedTuple):
    """What imports made of one film: the lines that did it, and what was said around them."""

    lines: list[ImportLine]
    before: Said
    after: Said


def take_back(batch: ImportBatch, run: Run) -> None:
    """Put back what the viewer said before, as far as they still say what the import said."""
    placed = ImportLine.objects.that_were_placed().filter(batch=batch, film__isnull=False)
    films = placed.order_by("film").values_list("film", flat=True).distinct()
    run.note(done=0, to_do=films.count())
    last = 0
    while some := list(films.filter(film__gt=last)[:AT_ONCE]):
        run.piece(partial(_put_back, batch, some), done=F("done") + len(some))
        last = some[-1]
    run.piece(lambda: None, state="undone", undone_at=Now(), to_do=0, done=0)


def _put_back(batch: ImportBatch, films: Sequence[int]) -> None:
    changes = {film: last_change(lines) for film, lines in _by_film(batch, films).items()}
    said = Said.of_films(batch.user, hold(batch.user, changes))
    Rating.objects.put_back_many(
        batch.user, [(film, change.before, change.after) for film, change in changes.items()]
    )
    gone = [
        line.pk
        for film, change in changes.items()
        for line in change.lines
        if film in said and _stands(line, said[film], change.after)
    ]
    ImportLine.objects.filter(pk__in=gone).update(outcome="undone", reason="")
    left = ImportLine.objects.filter(batch=batch, film__in=films, outcome="placed")
    left.update(reason=_("You have changed it since, so it stays."))


def _by_film(batch: ImportBatch, films: Sequence[int]) -> dict[int, list[ImportLine]]:
    """What the import placed, and before it imports that are undone but for just these films."""
    theirs = models.Q(batch=batch) | models.Q(batch__user=batch.user_id, batch__state="undone")
    lines = ImportLine.objects.that_were_placed().filter(theirs, film__in=films)
    by_film: dict[int, list[ImportLine]] = defaultdict(list)
    for line in lines.defer("content"):
        if line.film_id:
            by_film[line.film_id].append(line)
    return by_film


def _stands(line: ImportLine, said: Said, after: Said) -> bool:
    """Whether the viewer still says what the line said, as it was when all was placed."""
    return said.flagged == after.flagged if line.flag else said.rating == after.rating


def last_change(lines: Sequence[ImportLine]) -> Change:
    """Put together what the lines about one film did, the last of them at the end.

    Where the viewer said something between two of them, only what came after that is the imports'
    to take back; rating and flag each by itself.
    """
    steps = [(line, Said.from_json(line.before), Said.from_json(line.after)) for line in lines]
    _line, before, after = steps[-1]
    rating, flagged = before.rating, before.flagged
    changed = [lines[-1]]
    for line, was, became in reversed(steps[:-1]):
        same_rating, same_flag = became.rating == rating, became.flagged == flagged
        if not (same_flag if line.flag else same_rating):
            break
        rating = was.rating if same_rating else rating
        flagged = was.flagged if same_flag else flagged
        changed.insert(0, line)
    half_stars, rated_at = rating or (None, None)
    flag, flagged_at = flagged or ("", None)
    return Change(changed, Said(half_stars, rated_at, flag, flagged_at), after)
