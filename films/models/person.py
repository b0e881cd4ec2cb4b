"""Who made a film, and what they did in it."""

from typing import Any, Self

import pgtrigger
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from films import naming
from films.models.address import Addressed, AddressedQuerySet, address_triggers
from films.models.film import Film, Fold
from films.models.merging import MovableQuerySet
from films.models.name import NameField
from films.models.versions import RAISES_ITS_FILM, after_change, raise_films

NAME_LENGTH = 200


class PersonQuerySet(AddressedQuerySet["Person"]):
    """How people are asked for."""

    def matching(self, words: str) -> Self:
        """Those with the words in their name, whatever case and accents."""
        return self.alias(folded=Fold("name")).filter(
            folded__contains=Fold(models.Value(naming.tidy(words)))
        )

    def called(self, name: str) -> Self:
        """Those of that very name, whatever its case and accents."""
        return self.alias(folded=Fold("name")).filter(folded=Fold(models.Value(naming.tidy(name))))


class Person(Addressed):
    """Someone who is credited in a film."""

    name = NameField(_("name"), max_length=NAME_LENGTH)
    sort_name = models.CharField(
        _("sort name"),
        max_length=NAME_LENGTH * 4,
        editable=False,
        db_default="",
        db_index=True,
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_name", "pk"]
        indexes = [models.Index(fields=["name"], name="person_by_name")]
        constraints = [
            models.CheckConstraint(name="person_has_name", condition=~models.Q(name="")),
        ]
        triggers = [
            *address_triggers("films.person"),
            after_change(
                "raises_its_films",
                pgtrigger.Update,
                raise_films(
                    "SELECT film_id FROM films_credit"
                    " WHERE person_id IN (SELECT id FROM {changed} c)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The person's page."""
        return reverse("person", args=[self.slug])

    def wanted_address(self) -> str:
        """The name in ASCII letters."""
        return naming.address(self.name, fallback="person")

    def save(self, **kwargs: Any) -> None:
        """Save it with the sort name and the address that the name gives."""
        self.sort_name = naming.sort_name(self.name)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_name"}
        super().save(**kwargs)


class Credit(models.Model):
    """What a person did in a film; `position` is the place in the billing, from 0."""

    class Role(models.TextChoices):
        DIRECTOR = "director", _("Director")
        WRITER = "writer", _("Writer")
        CINEMATOGRAPHER = "cinematographer", _("Cinematographer")
        EDITOR = "editor", _("Editor")
        COMPOSER = "composer", _("Composer")
        PRODUCER = "producer", _("Producer")
        CAST = "cast", _("Cast")

    film = models.ForeignKey(Film, models.CASCADE, related_name="credits", verbose_name=_("film"))
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="credits", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    character = models.CharField(_("character"), max_length=300, blank=True, db_default="")
    position = models.PositiveSmallIntegerField(_("place in the billing"), default=0, db_default=0)

    objects = MovableQuerySet.as_manager()

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["film", "person", "role", "character"],
                name="credit_stands_once",
            ),
            models.CheckConstraint(
                name="credit_role_is_known",
                condition=models.Q(
                    role__in=[
                        *("director", "writer", "cinematographer", "editor"),
                        *("composer", "producer", "cast"),
                    ]
                ),
            ),
        ]
        triggers = RAISES_ITS_FILM

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"
