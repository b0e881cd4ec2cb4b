"""Taking an import back as a whole, but for what its viewer changed since."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from ratings.bringing.run import Run
from ratings.models import ImportBatch, ImportLine, Rating
from ratings.said import Said

AT_ONCE = 2_000
"""Films that are put back in one transaction."""


class Change(NamedTuple):
    """What an import made of one film: the lines that did it, and what was said around them."""

    lines: list[ImportLine]
    before: Said
    after: Said


def take_back(batch: ImportBatch, run: Run) -> None:
    """Put back what the viewer said before, of every film of which they still say the same."""
    placed = ImportLine.objects.filter(batch=batch, outcome="placed")
    films = placed.filter(film__isnull=False).order_by("film").values_list("film", flat=True)
    run.note(done=0, to_do=films.distinct().count())
    last = 0
    while some := list(films.filter(film__gt=last).distinct()[:AT_ONCE]):
        run.piece(partial(_put_back, batch, some), done=F("done") + len(some))
        last = some[-1]
    run.piece(lambda: None, state="undone", undone_at=Now(), to_do=0, done=0)


def _put_back(batch: ImportBatch, films: Sequence[int]) -> None:
    lines = ImportLine.objects.filter(batch=batch, outcome="placed", film__in=films)
    by_film: dict[int, list[ImportLine]] = defaultdict(list)
    for line in lines.defer("content").order_by("settled_at", "flag", "pk"):
        if line.film_id:
            by_film[line.film_id].append(line)
    changes = {film: last_change(some) for film, some in by_film.items()}
    back = Rating.objects.put_back_many(
        batch.user, [(film, change.before, change.after) for film, change in changes.items()]
    )
    undone = [line.pk for film in back for line in changes[film].lines]
    left = ImportLine.objects.filter(pk__in=[line.pk for some in by_film.values() for line in some])
    left.filter(pk__in=undone).update(outcome="undone", reason="")
    left.exclude(pk__in=undone).update(reason=_("You said something else since; that stays."))


def last_change(lines: Sequence[ImportLine]) -> Change:
    """Put together what the lines about one film did, the last of them at the end.

    Where the viewer said something between two of them, only what came after that is the import's
    to take back.
    """
    last = lines[-1]
    change = Change([last], Said.from_json(last.before), Said.from_json(last.after))
    for line in reversed(lines[:-1]):
        if Said.from_json(line.after) != change.before:
            break
        change = Change([line, *change.lines], Said.from_json(line.before), change.after)
    return change
