"""The desks in Chromium: autocompletes and rows work under the strict policy, without a murmur."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from films.models import Credit
from ratings.models import SetAside
from tests import make
from tests.browser import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page: Page) -> Page:
    """A window in which a curator has signed in."""
    sign_in(page, User.objects.create(username="curator", is_staff=True, is_superuser=True))
    return page


def choose(desk: Page, field: str, typed: str, found: str) -> None:
    """Open an autocomplete by its field's name, type, and take what it finds."""
    desk.locator(f"[name='{field}'] + .select2 .select2-selection").click()
    desk.locator(".select2-search__field").fill(typed)
    desk.locator(".select2-results__option", has_text=found).click()


def test_a_credit_is_added_to_a_film_that_has_one(desk: Page) -> None:
    film = make.film("Faust", 1926)
    make.credit(film, make.person("F. W. Murnau"), "director")
    make.person("Gösta Ekman")
    desk.goto(f"/admin/films/film/{film.pk}/change/")
    expect(desk.locator(".select2-selection__rendered")).to_contain_text("F. W. Murnau")
    desk.get_by_text("Add another Credit").click()
    choose(desk, "credits-1-person", "gosta", "Gösta Ekman")
    desk.locator("[name='credits-1-role']").select_option("cast")
    desk.locator("[name=_save]").first.click()
    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert Credit.objects.get(role="cast").person.name == "Gösta Ekman"


def test_a_rating_is_set_aside_from_its_row_and_that_is_undone(desk: Page) -> None:
    ann, film = make.viewer("ann"), make.film("Faust", 1926)
    make.rating(ann, film)
    desk.goto("/admin/ratings/rating/")
    desk.get_by_role("link", name="Set aside").click()
    expect(desk.locator("#select2-id_film-container")).to_contain_text("Faust (1926)")
    desk.locator("[name=reason]").fill("A campaign")
    desk.locator("[name=_save]").first.click()
    desk.locator("[name=_selected_action]").check()
    desk.locator("[name=action]").select_option("undo")
    desk.get_by_role("button", name="Go").click()
    expect(desk.get_by_text("1 set-aside undone.")).to_be_visible()
    assert not SetAside.objects.in_force().exists()


def test_a_review_is_written_with_what_its_autocompletes_find(desk: Page) -> None:
    film = make.film("The Général", 1926)
    make.critic("Ann Lee").other_names.create(name="Anna Leigh")
    desk.goto("/admin/reviews/criticreview/add/")
    choose(desk, "film", "general", "The Général")
    choose(desk, "critic", "leigh", "Ann Lee")
    desk.locator("[name=_save]").first.click()
    expect(desk.get_by_text("was added successfully")).to_be_visible()
    assert str(film.critic_reviews.get().critic) == "Ann Lee"


def test_the_heading_of_a_list_is_not_covered_by_its_buttons(desk: Page) -> None:
    desk.set_viewport_size({"width": 1280, "height": 700})
    desk.goto("/admin/reviews/criticreview/")
    heading, buttons = (
        desk.locator(each).bounding_box() for each in ("#content h1", ".object-tools")
    )
    assert heading
    assert buttons
    assert heading["y"] + heading["height"] <= buttons["y"]


def test_lists_fit_the_window_and_break_no_date(desk: Page) -> None:
    film = make.film("Within Our Gates, or the Homesteader", 1920)
    make.review(film, published_on="2026-10-04", quote="A film " * 20)
    make.score(film)
    desk.set_viewport_size({"width": 1280, "height": 700})
    for kind in ("criticreview", "aggregatorscore"):
        desk.goto(f"/admin/reviews/{kind}/")
        assert desk.locator(".results").evaluate("it => it.scrollWidth <= it.clientWidth"), kind
        if kind == "criticreview":
            date = desk.locator("td.field-published_on")
            lines = "it => { const all = document.createRange(); all.selectNodeContents(it);"
            assert date.evaluate(lines + " return all.getClientRects().length; }") == 1
            expect(desk.get_by_role("columnheader", name="Printed on")).to_be_visible()
