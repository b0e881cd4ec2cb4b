"""What was wrong on the site's pages, and what they say now: public."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models import Film
from films.models.merging import MovableQuerySet
from films.models.versions import after_changes
from reviews.models.critic import NAME_LENGTH as LONGEST_NAME
from reviews.models.days import is_of_four_digits
from reviews.models.entered import NAME_LENGTH
from reviews.models.review import CriticReview
from reviews.models.versions import raise_tallies_of

WORDS_LENGTH = 500


class CorrectionQuerySet(MovableQuerySet["Correction"]):
    """How corrections are asked for."""

    def newest(self) -> Self:
        """All, the newest first, with their films and which and whose review each is about."""
        reviews = ("review__film", "review__critic", "review__publication")
        return self.select_related("film", *reviews).order_by("-made_at", "-pk")

    def about(self, reviews: models.QuerySet[CriticReview]) -> Self:
        """Those about some reviews, the newest first."""
        return self.filter(review__in=reviews.order_by().values("pk")).order_by("-made_at", "-pk")


class Correction(models.Model):
    """That a page said something wrong of a film's reviews or scores, and what it says now.

    It outlives the review that it is about, and the account of who made it. `whose` is whose review
    that was, as its byline said then: a critic, a publication or both; "" of other corrections.
    """

    film = models.ForeignKey(
        Film, models.PROTECT, related_name="corrections", verbose_name=_("film")
    )
    review = models.ForeignKey(
        CriticReview,
        models.SET_NULL,
        null=True,
        blank=True,
        db_constraint=False,  # a trigger of the reviews', so that they can go by any statement
        related_name="corrections",
        verbose_name=_("review"),
    )
    whose = models.CharField(
        _("whose review"),
        max_length=2 * LONGEST_NAME + 2,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    words = models.TextField(
        _("what was corrected"),
        max_length=WORDS_LENGTH,
        help_text=_("What was wrong, and what the page says now. Everyone can read it."),
    )
    made_at = models.DateTimeField(
        _("corrected at"), default=timezone.now, db_default=Now(), editable=False
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("corrected by"),
    )
    made_by_name = models.CharField(
        _("corrected by"), max_length=NAME_LENGTH, blank=True, db_default="", editable=False
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["-made_at", "-id"], name="correction_newest_first")]
        constraints = [
            models.CheckConstraint(name="correction_has_words", condition=~models.Q(words="")),
            models.CheckConstraint(
                name="correction_moment_is_of_four_digits", condition=is_of_four_digits("made_at")
            ),
        ]
        triggers = after_changes(
            "raises_its_tally",
            raise_tallies_of("SELECT film_id FROM {changed} c WHERE review_id IS NOT NULL"),
            truncated="UPDATE reviews_critictally SET version = version + 1;",
        )

    def __str__(self) -> str:
        return self.words

    def save(self, **kwargs: Any) -> None:
        """Save it with the name that the review has now, unless it is noted already."""
        if self.review and not self.whose:
            self.whose = str(self.review)
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "whose"}
        super().save(**kwargs)

    @property
    def shown_review(self) -> CriticReview | None:
        """The review that it is about, while readers can see that."""
        is_shown = self.review and self.review.status == CriticReview.Status.PUBLISHED
        return self.review if is_shown else None

    def make(self, by: AbstractBaseUser) -> None:
        """Note, without saving it, that this user made it."""
        self.made_by_id, self.made_by_name = by.pk, by.get_username()
