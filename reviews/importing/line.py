"""One line of a file of reviews, read and checked. Pure: no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from django.utils.translation import gettext as _

from films.importing import values
from films.importing.apostrophes import taken_off
from films.importing.csv_records import Columns
from films.importing.refusal import Refusal
from reviews.importing.dates import published_on
from reviews.importing.letters import mended
from reviews.models import Aggregator, Critic, CriticReview, Publication
from reviews.models.review import QUOTE_LENGTH
from reviews.quotations import unquoted

#: How verdicts and statuses may be written, in any case, and what they mean.
VERDICTS = {
    "favourable": "favourable",
    "unfavourable": "unfavourable",
    "fresh": "favourable",
    "rotten": "unfavourable",
    "none": "",
}
STATUSES = {status: status for status in CriticReview.Status.values}


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review as one line describes it; an empty text means that the line doesn't say."""

    film: str
    critic: str = ""
    publication: str = ""
    quote: str = ""
    language: str = ""
    url: str = ""
    verdict: str = ""
    original_score: str = ""
    published_on: str = ""
    aggregator: str = ""
    status: str = ""
    disclosure: str = ""
    written_as: str = ""


class HasByline(Protocol):
    """What names a critic and a publication, "" where it names none."""

    @property
    def critic(self) -> str: ...

    @property
    def publication(self) -> str: ...


def are_by_others(one: HasByline, other: HasByline) -> bool:
    """Whether two reviews are by different critics, or of none in different publications."""
    if one.critic or other.critic:
        return bool(one.critic and other.critic) and one.critic.lower() != other.critic.lower()
    return one.publication.lower() != other.publication.lower()


_OPTIONAL = frozenset({"language", "disclosure", "written_as"})
#: Those that a file must have, in the order in which exports write them.
_REQUIRED = (
    *("film", "critic", "publication", "quote", "url", "verdict", "original_score"),
    *("published_on", "aggregator", "status"),
)
COLUMNS = Columns(_REQUIRED, _OPTIONAL)


class Numbered(NamedTuple):
    """A line, where it stands in its file, and the columns of which a later one speaks.

    Lines of a `group` name the same review. In a run the group that means a review first may
    change it; lines of others only complete it, or they and that group would take turns for ever.
    """

    number: int
    line: ReviewLine
    overruled: frozenset[str] = frozenset()
    group: int = 0


def review_line(written: Mapping[str, str]) -> ReviewLine:
    """Check the values of a line, by column; raise Refusal with its first fault."""
    cells = {column: mended(taken_off(cell)) if cell else "" for column, cell in written.items()}
    line = ReviewLine(
        film=values.name(cells["film"], "film").lower(),
        critic=_someone(cells["critic"], "critic", _longest(Critic, "name")),
        publication=_someone(cells["publication"], "publication", _longest(Publication, "name")),
        quote=_quote(cells["quote"]),
        language=_language(cells.get("language", "")),
        url=_link(written["url"]),
        verdict=_meant(cells["verdict"], "verdict", VERDICTS),
        original_score=_words(cells, "original_score"),
        published_on=published_on(cells["published_on"]),
        aggregator=_visible(cells["aggregator"], "aggregator", _longest(Aggregator, "name")),
        status=_meant(cells["status"], "status", STATUSES),
        disclosure=_words(cells, "disclosure"),
        written_as=_visible(
            cells.get("written_as", ""), "written_as", _longest(CriticReview, "written_as")
        ),
    )
    if not (line.critic or line.publication):
        raise Refusal(_("The line names neither a critic nor a publication."))
    return line


def _someone(value: str, where: str, longest: int) -> str:
    """A name, without the comma that is left dangling where only one of two was known."""
    return _visible(value.strip().strip(",").strip(), where, longest)


def _visible(value: str, where: str, longest: int) -> str:
    return values.name(value, where, longest) if value.strip() else ""


def _quote(value: str) -> str:
    return values.text(unquoted(values.text(value, "quote")), "quote", QUOTE_LENGTH)


def _language(value: str) -> str:
    if not value.strip():
        return ""
    return values.text(
        values.language(value, "language"), "language", _longest(CriticReview, "language")
    )


def _link(value: str) -> str:
    """A link; of HTML's entities it may hold the one that every link on a page is written with."""
    if not value.strip():
        return ""
    return values.link(value.replace("&amp;", "&"), "url", _longest(CriticReview, "url"))


def _words(cells: Mapping[str, str], column: str) -> str:
    if not cells.get(column):
        return ""
    return values.words(cells[column], column, _longest(CriticReview, column))


def _meant(value: str, where: str, words: Mapping[str, str]) -> str:
    written = value.strip()
    if not written:
        return ""
    meant = words.get(written.lower())
    return values.one_of(written, where, words) if meant is None else meant


def _longest(model: Any, field: str) -> int:
    longest: int = model._meta.get_field(field).max_length
    return longest
