"""The pages that every site has, for search engines."""

from collections.abc import Sequence

from django.urls import reverse

from films.sitemaps import Sitemap


class FixedPages(Sitemap):
    """The front page, the lists, and how scores are computed."""

    def items(self) -> Sequence[str]:
        """What their addresses are called in `urls.py`."""
        return ("home", "films", "critics", "publications", "about_scores", "about_reviews")

    def location(self, item: str) -> str:
        """The page's address."""
        return reverse(item)
