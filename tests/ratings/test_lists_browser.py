"""A viewer's pages and lists in Chromium: looks, keyboard, and what works without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.browser import LOOKS, axe, look, sideways, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
OWN = ["/viewers/ann/", "/you/want-to-see/?sort=available", "/you/not-interested/"]
PUBLIC = ["/viewers/ann/?half_stars=7&decade=1920&country=US", "/viewers/ann/want-to-see/"]
STATISTICS = "/viewers/ann/statistics/"


@pytest.fixture
def ann():
    """Someone who rated three films with all facts, and marked two of each kind."""
    ann = make.viewer("ann")
    long = "A Very Long Title of Unbreakable Wordswordswordswordswordswords"
    for title in ("The Wind", "Alien", long):
        film = make.film(title, countries=["US", "GB"], runtime=100)
        film.film_genres.create(genre=make.genre())
        make.credit(film, role="director")
        make.rating(ann, film, 7)
    for kind in ("want_to_see", "not_interested"):
        for number in (1, 2):
            film = make.film(f"{kind} {number}")
            make.offer(film, url="https://archive.example/film")
            make.flag(ann, film, kind)
    return ann


@pytest.mark.parametrize("width", [320, 1280])
def test_every_link_of_the_statistics_can_be_hit(page: Page, ann, width):
    sign_in(page, ann)
    look(page, width, "light")
    page.goto(STATISTICS)
    sizes = page.locator(".statistics a").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).map(box => [box.width, box.height])"
    )
    assert len(sizes) > 5
    assert min(side for size in sizes for side in size) >= 24


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_ones_own_pages_are_accessible_and_fit(page: Page, ann, width, scheme):
    sign_in(page, ann)
    look(page, width, scheme)
    for address in (*OWN, STATISTICS):
        page.goto(address)
        axe(page)
        assert sideways(page) == 0, address
        for box in page.locator("[name=films]").all():
            box.check()
        axe(page)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_anothers_pages_are_accessible_and_fit_also_when_empty(page: Page, ann, width, scheme):
    make.viewer("nothing-said-by-this-one-so-far"[:30])
    look(page, width, scheme)
    for address in (*PUBLIC, STATISTICS):
        for name in ("ann", "nothing-said-by-this-one-so-fa"):
            page.goto(address.replace("ann", name))
            axe(page)
            assert sideways(page) == 0, address


def test_films_are_taken_off_and_put_back_without_scripts(page_without_scripts: Page, ann):
    page = page_without_scripts
    sign_in(page, ann)
    page.goto("/you/want-to-see/")
    expect(page.get_by_role("button", name="Tick all on this page")).to_be_hidden()
    page.get_by_role("checkbox", name="Tick want_to_see 1").check()
    page.get_by_role("button", name="Take off the list").click()
    expect(page.get_by_text("1 film is off the list.")).to_be_visible()
    assert ann.flags.filter(kind="want_to_see").count() == 1
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("1 film is as before.")).to_be_visible()
    assert ann.flags.filter(kind="want_to_see").count() == 2


def test_one_button_ticks_all_of_the_page_and_unticks_them(page: Page, ann):
    sign_in(page, ann)
    page.goto("/viewers/ann/")
    page.get_by_role("button", name="Tick all on this page").press("Enter")
    boxes = page.get_by_role("checkbox")
    assert [box.is_checked() for box in boxes.all()] == [True] * 3
    page.get_by_role("button", name="Untick all").click()
    boxes.first.check()
    expect(page.get_by_role("button", name="Tick all on this page")).to_be_visible()
    page.get_by_role("button", name="Clear the ratings").click()
    expect(page.get_by_text("1 rating is cleared.")).to_be_visible()
    assert ann.ratings.count() == 2


def test_every_tick_and_every_link_of_a_statistic_is_a_target_of_24_pixels(page: Page, ann):
    sign_in(page, ann)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for address in ("/viewers/ann/", STATISTICS):
            page.goto(address)
            for target in page.locator(".tick, .statistic a, .columns a").all():
                box = target.bounding_box()
                assert box is not None
                assert box["height"] >= 24, target.inner_text()
                assert box["width"] >= 20, target.inner_text()


def test_a_list_is_sorted_and_narrowed_by_its_form_without_scripts(page_without_scripts: Page, ann):
    page = page_without_scripts
    page.goto("/viewers/ann/?country=US")
    page.get_by_label("Sort by").select_option("Title")
    page.get_by_label("Rated").select_option("3½ stars")
    page.get_by_role("button", name="Show").click()
    assert "country=US" in page.url
    cards = page.locator(".film-card b[dir=auto]").all_inner_texts()
    assert cards[0] == "Alien"
    page.get_by_role("link", name="3½ stars").click()
    assert "half_stars" not in page.url


def test_statistics_read_as_tables(page: Page, ann):
    page.goto(STATISTICS)
    table = page.get_by_role("table", name="By half stars")
    expect(table.get_by_role("row", name="3½ stars 3")).to_have_count(1)
    decades = page.get_by_role("table", name="Decades")
    expect(decades.get_by_role("row", name="1920s 3 3.5")).to_have_count(1)
