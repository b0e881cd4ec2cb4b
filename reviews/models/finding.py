"""How staff find the reviews that they look for."""

from collections.abc import Iterable, Iterator
from typing import Any, Self, TypeVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.search import SearchQuery, SearchVectorExact, SearchVectorField
from django.db import models
from django.db.models.functions import Concat, Length, Replace
from django.db.models.lookups import Contains

from films import naming
from films.models import Film
from films.models.film import Fold
from reviews.models.critic import Critic, Publication
from reviews.models.versions import PUBLISHED

Row = TypeVar("Row", bound=models.Model)
#: More words than these tell nothing more.
MOST_WORDS = 12
#: From here on stand the scripts that write without spaces, whose words no index tells apart.
UNSPACED = "\u2e80"


class QuoteWords(models.Func):
    """The words of a quotation in lower case without accents, as its index has them."""

    template = "to_tsvector('simple'::regconfig, halfstar_fold(%(expressions)s))"
    output_field = SearchVectorField()


class FindsReviews(models.QuerySet[Row]):
    """Reviews by what they say and by what they lack."""

    def printed_in(self, words: str) -> Self:
        """Those in a publication that the words find."""
        found = Publication.objects.matching(words).order_by()
        return self.filter(publication__in=found.values("pk"))

    def matching(self, words: str) -> Self:
        """Those in which each word is found, whatever case and accents.

        It may be in a name of the film, the critic or the publication, or in the quotation; what
        looks like a link may be in the link. Signs that stand alone, as the dashes of a quotation,
        are passed over, unless there is nothing else.
        """
        found = self
        pieces = naming.tidy(words).split()
        told = [word for word in pieces if any(map(str.isalnum, word))] or pieces
        for word in told[:MOST_WORDS]:
            # Each place by its own index: one condition with OR would look at every review.
            first, *others = (self.model._base_manager.filter(each) for each in _places(word))
            ids = first.values("pk").union(*(each.values("pk") for each in others), all=True)
            found = found.filter(pk__in=ids)
        return found

    def waiting(self) -> Self:
        """The drafts: they wait for an editor."""
        return self.filter(status="draft")

    def of(self, user: AbstractBaseUser) -> Self:
        """Those that the user entered."""
        return self.filter(entered_by=user.pk)

    def withdrawn(self) -> Self:
        """Those that were taken off the pages."""
        return self.filter(status="withdrawn")

    def without_link(self) -> Self:
        """Those that lead nowhere."""
        return self.filter(url="")

    def with_dead_link(self) -> Self:
        """Those whose link was dead when it was last checked."""
        return self.filter(link_dead_since__isnull=False)

    def with_unanswered_link(self) -> Self:
        """Those whose link didn't answer when it was last checked, but isn't dead yet."""
        return self.filter(link_unanswered_since__isnull=False, link_dead_since__isnull=True)

    def without_quotation(self) -> Self:
        """Those that aren't quoted: a verdict, a name and perhaps a link."""
        return self.filter(quote="")

    def too_long(self) -> Self:
        """Those with a longer quotation than the site takes now."""
        return self.alias(characters=Length("quote")).filter(characters__gt=settings.QUOTE_LONGEST)

    def with_verdict(self, verdict: str) -> Self:
        """Those of a verdict; of those without, "unstated" all, "open" or "looked" some."""
        if verdict == "open":
            return self.filter(verdict="", states_none=False)
        if verdict == "looked":
            return self.filter(verdict="", states_none=True)
        return self.filter(verdict="" if verdict == "unstated" else verdict)

    def published_unstated(self) -> Self:
        """Those that stand on a page without a verdict, and nobody said that they state none."""
        return self.filter(status=PUBLISHED, verdict="", states_none=False)

    def mark_stating_none(self, ids: Iterable[int]) -> int:
        """Note that somebody looked at them and found no verdict stated; says how many are new."""
        return self.published_unstated().filter(pk__in=list(ids)).update(states_none=True)

    def no_drafts(self) -> Self:
        """Those that an editor has published or withdrawn, those entered last first."""
        return self.exclude(status="draft").order_by("-entered_at", "-pk")

    def drafts_of_ids(self, ids: Iterable[int]) -> Self:
        """Those of the ids that are drafts still."""
        return self.filter(pk__in=list(ids), status="draft")

    def wanting(self) -> dict[str, int]:
        """How many reviews wait, and how many published ones lack what, in one pass."""
        shown = models.Q(status=PUBLISHED)
        length = models.Q(characters__gt=settings.QUOTE_LONGEST)
        return self.alias(characters=Length("quote")).aggregate(
            drafts=models.Count("pk", filter=models.Q(status="draft")),
            unstated=models.Count("pk", filter=shown & models.Q(verdict="", states_none=False)),
            without_link=models.Count("pk", filter=shown & models.Q(url="")),
            dead=models.Count("pk", filter=shown & models.Q(link_dead_since__isnull=False)),
            too_long=models.Count("pk", filter=shown & length),
        )

    def films_without_review(self) -> models.QuerySet[Film]:
        """Films that have readers and neither a review nor a draft, those of most first.

        Each says how many in `readers`: what the setting FILM_READERS names.
        """
        theirs = self.filter(film=models.OuterRef("pk")).exclude(status="withdrawn")
        return (
            Film.objects.defer("imported", "synopsis")
            .annotate(readers=models.F(settings.FILM_READERS))
            .filter(~models.Exists(theirs), readers__gt=0)
            .order_by("-readers", "pk")
        )


def _places(word: str) -> Iterator[models.Q]:
    named: dict[str, Any] = {"film": Film, "critic": Critic, "publication": Publication}
    for field, model in named.items():
        yield models.Q(**{f"{field}__in": model.objects.matching(word).order_by().values("pk")})
    yield models.Q(SearchVectorExact(QuoteWords("quote"), _beginning_with(word)))
    if any(char >= UNSPACED for char in word):
        yield models.Q(Contains(Fold("quote"), Fold(models.Value(word))))
    if "/" in word or "." in word:
        yield models.Q(url__icontains=word)


def _beginning_with(word: str) -> SearchQuery:
    """Finds words that begin with this one, whatever signs stand in it."""
    text = models.TextField()
    quoted: Any = Fold(models.Value(word))
    for sign in ("\\", "'"):
        quoted = Replace(quoted, _text(sign), _text(sign * 2), output_field=text)
    begun = Concat(_text("'"), quoted, _text("':*"), output_field=text)
    return SearchQuery(begun, config="simple", search_type="raw")


def _text(words: str) -> models.Value:
    return models.Value(words, output_field=models.TextField())
