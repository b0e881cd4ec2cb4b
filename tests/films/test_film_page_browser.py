"""The film page in Chromium: looks, keyboard, no scripts, and the strict policy."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from films.models import Film
from ratings.models import Flag, Rating
from tests import make
from tests.browser import LOOKS, axe, look, sideways, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
LONG = " ".join(f"Sentence number {number} of a long story." for number in range(30))


@pytest.fixture
def film() -> Film:
    film = make.film("The Wind", 1928, original_title="风", synopsis=LONG, runtime=95)
    make.credit(film, make.person("Victor Sjöström"), "director")
    make.credit(film, make.person("Lillian Gish"), character="Letty")
    make.offer(film, make.provider("Archive"), search=True, url="https://archive.example/")
    tomatoes = make.aggregator("Rotten Tomatoes")
    make.score(film, tomatoes, reviews=38, url="https://tomatoes.example/")
    for verdict in ("favourable", "favourable", "unfavourable", "unfavourable", "favourable", ""):
        make.review(film, verdict, quote="Said of it: “loud”.", aggregator=tomatoes)
    for half_stars in (3, 7, 8, 8, 9, 10):
        make.rating(make.viewer(), film, half_stars)
    return film


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("signed_in", [False, True])
def test_it_is_accessible_and_fits_in_every_look(page: Page, film, width, scheme, signed_in):
    if signed_in:
        viewer = make.viewer("ann")
        make.rating(viewer, film, 7)
        make.flag(viewer, film)
        sign_in(page, viewer)
    look(page, width, scheme)
    page.goto(film.get_absolute_url())
    axe(page)
    assert sideways(page) == 0


def test_each_half_star_is_a_target_of_at_least_24_pixels(page: Page, film):
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(film.get_absolute_url())
        for button in page.locator("[name=half_stars], [name=flag]").all():
            box = button.bounding_box()
            assert box is not None
            assert box["width"] >= 24
            assert box["height"] >= 24


def test_the_rest_of_the_synopsis_opens_without_a_script(page_without_scripts: Page, film):
    page = page_without_scripts
    page.goto(film.get_absolute_url())
    rest = page.get_by_text("Sentence number 29")
    expect(rest).to_be_hidden()
    page.get_by_text("… More").click()
    expect(rest).to_be_visible()


def test_rating_and_flagging_work_without_scripts(page_without_scripts: Page, film):
    page, viewer = page_without_scripts, make.viewer("ann")
    sign_in(page, viewer)
    page.goto(film.get_absolute_url())
    page.get_by_role("button", name="Rate it 3½ stars", exact=True).click()
    expect(page.get_by_text("You rated it 3½ stars")).to_be_visible()
    assert Rating.objects.get(user=viewer).half_stars == 7
    page.get_by_role("button", name="Want to See").click()
    expect(page.get_by_role("button", name="Want to See", pressed=True)).to_be_visible()
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_text("Not rated yet")).to_be_visible()
    assert not Rating.objects.filter(user=viewer).exists()
    assert Flag.objects.get(user=viewer).kind == "want_to_see"


def test_a_star_is_saved_by_keyboard_in_place_and_keeps_the_focus(page: Page, film):
    viewer = make.viewer("ann")
    sign_in(page, viewer)
    page.goto(film.get_absolute_url())
    page.evaluate("window.same = true")
    star = page.get_by_role("button", name="Rate it 4 stars", exact=True)
    star.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("You rated it 4 stars")).to_be_visible()
    assert page.evaluate("window.same")
    expect(page.get_by_role("button", name="Rate it 4 stars", exact=True)).to_be_focused()
    assert Rating.objects.get(user=viewer).half_stars == 8


def test_someone_signed_out_can_reach_every_control_by_keyboard(page: Page, film):
    page.goto(film.get_absolute_url())
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML.slice(0, 400)"))
        if "rate-1" in page.evaluate("document.activeElement.id"):
            page.keyboard.press("End")
            reached.add(page.evaluate("document.activeElement.outerHTML.slice(0, 400)"))
    everything = " ".join(reached)
    for wanted in ("skip-link", "rate-1", "rate-10", "flag-not_interested", "<summary", "Archive"):
        assert wanted in everything


def test_the_histogram_reads_as_a_table(page: Page, film):
    page.goto(film.get_absolute_url())
    table = page.get_by_role("table", name="How viewers rated it")
    expect(table.get_by_role("row")).to_have_count(11)
    expect(table.get_by_role("row", name="4 ★ 2")).to_have_count(1)


@pytest.mark.parametrize("width", [1280, 320])
def test_numbers_in_the_histogram_stay_whole_and_apart(page: Page, film, width):
    look(page, width, "light")
    page.goto(film.get_absolute_url())
    boxes = page.locator(".histogram .count").evaluate_all(
        """all => all.map(each => {
            each.textContent = "125";
            const range = document.createRange();
            range.selectNodeContents(each);
            return range.getBoundingClientRect();
        }).map(box => [box.left, box.right, box.height])"""
    )
    assert all(height < 20 for _, _, height in boxes)
    assert all(left[1] <= right[0] for left, right in pairwise(boxes))


@pytest.mark.parametrize("address", ["", "scores/", "reviews/"])
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_its_other_pages_are_accessible_and_fit(page: Page, film, address, width, scheme):
    look(page, width, scheme)
    page.goto(f"{film.get_absolute_url()}{address}")
    axe(page)
    assert sideways(page) == 0
