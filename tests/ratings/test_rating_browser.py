"""Rating in Chromium: one key, one click; what happened is seen, heard and can be undone."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from accounts.models import User
from films.models import Film
from ratings.models import Rating
from ratings.said import Said
from tests import make
from tests.browser import LOOKS, axe, look, sideways, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def film() -> Film:
    film = make.film("The Wind", 1928, synopsis="Sand everywhere.")
    for _ in range(5):
        make.rating(make.viewer(), film, 8)
        make.review(film, quote="Loud.")
    return film


@pytest.fixture
def ann(page: Page) -> User:
    """Someone who is signed in."""
    viewer = make.viewer("ann")
    sign_in(page, viewer)
    return viewer


def star(page: Page | Locator, stars: str) -> Locator:
    return page.get_by_role("button", name=f"Rate it {stars}", exact=True)


def posts(page: Page) -> list[str]:
    """Where the page posts to from now on."""
    sent: list[str] = []
    page.on("request", lambda each: sent.append(each.url) if each.method == "POST" else None)
    return sent


def test_the_stars_are_one_stop_for_tab_and_arrows_move_among_them(page: Page, film, ann):
    make.rating(ann, film, 7)
    page.goto(film.get_absolute_url())
    expect(page.locator(".yours .stars [tabindex='0']")).to_have_count(1)
    star(page, "3½ stars").focus()
    for key, stars in [
        ("ArrowRight", "4 stars"),
        ("ArrowUp", "4½ stars"),
        ("ArrowLeft", "4 stars"),
        ("Home", "½ star"),
        ("ArrowDown", "½ star"),
        ("End", "5 stars"),
        ("ArrowRight", "5 stars"),
    ]:
        page.keyboard.press(key)
        expect(star(page, stars)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Clear")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(star(page, "5 stars")).to_be_focused()
    assert Rating.objects.get(user=ann).half_stars == 7


def test_space_saves_keeps_the_focus_and_is_announced_where_it_was_heard(page: Page, film, ann):
    page.goto(film.get_absolute_url())
    page.evaluate("window.region = document.querySelector('[role=status]')")
    star(page, "4 stars").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_have_text("You rated The Wind 4 stars.")
    assert page.evaluate("window.region === document.querySelector('[role=status]')")
    expect(star(page, "4 stars")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("You rated The Wind 3½ stars.")
    expect(star(page, "3½ stars")).to_be_focused()
    expect(page.get_by_text("You rated it 3½ stars")).to_be_visible()
    assert Rating.objects.get(user=ann).half_stars == 7


def test_undo_and_clear_give_the_focus_to_the_stars(page: Page, film, ann):
    make.flag(ann, film)
    before = Said.of(ann, film)
    page.goto(film.get_absolute_url())
    star(page, "2 stars").click()
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Undone: The Wind is marked Want to See.")
    expect(page.locator(".yours .stars button:focus")).to_have_count(1)
    assert Said.of(ann, film) == before
    star(page, "2 stars").click()
    page.get_by_role("button", name="Clear").press("Enter")
    expect(page.get_by_text("Not rated yet")).to_be_visible()
    expect(page.locator(".yours .stars button:focus")).to_have_count(1)


def test_a_double_click_and_a_key_held_down_save_once(page: Page, film, ann):
    page.goto(film.get_absolute_url())
    sent = posts(page)
    page.get_by_role("button", name="Want to See").dblclick()
    expect(page.get_by_role("button", name="Want to See", pressed=True)).to_be_visible()
    assert len(sent) == 1
    star(page, "5 stars").focus()
    for _ in range(5):  # Without a release in between, all but the first are repeats.
        page.keyboard.down("Enter")
    expect(page.get_by_text("You rated it 5 stars")).to_be_visible()
    assert len(sent) == 2


def test_a_star_pressed_before_the_last_one_was_answered_is_the_one_that_stays(
    page, film, ann, console
):
    page.goto(film.get_absolute_url())
    slow: list[Route] = []
    page.route("**/rating/", lambda route: slow.append(route), times=1)
    star(page, "3 stars").click()
    star(page, "4 stars").click()
    expect(page.get_by_text("You rated it 4 stars")).to_be_visible()
    assert len(slow) == 1
    assert Said.of(ann, film).half_stars == 8
    console.clear()  # htmx tells developers that the first one was broken off.


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        ("offline", "the site cannot be reached"),
        ("500", "something went wrong here"),
        ("429", "that was too much at once"),
        ("token", "this page is out of date"),
        ("gone", "this film is not here any more"),
    ],
)
def test_what_was_not_saved_is_said_in_sight(page: Page, film, ann, console, trouble, sentence):
    page.goto(film.get_absolute_url())
    if trouble == "offline":
        page.route("**/rating/", lambda route: route.abort())
    elif trouble == "token":
        page.locator("[name=csrfmiddlewaretoken]").first.evaluate("each => each.value = 'x'")
    elif trouble == "gone":
        page.locator("#half-stars").evaluate(
            "each => each.setAttribute('hx-post', '/films/x/rating/')"
        )
        page.evaluate("htmx.process(document.body)")
    else:
        page.route("**/rating/", lambda route: route.fulfill(status=int(trouble)))
    star(page, "5 stars").click()
    expect(page.get_by_text(f"Nothing was saved: {sentence}")).to_be_in_viewport()
    expect(page.get_by_text("Not rated yet")).to_be_visible()
    console.clear()  # Chromium and htmx name the failure themselves.
    axe(page)


def test_a_star_after_the_session_ended_leads_to_sign_in_and_is_not_lost(page: Page, film):
    page.context.clear_cookies()
    viewer = User.objects.create_user("bea", "", "seven reels of nitrate")
    sign_in(page, viewer)
    page.goto(film.get_absolute_url())
    page.context.clear_cookies(name="sessionid")
    star(page, "4½ stars").click()
    page.get_by_label("Username or email address").fill("bea")
    page.get_by_label("Password", exact=True).fill("seven reels of nitrate")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Rate The Wind (1928) 4½ stars?")).to_be_visible()
    page.get_by_role("button", name="Yes, save it").click()
    expect(page.get_by_text("You rated it 4½ stars")).to_be_visible()


def gold(page: Page) -> int:
    """How many half stars look filled."""
    return int(
        page.evaluate("""() => {
            const fill = (each) => getComputedStyle(each, "::before").backgroundColor;
            const stars = [...document.querySelectorAll(".yours .stars button")];
            const off = document.createElement("p");
            off.style.color = "var(--star-off)";
            document.body.append(off);
            const empty = getComputedStyle(off).color;
            off.remove();
            return stars.filter((each) => fill(each) !== empty).length;
        }""")
    )


def test_pointing_and_focusing_preview_a_rating(page: Page, film, ann):
    make.rating(ann, film, 4)
    page.goto(film.get_absolute_url())
    assert gold(page) == 4
    star(page, "3½ stars").hover()
    assert gold(page) == 7
    page.mouse.move(0, 0)
    star(page, "2 stars").focus()
    page.keyboard.press("Home")
    assert gold(page) == 1


def test_someone_who_sees_no_scores_gets_them_with_the_rating_and_loses_them_again(
    page: Page, film
):
    sign_in(page, make.viewer("ann", hides_scores=True))
    page.goto(film.get_absolute_url())
    scores = page.get_by_role("region", name="Scores")
    expect(scores).to_contain_text("You asked to see no scores")
    star(page, "3½ stars").press("Enter")
    expect(scores).to_contain_text("100%")
    expect(page.get_by_text("Favourable").first).to_be_visible()
    expect(star(page, "3½ stars")).to_be_focused()
    page.get_by_role("button", name="Clear").click()
    expect(scores).to_contain_text("You asked to see no scores")
    expect(page.get_by_text("Favourable")).to_have_count(0)


def card(page: Page, place: str = "film") -> Locator:
    """The open panel of the film's card."""
    panel = page.locator(f"#{place}-the-wind-1928 .your-card")
    panel.locator("summary").click()
    return panel


def test_a_card_saves_in_place_stays_open_and_keeps_the_focus(page: Page, film, ann):
    page.goto("/")
    panel = card(page, "rated")
    star(panel, "3½ stars").press("Enter")
    expect(panel.locator("summary")).to_contain_text("3½ stars")
    expect(star(panel, "3½ stars")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("You rated The Wind 3½ stars.")
    panel.get_by_role("button", name="Want to See").click()
    expect(panel.locator("summary")).to_contain_text("Want to See")
    panel.get_by_role("button", name="Undo").click()
    expect(panel.locator("summary")).not_to_contain_text("Want to See")
    assert (Said.of(ann, film).half_stars, Said.of(ann, film).flag) == (7, "")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("address", ["/", "/films/"])
def test_an_open_card_is_accessible_fits_and_has_targets(
    page: Page, film, ann, address, width, scheme
):
    make.rating(ann, film, 7)
    make.flag(ann, film)
    for number in range(5):
        make.film(f"Another {number}")
    look(page, width, scheme)
    page.goto(address)
    panel = card(page, "film" if address == "/films/" else "rated")
    star(panel, "5 stars").click()
    expect(panel.get_by_role("button", name="Undo")).to_be_visible()
    room = panel.bounding_box()
    assert room is not None
    for button in panel.locator("button, summary").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
        assert box["x"] + box["width"] <= room["x"] + room["width"] + 1
    axe(page)
    assert sideways(page) == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_opening_a_card_moves_no_other_card(page_without_scripts: Page, film, width):
    page = page_without_scripts
    sign_in(page, make.viewer("ann"))
    for number in range(12):
        make.film(f"Zorro {number}")
    look(page, width, "light")
    page.goto("/films/")
    places = "all => all.map(each => each.getBoundingClientRect().top + scrollY)"
    before = page.locator(".film-card").evaluate_all(places)
    assert len(set(before)) > 1
    assert card(page).get_by_role("button", name="Want to See").is_visible()
    assert page.locator(".film-card").evaluate_all(places) == before


def test_a_card_works_without_scripts(page_without_scripts: Page, film):
    page, viewer = page_without_scripts, make.viewer("ann")
    sign_in(page, viewer)
    for number in range(30):
        make.film(f"A film {number}")
    page.goto("/films/")
    star(card(page), "4 stars").click()
    expect(page.locator("#film-the-wind-1928")).to_be_in_viewport()
    expect(page.get_by_text("You rated The Wind 4 stars.")).to_be_in_viewport()
    expect(page.locator("#film-the-wind-1928 summary")).to_contain_text("4 stars")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: The Wind is neither rated nor marked.")).to_be_in_viewport()
    assert Said.of(viewer, film) == Said()


def test_an_unwanted_film_can_be_had_back_also_when_its_card_is_gone(
    page_without_scripts: Page, film
):
    page, viewer = page_without_scripts, make.viewer("ann")
    sign_in(page, viewer)
    page.goto("/films/")
    card(page).get_by_role("button", name="Not Interested").click()
    expect(page.locator("#film-the-wind-1928")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#film-the-wind-1928")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_question_and_the_message_are_accessible_and_fit(page: Page, film, ann, width, scheme):
    look(page, width, scheme)
    page.goto(f"{film.get_absolute_url()}confirm/?half_stars=7")
    axe(page)
    page.get_by_role("button", name="Yes, save it").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    axe(page)
    assert sideways(page) == 0


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("address", ["", "scores/", "reviews/"])
def test_pages_without_scores_are_accessible_and_fit(page: Page, film, address, width, scheme):
    sign_in(page, make.viewer("ann", hides_scores=True))
    look(page, width, scheme)
    page.goto(f"{film.get_absolute_url()}{address}")
    axe(page)
    assert sideways(page) == 0
