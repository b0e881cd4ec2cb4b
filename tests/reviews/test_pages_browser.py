"""The pages of reviews in Chromium, with all that can stand on them."""

from datetime import date

import pytest
from playwright.sync_api import Page

from reviews.models import Correction
from tests import make
from tests.browser import LOOKS, axe, look, sideways, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ["/critics/ann-ea/", "/publications/bar-gazette/", "/critics/?q=ann", "/critics/?q=nobody"]
PAGES += ["/films/the-wind-1928/reviews/", "/films/the-wind-1928/reviews/?verdict=unfavourable"]
PAGES += ["/films/the-wind-1928/", "/corrections/", "/about/reviews/"]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_of_reviews_is_accessible_and_fits(page: Page, width, scheme):
    viewer, critic = make.viewer(), make.critic("Ann Ea")
    critic.other_names.create(name="Ann-" + "Margaret" * 6)
    gazette = make.publication("Bar Gazette")
    films = [make.film("The Wind", 1928), *(make.film() for _ in range(5))]
    for film in films:
        make.review(
            film,
            critic=critic,
            publication=gazette,
            quote="Loud.",
            published_on="2008",
            written_as="A. Nonym",
            disclosure="The critic was a guest of the distributor.",
            url="https://bar.example/1",
            link_dead_since=date(2026, 3, 2),
        )
        for rates in (viewer, *(make.viewer() for _ in range(5))):
            make.rating(rates, film, 8)
        Correction.objects.create(film=film, words="It said unfavourable, and is favourable.")
    sign_in(page, viewer)
    look(page, width, scheme)
    for address in PAGES:
        page.goto(address)
        axe(page)
        assert sideways(page) == 0, address
