"""Which review a line means: by its link, by who wrote it where, or by what imports called it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from films.importing.refusal import Refusal, shown
from reviews.importing.line import ReviewLine
from reviews.models import Critic, CriticReview, Publication
from reviews.models.review import QuoteHash

KNOWN_AS = "known_as"
"""The key of `CriticReview.imported` under which stands how the line named it that gave it last."""


class Identity(NamedTuple):
    """By what the database tells the reviews of a film apart; addresses stand for names."""

    film: int
    critic: str
    publication: str
    quote_hash: str = ""


@dataclass(frozen=True)
class Sought:
    """A line with its film and all whom its names may mean."""

    line: ReviewLine
    film: int
    critics: Sequence[Critic]
    publications: Sequence[Publication]
    quote_hash: str

    @property
    def known_as(self) -> str:
        """What the line calls the review; a person's corrections don't change that."""
        about = "" if self.line.critic else self.quote_hash
        return "\n".join([self.line.critic, self.line.publication, about])

    @property
    def identities(self) -> list[Identity]:
        """The identities that the line may mean."""
        publications = [one.slug for one in self.publications] or [""]
        if not self.line.critic:
            return [Identity(self.film, "", one, self.quote_hash) for one in publications]
        return [
            Identity(self.film, critic.slug, one) for critic in self.critics for one in publications
        ]


@dataclass(eq=False)
class Known:
    """A review as the lines so far have left it; `quote_hash` is that of its quotation."""

    review: CriticReview
    quote_hash: str
    changed: set[str] = field(default_factory=set)

    @property
    def identity(self) -> Identity:
        """By what it is told apart now."""
        return identity(
            self.review.film_id, self.review.critic, self.review.publication, self.quote_hash
        )


def identity(
    film: int, critic: Critic | None, publication: Publication | None, quote_hash: str
) -> Identity:
    """What tells a review apart: its critic where it has one, else its quotation."""
    printed = publication.slug if publication else ""
    if critic:
        return Identity(film, critic.slug, printed)
    return Identity(film, "", printed, quote_hash)


class KnownReviews:
    """The reviews that some lines may mean, kept up as lines add to them and change them."""

    def __init__(self, reviews: Iterable[CriticReview]) -> None:
        self._by_link: dict[tuple[int, str], list[Known]] = defaultdict(list)
        self._by_identity: dict[Identity, Known] = {}
        self._by_name: dict[tuple[int, str], Known] = {}
        for review in reviews:
            self.note(Known(review, review.quote_hash))

    def note(self, known: Known) -> None:
        """Let a review be found by what it is now."""
        review = known.review
        if review.url:
            self._by_link[review.film_id, review.url].append(known)
        self._by_identity[known.identity] = known
        if KNOWN_AS in review.imported:
            self._by_name[review.film_id, review.imported[KNOWN_AS]] = known

    def forget(self, known: Known) -> None:
        """Let a review no longer be found, as it is about to change."""
        review = known.review
        if review.url:
            self._by_link[review.film_id, review.url].remove(known)
        del self._by_identity[known.identity]
        name = (review.film_id, review.imported.get(KNOWN_AS, ""))
        if self._by_name.get(name) is known:
            del self._by_name[name]

    def meant_by(self, sought: Sought) -> Known | None:
        """The review that a line means, None for a new one; Refusal where it contradicts itself."""
        linked = self._by_link.get((sought.film, sought.line.url), [])
        named = [self._by_identity[one] for one in sought.identities if one in self._by_identity]
        both = [known for known in named if known in linked]
        if linked and named and not both:
            raise Refusal(
                _("The link is that of another review of the film than its critic and publication.")
            )
        if len(linked) > 1 and not both:
            raise Refusal(
                _("Several reviews of the film have the link %s.") % shown(sought.line.url)
            )
        found = both or named or linked
        return found[0] if found else self._by_name.get((sought.film, sought.known_as))


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
    SELECT DISTINCT review.id
    FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[], %s::text[])
        AS line(film_id, url, critic_id, quote_hash, known_as)
    JOIN reviews_criticreview review ON review.film_id = line.film_id AND (
        review.url = line.url
        OR review.critic_id = line.critic_id
        OR (review.critic_id IS NULL AND review.quote_hash = line.quote_hash)
        OR review.imported ->> 'known_as' = line.known_as
    )
"""


def _columns(lines: Sequence[Sought]) -> list[list[object]]:
    nobody: set[int | None] = {None}
    rows = [
        (
            sought.film,
            sought.line.url or None,
            critic,
            None if sought.line.critic else sought.quote_hash,
            sought.known_as,
        )
        for sought in lines
        for critic in {one.pk for one in sought.critics} or nobody
    ]
    return [list(column) for column in zip(*rows, strict=True)]
