"""What kind of film it is."""

import pgtrigger
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from films.models.film import Film
from films.models.merging import MovableQuerySet
from films.models.versions import RAISES_ITS_FILM, after_change, raise_films


class Genre(models.Model):
    """A genre by its name, unique whatever its case."""

    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("genre")
        verbose_name_plural = _("genres")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="genre_stands_once",
                violation_error_message=_("A genre of this name is here already."),
            ),
            models.CheckConstraint(name="genre_has_name", condition=~models.Q(name="")),
        ]
        triggers = [
            after_change(
                "raises_its_films",
                pgtrigger.Update,
                raise_films(
                    "SELECT film_id FROM films_filmgenre"
                    " WHERE genre_id IN (SELECT id FROM {changed} c)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FilmGenre(models.Model):
    """That a film is of a genre; the rows' order is the order in which they are named."""

    film = models.ForeignKey(
        Film, models.CASCADE, related_name="film_genres", verbose_name=_("film")
    )
    genre = models.ForeignKey(Genre, models.PROTECT, verbose_name=_("genre"))

    objects = MovableQuerySet.as_manager()

    class Meta:
        verbose_name = _("genre of a film")
        verbose_name_plural = _("genres of a film")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["film", "genre"], name="film_genre_stands_once")
        ]
        triggers = RAISES_ITS_FILM

    def __str__(self) -> str:
        return str(self.genre)
