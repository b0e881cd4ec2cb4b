"""Receipts in Chromium: a film's with everything on it, and those of the whole site."""

from datetime import date

import pytest
from playwright.sync_api import Page

from reviews.models import Correction
from tests import make
from tests.browser import LOOKS, axe, look, sideways

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_receipts_are_accessible_and_fit(page: Page, width: int, scheme: str) -> None:
    film, site = make.film("The Wind", 1928), make.aggregator("Rotten Tomatoes")
    for written in ("3.5/4", "B-", "85%", "★★★½☆", "A", "a word that nobody gives a film"):
        make.review(film, original_score=written, entered_by_name="a-long-name-of-a-curator")
        make.rating(make.viewer(), film)
    for year, percent in ((2024, 60), (2025, 92)):
        make.score(film, site, percent, as_of=date(year, 1, 31), url="https://a.example/")
    Correction.objects.create(film=film, words="The verdict was the wrong way round.")
    look(page, width, scheme)
    for address in (film.get_absolute_url(), f"{film.get_absolute_url()}scores/", "/about/scores/"):
        page.goto(address)
        axe(page)
        assert sideways(page) == 0, address
