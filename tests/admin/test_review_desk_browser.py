"""Reviews entered in Chromium by the keyboard alone, and how many steps that takes."""

import pytest
from playwright.sync_api import Page, expect

from films.models import Film
from reviews.models import CriticReview
from tests import make
from tests.admin.curators import contributor, editor
from tests.browser import LOOKS, axe, look, sideways, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

ADD = "/admin/reviews/criticreview/add/"
DESK = "/admin/reviews/criticreview/"
WORDS = "A tender, furious film about people who refuse to leave."


class Keyboard:
    """Hands that know no mouse; each field typed into and each key pressed is a step."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0

    def type(self, words: str) -> None:
        """Type as a quick typist does, into whatever has the focus."""
        self.page.keyboard.type(words, delay=20)
        self.steps += 1

    def press(self, key: str) -> None:
        """Press one key, or several at once."""
        self.page.keyboard.press(key)
        self.steps += 1

    def paste(self, words: str) -> None:
        """Paste into what has the focus."""
        self.page.evaluate(
            """(words) => {
                const field = document.activeElement;
                field.dispatchEvent(new ClipboardEvent("paste", { bubbles: true }));
                field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
                field.dispatchEvent(new InputEvent("input", { bubbles: true }));
            }""",
            words,
        )
        self.steps += 1


@pytest.fixture
def film() -> Film:
    """A film to review, among others that are called alike."""
    make.film("The Generals", 1999)
    make.film("Generally", 2001)
    return make.film("The Général", 1926)


@pytest.fixture
def hands(page: Page, film: Film) -> Keyboard:
    """An editor's, at the form for a new review."""
    sign_in(page, editor())
    page.goto(ADD)
    begins_at(page, "film")
    return Keyboard(page)


def begins_at(page: Page, field: str) -> None:
    """The focus is in the autocomplete of that field, without a key pressed."""
    expect(page.locator(f"[name={field}] + .select2 .select2-selection")).to_be_focused()


def test_a_review_is_entered_and_published_in_a_dozen_steps(
    hands: Keyboard, page: Page, film: Film
) -> None:
    make.critic("Ann Lee").other_names.create(name="Anna Leigh")
    hands.type("the général")
    hands.press("Tab")
    hands.type("leigh")
    hands.press("Tab")
    hands.type("Bar Gazette")
    hands.press("Tab")
    hands.paste(f" “{WORDS}”\n")
    hands.press("Tab")
    hands.press("f")
    hands.press("Control+Enter")
    expect(page.get_by_text("is published. Here is the next one of The Général")).to_be_visible()
    review = CriticReview.objects.get()
    assert (review.film, str(review)) == (film, "Ann Lee, Bar Gazette")
    assert (review.quote, review.verdict, review.status) == (WORDS, "favourable", "published")
    assert hands.steps == 10


def test_the_next_review_of_the_film_begins_at_its_critic_and_takes_eight_steps(
    hands: Keyboard, page: Page, film: Film
) -> None:
    hands.type("the général")
    hands.press("Tab")
    for name in ("Ann Lee", "Bea Coe"):
        hands.steps = 0
        hands.type(name)
        hands.press("Tab")
        hands.type("Bar Gazette")
        hands.press("Tab")
        hands.paste(f"{name} says that it is fine.")
        hands.press("Tab")
        hands.press("u")
        hands.press("Control+Enter")
        expect(page.locator(".messagelist .success")).to_contain_text(name)
        begins_at(page, "critic")
    assert hands.steps == 8
    entered = {(str(each), each.verdict, each.status) for each in film.critic_reviews.all()}
    assert entered == {
        (f"{name}, Bar Gazette", "unfavourable", "published") for name in ("Ann Lee", "Bea Coe")
    }


def test_the_page_shows_what_it_will_look_like_and_names_a_double(
    hands: Keyboard, page: Page, film: Film
) -> None:
    make.review(film, critic=make.critic("Ann Lee"), quote=WORDS)
    hands.type("the général")
    hands.press("Tab")
    hands.type("Bea")
    hands.press("Tab")
    hands.press("Tab")
    hands.paste(f"“{WORDS}” ")
    preview = page.locator("#review_preview")
    expect(preview.locator("blockquote")).to_have_text(WORDS)
    expect(preview.locator("cite")).to_have_text("Bea")
    expect(preview.locator(".likely")).to_contain_text("Ann Lee")
    expect(preview.get_by_role("status")).to_contain_text("Likely the same")
    expect(page.locator("[name=quote]")).to_have_value(WORDS)


def test_escape_leaves_a_field_as_it_was(hands: Keyboard, page: Page, film: Film) -> None:
    hands.type("gener")
    expect(page.locator(".select2-results__option", has_text="Generally")).to_be_visible()
    hands.press("Escape")
    assert page.locator("[name=film]").input_value() == ""
    hands.press("Tab")
    hands.type("Bea")
    hands.press("Enter")
    expect(page.locator("#select2-id_critic-container")).to_contain_text("Bea (new)")
    assert page.locator("[name=critic]").input_value() == "+Bea"


def test_what_is_marked_by_the_arrows_is_taken(hands: Keyboard, page: Page, film: Film) -> None:
    hands.type("gener")
    expect(page.locator(".select2-results__option", has_text="Generally")).to_be_visible()
    marked = page.locator(".select2-results__option--highlighted")
    hands.press("ArrowDown")
    expect(marked).to_have_text("The Général (1926)")
    hands.press("Tab")
    expect(page.locator("#select2-id_film-container")).to_have_text("The Général (1926)")


def test_a_contributor_saves_a_draft_by_the_same_keys(page: Page, film: Film) -> None:
    sign_in(page, contributor())
    page.goto(f"{ADD}?film={film.pk}")
    begins_at(page, "critic")
    hands = Keyboard(page)
    hands.type("Ann Lee")
    hands.press("Tab")
    hands.press("Control+Enter")
    expect(page.get_by_text("is saved as a draft. Here is the next one")).to_be_visible()
    assert film.critic_reviews.get().status == "draft"


def test_the_list_is_narrowed_to_a_publication_by_typing(page: Page, film: Film) -> None:
    for name in ("Bar Gazette", "Foo Review"):
        make.review(film, publication=make.publication(name))
    sign_in(page, editor())
    page.goto(f"{DESK}?status__exact=published")
    page.locator(".filter-by-typing .select2-selection").focus()
    hands = Keyboard(page)
    hands.type("gazette")
    hands.press("Enter")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    expect(page.locator("#result_list")).to_contain_text("Bar Gazette")
    assert "status__exact=published" in page.url


def test_of_several_that_fit_equally_none_is_taken(hands: Keyboard, page: Page, film: Film) -> None:
    for name in ("Night Desk", "Late Desk"):
        make.critic(name)
    for name in ("The Demo Gazette", "Demo Gazette Weekend"):
        make.publication(name)
    hands.type("the général")
    hands.press("Tab")
    hands.type("desk")
    hands.press("Tab")
    hands.type("demo gazette")
    hands.press("Tab")
    paper = page.locator("#select2-id_publication-container")
    expect(paper).to_have_attribute("title", "The Demo Gazette")
    expect(page.locator("#select2-id_critic-container")).to_have_text("desk: which one?")
    hands.press("Control+Enter")
    begins_at(page, "critic")
    assert not CriticReview.objects.exists()
    hands.type("desk")
    expect(page.locator(".select2-results__option", has_text="Night Desk")).to_be_visible()
    hands.press("Tab")
    expect(page.locator("#select2-id_critic-container")).to_have_text("desk: which one?")


def test_the_keyboard_begins_at_what_is_wrong_and_else_at_what_is_empty(
    page: Page, film: Film
) -> None:
    known = make.review(film, "", quote=WORDS, critic=make.critic("Ann Lee"))
    sign_in(page, editor())
    page.goto(f"{DESK}{known.pk}/change/")
    expect(page.locator("[name=verdict]")).to_be_focused()
    page.locator("[name=url]").fill("nowhere")
    page.locator("[name=_save]").click()
    expect(page.locator("[name=url]")).to_be_focused()
    page.goto(f"{ADD}?film={film.pk}")
    hands = Keyboard(page)
    hands.type("Bea")
    hands.press("Tab")
    hands.press("Tab")
    hands.paste(WORDS)
    hands.press("Control+Enter")
    expect(page.locator("[name=another]")).to_be_focused()


def test_a_form_does_not_go_without_what_was_not_found(
    hands: Keyboard, page: Page, film: Film
) -> None:
    hands.type("metropolis")
    hands.press("Tab")
    hands.type("Bea")
    hands.press("Tab")
    hands.press("Control+Enter")
    expect(page.locator("#select2-id_film-container")).to_have_text("metropolis ?")
    begins_at(page, "film")
    assert not CriticReview.objects.exists()


def test_in_a_narrow_window_nothing_is_cut_and_there_is_room_to_search(
    page: Page, film: Film
) -> None:
    make.review(film, quote=WORDS, critic=make.critic("Ann Lee"), status="draft")
    sign_in(page, editor())
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{DESK}queue/")
    cut = "each => each.scrollWidth > each.clientWidth"
    assert not page.locator(".work-queue form").evaluate(cut)
    page.goto(DESK)
    box = page.locator("#searchbar").bounding_box()
    assert box
    assert box["width"] >= 180


@pytest.mark.parametrize("name", ["change", "queue", "add"])
def test_the_pages_of_the_desk_fit_every_window_and_satisfy_axe(
    name: str, page: Page, film: Film, console: list[str]
) -> None:
    review = make.review(film, quote=WORDS, critic=make.critic("Ann Lee"), status="draft")
    sign_in(page, editor())
    page.goto({"change": f"{DESK}{review.pk}/change/", "add": ADD, "queue": f"{DESK}queue/"}[name])
    if name == "change":
        expect(page.locator("#review_preview cite")).to_have_text("Ann Lee")
    for width, scheme in LOOKS:
        look(page, width, scheme)
        assert sideways(page) == 0
        assert console == []
        axe(page)
        console.clear()  # axe has styles of its own, which the policy refuses


def test_a_review_is_entered_without_scripts(page_without_scripts: Page, film: Film) -> None:
    page = page_without_scripts
    sign_in(page, editor())
    page.goto(ADD)
    page.locator("#id_film_typed").fill("The Général (1926)")
    page.locator("#id_critic_typed").fill("Ann Lee")
    page.locator("#id_aggregator_typed").fill(make.aggregator("Sums").name)
    page.locator("#id_quote").fill(WORDS)
    for width, scheme in LOOKS:
        look(page, width, scheme)
        assert sideways(page) == 0
    page.get_by_role("button", name="Publish, and on to the next").first.click()
    expect(page.locator(".messagelist")).to_contain_text("The review by Ann Lee is published.")
    review = CriticReview.objects.get()
    assert (review.film, str(review.critic), review.status) == (film, "Ann Lee", "published")


def test_without_scripts_nothing_stands_there_that_needs_one(
    page_without_scripts: Page, film: Film
) -> None:
    page = page_without_scripts
    sign_in(page, editor())
    page.goto(ADD)
    expect(page.locator("[name=film_typed]")).to_be_visible()
    for needless in ("select[name=film]", "#review_preview", ".submit-row .keys"):
        expect(page.locator(needless)).to_be_hidden()
    page.goto(f"{ADD}?film={film.pk}")
    expect(page.locator("select[name=film]")).to_be_visible()
    expect(page.locator("select[name=critic]")).to_be_hidden()


def test_the_list_is_narrowed_to_a_publication_without_scripts(
    page_without_scripts: Page, film: Film
) -> None:
    page = page_without_scripts
    for name in ("Bar Gazette", "Foo Review"):
        make.review(film, publication=make.publication(name))
    sign_in(page, editor())
    page.goto(f"{DESK}?status__exact=published")
    page.locator(".filter-by-typing input:visible").fill("gazette")
    page.locator(".filter-by-typing button").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    expect(page.locator("#result_list")).to_contain_text("Bar Gazette")
