"""The pages of critics and publications, for search engines."""

from collections.abc import Iterable

from films.sitemaps import PagesByName
from reviews.models import Critic, Publication


class CriticPages(PagesByName):
    """The page of each critic with a published review."""

    route = "critic"

    def items(self) -> Iterable[str]:
        """The critics' names, those that were added first in front."""
        return Critic.objects.in_print().order_by("pk").values_list("slug", flat=True)


class PublicationPages(PagesByName):
    """The page of each publication with a published review."""

    route = "publication"

    def items(self) -> Iterable[str]:
        """The publications' names, those that were added first in front."""
        return Publication.objects.in_print().order_by("pk").values_list("slug", flat=True)
