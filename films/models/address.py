"""The addresses of films, people, critics and publications: each is given once, and kept."""

from collections.abc import Collection, Sequence
from functools import reduce
from operator import or_
from typing import Any, TypeVar

import pgtrigger
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Now
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from films.naming import SLUG_LENGTH

Thing = TypeVar("Thing", bound="Addressed")
#: How often an address is looked for anew because someone else took it since we looked.
ATTEMPTS = 50


class FormerAddress(models.Model):
    """An address that a film, person, critic or publication once had.

    It redirects to where the thing is now and is never given to another one; that is held by
    triggers on the tables of the things. `kind` is the model's label (`films.film`), `target_id`
    the id of the thing, which may have been deleted since: then the address leads nowhere.
    """

    kind = models.CharField(_("kind"), max_length=60)
    slug = models.CharField(_("address"), max_length=SLUG_LENGTH + 20)
    target_id = models.BigIntegerField(_("leads to"), db_index=True)
    since = models.DateTimeField(_("since"), auto_now_add=True, db_default=Now())

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="former_address_is_given_once"),
        ]

    def __str__(self) -> str:
        return self.slug


def address_triggers(kind: str) -> list[pgtrigger.Trigger]:
    """The triggers that keep the addresses of one kind of thing; `kind` is the model's label."""
    return [
        pgtrigger.Trigger(
            name="keeps_former_address",
            when=pgtrigger.After,
            operation=pgtrigger.UpdateOf("slug") | pgtrigger.Delete,
            func=f"""
                IF TG_OP = 'DELETE' OR OLD.slug <> NEW.slug THEN
                    INSERT INTO films_formeraddress (kind, slug, target_id)
                    VALUES ('{kind}', OLD.slug, OLD.id) ON CONFLICT (kind, slug) DO NOTHING;
                END IF;
                RETURN NULL;
            """,
        ),
        # After the row, not before it: the row may have waited for a transaction that gave the
        # address up, and only a query made after the wait sees what that one left behind.
        pgtrigger.Trigger(
            name="takes_unused_address",
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.UpdateOf("slug"),
            func=f"""
                DELETE FROM films_formeraddress
                WHERE kind = '{kind}' AND slug = NEW.slug AND target_id = NEW.id;
                IF EXISTS (
                    SELECT FROM films_formeraddress WHERE kind = '{kind}' AND slug = NEW.slug
                ) THEN
                    RAISE unique_violation USING
                        MESSAGE = format('the address %s once led to something else', NEW.slug),
                        CONSTRAINT = 'former_address_is_given_once';
                END IF;
                RETURN NULL;
            """,
        ),
    ]


def free_addresses(
    model: type["Addressed"], wanted: Sequence[str], *, owner: int | None = None
) -> list[str]:
    """One free address for each of the wanted ones: itself, or with the first free of -2, -3 …

    Wanted ones may repeat; the answers don't. What the `owner` (an id) has or had counts as free.
    Four queries at most, however many addresses are wanted.
    """
    taken = _taken(model, models.Q(slug__in=set(wanted)), owner)
    doubtful = taken | {base for base in wanted if wanted.count(base) > 1}
    if doubtful:
        numbered = (models.Q(slug__startswith=f"{base}-") for base in doubtful)
        taken |= _taken(model, reduce(or_, numbered), owner)
    answers = []
    for base in wanted:
        number, answer = 1, base
        while answer in taken:
            number += 1
            answer = f"{base}-{number}"
        taken.add(answer)
        answers.append(answer)
    return answers


def _taken(model: type["Addressed"], which: models.Q, owner: int | None) -> set[str]:
    present = model._base_manager.filter(which).exclude(pk=owner or 0)
    former = FormerAddress.objects.filter(which, kind=model._meta.label_lower)
    return {
        *present.values_list("slug", flat=True),
        *former.exclude(target_id=owner or 0).values_list("slug", flat=True),
    }


class AddressedQuerySet(models.QuerySet[Thing]):
    """What things with an address have in common."""

    def at(self, slug: str) -> Thing:
        """The thing at this address, or the one that once was; compare its `slug` to redirect.

        Raises Http404 when the address leads nowhere.
        """
        try:
            return self.get(slug=slug)
        except self.model.DoesNotExist:
            former = FormerAddress.objects.filter(kind=self.model._meta.label_lower, slug=slug)
            return get_object_or_404(self, pk__in=former.values("target_id"))

    def ids_at(self, slugs: Collection[str]) -> dict[str, int]:
        """The ids of the things at these addresses, or that once were, in two queries at most.

        Addresses that lead nowhere are left out.
        """
        ids = dict(self.filter(slug__in=slugs).values_list("slug", "pk"))
        if moved := set(slugs) - ids.keys():
            former = FormerAddress.objects.filter(
                kind=self.model._meta.label_lower, slug__in=moved, target_id__in=self.values("pk")
            )
            ids.update(former.values_list("slug", "target_id"))
        return ids

    def addresses(self, ids: Collection[int]) -> dict[int, str]:
        """The addresses of things by their ids, in one query."""
        return dict(self.filter(pk__in=ids).values_list("pk", "slug"))


class Addressed(models.Model):
    """A thing with an address of its own, spelt from its name in ASCII letters."""

    slug = models.CharField(_("address"), max_length=SLUG_LENGTH + 20, unique=True, editable=False)

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        """Save it at the address that its name spells; a former one goes on leading here."""
        wanted = self.wanted_address()
        for _attempt in range(ATTEMPTS):
            self._take(wanted, kwargs)
            try:
                with transaction.atomic():
                    super().save(**kwargs)
            except IntegrityError as error:
                if not _is_about_address(error):
                    raise
                self.slug = ""
            else:
                return
        self._take(wanted, kwargs)
        super().save(**kwargs)

    def _take(self, wanted: str, save_arguments: dict[str, Any]) -> None:
        if self.slug == wanted:
            return
        [free] = free_addresses(type(self), [wanted], owner=self.pk)
        if free != self.slug and save_arguments.get("update_fields") is not None:
            save_arguments["update_fields"] = {*save_arguments["update_fields"], "slug"}
        self.slug = free

    def wanted_address(self) -> str:
        """The address that the thing would like; a number is added where it's taken."""
        raise NotImplementedError

    def pass_on(self, other: Any, merge: Any) -> None:
        """What it leaves to the one that it is merged into, besides rows; notes it in the merge."""

    def take_back(self, other: Any, merge: Any) -> None:
        """What it takes back from the one that it was merged into, when that is undone."""


def _is_about_address(error: IntegrityError) -> bool:
    """Whether someone else took the address between our look and our save."""
    constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
    return "slug" in constraint or constraint == "former_address_is_given_once"
