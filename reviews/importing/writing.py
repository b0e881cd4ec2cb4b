"""What a batch has changed so far, written in as few statements as there can be."""

from __future__ import annotations

from collections.abc import Collection

from reviews.importing.known import Known
from reviews.importing.names import Aggregators, Names
from reviews.models import Critic, CriticReview, CriticTally, Publication


class Writing:
    """Reviews to add and to change, with the names that they need, until `flush` writes them."""

    def __init__(
        self, critics: Names[Critic], publications: Names[Publication], aggregators: Aggregators
    ) -> None:
        self._critics = critics
        self._publications = publications
        self._aggregators = aggregators
        self._waiting: dict[Known, None] = {}

    def add(self, known: Known) -> None:
        """Add a review."""
        self._wait(known)

    def change(self, known: Known, fields: Collection[str]) -> None:
        """Write these fields of a review, unless it is to be added anyway."""
        known.changed.update(fields)
        self._wait(known)

    def _wait(self, known: Known) -> None:
        self._critics.use(known.review.critic)
        self._publications.use(known.review.publication)
        self._aggregators.use(known.review.aggregator)
        self._waiting[known] = None

    def flush(self) -> None:
        """Write all that is waiting."""
        reviews = [known.review for known in self._waiting]
        if not reviews:
            return
        self._critics.make(review.critic for review in reviews)
        self._publications.make(review.publication for review in reviews)
        for review in reviews:
            review.aggregator = self._aggregators.made(review.aggregator)
        _lock_tallies({review.film_id for review in reviews})
        self._write()
        for known in self._waiting:
            known.changed.clear()
        self._waiting = {}

    def _write(self) -> None:
        changed = [known for known in self._waiting if known.review.pk is not None]
        new = [known.review for known in self._waiting if known.review.pk is None]
        CriticReview.objects.bulk_create(new)
        if changed:
            # Many times quicker than bulk_update; the rows are there, as they are locked.
            CriticReview.objects.bulk_create(
                [known.review for known in changed],
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=sorted(set().union(*(known.changed for known in changed))),
            )


def _lock_tallies(films: Collection[int]) -> None:
    """Take the locks that the tallies' triggers will want, in the order in which all take them."""
    tallies = CriticTally.objects.filter(film__in=films).order_by("film")
    list(tallies.select_for_update(no_key=True).values_list("film"))
