"""What a batch has changed so far, written in as few statements as there can be."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection

from films.models.merging import ids_in
from reviews.importing import rows
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

    def write(self, known: Known) -> None:
        """Write a review, new or not, as it is now."""
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
            # Their ids came after they were given to the review.
            review.critic, review.publication = review.critic, review.publication
            review.aggregator = self._aggregators.made(review.aggregator)
        _lock_tallies({review.film_id for review in reviews})
        self._write_all()
        self._waiting = {}

    def _write_all(self) -> None:
        reviews = [known.review for known in self._waiting]
        if changed := [review for review in reviews if review.pk is not None]:
            rows.update(changed)
        if new := [review for review in reviews if review.pk is None]:
            rows.insert(new)


def hold(films: Collection[int]) -> None:
    """Lock all reviews of the films, and then their tallies, as who changes reviews does."""
    reviews = CriticReview.objects.filter(film__in=ids_in(films)).order_by("film", "pk")
    held = reviews.select_for_update().values_list("pk")
    deque(held.iterator(), maxlen=0)
    _lock_tallies(films)


def _lock_tallies(films: Collection[int]) -> None:
    """Take the locks that the tallies' triggers will want, in the order in which all take them."""
    tallies = CriticTally.objects.filter(film__in=ids_in(films)).order_by("film")
    list(tallies.select_for_update(no_key=True).values_list("film"))
