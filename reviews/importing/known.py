"""Which review a line means: by its link, by who wrote it where, or by what imports called it."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from films.importing.refusal import Refusal, shown
from films.web import bare, spellings
from reviews.importing.line import ReviewLine
from reviews.models import Critic, CriticReview, Publication
from reviews.models.quote_hash import QuoteHash

KNOWN_AS = "known_as"
"""The key of `CriticReview.imported` under which stands what lines called it, a list.

All that lines of one import called it stands there, for when they come again: it is by then what
the later ones made of it. Older imports left one text.
"""


def names_of(review: CriticReview) -> list[str]:
    """What lines called a review so far, the first of them first."""
    names: list[str] | str = review.imported.get(KNOWN_AS, [])
    return [names] if isinstance(names, str) else names


class Identity(NamedTuple):
    """By what the reviews of a film are told apart; names are without case, so namesakes share."""

    film: int
    critic: str
    publication: str
    quote_hash: str


def identity(
    film: int, critic: Critic | None, publication: Publication | None, quote_hash: str
) -> Identity:
    """What tells a review apart: its critic where it has one, else its quotation."""
    return Identity(
        film,
        critic.name.casefold() if critic else "",
        publication.name.casefold() if publication else "",
        "" if critic else quote_hash,
    )


@dataclass(frozen=True)
class Sought:
    """A line with its film and all whom its names may mean: None where it names nobody."""

    line: ReviewLine
    film: int
    critics: Sequence[Critic | None]
    publications: Sequence[Publication | None]
    quote_hash: str
    overruled: frozenset[str] = frozenset()
    group: int = 0

    @property
    def known_as(self) -> str:
        """What the line calls the review; a person's corrections don't change that."""
        about = "" if self.line.critic else self.quote_hash
        return "\n".join([self.line.critic, self.line.publication, about])

    @property
    def identities(self) -> list[Identity]:
        """The identities that the line may mean, each once."""
        found = (
            identity(self.film, critic, publication, self.quote_hash)
            for critic in self.critics
            for publication in self.publications
        )
        return list(dict.fromkeys(found))


@dataclass(eq=False)
class Known:
    """A review as the lines so far have left it; `quote_hash` is that of its quotation."""

    review: CriticReview
    quote_hash: str
    age: int = 0

    @property
    def identity(self) -> Identity:
        """By what it is told apart now."""
        review = self.review
        return identity(review.film_id, review.critic, review.publication, self.quote_hash)

    def is_named_by(self, sought: Sought) -> bool:
        """Whether the line names this very review, its link aside."""
        by, printed = self.review.critic, self.review.publication
        return (
            by in sought.critics
            and printed in sought.publications
            and (by is not None or self.quote_hash == sought.quote_hash)
        )


class KnownReviews:
    """The reviews that some lines may mean, kept up as lines add to them and change them.

    Where several answer to one thing, the oldest is meant. A link may be written in several ways;
    a review with the very same one comes before others.
    """

    def __init__(self, reviews: Iterable[CriticReview]) -> None:
        self._by_link: dict[tuple[int, str], list[Known]] = defaultdict(list)
        self._by_identity: dict[Identity, list[Known]] = defaultdict(list)
        self._by_name: dict[tuple[int, str], list[Known]] = defaultdict(list)
        self._ages = count()
        for review in reviews:
            self.add(review, review.quote_hash)

    def add(self, review: CriticReview, quote_hash: str) -> Known:
        """Let one more review be found."""
        known = Known(review, quote_hash, next(self._ages))
        self.note(known)
        return known

    def note(self, known: Known) -> None:
        """Let a review be found by what it is now."""
        for answers in self._places(known):
            insort(answers, known, key=_age)

    def forget(self, known: Known) -> None:
        """Let a review no longer be found, as it is about to change."""
        for answers in self._places(known):
            answers.remove(known)

    def _places(self, known: Known) -> Iterator[list[Known]]:
        review = known.review
        yield self._by_identity[known.identity]
        if review.url:
            yield self._by_link[review.film_id, bare(review.url)]
        for name in names_of(review):
            yield self._by_name[review.film_id, name]

    def meant_by(self, sought: Sought) -> Known | None:
        """The review that a line means, None for a new one; Refusal where it contradicts itself."""
        linked = self._linked(sought)
        alike = (known for one in sought.identities for known in self._by_identity.get(one, []))
        named = sorted((known for known in alike if known.is_named_by(sought)), key=_age)
        both = [known for known in named if known in linked]
        if linked and named and not both:
            raise Refusal(
                _("The link is that of another review of the film than its critic and publication.")
            )
        if len(linked) > 1 and not both:
            raise Refusal(
                _("Several reviews of the film have the link %s.") % shown(sought.line.url)
            )
        once_named = self._by_name.get((sought.film, sought.known_as), [])
        return next(iter(both or named or linked or once_named), None)

    def _linked(self, sought: Sought) -> list[Known]:
        url = sought.line.url
        linked = self._by_link.get((sought.film, bare(url)), []) if url else []
        return [known for known in linked if known.review.url == url] or linked


def _age(known: Known) -> int:
    return known.age


def known_reviews(lines: Sequence[Sought]) -> KnownReviews:
    """Look up and lock what the lines may mean, in order of film."""
    if not lines:
        return KnownReviews([])
    with connection.cursor() as cursor:
        cursor.execute(_MEANT, _columns(lines))
        meant = [pk for (pk,) in cursor.fetchall()]
    reviews = CriticReview.objects.filter(pk__in=meant).order_by("film", "pk")
    related = ("critic", "publication", "aggregator")
    return KnownReviews(reviews.select_related(*related).select_for_update(of=("self",)))


def quote_hashes(quotes: Sequence[str]) -> list[str]:
    """Return what the database tells these quotations apart by."""
    folded = QuoteHash.template % {"expressions": "quote"}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {folded} FROM unnest(%s::text[]) WITH ORDINALITY AS of(quote, place)"  # noqa: S608 - our own folding
            " ORDER BY place",
            [list(quotes)],
        )
        return [hashed for (hashed,) in cursor.fetchall()]


_MEANT = """
    WITH line AS MATERIALIZED (
        SELECT film_id, string_to_array(urls, E'\\n') urls, critic_id, quote_hash, known_as
        FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[], %s::text[])
            AS said(film_id, urls, critic_id, quote_hash, known_as)
    )
    SELECT DISTINCT review.id
    FROM line
    JOIN reviews_criticreview review ON review.film_id = line.film_id AND (
        review.url = ANY(line.urls)
        OR review.critic_id = line.critic_id
        OR (review.critic_id IS NULL AND review.quote_hash = line.quote_hash)
        OR review.imported -> 'known_as' ? line.known_as
    )
"""


def _columns(lines: Sequence[Sought]) -> list[list[object]]:
    rows = [
        (
            sought.film,
            "\n".join(spellings(sought.line.url)) if sought.line.url else None,
            critic,
            None if sought.line.critic else sought.quote_hash,
            sought.known_as,
        )
        for sought in lines
        for critic in {one.pk if one else None for one in sought.critics}
    ]
    return [list(column) for column in zip(*rows, strict=True)]
