"""Who judges films, and where it is printed."""

from collections.abc import Iterable
from typing import Any, Self, TypeVar

import pgtrigger
from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from films import naming
from films.models import Merge
from films.models.address import Addressed, AddressedQuerySet, address_triggers
from films.models.apart import goes_with_its_pairs
from films.models.film import Fold
from films.models.likeness import Pairs, named_like, pairs_of_names
from films.models.name import NameField
from films.models.offer import WebAddressField, is_web_address
from films.models.versions import after_change
from reviews.models.merging import (
    OtherNameQuerySet,
    names_of,
    pass_on_names,
    write_as,
    write_as_oneself,
)
from reviews.models.versions import PUBLISHED, raise_tallies

NAME_LENGTH = 200
SomeoneNamed = TypeVar("SomeoneNamed", bound="Named")


def words_of_names(name: str) -> GinIndex:
    """The index by which any part of a name is found, whatever case and accents."""
    return GinIndex(OpClass(Fold("name"), "gin_trgm_ops"), name=name)


class NamedQuerySet(AddressedQuerySet[SomeoneNamed]):
    """How critics and publications are asked for."""

    def matching(self, words: str) -> Self:
        """Those with the words in one of their names, whatever case and accents."""
        return self._by_names(folded__contains=Fold(models.Value(naming.tidy(words))))

    def called(self, name: str) -> Self:
        """Those of that very name, as their own or another one, whatever case and accents."""
        return self._by_names(folded=Fold(models.Value(naming.tidy(name))))

    def _by_names(self, **wanted: Any) -> Self:
        """Those of which a name is as is wanted, their own or another one.

        Each by its own index: one condition with OR would fold every name.
        """
        owner = str(self.model._meta.model_name)
        own = self.model._base_manager.alias(folded=Fold("name")).filter(**wanted)
        others = OtherName.objects.alias(folded=Fold("name")).filter(**wanted)
        others = others.filter(**{f"{owner}__isnull": False}).order_by()
        return self.filter(pk__in=own.order_by().values("pk").union(others.values(owner), all=True))

    def alike(self, before: int | None = None) -> Pairs:
        """Pairs that share a name, or another name, but for accents, signs and an article.

        Of those the newer of which was added before one of this id, the latest ones.
        """
        return pairs_of_names(names_of(self.model), self.model._meta.label_lower, before)

    def like(self, thing: SomeoneNamed) -> Self:
        """Those that may be the same as one."""
        kind = self.model._meta.label_lower
        return self.filter(pk__in=named_like(names_of(self.model), thing.pk, kind))

    def to_compare(self) -> Self:
        """With what tells two apart, in two queries: `many` counts their reviews."""
        return self.annotate(many=models.Count("reviews")).prefetch_related("other_names")

    def without_reviews(self) -> Self:
        """Those that no review names, whatever its status."""
        return self.filter(reviews__isnull=True)

    def in_print(self) -> Self:
        """Those with a published review."""
        return self.filter(models.Exists(self._published()))

    def with_reviews(self) -> Self:
        """Those with a published review, by name."""
        return self.in_print().order_by("sort_name", "pk")

    def most_reviewed(self) -> Self:
        """Those with a published review, those of most first; `published` counts them."""
        found = self.in_print().annotate(published=self._number())
        return found.order_by("-published", "sort_name", "pk")

    def counted(self, listed: Iterable[SomeoneNamed]) -> Self:
        """Those that a page lists, in the same order; `published` counts their reviews.

        Counted with the list itself, those of all pages before would be counted, too.
        """
        found = self.filter(pk__in=[one.pk for one in listed])
        return found.annotate(published=self._number()).order_by("sort_name", "pk")

    def _number(self) -> models.Subquery:
        """How many published reviews each has."""
        number = self._published().order_by().annotate(number=models.Func("pk", function="count"))
        return models.Subquery(number.values("number"))

    def _published(self) -> models.QuerySet[Any]:
        """The published reviews of each."""
        reviews: models.QuerySet[Any] = apps.get_model("reviews", "CriticReview").objects.all()
        own = {str(self.model._meta.model_name): models.OuterRef("pk")}
        return reviews.filter(status=PUBLISHED, **own)


class Named(Addressed):
    """What critics and publications have in common: a name, and an address spelt from it."""

    name = NameField(_("name"), max_length=NAME_LENGTH)
    sort_name = models.CharField(
        _("sort name"),
        max_length=NAME_LENGTH * 4,
        editable=False,
        db_default="",
        db_index=True,
    )
    url = WebAddressField(_("web site"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def sorted_by(self) -> str:
        """What lists sort it by."""
        raise NotImplementedError

    def save(self, **kwargs: Any) -> None:
        """Save it with the sort name and the address that the name gives."""
        self.sort_name = self.sorted_by()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_name"}
        super().save(**kwargs)


class Critic(Named):
    """Someone who reviews films."""

    objects = NamedQuerySet.as_manager()

    class Meta:
        verbose_name = _("critic")
        verbose_name_plural = _("critics")
        permissions = [("merge_critic", _("Can merge critics"))]
        ordering = ["sort_name", "pk"]
        indexes = [
            models.Index(fields=["name"], name="critic_by_name"),
            words_of_names("critic_name_words"),
        ]
        constraints = [
            models.CheckConstraint(name="critic_has_name", condition=~models.Q(name="")),
            models.CheckConstraint(name="critic_url_is_web", condition=is_web_address()),
        ]
        triggers = [
            *address_triggers("reviews.critic"),
            goes_with_its_pairs("reviews.critic"),
            after_change("raises_tallies", pgtrigger.Update, raise_tallies("critic_id")),
        ]

    def merge_into(
        self, other: "Critic", by: AbstractBaseUser | None = None, writes_as: bool = False
    ) -> Merge:
        """Make this critic and `other` one: all goes to `other`, and this address leads there.

        The name becomes another name of `other`; with `writes_as` the reviews keep it as that
        under which they were written. Of two reviews of one film in one publication
        `reviews.models.merging.standing` says which stays. Returns the log: it can be undone.
        """
        return Merge.objects.make(self, other, by, writes_as=writes_as)

    def pass_on(self, other: "Critic", merge: Merge, writes_as: bool = False) -> None:
        """Merged, the critic leaves the name, and may go on writing under it."""
        pass_on_names(self, other, merge)
        if writes_as:
            write_as(self, other, merge)

    def take_back(self, other: "Critic", merge: Merge) -> None:
        """Undone, the critic writes under no name but the own one."""
        write_as_oneself(self, merge)

    def get_absolute_url(self) -> str:
        """The critic's page."""
        return reverse("critic", args=[self.slug])

    def wanted_address(self) -> str:
        """The name in ASCII letters."""
        return naming.address(self.name, fallback="critic")

    def sorted_by(self) -> str:
        """The last word of the name first."""
        return naming.sort_name(self.name)


class Publication(Named):
    """Where reviews are printed: a newspaper, a magazine, a site."""

    objects = NamedQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        permissions = [("merge_publication", _("Can merge publications"))]
        ordering = ["sort_name", "pk"]
        indexes = [
            models.Index(fields=["name"], name="publication_by_name"),
            words_of_names("publication_name_words"),
        ]
        constraints = [
            models.CheckConstraint(name="publication_has_name", condition=~models.Q(name="")),
            models.CheckConstraint(name="publication_url_is_web", condition=is_web_address()),
        ]
        triggers = [
            *address_triggers("reviews.publication"),
            goes_with_its_pairs("reviews.publication"),
            after_change("raises_tallies", pgtrigger.Update, raise_tallies("publication_id")),
        ]

    def merge_into(self, other: "Publication", by: AbstractBaseUser | None = None) -> Merge:
        """Make this publication and `other` one, as critics are."""
        return Merge.objects.make(self, other, by)

    def pass_on(self, other: "Publication", merge: Merge) -> None:
        """Merged, it leaves its name."""
        pass_on_names(self, other, merge)

    def get_absolute_url(self) -> str:
        """The publication's page."""
        return reverse("publication", args=[self.slug])

    def wanted_address(self) -> str:
        """The name in ASCII letters."""
        return naming.address(self.name, fallback="publication")

    def sorted_by(self) -> str:
        """The name with its article behind."""
        return naming.sort_title(self.name)


class OtherName(models.Model):
    """Another name under which a critic or a publication is found in what comes in."""

    critic = models.ForeignKey(
        Critic,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="other_names",
        verbose_name=_("critic"),
    )
    publication = models.ForeignKey(
        Publication,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="other_names",
        verbose_name=_("publication"),
    )
    name = NameField(_("name"), max_length=NAME_LENGTH)

    objects = OtherNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["name", "pk"]
        indexes = [words_of_names("other_name_words")]
        constraints = [
            models.CheckConstraint(
                name="other_name_is_of_one",
                condition=models.Q(critic__isnull=True, publication__isnull=False)
                | models.Q(critic__isnull=False, publication__isnull=True),
                violation_error_message=_("It is the other name of a critic or a publication."),
            ),
            models.CheckConstraint(name="other_name_has_name", condition=~models.Q(name="")),
            models.UniqueConstraint(
                fields=["critic", "name"], name="other_name_of_critic_stands_once"
            ),
            models.UniqueConstraint(
                fields=["publication", "name"],
                name="other_name_of_publication_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name
