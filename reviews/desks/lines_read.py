"""The lines of a file of reviews as a preview shows them: of which film, whose, and what is new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from django.conf import settings

from films.importing.csv_records import Record
from films.importing.refusal import Refusal
from films.models import Film
from films.wording import partial_date
from reviews.importing.batch import films_called
from reviews.importing.line import ReviewLine, review_line
from reviews.importing.names import Aggregators, Names
from reviews.models import Critic, CriticReview, Publication


class Read(NamedTuple):
    """What a line says, in words; whether its names are here yet; "" for what it doesn't say."""

    film: str
    critic: str
    publication: str
    quote: str
    verdict: str
    status: str
    score: str
    printed_on: str
    url: str
    aggregator: str
    is_new_critic: bool
    is_new_publication: bool
    is_new_aggregator: bool

    @property
    def is_long(self) -> bool:
        """Whether the quotation is so long that the form would ask if that is fair."""
        return len(self.quote) > settings.QUOTE_WARNED_FROM


def lines_read(
    records: Iterable[Record], header: Sequence[str], numbers: Collection[int]
) -> dict[int, Read]:
    """The lines with these numbers, without those that can't be read; asked for all at once."""
    lines: dict[int, ReviewLine] = {}
    for record in records:
        if record.number in numbers:
            try:
                lines[record.number] = review_line(record.fields(list(header)))
            except Refusal:
                continue  # its reason stands beside it
    ids = films_called({line.film for line in lines.values()})
    films = Film.objects.in_bulk(list(ids.values()))
    critics = Names(Critic, [line.critic for line in lines.values()])
    publications = Names(Publication, [line.publication for line in lines.values()])
    aggregators = Aggregators()
    return {
        number: Read(
            str(films[ids[line.film]]) if line.film in ids else line.film,
            line.critic,
            line.publication,
            line.quote,
            str(dict(CriticReview.Verdict.choices).get(line.verdict, "")),
            str(dict(CriticReview.Status.choices).get(line.status, "")),
            line.original_score,
            partial_date(line.published_on) if line.published_on else "",
            line.url,
            line.aggregator,
            any(critic.pk is None for critic in critics.called(line.critic)),
            any(paper.pk is None for paper in publications.called(line.publication)),
            aggregators.is_new(line.aggregator),
        )
        for number, line in lines.items()
    }
