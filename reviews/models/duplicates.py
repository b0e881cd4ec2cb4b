"""Reviews that are likely the same as one that is being entered."""

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models.functions import Coalesce, Greatest, Length
from django.db.models.lookups import Exact, GreaterThanOrEqual

from films.models import Film
from films.models.film import Fold
from reviews.models.quote_hash import QuoteHash

if TYPE_CHECKING:
    from reviews.models.critic import Critic, Publication

Row = TypeVar("Row", bound=models.Model)
#: From how many characters on words that stand within others say more than chance.
TELLING_LENGTH = 20
#: How alike quotations are that are likely the same, from 0 to 1: they differ by a word or two.
ALIKE = 0.85


class BareAddress(models.Func):
    """A link without its scheme, `www.`, fragment and last slash, in lower case."""

    template = r"lower(regexp_replace(%(expressions)s, '^https?://(www\.)?|/*(#.*)?$', '', 'gi'))"
    output_field = models.TextField()


class ShowsLikely(models.QuerySet[Row]):
    """Finds the reviews that a new one may double."""

    def like(
        self,
        film: Film,
        critic: "Critic | None" = None,
        publication: "Publication | None" = None,
        quote: str = "",
        url: str = "",
        besides: int | None = None,
    ) -> Self:
        """The film's reviews that are likely the same, the likeliest first, `besides` that id.

        Each says by what: `same_link`, `same_words` (nearly, or the one within the other),
        `same_critic` (in whatever publication), `same_place` (the publication's, where one of the
        two names no critic).
        """
        same = {
            "same_link": _same_link(url),
            "same_words": _same_words(quote),
            "same_critic": models.Q(critic=critic) if critic and critic.pk else _NEVER,
            "same_place": _same_place(critic, publication),
        }
        likely = models.Q(*((name, True) for name in same), _connector=models.Q.OR)
        return (
            self.filter(film=film)
            .exclude(pk=besides)
            .annotate(
                **{
                    name: models.ExpressionWrapper(each, models.BooleanField())
                    for name, each in same.items()
                }
            )
            .filter(likely)
            .select_related("critic", "publication")
            .defer("imported")
            .order_by(*(f"-{name}" for name in same), "pk")
        )

    def in_place_of(
        self,
        film: Film | int,
        critic: "Critic | None",
        publication: "Publication | None",
        quote: str,
        besides: int | None = None,
    ) -> Self:
        """The review that keeps such a one out, as the database keeps one of the two alone.

        A critic's of the film in that publication; without a critic, the same quotation from it.
        """
        same = self.filter(film=film, critic=critic, publication=publication).exclude(pk=besides)
        if critic is None:
            same = same.filter(quote_hash=QuoteHash(models.Value(quote)))
        return same.select_related("film", "critic", "publication").defer("imported")


_NEVER = models.Q(pk__in=[])


def _same_link(url: str) -> models.Q:
    if not url:
        return _NEVER
    return ~models.Q(url="") & models.Q(Exact(BareAddress("url"), BareAddress(models.Value(url))))


def _same_words(quote: str) -> models.Q:
    """Nearly the same words, or those of the one within the other's, unless they are few."""
    if not quote:
        return _NEVER
    given: Any = Fold(models.Value(quote))
    stored: Any = Fold("quote")
    if len(quote) < TELLING_LENGTH:
        return models.Q(Exact(given, stored))
    within = Coalesce(
        Greatest(TrigramWordSimilarity(given, stored), TrigramWordSimilarity(stored, given)), 0.0
    )
    is_long = GreaterThanOrEqual(Length("quote"), TELLING_LENGTH)
    return models.Q(is_long) & models.Q(GreaterThanOrEqual(within, ALIKE))


def _same_place(critic: "Critic | None", publication: "Publication | None") -> models.Q:
    if not (publication and publication.pk):
        return _NEVER
    there = models.Q(publication=publication)
    return there & models.Q(critic=None) if critic else there
