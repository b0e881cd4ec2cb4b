"""The lines of a batch, one after the other, against all that they may mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from sys import intern
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from films.importing import values
from films.importing.refusal import Refusal
from films.importing.report import Outcome
from films.web import bare
from reviews.importing.known import KNOWN_AS, Known, Sought, known_reviews, quote_hashes
from reviews.importing.line import Numbered, are_by_others
from reviews.importing.merging import Change, Named, merged, new_review, stated
from reviews.importing.names import Aggregators, Names
from reviews.importing.writing import Writing
from reviews.models import Critic, CriticReview, Publication


class Giver(NamedTuple):
    """A line that gave a link, and by whom it said the review was."""

    number: int
    critic: str
    publication: str


Link = tuple[int, str]
"""The id of a film, and a link without what may be written in several ways."""


class Taking:
    """What lines may mean, looked up at once and kept up line by line; `films` are ids by name.

    Nothing is written before `writing.flush()`, unless a line gives a review another identity:
    then all before it and itself are, so that the database sees one change of that kind at a time.
    """

    def __init__(
        self,
        lines: Sequence[Numbered],
        films: Mapping[str, int],
        linked: Mapping[Link, Giver],
        added: Set[int],
        owners: Mapping[int, int],
    ) -> None:
        self._critics = Names(Critic, [one.line.critic for one in lines])
        self._publications = Names(Publication, [one.line.publication for one in lines])
        self._aggregators = Aggregators()
        self._sought = self._look_up(lines, films)
        self._known = known_reviews(list(self._sought.values()))
        self._linked_before, self._added_before, self._owners_before = linked, added, owners
        self.linked: dict[Link, Giver] = {}
        self._added: set[Known] = set()
        self._owners: dict[Known, int] = {}
        self.writing = Writing(self._critics, self._publications, self._aggregators)

    def _look_up(self, lines: Sequence[Numbered], films: Mapping[str, int]) -> dict[int, Sought]:
        hashes = quote_hashes([numbered.line.quote for numbered in lines])
        return {
            number: Sought(
                line,
                films[line.film],
                self._critics.called(line.critic) or [None],
                self._publications.called(line.publication) or [None],
                quote_hash,
                overruled,
                group,
            )
            for (number, line, overruled, group), quote_hash in zip(lines, hashes, strict=True)
        }

    def added_ids(self) -> set[int]:
        """The reviews that are new, once all is written."""
        return {known.review.pk for known in self._added}

    def owners_by_id(self) -> dict[int, int]:
        """The groups of lines that may change reviews, once all is written."""
        return {known.review.pk: group for known, group in self._owners.items()}

    def take(self, numbered: Numbered) -> Outcome | Refusal:
        """Take one line, or refuse it and leave all as it is."""
        number, line, _overruled, _group = numbered
        sought = self._sought[number]
        try:
            known = self._known.meant_by(sought)
            self._check_link(known, sought)
            if known:
                outcome = self._correct(known, sought)
            else:
                known, outcome = self._add(sought), Outcome("added")
        except Refusal as refusal:
            return refusal
        self._owners.setdefault(known, self._owner(known, sought))
        if line.url:
            given = Giver(number, intern(line.critic), intern(line.publication))
            self.linked[sought.film, bare(line.url)] = given
        return outcome

    def _add(self, sought: Sought) -> Known:
        _check_length(sought.line.quote)
        known = self._known.add(new_review(sought, self._named(sought)), sought.quote_hash)
        self.writing.write(known)
        self._added.add(known)
        return known

    def _correct(self, known: Known, sought: Sought) -> Outcome:
        """Give a review what a line says; where that can't be, what no later line says anew.

        The next run takes only the latter: a line must not be refused in one and taken in another.
        """
        left_alone = self._left_alone(known, sought)
        try:
            return self._correct_but(left_alone, known, sought)
        except Refusal:
            if sought.overruled <= left_alone:
                raise
            return self._correct_but(left_alone | sought.overruled, known, sought)

    def _correct_but(self, left_alone: Set[str], known: Known, sought: Sought) -> Outcome:
        named = self._named(sought, known.review)
        change = merged(known.review, sought, named, left_alone)
        _check_length(change.values.get("quote", ""))
        if _moves(known, change, sought) and not self._is_met(known):
            change.imported[KNOWN_AS] = [sought.known_as]
        outcome = Outcome(
            "changed" if change.values else "unchanged",
            change.kept,
            change.differences(known.review),
        )
        if _moves(known, change, sought):
            self.writing.flush()
            _check_free(known, change)
            self._apply(change, known, sought)
            self.writing.flush()
        elif change.values or change.imported != known.review.imported:
            self._apply(change, known, sought)
        return outcome

    def _owner(self, known: Known, sought: Sought) -> int:
        """The group of lines that meant a review first in this run."""
        owner = self._owners.get(known)
        return self._owners_before.get(known.review.pk, sought.group) if owner is None else owner

    def _is_met(self, known: Known) -> bool:
        """Whether a line of this run meant a review already."""
        return known in self._owners or known.review.pk in self._owners_before

    def _left_alone(self, known: Known, sought: Sought) -> Set[str]:
        """The columns of a review that a line doesn't change, whatever it says."""
        if self._owner(known, sought) != sought.group:
            return stated(known.review)
        is_new = known in self._added or known.review.pk in self._added_before
        return frozenset() if is_new else sought.overruled

    def _apply(self, change: Change, known: Known, sought: Sought) -> None:
        self._known.forget(known)
        for column, value in change.values.items():
            setattr(known.review, column, value)
        known.review.imported = change.imported
        if "quote" in change.values:
            known.quote_hash = sought.quote_hash
        self._known.note(known)
        self.writing.write(known)

    def _named(self, sought: Sought, review: CriticReview | None = None) -> Named:
        """Whom a line names; of namesakes the one whose review it is."""
        line = sought.line
        critic, publication = (review.critic, review.publication) if review else (None, None)
        return Named(
            critic if critic in sought.critics else self._critics.the(line.critic),
            publication
            if publication in sought.publications
            else self._publications.the(line.publication),
            self._aggregators.the(line.aggregator),
        )

    def _check_link(self, known: Known | None, sought: Sought) -> None:
        """Refuse a line with a link that another line gave to a review which it can't mean.

        Files give many reviews the link of one page that lists them: none may take another's place.
        It counts also where the other line's link was overruled, as it will be in the next run.
        """
        link = (sought.film, bare(sought.line.url))
        before = self.linked.get(link) or self._linked_before.get(link)
        if not sought.line.url or before is None:
            return
        if known and (known.is_named_by(sought) or _is_by_whom_it_names(known.review, sought)):
            return
        if are_by_others(before, sought.line):
            raise Refusal(
                _("Its link is that of the review in line %d, by someone else.") % before.number
            )


def _check_length(quote: str) -> None:
    """Refuse a quotation that isn't here yet and is longer than this site allows."""
    values.text(quote, "quote", settings.QUOTE_LONGEST)


def _is_by_whom_it_names(review: CriticReview, sought: Sought) -> bool:
    """Whether a line names whose a review is, by any name that the one has here."""
    if sought.line.critic:
        return review.critic in sought.critics
    return review.publication in sought.publications


def _moves(known: Known, change: Change, sought: Sought) -> bool:
    """Whether a change gives a review another identity."""
    if known.review.critic is None and "quote" in change.values:
        return known.quote_hash != sought.quote_hash
    return not change.values.keys().isdisjoint({"critic", "publication"})


def _check_free(known: Known, change: Change) -> None:
    """Refuse to give a review the identity that another one has."""
    critic = change.values.get("critic", known.review.critic)
    publication = change.values.get("publication", known.review.publication)
    if any(one and one.pk is None for one in (critic, publication)):
        return
    quote = change.values.get("quote", known.review.quote)
    others = CriticReview.objects.in_place_of(
        known.review.film_id, critic, publication, quote, besides=known.review.pk
    )
    if others.exists():
        raise Refusal(_("Its corrections would make it the same as another review of the film."))
