"""What a film is."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from films import naming
from films.models.address import Addressed, AddressedQuerySet, address_triggers
from films.models.versions import RAISES_OWN_VERSION

if TYPE_CHECKING:
    from films.models.person import Credit, Person

FIRST_YEAR = 1870
TITLE_LENGTH = 500
SYNOPSIS_LENGTH = 20_000


def last_year() -> int:
    """The latest year a film may be given: ten years from now."""
    return timezone.now().year + 10


class Fold(models.Func):
    """The text in lower case with its accents dropped, as searching compares it."""

    function = "halfstar_fold"
    arity = 1
    output_field = models.TextField()


class FilmQuerySet(AddressedQuerySet["Film"]):
    """How films are asked for."""

    def for_list(self) -> Self:
        """With the scores that every list shows, in one query."""
        return self.defer("imported", "synopsis").select_related(*settings.FILM_SCORES)

    def for_page(self) -> Self:
        """With all that the film's own page shows of the film, in five queries and its scores."""
        return (
            self.defer("imported")
            .select_related(*settings.FILM_SCORES)
            .prefetch_related(
                "credits__person",
                "genres",
                "offers__provider",
                "external_ids",
                "titles",
            )
        )

    def by_title(self) -> Self:
        """As lists have them: by title, article behind, accents folded."""
        return self.order_by("sort_title", "year", "pk")

    def matching(self, words: str) -> Self:
        """Those with the words in one of their titles, whatever case and accents."""
        wanted = Fold(models.Value(naming.tidy(words)))
        titles = self.model.titles.rel.related_model._default_manager.alias(folded=Fold("title"))
        return self.alias(
            folded_title=Fold("title"), folded_original_title=Fold("original_title")
        ).filter(
            models.Q(folded_title__contains=wanted)
            | models.Q(folded_original_title__contains=wanted)
            | models.Q(pk__in=titles.filter(folded__contains=wanted).values("film"))
        )


class Film(Addressed):
    """A film: its facts, its address, and the version of its page.

    `runtime` is in minutes, `countries` are ISO 3166 codes ("US"), `languages` and
    `synopsis_language` BCP 47 codes ("en"). `sort_title` is made from the title when it is saved.
    `imported` holds what imports last gave, so that the next one can tell what a person changed.
    """

    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    original_title = models.CharField(
        _("original title"), max_length=TITLE_LENGTH, blank=True, db_default=""
    )
    sort_title = models.CharField(
        _("sort title"), max_length=TITLE_LENGTH * 4, editable=False, db_default=""
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(last_year)],
    )
    release_date = models.DateField(_("release date"), null=True, blank=True)
    runtime = models.PositiveSmallIntegerField(
        _("runtime in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    synopsis = models.TextField(
        _("synopsis"), max_length=SYNOPSIS_LENGTH, blank=True, db_default=""
    )
    synopsis_language = models.CharField(
        _("language of the synopsis"), max_length=20, blank=True, db_default=""
    )
    countries = ArrayField(
        models.CharField(max_length=2),
        verbose_name=_("countries"),
        blank=True,
        default=list,
        db_default=[],
    )
    languages = ArrayField(
        models.CharField(max_length=20),
        verbose_name=_("languages"),
        blank=True,
        default=list,
        db_default=[],
    )
    genres = models.ManyToManyField(
        "films.Genre",
        verbose_name=_("genres"),
        through="films.FilmGenre",
        related_name="films",
    )
    poster = models.ImageField(_("poster"), upload_to="posters/", blank=True, db_default="")
    imported = models.JSONField(_("as last imported"), default=dict, db_default={}, editable=False)
    version = models.BigIntegerField(_("version"), default=0, db_default=0, editable=False)
    added_at = models.DateTimeField(_("added"), auto_now_add=True, db_default=Now())

    objects = FilmQuerySet.as_manager()

    class Meta:
        verbose_name = _("film")
        verbose_name_plural = _("films")
        constraints = [
            models.CheckConstraint(name="film_has_title", condition=~models.Q(title="")),
            models.CheckConstraint(
                name="film_year_is_of_cinema",
                condition=models.Q(year__gte=FIRST_YEAR, year__lte=2199),
                violation_error_message=_("The year is between 1870 and ten years from now."),
            ),
            models.CheckConstraint(
                name="film_runtime_is_positive",
                condition=models.Q(runtime__isnull=True) | models.Q(runtime__gte=1),
            ),
        ]
        indexes = [
            models.Index(fields=["sort_title", "year", "id"], name="film_by_title"),
            GinIndex(OpClass(Fold("title"), "gin_trgm_ops"), name="film_title_words"),
            GinIndex(
                OpClass(Fold("original_title"), "gin_trgm_ops"),
                name="film_original_title_words",
            ),
        ]
        triggers = [RAISES_OWN_VERSION, *address_triggers("films.film")]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"

    def get_absolute_url(self) -> str:
        """The film's page."""
        return reverse("film", args=[self.slug])

    def wanted_address(self) -> str:
        """`title-year`; where the title gives no letters, an alternative title's, else `film`."""
        others = [row.title for row in self.titles.all()] if self.pk else []
        return naming.address(self.title, *others, fallback="film", ending=str(self.year))

    def save(self, **kwargs: Any) -> None:
        """Save it with the sort title and the address that its title gives."""
        self.sort_title = naming.sort_title(self.title, self.languages)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_title"}
        super().save(**kwargs)

    def credited(self, role: str) -> list["Credit"]:
        """The film's credits in a role (`Credit.Role`), in billing order."""
        return [credit for credit in self.credits.all() if credit.role == role]

    @cached_property
    def directors(self) -> list["Person"]:
        """Who directed it, in billing order."""
        return [credit.person for credit in self.credited("director")]
