"""The header and the viewer's menu, wide and narrow, in Chromium."""

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.browser import axe, look, sideways, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def header_rows(page: Page) -> int:
    """In how many rows the header's visible parts stand."""
    sums = page.locator(".site-header a:visible, .site-header button:visible").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).map(box => box.top + box.bottom)"
    )
    return len({round(each / 24) for each in sums})


@pytest.mark.parametrize("width", [1280, 700])
def test_the_keyboard_goes_through_the_header_as_the_eye_does(page: Page, width: int):
    look(page, width, "light")
    page.goto("/films/")
    places = page.locator(".site-header :is(a, input, button):visible").evaluate_all(
        """all => all.map(each => each.getBoundingClientRect())
        .map(box => [box.top + box.bottom, box.left])"""
    )
    assert len(places) == 7
    assert places == sorted(places, key=lambda place: (round(place[0] / 24), place[1]))


def test_who_is_signed_out_can_sign_up_from_every_page(page: Page):
    page.goto("/films/")
    page.get_by_role("banner").get_by_role("link", name="Sign up").click()
    expect(page.get_by_role("heading", name="Sign up")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_header_has_two_rows_and_its_links_in_a_menu(
    page_without_scripts: Page, scheme
):
    page = page_without_scripts
    look(page, 320, scheme)
    page.goto("/films/")
    assert header_rows(page) == 2
    page.get_by_role("button", name="Menu").click()
    links = page.get_by_role("banner").get_by_role("link")
    assert links.all_inner_texts()[1:] == ["Films", "Critics", "Sign in", "Sign up"]
    assert sideways(page) == 0
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Sign in")).to_be_hidden()


def test_an_open_menu_is_accessible(page: Page):
    look(page, 320, "light")
    page.goto("/films/")
    page.get_by_role("button", name="Menu").press("Enter")
    axe(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Films", exact=True)).to_be_focused()


def test_the_words_in_the_search_are_not_cut(page: Page):
    look(page, 320, "light")
    page.goto("/films/")
    box = page.get_by_role("banner").get_by_role("searchbox")
    box.evaluate(
        "input => { const { fontSize } = getComputedStyle(input, '::placeholder');"
        " input.value = input.placeholder; input.style.fontSize = fontSize }"
    )
    assert box.evaluate("input => input.scrollWidth - input.clientWidth") == 0


def test_on_a_phone_the_viewers_pages_stand_in_one_menu(page: Page):
    sign_in(page, make.viewer("bea"))
    look(page, 320, "light")
    page.goto("/you/settings/")
    menu = page.get_by_role("navigation", name="Your account")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Your account").click()
    lefts = menu.get_by_role("link").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().left)"
    )
    assert len(lefts) == 11
    assert len(set(lefts)) == 1
    axe(page)
    look(page, 1280, "light")
    page.goto("/you/settings/")
    expect(menu).to_be_visible()
