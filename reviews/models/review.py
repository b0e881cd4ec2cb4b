"""What a critic said of a film."""

from collections.abc import Collection
from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from films.models import Film
from films.models.film import LANGUAGE
from films.models.merging import MovableQuerySet
from films.models.name import NameField
from films.models.offer import WebAddressField, is_web_address
from reviews.models.aggregator import Aggregator, AggregatorScore
from reviews.models.counting import COUNTED
from reviews.models.critic import NAME_LENGTH, Critic, OtherName, Publication
from reviews.models.days import (
    PARTIAL_DATE,
    check_printing,
    is_of_four_digits,
    is_partial_date,
)
from reviews.models.duplicates import ShowsLikely
from reviews.models.entered import Entered
from reviews.models.finding import FindsReviews, QuoteWords
from reviews.models.links import LINK_IS_NEW, ChecksLinks
from reviews.models.merging import standing, with_deleted_twin, with_withdrawn_twin
from reviews.models.quote_hash import QuoteHash
from reviews.models.reading import READ_FROM, ReadsReviews
from reviews.models.receipt import TellsReceipts
from reviews.models.states import (
    KEEPS_ITS_DATES,
    LEAVES_ITS_CORRECTIONS,
    STATES_A_VERDICT,
    was_ever_published,
)

#: What the database takes of a quotation, in characters; what the site allows is a setting.
QUOTE_LENGTH = 5000


def is_short_enough(quote: str) -> None:
    """Refuse with ValidationError a quotation that is longer than the site takes."""
    if len(quote) > settings.QUOTE_LONGEST:
        raise ValidationError(
            _("The quotation has %(length)d characters; this site takes up to %(longest)d."),
            params={"length": len(quote), "longest": settings.QUOTE_LONGEST},
        )


class OwnPercent(models.Func):
    """A score as a critic wrote it in per cent, or null: the table of `reviews.own_scores`."""

    function = "reviews_own_percent"
    output_field = models.DecimalField(max_digits=9, decimal_places=6)


class CriticReviewQuerySet(  # type: ignore[override] # as_manager, which each says anew
    ReadsReviews["CriticReview"],
    FindsReviews["CriticReview"],
    TellsReceipts["CriticReview"],
    ChecksLinks["CriticReview"],
    ShowsLikely["CriticReview"],
    MovableQuerySet["CriticReview"],
):
    """How reviews are asked for."""

    def to_compare(self) -> Self:
        """With whom they name, and `other_names`: the other names of critic and publication."""
        named = self.select_related("critic", "publication", "aggregator")
        same = (models.Q(**{name: models.OuterRef(name)}) for name in ("critic", "publication"))
        others = OtherName.objects.filter(models.Q(*same, _connector=models.Q.OR))
        return named.annotate(other_names=ArraySubquery(others.values("name")))

    def prevails(self, row: "CriticReview", other: "CriticReview") -> bool:
        """Whether a review that a merge brings stays in place of the one that is there."""
        return standing(row, other) > standing(other, row)

    def follow(self, ids: Collection[int], field: str, pair: Collection[int]) -> int:
        """Those that a merge took out for one withdrawn or deleted since are withdrawn, too."""
        published = self.among(ids).filter(status=CriticReview.Status.PUBLISHED)
        withdrawn = with_withdrawn_twin(published, field, pair)
        deleted = with_deleted_twin(published, field, pair)
        rows = (withdrawn | deleted).values_list("pk", flat=True)
        return self.among(list(rows)).update(status=CriticReview.Status.WITHDRAWN)

    def by(self, critic: Critic) -> Self:
        """Those of a critic, with their films."""
        return self.filter(critic=critic).select_related("film")._without_long_texts()

    def in_publication(self, publication: Publication) -> Self:
        """Those of a publication, with their films."""
        return self.filter(publication=publication).select_related("film")._without_long_texts()

    def _without_long_texts(self) -> Self:
        return self.defer("imported", "film__imported", "film__synopsis")

    def to_publish(self) -> Self:
        """Those that aren't shown."""
        return self.exclude(status=CriticReview.Status.PUBLISHED)

    def to_withdraw(self) -> Self:
        """Those that aren't withdrawn."""
        return self.exclude(status=CriticReview.Status.WITHDRAWN)

    def publish(self) -> int:
        """Show them; says how many weren't shown before."""
        return self.to_publish().update(status=CriticReview.Status.PUBLISHED)

    def withdraw(self) -> int:
        """Show them no more; says how many weren't withdrawn before."""
        return self.to_withdraw().update(status=CriticReview.Status.WITHDRAWN)

    def with_aggregators_page(self) -> Self:
        """With `aggregators_page`: the link of the score that the review's aggregator gave last."""
        scores = AggregatorScore.objects.filter(
            film=models.OuterRef("film"), aggregator=models.OuterRef("aggregator")
        ).exclude(url="")
        return self.annotate(
            aggregators_page=models.Subquery(
                scores.order_by("audience", "-as_of", "-pk").values("url")[:1]
            )
        )

    def of_lately(self, many: int) -> Self:
        """Up to `many` published quotations that came onto the site last, each of another film."""
        shown_at = models.OuterRef("published_at")
        newer = CriticReview.objects.shown().filter(
            models.Q(published_at__gt=shown_at)
            | models.Q(published_at=shown_at, pk__gt=models.OuterRef("pk")),
            film=models.OuterRef("film"),
        )
        latest = self.shown().filter(~models.Exists(newer.exclude(quote=""))).exclude(quote="")
        in_order = latest.select_related("film").order_by("-published_at", "-pk")
        return in_order._without_long_texts()[:many]


class CriticReview(Entered):
    """A critic's or a publication's review of a film, as this site quotes it.

    `verdict` is only ever what someone stated: never inferred from a score or a text. `states_none`
    says that somebody looked and found none stated; it goes, whoever states one after all.
    `original_score` is kept as it was written ("3.5/4", "B-"); `own_percent` is what it converts to
    by a written table, null where it doesn't. `published_on` is as precise as it is known: "2008",
    "2008-05", "2008-05-14" or "". `written_as` is the name that the byline printed where it isn't
    the critic's. `imported` holds what imports last gave.

    The database keeps `published_at` (since when it is shown, or was last) and `withdrawn_at`
    whenever `status` changes, whoever changes it; a draft has neither.
    """

    class Verdict(models.TextChoices):
        FAVOURABLE = "favourable", _("Favourable")
        UNFAVOURABLE = "unfavourable", _("Unfavourable")

        __empty__ = _("Not stated")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    film = models.ForeignKey(
        Film, models.PROTECT, related_name="critic_reviews", verbose_name=_("film")
    )
    critic = models.ForeignKey(
        Critic,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews",
        verbose_name=_("critic"),
    )
    publication = models.ForeignKey(
        Publication,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews",
        verbose_name=_("publication"),
    )
    quote = models.TextField(_("quotation"), max_length=QUOTE_LENGTH, blank=True, db_default="")
    quote_hash = models.GeneratedField(
        expression=QuoteHash("quote"),
        output_field=models.CharField(max_length=32),
        db_persist=True,
    )
    language = models.CharField(
        _("language of the quotation"),
        max_length=20,
        blank=True,
        db_default="",
        validators=[LANGUAGE],
    )
    url = WebAddressField(_("link"))
    verdict = models.CharField(
        _("verdict"), max_length=12, choices=Verdict, blank=True, db_default=""
    )
    states_none = models.BooleanField(
        _("looked at: it states no verdict"), default=False, db_default=False
    )
    original_score = models.CharField(
        _("score as written"), max_length=60, blank=True, db_default=""
    )
    own_percent = models.GeneratedField(
        expression=OwnPercent("original_score"),
        output_field=models.DecimalField(max_digits=9, decimal_places=6),
        db_persist=True,
    )
    published_on = models.CharField(
        _("printed on"),
        max_length=10,
        blank=True,
        db_default="",
        help_text=_("2008, 2008-05 or 2008-05-14"),
        validators=[is_partial_date],
    )
    aggregator = models.ForeignKey(
        Aggregator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews_from_it",
        verbose_name=_("aggregator"),
    )
    status = models.CharField(
        _("status"),
        max_length=9,
        choices=Status,
        default=Status.DRAFT,
        db_default="draft",
    )
    disclosure = models.CharField(
        _("disclosure"),
        max_length=300,
        blank=True,
        db_default="",
        help_text=_("What readers should know: “The critic was the distributor's guest.”"),
    )
    written_as = NameField(
        _("writing as"),
        max_length=NAME_LENGTH,
        blank=True,
        db_default="",
        help_text=_("The name that was printed, where it isn't the critic's: a pseudonym."),
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    link_checked_on = models.DateField(_("link checked on"), null=True, blank=True, editable=False)
    link_unanswered_since = models.DateField(
        _("link without an answer since"), null=True, blank=True, editable=False
    )
    link_dead_since = models.DateField(_("link dead since"), null=True, blank=True, editable=False)
    imported = models.JSONField(_("as last imported"), default=dict, db_default={}, editable=False)

    #: Set by `with_aggregators_page()`.
    aggregators_page: str | None
    #: Set by `shown()`.
    corrected_at: datetime | None
    #: Set by the desk that saved it: whether its state is another one now.
    has_new_state: bool
    #: Set by `to_compare()`.
    other_names: list[str]
    #: Set by `newly_shown()`.
    version_at: datetime | None

    objects = CriticReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("critic's review")
        verbose_name_plural = _("critics' reviews")
        permissions = [
            ("publish_criticreview", _("Can publish and withdraw reviews")),
            ("erase_criticreview", _("Can delete every review, not only drafts of their own")),
        ]
        constraints = [
            models.CheckConstraint(
                name="review_names_critic_or_publication",
                condition=models.Q(critic__isnull=False) | models.Q(publication__isnull=False),
                violation_error_message=_("A review names its critic, its publication or both."),
            ),
            models.CheckConstraint(
                name="review_verdict_is_known",
                condition=models.Q(verdict__in=["favourable", "unfavourable", ""]),
            ),
            models.CheckConstraint(
                name="review_states_none_or_a_verdict",
                condition=models.Q(states_none=False) | models.Q(verdict=""),
            ),
            models.CheckConstraint(
                name="review_status_is_known",
                condition=models.Q(status__in=["draft", "published", "withdrawn"]),
            ),
            models.CheckConstraint(
                name="review_date_is_a_date",
                condition=models.Q(published_on="") | models.Q(published_on__regex=PARTIAL_DATE),
            ),
            models.CheckConstraint(
                name="review_moments_are_of_four_digits",
                condition=is_of_four_digits("entered_at", "published_at", "withdrawn_at"),
            ),
            models.CheckConstraint(
                name="review_link_days_are_of_four_digits",
                condition=is_of_four_digits(
                    *("link_checked_on", "link_unanswered_since", "link_dead_since"), moments=False
                ),
            ),
            models.CheckConstraint(
                name="review_quote_has_an_end",
                condition=LessThanOrEqual(Length("quote"), QUOTE_LENGTH),
                violation_error_message=_("The quotation is too long."),
            ),
            models.CheckConstraint(name="review_url_is_web", condition=is_web_address()),
            models.UniqueConstraint(
                fields=["film", "critic", "publication"],
                name="review_stands_once_a_critic",
                condition=models.Q(critic__isnull=False),
                nulls_distinct=False,
                violation_error_message=_(
                    "This critic's review of the film in this publication is here already."
                ),
            ),
            models.UniqueConstraint(
                fields=["film", "publication", "quote_hash"],
                name="review_stands_once_a_quotation",
                condition=models.Q(critic__isnull=True),
                nulls_distinct=False,
                violation_error_message=_(
                    "This quotation from the publication is here already, without a critic."
                ),
            ),
        ]
        indexes = [
            GinIndex(QuoteWords("quote"), name="review_quote_words"),
            *READ_FROM,
            models.Index(
                fields=["film"],
                name="review_withdrawn_of_film",
                condition=models.Q(status="withdrawn"),
            ),
        ]
        triggers = [
            KEEPS_ITS_DATES,
            STATES_A_VERDICT,
            LINK_IS_NEW,
            *LEAVES_ITS_CORRECTIONS,
            *COUNTED,
        ]

    def __str__(self) -> str:
        return ", ".join(str(name) for name in (self.critic, self.publication) if name)

    def get_absolute_url(self) -> str:
        """Where it stands among the reviews of its film, on whichever page, while it is shown."""
        reviews = reverse("film_reviews", args=[self.film.slug])
        return f"{reviews}?review={self.pk}#review-{self.pk}"

    def may_be_changed_by(self, user: PermissionsMixin | AnonymousUser) -> bool:
        """Whether a user may change this review, the right to change any aside.

        Who may publish may change every review; others only the drafts that they entered, unless
        readers have seen them.
        """
        return user.has_perm("reviews.publish_criticreview") or self._is_draft_of(user)

    def may_be_deleted_by(self, user: PermissionsMixin | AnonymousUser) -> bool:
        """Whether a user may delete this review, the right to delete any aside.

        Their own drafts, and else only who may erase: withdrawing is how reviews go.
        """
        return user.has_perm("reviews.erase_criticreview") or self._is_draft_of(user)

    def _is_draft_of(self, user: PermissionsMixin | AnonymousUser) -> bool:
        own = self.entered_by_id is not None and self.entered_by_id == user.pk
        return own and self.status == self.Status.DRAFT and not self.was_shown

    @cached_property
    def was_shown(self) -> bool:
        """Whether readers see it or ever did: a draft that was published before is one of these."""
        return self.published_at is not None or was_ever_published(self.pk)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Also that it can have been printed when it says."""
        super().clean_fields(exclude=exclude)
        check_printing(self, exclude)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Also those with the hash, which no form holds: Django would pass them over."""
        super().validate_constraints(exclude=set(exclude or ()) - {"quote_hash"})
