"""The pages of the site as a whole in Chromium."""

import pytest
from playwright.sync_api import Page

from tests import make
from tests.browser import LOOKS, axe, look, sideways

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ["/", "/films/", "/films/?q=wind", "/films/?q=nothing", "/people/lillian-gish/"]
PAGES += ["/critics/", "/critics/ann-ea/", "/publications/", "/publications/bar-gazette/"]
PAGES += ["/about/scores/"]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_is_accessible_and_fits(page: Page, width, scheme):
    film = make.film("The Wind", 1928, synopsis="Sand everywhere.")
    make.credit(film, make.person("Lillian Gish"))
    critic, publication = make.critic("Ann Ea"), make.publication("Bar Gazette")
    make.review(film, critic=critic, publication=publication, quote="Loud.")
    for _ in range(5):
        make.rating(make.viewer(), film)
    look(page, width, scheme)
    for address in PAGES:
        page.goto(address)
        axe(page)
        assert sideways(page) == 0, address


@pytest.mark.parametrize("address", ["/nothing/", "/films/nothing-1900/"])
def test_an_address_that_leads_nowhere_has_a_search_that_works(page: Page, console, address):
    make.film("The Wind", 1928)
    page.goto(address)
    console.clear()  # Chromium names the 404 itself.
    axe(page)
    page.get_by_role("main").get_by_role("searchbox").fill("wind")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="The Wind").click()
    assert page.url.endswith("/films/the-wind-1928/")
