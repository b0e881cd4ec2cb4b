"""Reviews as pages read them: in which order, how many of which verdict, from when to when."""

from dataclasses import dataclass
from typing import Any, NamedTuple, Self, TypeVar

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.aggregates import BoolAnd
from django.db import models
from django.db.models.functions import Cast, Coalesce, Left, NullIf, RowNumber

from reviews.models.versions import PUBLISHED
from reviews.scores import critics_percent

Row = TypeVar("Row", bound=models.Model)
#: The usual way to sort reviews, and one that gives verdicts away.
NEWEST, TELLING = "newest", "telling"

_NEWEST = (models.F("published_on").desc(), models.F("pk").asc())
_DATED = ~models.Q(published_on="")
#: How many published reviews of the same film have the same verdict.
_COUNTED = models.Case(
    *(
        models.When(verdict=verdict, then=models.F(f"film__critic_tally__{verdict}"))
        for verdict in ("favourable", "unfavourable")
    ),
    default=models.F("film__critic_tally__unstated"),
)
#: The same to divide by; where a tally is wrong and says none, the page is still there.
_OF_ITS_VERDICT = NullIf(Cast(_COUNTED, models.FloatField()), models.Value(0.0))
_FAVOURABLE = models.Q(verdict="favourable")


def _published(name: str, *order: models.F | models.OrderBy | str) -> models.Index:
    """An index of the published reviews, of which alone pages tell."""
    return models.Index(*order, name=name, condition=models.Q(status=PUBLISHED))


#: What these orders are read from.
READ_FROM = [
    _published("review_of_film_by_date", "film", models.F("published_on").desc(), "id"),
    _published("review_of_critic_by_date", "critic", models.F("published_on").desc(), "id"),
    _published("review_printed_by_date", "publication", models.F("published_on").desc(), "id"),
    _published("review_newly_shown", models.F("published_at").desc(), models.F("id").desc()),
]


class Stay(NamedTuple):
    """How many reviews of one stand with another, and in which years; "" where none is known."""

    name: str
    slug: str
    number: int
    first: str
    last: str


@dataclass(frozen=True)
class Verdicts:
    """Published reviews counted: of how many films, by verdict, from which year to which."""

    reviews: int
    films: int
    favourable: int
    unfavourable: int
    first: str
    last: str

    @property
    def stated(self) -> int:
        """How many state a verdict."""
        return self.favourable + self.unfavourable

    @property
    def unstated(self) -> int:
        """How many state none."""
        return self.reviews - self.stated

    @property
    def shown_from(self) -> int:
        """From how many stated verdicts on the share is shown."""
        return int(settings.SCORE_SHOWN_FROM)

    @property
    def percent(self) -> int | None:
        """The share of favourable ones among the stated, rounded as scores are; None of too few."""
        if self.stated < self.shown_from:
            return None
        return critics_percent(self.favourable, self.stated)


def _last_changed() -> models.Subquery:
    """When the newest version of a review was kept, but for that with which its history began."""
    versions = apps.get_model("reviews", "CriticReviewChange")._default_manager
    its = versions.filter(pgh_obj=models.OuterRef("pk")).exclude(pgh_label="beginning")
    return models.Subquery(its.order_by("-pgh_id").values("pgh_created_at")[:1])


def _last_corrected() -> models.Subquery:
    """When readers were last told that something of a review was wrong."""
    corrections = apps.get_model("reviews", "Correction")._default_manager
    its = corrections.filter(review=models.OuterRef("pk")).order_by("-made_at")
    return models.Subquery(its.values("made_at")[:1])


class ReadsReviews(models.QuerySet[Row]):
    """Reviews as readers come to them."""

    def shown(self) -> Self:
        """The published ones, with the names that stand beside them, newest first.

        `corrected_at` says when something of each was last corrected in public, null of others.
        """
        return (
            self.filter(status=PUBLISHED)
            .select_related("critic", "publication", "aggregator")
            .defer("imported")
            .annotate(corrected_at=_last_corrected())
            .order_by(*_NEWEST)
        )

    def most_telling(self) -> Self:
        """Those of one film, the most telling first.

        Those with a quotation come before those without. Within each of the two the verdicts take
        turns in proportion to all of the film's: a review's turn is its place among those of its
        verdict, the newest first, divided by how many reviews of the film have that verdict. Of
        equal turns the newer one comes first.
        """
        place = models.Window(
            RowNumber(), partition_by=["verdict", "unquoted"], order_by=list(_NEWEST)
        )
        return (
            self.annotate(unquoted=models.Q(quote=""))
            .annotate(place=Cast(place, models.FloatField()))
            .order_by("unquoted", models.F("place") / _OF_ITS_VERDICT, *_NEWEST)
        )

    def first_telling(self, number: int) -> Self:
        """The first so many of these.

        They are found by their ids alone, and then read: their turns are the same without the
        others, as before each of them stand all that come before it in its verdict.
        """
        first = self.most_telling().values("pk")[:number]
        return self.filter(pk__in=first).most_telling()

    def quoted_first(self) -> Self:
        """Those of one film for who may not know the verdicts: quotations first, then the newest.

        The turns that `most_telling()` gives would tell how the verdicts are spread.
        """
        return self.annotate(unquoted=models.Q(quote="")).order_by("unquoted", *_NEWEST)

    def in_order(self, order: str) -> Self:
        """Sorted by `NEWEST`, "oldest", "critic", "film", or of one film `TELLING`.

        Undated ones are never the first by date.
        """
        if order == TELLING:
            return self.most_telling()
        if order == "oldest":
            return self.annotate(dated=_DATED).order_by("-dated", "published_on", "pk")
        if order == "critic":
            name = Coalesce("critic__sort_name", "publication__sort_name")
            return self.order_by(name, *_NEWEST)
        if order == "film":
            return self.order_by("film__sort_title", "film__year", "film", *_NEWEST)
        return self.order_by(*_NEWEST)

    def page_of(self, review: str, rows: int) -> int:
        """On which page of so many rows a review stands, from 1, by its id as an address has it.

        It is 1 also for what is none of these.
        """
        ids = [str(pk) for pk in self.values_list("pk", flat=True)]
        return ids.index(review) // rows + 1 if review in ids else 1

    def newly_shown(self, number: int) -> Self:
        """So many published ones with films and names: those that came onto the site last.

        `version_at` says when each was last changed, null where it hasn't been since there is a
        history.
        """
        newest = self.filter(status=PUBLISHED).order_by("-published_at", "-pk").values("pk")
        return (
            self.filter(pk__in=newest[:number])
            .select_related("film", "critic", "publication")
            .defer("imported", "film__imported", "film__synopsis")
            .annotate(version_at=_last_changed())
            .order_by("-published_at", "-pk")
        )

    def judged(self) -> models.QuerySet[Any, dict[str, Any]]:
        """Films that the published ones judge, as `film` and whether they are `liked`.

        Each once; a film that is judged both ways, in two publications, is left out.
        """
        return (
            self.filter(status=PUBLISHED)
            .exclude(verdict="")
            .order_by()
            .values("film")
            .annotate(liked=BoolAnd(_FAVOURABLE), disliked=BoolAnd(~_FAVOURABLE))
            .filter(models.Q(liked=True) | models.Q(disliked=True))
            .values("film", "liked")
        )

    def verdicts(self) -> Verdicts:
        """The published ones counted."""
        year = Left("published_on", 4)
        counted = self.filter(status=PUBLISHED).aggregate(
            reviews=models.Count("pk"),
            films=models.Count("film", distinct=True),
            favourable=models.Count("pk", filter=_FAVOURABLE),
            unfavourable=models.Count("pk", filter=models.Q(verdict="unfavourable")),
            first=Coalesce(models.Min(year, filter=_DATED), models.Value("")),
            last=Coalesce(models.Max(year, filter=_DATED), models.Value("")),
        )
        return Verdicts(**counted)

    def stays(self, relation: str, most: int) -> list[Stay]:
        """With which critics or publications the published ones stand: those of most first.

        `relation` is "critic" or "publication". Those without one are left out.
        """
        year = Left("published_on", 4)
        rows = (
            self.filter(status=PUBLISHED, **{f"{relation}__isnull": False})
            .order_by()
            .values_list(f"{relation}__name", f"{relation}__slug")
            .annotate(
                number=models.Count("pk"),
                first=Coalesce(models.Min(year, filter=_DATED), models.Value("")),
                last=Coalesce(models.Max(year, filter=_DATED), models.Value("")),
            )
            .order_by("-number", f"{relation}__sort_name", relation)
        )
        return [Stay(*row) for row in rows[:most]]
