"""Two critics that are one, or two publications: their names, and which of two reviews stays."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from films.models.merging import MovableQuerySet, Same, ids_in
from films.models.records import as_record
from reviews.models.quote_hash import QuoteHash

if TYPE_CHECKING:
    from films.models import Merge
    from reviews.models.critic import Critic, OtherName, Publication
    from reviews.models.review import CriticReview

STANDING = ("withdrawn", "draft", "published")
TEXTS = (
    *("quote", "language", "url", "verdict", "original_score", "published_on"),
    *("disclosure", "written_as"),
)
"""What imports give of a review besides its status and whom it names."""


class OtherNameQuerySet(MovableQuerySet["OtherName"]):
    """How other names are asked for."""

    def losers(self, field: str, old: Any, new: Any) -> models.QuerySet["OtherName"]:
        """Also one that is the name of the other itself: it needs no other name for that."""
        losers = super().losers(field, old, new)
        itself = models.Q(**{field: old, "name": new.name})
        return self.filter(itself | models.Q(pk__in=losers.values("pk")))


#: A name without case, accents, signs and its article, wherever that stands.
KEY = (
    "coalesce(nullif(regexp_replace(halfstar_fold(regexp_replace(name,"
    " '^the[[:space:]]+|,[[:space:]]*the$', '', 'i')), '[^[:alnum:]]+', '', 'g'), ''), name) AS key"
)


def names_of(kind: type[models.Model]) -> str:
    """The query of the ids of critics or publications, with a `key` of each of their names."""
    owner = f"{kind._meta.model_name}_id"
    return (
        f"SELECT id, {KEY} FROM {kind._meta.db_table}"  # noqa: S608 - our own tables
        f" UNION SELECT {owner}, {KEY} FROM reviews_othername WHERE {owner} IS NOT NULL"
    )


def standing(review: "CriticReview", twin: "CriticReview") -> tuple[int, bool, int]:
    """Of two reviews that turn out to be one, the one with the greater answer stays.

    A published one before a draft, and that before a withdrawn one; then one that staff entered or
    changed before one that is as imports gave it; then the one that was entered later.
    """
    return STANDING.index(review.status), _is_curated(review, twin), review.pk


def _is_curated(review: "CriticReview", twin: "CriticReview") -> bool:
    """Whether staff entered it, or changed what an import gave."""
    given = review.imported
    texts = (*TEXTS, "aggregator")
    return (
        not given
        or any(said(review, column) != given.get(column, "") for column in texts)
        or any(_is_another(review, twin, column) for column in ("critic", "publication"))
    )


def _is_another(review: "CriticReview", twin: "CriticReview", column: str) -> bool:
    """Whether it names another one than an import gave, by all names that the two have.

    Those of the one that is being merged may have gone over already.
    """
    given = review.imported.get(column)
    names = {said(review, column), *review.other_names, *twin.other_names}
    return bool(given) and given not in names


def said(review: "CriticReview", column: str) -> str:
    """What a review says in a column of imports, as they compare it: of whom it names, the name."""
    value = getattr(review, column)
    return value if isinstance(value, str) else value.name if value else ""


def with_withdrawn_twin(
    reviews: models.QuerySet["CriticReview"], field: str, pair: Collection[int]
) -> models.QuerySet["CriticReview"]:
    """Those that would be one with a withdrawn review, were the two of `pair` one by the field."""
    withdrawn = reviews.model._default_manager.filter(status="withdrawn")
    hashed = models.F("quote_hash")
    return reviews.filter(models.Exists(_alike(withdrawn, hashed, field, pair)))


def with_deleted_twin(
    reviews: models.QuerySet["CriticReview"], field: str, pair: Collection[int]
) -> models.QuerySet["CriticReview"]:
    """Those that would be one with a review that was deleted after them, and isn't here again."""
    here = reviews.model._default_manager.exclude(pk=models.OuterRef("pk"))
    versions: models.QuerySet[Any] = apps.get_model("reviews", "CriticReviewChange").objects.all()
    deleted = versions.filter(pgh_label="delete").order_by("-pgh_id")
    went = deleted.filter(pgh_obj=models.OuterRef(models.OuterRef("pk"))).values("pgh_id")[:1]
    deleted = deleted.filter(pgh_id__gt=models.Subquery(went))
    hashed = QuoteHash("quote")
    return reviews.filter(
        models.Exists(_alike(deleted, hashed, field, pair)),
        ~models.Exists(_alike(here, models.F("quote_hash"), field, pair)),
    )


def _alike(
    rows: models.QuerySet[Any], hashed: Any, field: str, pair: Collection[int]
) -> models.QuerySet[Any]:
    """Those of the rows that would be one with the review around, were the two of `pair` one."""
    rows = rows.filter(**{f"{field}__in": pair})
    for name in {"film", "critic", "publication"} - {field}:
        own = models.OuterRef(name)
        rows = rows.filter(Same(models.F(name), own, arg_joiner=" IS NOT DISTINCT FROM "))
    said = Same(hashed, models.OuterRef("quote_hash"))
    return rows.filter(models.Q(critic__isnull=False) | models.Q(said))


def pass_on_names(old: "Critic | Publication", new: "Critic | Publication", merge: "Merge") -> None:
    """Let the name of one be another name of the other, by which it's found in what comes in."""
    if old.name == new.name:
        return
    row, is_new = new.other_names.get_or_create(name=old.name)
    if is_new:
        merge.added["reviews.othername"] = [as_record(row)]


def write_as(old: "Critic", new: "Critic", merge: "Merge") -> None:
    """Let the reviews that went over say by which name they were written."""
    moved = merge.moved.get("reviews.criticreview", [])
    unsaid = new.reviews.filter(pk__in=ids_in(moved), written_as="")
    merge.changed["written_as"] = sorted(unsaid.values_list("pk", flat=True))
    unsaid.update(written_as=old.name)


def write_as_oneself(old: "Critic", merge: "Merge") -> None:
    """Take that back, of reviews that came back and still say so."""
    ids = merge.changed.get("written_as", [])
    old.reviews.filter(pk__in=ids_in(ids), written_as=old.name).update(written_as="")
