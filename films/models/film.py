"""What a film is."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import JSONObject, Now
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from films import naming
from films.models.address import Addressed, AddressedQuerySet, address_triggers
from films.models.apart import goes_with_its_pairs
from films.models.likeness import Pairs, films_like, pairs_of_films
from films.models.merge import Merge
from films.models.name import NameField
from films.models.records import as_record
from films.models.versions import raises_own_version
from films.posters import PosterFacts, fingerprint

if TYPE_CHECKING:
    from films.models.person import Credit, Person

#: Sites whose ids lead to a page: their names, and where the film of an id stands.
SITES = {
    "imdb": ("IMDb", "https://www.imdb.com/title/{}/"),
    "tmdb": ("TMDB", "https://www.themoviedb.org/movie/{}"),
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
}
FIRST_YEAR = 1870
TITLE_LENGTH = 500
SYNOPSIS_LENGTH = 20_000
COUNTRY = RegexValidator(r"^[A-Z]{2}\Z", _("A country is a code of two capitals, such as US."))
LANGUAGE = RegexValidator(
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", _("A language is a code such as en or pt-BR.")
)


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
        """With the scores and names that every list shows, in three queries."""
        directors = _rows("credits").filter(role="director").select_related("person")
        return (
            self.defer("imported", "synopsis")
            .select_related(*settings.FILM_SCORES)
            .prefetch_related(
                models.Prefetch("credits", directors),
                models.Prefetch("film_genres", _rows("film_genres").select_related("genre")),
            )
        )

    def for_page(self) -> Self:
        """With all that a film's own page shows of the film and its scores, in four queries."""
        titles, ids = (
            _rows(relation).filter(film=models.OuterRef("pk"))
            for relation in ("titles", "external_ids")
        )
        return (
            self.defer("imported")
            .select_related(*settings.FILM_SCORES)
            .prefetch_related(
                models.Prefetch("credits", _rows("credits").select_related("person")),
                models.Prefetch("film_genres", _rows("film_genres").select_related("genre")),
                models.Prefetch("offers", _rows("offers").select_related("provider")),
            )
            .annotate(
                other_titles=ArraySubquery(titles.values("title")),
                ids_elsewhere=ArraySubquery(
                    ids.values(named=JSONObject(site="site", value="value"))
                ),
            )
        )

    def by_title(self) -> Self:
        """As lists have them: by title, article behind, accents folded."""
        return self.order_by("sort_title", "year", "pk")

    def of_the_day(self, day: date) -> "Film | None":
        """One with a synopsis, the same for the whole day; None while there is none.

        Where these aren't all films, it is still the one of all, or the next one after it.
        """
        described = self.model.objects.exclude(synopsis="").order_by("pk")
        number = described.count()
        if not number:
            return None
        # A step that shares no divisor with most numbers of films, so that neighbours part.
        place = day.toordinal() * 7919 % number
        first = models.Subquery(described.values("pk")[place : place + 1])
        candidates = self.for_list().defer("imported").exclude(synopsis="").order_by("pk")
        return candidates.filter(pk__gte=first).first() or candidates.first()

    def by(self, person: "Person") -> Self:
        """Those in which a person is credited, newest first, with `their_credits`."""
        theirs = models.Prefetch(
            "credits", _rows("credits").filter(person=person), to_attr="their_credits"
        )
        credited = models.Q(pk__in=_rows("credits").filter(person=person).values("film"))
        return self.filter(credited).prefetch_related(theirs).order_by("-year", "sort_title", "pk")

    def alike(self, before: int | None = None) -> Pairs:
        """Pairs that may be one film; of those added before one of this id, the latest ones."""
        return pairs_of_films(before)

    def like(self, film: "Film") -> Self:
        """Those that may be the same as one."""
        return self.filter(pk__in=films_like(film.pk))

    def to_compare(self) -> Self:
        """With what tells two films apart, in three queries."""
        directors = _rows("credits").filter(role="director").select_related("person")
        return self.defer("imported", "synopsis").prefetch_related(
            models.Prefetch("credits", directors), "external_ids"
        )

    def matching(self, words: str) -> Self:
        """Those with the words in one of their titles, whatever case and accents.

        Four digits among them may be the year instead: "Nosferatu (1922)", "nosferatu 1922".
        """
        title, year = naming.without_year(words)
        found = _titled(naming.tidy(words))
        if year:
            of_year = models.Q(year=year)
            found |= of_year & _titled(title) if title else of_year
        return self.alias(
            folded_title=Fold("title"), folded_original_title=Fold("original_title")
        ).filter(found)


def _titled(words: str) -> models.Q:
    """What is true of films with the words in a title; for `matching`, which folds them."""
    wanted = Fold(models.Value(words))
    titles = _rows("titles").alias(folded=Fold("title"))
    return (
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

    title = NameField(_("title"), max_length=TITLE_LENGTH)
    original_title = NameField(
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
        _("language of the synopsis"),
        max_length=20,
        blank=True,
        db_default="",
        validators=[LANGUAGE],
    )
    countries = ArrayField(
        models.CharField(max_length=2, validators=[COUNTRY]),
        verbose_name=_("countries"),
        blank=True,
        default=list,
        db_default=[],
    )
    languages = ArrayField(
        models.CharField(max_length=20, validators=[LANGUAGE]),
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

    #: Set by `for_page()`: its alternative titles, and its ids as mappings of `site` and `value`.
    other_titles: list[str]
    ids_elsewhere: list[dict[str, str]]

    objects = FilmQuerySet.as_manager()

    class Meta:
        verbose_name = _("film")
        verbose_name_plural = _("films")
        permissions = [("merge_film", _("Can merge films"))]
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
        triggers = [
            raises_own_version("imported", "added_at"),
            *address_triggers("films.film"),
            goes_with_its_pairs("films.film"),
        ]

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

    def merge_into(self, other: "Film", by: AbstractBaseUser | None = None) -> Merge:
        """Make this film and `other` one: all goes to `other`, and this address leads there.

        Where a viewer rated both, the newer rating stays and the older one is kept in the log,
        which this returns: it can be undone.
        """
        return Merge.objects.make(self, other, by)

    def pass_on(self, other: "Film", merge: Merge) -> None:
        """Merged, it leaves its titles, and the names by which imports without ids find it."""
        made = [
            other.titles.get_or_create(title=title)
            for title in dict.fromkeys([self.title, self.original_title])
            if title and title not in {other.title, other.original_title}
        ]
        if new := [as_record(row) for row, is_new in made if is_new]:
            merge.added["films.alternativetitle"] = new
        known = other.imported.get("names", {})
        names = self.imported.get("names", {})
        if names:
            merge.changed["names"] = sorted(names.keys() - known.keys())
            other.imported["names"] = names | known
            Film.objects.filter(pk=other.pk).update(imported=other.imported)

    def take_back(self, other: "Film", merge: Merge) -> None:
        """Undone, it takes back the names by which imports find it."""
        if names := merge.changed.get("names"):
            for name in names:
                other.imported.get("names", {}).pop(name, None)
            Film.objects.filter(pk=other.pk).update(imported=other.imported)

    @property
    def genre_names(self) -> list[str]:
        """Its genres, in the order in which they were given."""
        return [row.genre.name for row in self.film_genres.all()]

    @property
    def poster_facts(self) -> PosterFacts:
        """What its drawn poster is made from."""
        names = ", ".join(person.name for person in self.directors)
        return PosterFacts(
            title=self.title, year=self.year, genres=tuple(self.genre_names), director=names
        )

    @property
    def poster_url(self) -> str:
        """The address of its poster: its picture, or else the one drawn for it."""
        if self.poster:
            return str(self.poster.url)
        return reverse("poster", args=[self.slug, fingerprint(self.poster_facts)])

    def credited(self, role: str) -> list["Credit"]:
        """The film's credits in a role (`Credit.Role`), in billing order."""
        return [credit for credit in self.credits.all() if credit.role == role]

    @property
    def cast(self) -> list["Credit"]:
        """Who played in it, in billing order."""
        return self.credited("cast")

    @property
    def crew(self) -> list[tuple[str, list["Person"]]]:
        """Who made it besides its directors: pairs of a role and its people."""
        roles: dict[str, list[Person]] = {}
        for credit in self.credits.all():
            if credit.role not in {"director", "cast"}:
                roles.setdefault(credit.get_role_display(), []).append(credit.person)
        return list(roles.items())

    @property
    def links_elsewhere(self) -> list[tuple[str, str]]:
        """The film at other sites, as pairs of name and address; needs `for_page()`."""
        ids = ((each["site"], each["value"]) for each in self.ids_elsewhere)
        return [
            (SITES[site][0], SITES[site][1].format(quote(value, safe="")))
            for site, value in ids
            if site in SITES
        ]

    @cached_property
    def directors(self) -> list["Person"]:
        """Who directed it, in billing order."""
        return [credit.person for credit in self.credited("director")]


def _rows(relation: str) -> models.QuerySet[Any]:
    """The rows of a relation of films. Their models import `Film`, which can't import them."""
    model: Any = Film._meta.get_field(relation).related_model
    rows: models.QuerySet[Any] = model._default_manager.all()
    return rows
