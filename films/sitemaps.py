"""The pages of films and people, for search engines."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.contrib import sitemaps
from django.urls import reverse

from films.models import Film, Person

if TYPE_CHECKING:
    Sitemap = sitemaps.Sitemap[str]
else:
    Sitemap = sitemaps.Sitemap


class PagesByName(Sitemap):
    """Pages whose addresses differ in one name; a file of it asks for the names alone.

    No date is told: none of these pages keeps the day on which it last looked different.
    """

    #: A file of so many stands on its own soon; more make another file.
    limit = 10_000
    #: The name under which `urls.py` has the page.
    route: ClassVar[str]

    def location(self, item: str) -> str:
        """The address of the page of that name."""
        return reverse(self.route, args=[item])


class FilmPages(PagesByName):
    """Each film's page."""

    route = "film"

    def items(self) -> Iterable[str]:
        """The films' names, those that were added first in front."""
        return Film.objects.order_by("pk").values_list("slug", flat=True)


class PersonPages(PagesByName):
    """The page of each person who is credited, or once was."""

    route = "person"

    def items(self) -> Iterable[str]:
        """The people's names, those that were added first in front."""
        return Person.objects.order_by("pk").values_list("slug", flat=True)
