"""Where a film can be watched."""

from typing import TYPE_CHECKING, Any

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator, URLValidator
from django.db import models
from django.db.models.functions import MD5, Lower
from django.utils.translation import gettext_lazy as _

from films.models.film import COUNTRY, Film
from films.models.merging import MovableQuerySet
from films.models.name import NameField
from films.models.versions import RAISES_ITS_FILM, after_change, raise_films
from films.web import is_odd, names_a_user

URL_LENGTH = 2000


# The stubs want to know what a field holds; at run time fields take no such argument.
if TYPE_CHECKING:
    UrlField = models.URLField[str, str]
else:
    UrlField = models.URLField


def without_a_user(url: str) -> None:
    """Refuse with ValidationError a link with a user's name, which seems to lead elsewhere."""
    if names_a_user(url):
        raise ValidationError(_("A link holds no user's name: leave out what is before the @."))


def without_oddities(url: str) -> None:
    """Refuse with ValidationError a link with a port that can't be, or with signs nobody sees."""
    if is_odd(url):
        raise ValidationError(_("A link has a port up to 65535, and no invisible characters."))


class WebAddressField(UrlField):
    """A link to the web: http or https without a user's name, at most 2,000 characters."""

    default_validators = [
        URLValidator(schemes=["http", "https"]),
        without_a_user,
        without_oddities,
    ]

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_length", URL_LENGTH)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("db_default", "")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        """Its field in a form, where a link without a scheme is taken for https."""
        return super().formfield(*args, **{"assume_scheme": "https", **kwargs})


def is_web_address(field: str = "url") -> models.Q:
    """The condition of a check constraint: the link is empty, or http(s)."""
    return models.Q(**{field: ""}) | models.Q(**{f"{field}__iregex": r"^https?://[^\s]+$"})


class Provider(models.Model):
    """Who shows films online: an archive, a library's service, a shop."""

    name = NameField(_("name"), max_length=120)
    url = WebAddressField(_("web site"))

    class Meta:
        verbose_name = _("provider")
        verbose_name_plural = _("providers")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="provider_stands_once",
                violation_error_message=_("A provider of this name is here already."),
            ),
            models.CheckConstraint(name="provider_has_name", condition=~models.Q(name="")),
            models.CheckConstraint(name="provider_url_is_web", condition=is_web_address()),
        ]
        triggers = [
            after_change(
                "raises_its_films",
                pgtrigger.Update,
                raise_films(
                    "SELECT film_id FROM films_offer"
                    " WHERE provider_id IN (SELECT id FROM {changed} c)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Offer(models.Model):
    """That a film can be watched at a provider in a country, and on what terms.

    `country` is an ISO 3166 code, `currency` an ISO 4217 one. `search` marks a link that is the
    provider's search for the title and not the film itself. `checked_on` is the day on which
    someone last saw that it's so; empty when nobody did.
    """

    class Kind(models.TextChoices):
        FREE = "free", _("Free")
        LIBRARY = "library", _("Free with a library card")
        SUBSCRIPTION = "subscription", _("Subscription")
        ADS = "ads", _("Free with advertisements")
        RENT = "rent", _("Rent")
        BUY = "buy", _("Buy")

    film = models.ForeignKey(Film, models.CASCADE, related_name="offers", verbose_name=_("film"))
    provider = models.ForeignKey(
        Provider, models.PROTECT, related_name="offers", verbose_name=_("provider")
    )
    country = models.CharField(_("country"), max_length=2, validators=[COUNTRY])
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    url = WebAddressField(_("link"))
    search = models.BooleanField(_("leads to a search"), default=False, db_default=False)
    price = models.DecimalField(
        _("price"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        db_default="",
        validators=[RegexValidator(r"^[A-Z]{3}\Z", _("A currency is a code such as USD."))],
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    objects = MovableQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["country", "pk"]
        constraints = [
            models.UniqueConstraint(
                "film",
                "provider",
                "country",
                "kind",
                MD5("url"),
                name="offer_stands_once",
                violation_error_message=_("This offer is here already."),
            ),
            models.CheckConstraint(name="offer_url_is_web", condition=is_web_address()),
            models.CheckConstraint(
                name="offer_kind_is_known",
                condition=models.Q(
                    kind__in=["free", "library", "subscription", "ads", "rent", "buy"]
                ),
            ),
            models.CheckConstraint(
                name="offer_country_is_a_code",
                condition=models.Q(country__regex=r"^[A-Z]{2}$"),
            ),
            models.CheckConstraint(
                name="offer_price_is_not_negative",
                condition=models.Q(price__isnull=True) | models.Q(price__gte=0),
            ),
            models.CheckConstraint(
                name="offer_price_has_currency",
                condition=models.Q(price__isnull=True) | models.Q(currency__regex=r"^[A-Z]{3}$"),
                violation_error_message=_("A price needs its currency, such as USD."),
            ),
        ]
        triggers = RAISES_ITS_FILM

    def __str__(self) -> str:
        return f"{self.provider}, {self.get_kind_display()}, {self.country}"
