"""One run of a job at an import: it goes on only while no later run has taken over."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from films.models.retrying import retried
from ratings.models import ImportBatch

T = TypeVar("T")


class OvertakenError(Exception):
    """Another run has taken the import over, or it is gone; this one must stop."""


Hearing = Callable[[int], object]


def nobody(_lines: int) -> None:
    """Hear nothing."""


class Run:
    """A run at an import, which saves what it does in pieces, each wholly or not at all.

    Killed at any moment, another run goes on after the last piece that was saved. `heard` is told
    of how many lines each piece was. Raises OvertakenError where there is nothing to do, as the
    import is in none of the states.
    """

    def __init__(self, batch: ImportBatch, *states: str, heard: Hearing = nobody) -> None:
        self.batch, self.heard = batch, heard
        taken = ImportBatch.objects.filter(pk=batch.pk, state__in=states)
        if not taken.update(run=F("run") + 1, touched_at=Now()):
            raise OvertakenError
        batch.refresh_from_db()
        self.number = batch.run

    def piece(self, work: Callable[[], T], **changes: Any) -> T:
        """Do a piece of work in one transaction, anew after a clash with another writer.

        `changes` are fields of the import and what they become in the same transaction; they
        come last, so that the import is locked after all that the work locks.
        """

        @retried()
        @transaction.atomic
        def whole() -> T:
            result = work()
            self.note(**changes)
            return result

        return whole()

    def note(self, **changes: Any) -> None:
        """Change fields of the import; raise OvertakenError if that is another run's by now."""
        mine = ImportBatch.objects.filter(pk=self.batch.pk, run=self.number)
        if not mine.update(touched_at=Now(), **changes):
            raise OvertakenError
