"""The pages of viewers, for search engines."""

from collections.abc import Iterable

from films.sitemaps import PagesByName
from ratings.viewers import viewers_for_search_engines


class ViewerPages(PagesByName):
    """The page of each viewer who lets search engines read it."""

    route = "viewer"

    def items(self) -> Iterable[str]:
        """Their usernames, those who signed up first in front."""
        return viewers_for_search_engines().order_by("pk").values_list("username", flat=True)
