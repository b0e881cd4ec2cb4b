"""The other titles and the outside ids by which a film is found."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from films.models.film import TITLE_LENGTH, Film, Fold
from films.models.merging import MovableQuerySet
from films.models.name import NameField
from films.models.versions import RAISES_ITS_FILM


class AlternativeTitle(models.Model):
    """Another title of a film: in another country, of a re-release, as people remember it."""

    film = models.ForeignKey(Film, models.CASCADE, related_name="titles", verbose_name=_("film"))
    title = NameField(_("title"), max_length=TITLE_LENGTH)

    objects = MovableQuerySet.as_manager()

    class Meta:
        verbose_name = _("alternative title")
        verbose_name_plural = _("alternative titles")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["film", "title"], name="alternative_title_stands_once"),
            models.CheckConstraint(
                name="alternative_title_is_not_empty", condition=~models.Q(title="")
            ),
        ]
        indexes = [GinIndex(OpClass(Fold("title"), "gin_trgm_ops"), name="alternative_title_words")]
        triggers = RAISES_ITS_FILM

    def __str__(self) -> str:
        return self.title


class ExternalId(models.Model):
    """The id that another site gave to a film: `imdb` "tt0000000", `wikidata` "Q1", …"""

    film = models.ForeignKey(
        Film, models.CASCADE, related_name="external_ids", verbose_name=_("film")
    )
    site = models.CharField(_("site"), max_length=30)
    value = models.CharField(_("id"), max_length=100)

    objects = MovableQuerySet.as_manager()

    class Meta:
        verbose_name = _("id elsewhere")
        verbose_name_plural = _("ids elsewhere")
        ordering = ["site", "value"]
        constraints = [
            models.UniqueConstraint(fields=["site", "value"], name="external_id_is_of_one_film"),
            models.CheckConstraint(
                name="external_id_site_is_a_word",
                condition=models.Q(site__regex=r"^[a-z0-9_-]+$"),
                violation_error_message=_("A site is one word of a–z, 0–9, _ and -: imdb."),
            ),
            models.CheckConstraint(name="external_id_is_not_empty", condition=~models.Q(value="")),
        ]
        triggers = RAISES_ITS_FILM

    def __str__(self) -> str:
        return f"{self.site} {self.value}"
