"""The account pages in a browser: keyboard, screen reader, narrow, dark, with a passkey."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import CDPSession, Page, expect
from pytest_django.fixtures import Settings

from accounts.models import User
from tests.accounts.members import PASSWORD, code, give_app, give_key, member
from tests.browser import LOOKS, axe, look, sideways, sign_in

VISITORS = ["login/", "signup/", "password/reset/", "password/reset/done/", "confirm-email/"]
VIEWERS = ["email/", "password/change/", "2fa/", "2fa/recovery-codes/", "2fa/webauthn/"]
OTHERS_OF_VIEWERS = ["2fa/webauthn/add/", "2fa/totp/deactivate/", "sessions/", "logout/"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ann() -> User:
    """Can sign in with `PASSWORD`."""
    return member("ann")


@pytest.fixture
def passkeys(page: Page) -> Iterator[CDPSession]:
    """The computer has a built-in holder of passkeys, whose owner is always there."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield devtools
    devtools.detach()


def assert_fine_in_every_look(page: Page) -> None:
    """Axe finds nothing and nothing stands out sideways, wide and narrow, light and dark."""
    for width, scheme in LOOKS:
        look(page, width, scheme)
        axe(page)
        assert sideways(page) == 0, f"{page.url} at {width}"


def press(page: Page, name: str) -> None:
    """Press the button in the page itself (the header has one of its own for searching)."""
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def confirm_password(page: Page) -> None:
    """Give the password again, as each change of a factor asks, and wait for what follows."""
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        press(page, "Confirm")


def test_signing_in_with_the_keyboard_alone(page: Page, ann: User) -> None:
    page.goto("/accounts/login/?next=/about/scores/")
    page.get_by_role("link", name="Skip to the content").press("Enter")
    for keys in ("ann", "wrong"):
        page.keyboard.press("Tab")
        page.keyboard.type(keys)
    page.keyboard.press("Enter")
    summary = page.get_by_role("group", name="This isn’t right yet:")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Username or email address")).to_have_value("ann")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("/about/scores/")
    expect(page.get_by_role("banner").get_by_role("link", name="ann")).to_be_visible()


def test_an_error_leads_to_its_field(page: Page) -> None:
    page.goto("/accounts/signup/")
    press(page, "Sign up")
    page.get_by_role("group").get_by_role("link", name="Email address").click()
    field = page.get_by_label("Email address")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description("Nobody else sees it. This field is required.")


@pytest.mark.parametrize("address", VISITORS)
def test_a_visitors_page_is_fine_in_every_look(page: Page, address: str) -> None:
    page.goto(f"/accounts/{address}")
    assert_fine_in_every_look(page)


def test_errors_are_fine_in_every_look(page: Page) -> None:
    page.goto("/accounts/signup/")
    press(page, "Sign up")
    assert_fine_in_every_look(page)


def test_a_viewers_pages_are_fine_in_every_look(page: Page) -> None:
    longest = member("a-viewer-with-the-longest-name")
    give_app(longest)
    give_key(longest)
    sign_in(page, longest)
    page.goto("/accounts/reauthenticate/?next=/accounts/email/")
    assert_fine_in_every_look(page)
    confirm_password(page)
    for address in VIEWERS + OTHERS_OF_VIEWERS:
        page.goto(f"/accounts/{address}")
        assert page.url.endswith(address)
        assert_fine_in_every_look(page)


def test_ones_own_pages_are_fine_in_every_look(page: Page) -> None:
    longest = member("a-viewer-with-the-longest-name")
    sign_in(page, longest)
    page.goto("/you/username/")
    confirm_password(page)
    press(page, "Change it")
    assert_fine_in_every_look(page)
    page.goto("/you/delete/")
    press(page, "Delete my account and all of this")
    assert_fine_in_every_look(page)
    page.goto("/you/settings/")
    page.get_by_role("radio", name="Only you").evaluate("radio => radio.value = 'nobody'")
    page.get_by_role("radio", name="Only you").check()
    press(page, "Save")
    assert_fine_in_every_look(page)
    page.get_by_role("group").get_by_role("link", name="Who may see your ratings").click()
    expect(page.get_by_role("group", name="Who may see your ratings")).to_be_focused()


@pytest.mark.parametrize("policy", ["invite", "closed"])
def test_a_page_that_takes_nobody_is_fine_in_every_look(
    page: Page, settings: Settings, policy: str
) -> None:
    settings.SIGN_UP = policy
    for address in ("/accounts/signup/", "/accounts/signup/?invitation=x", "/accounts/login/"):
        page.goto(address)
        assert_fine_in_every_look(page)


def test_choosing_renaming_and_leaving_with_the_keyboard_alone_and_no_scripts(
    page_without_scripts: Page, ann: User
) -> None:
    page = page_without_scripts
    sign_in(page, ann)
    page.goto("/you/settings/")
    page.get_by_role("radio", name="Everyone, but not search engines").press("ArrowDown")
    page.get_by_role("checkbox").press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("Your choices are saved.")
    expect(page.get_by_role("radio", name="Only you")).to_be_checked()
    expect(page.get_by_role("checkbox")).to_be_checked()
    page.get_by_role("link", name="Change your username").press("Enter")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("New username").fill("anna")
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("You are called anna now.")
    page.get_by_role("link", name="Delete your account").press("Enter")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("Your account is deleted")
    expect(page).to_have_url(re.compile(r"/$"))
    assert not User.objects.exists()


def test_a_screen_reader_and_the_tab_key_pass_by_the_field_that_stays_empty(page: Page) -> None:
    page.goto("/accounts/signup/")
    trap = page.locator("p:has([name=homepage])")
    assert trap.evaluate("trap => trap.getBoundingClientRect().width") <= 1
    expect(page.get_by_role("textbox", name="Leave this empty")).to_have_count(0)
    page.get_by_label("Password (again)").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("button", name="Sign up")).to_be_focused()


def test_the_picture_for_the_app_is_seen_also_in_the_dark(page: Page, ann: User) -> None:
    sign_in(page, ann)
    page.goto("/accounts/2fa/totp/activate/")
    confirm_password(page)
    picture = page.get_by_role("img", name="QR code of the secret below")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 0
    look(page, 320, "dark")
    assert picture.evaluate("image => getComputedStyle(image).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    assert_fine_in_every_look(page)
    secret = page.get_by_label("Secret").inner_text()
    page.get_by_label("Authenticator code").fill(code(secret))
    press(page, "Switch it on")
    expect(page.get_by_label("Codes not used yet")).to_be_visible()


def test_a_passkey_is_added_and_signs_in(page: Page, ann: User, passkeys: CDPSession) -> None:
    sign_in(page, ann)
    page.goto("/accounts/2fa/webauthn/add/")
    confirm_password(page)
    page.get_by_label("Name").fill("This computer")
    page.get_by_label("Sign in with it alone").check()
    press(page, "Add it")
    page.wait_for_url("/accounts/2fa/recovery-codes/")
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_role("main")).to_contain_text("signs you in without a password")
    page.goto("/accounts/logout/")
    press(page, "Sign out")
    page.goto("/accounts/login/?next=/about/scores/")
    press(page, "Sign in with a passkey")
    page.wait_for_url("/about/scores/")
    expect(page.get_by_role("banner").get_by_role("link", name="ann")).to_be_visible()


def test_a_key_is_the_second_step(page: Page, ann: User, passkeys: CDPSession) -> None:
    sign_in(page, ann)
    page.goto("/accounts/2fa/webauthn/add/")
    confirm_password(page)
    press(page, "Add it")
    page.wait_for_url("/accounts/2fa/recovery-codes/")
    page.context.clear_cookies()
    page.goto("/accounts/login/?next=/about/scores/")
    page.get_by_label("Username or email address").fill("ann")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    assert_fine_in_every_look(page)
    press(page, "Use a passkey or security key")
    page.wait_for_url("/about/scores/")


def test_without_scripts_the_password_signs_in_and_no_dead_button_shows(
    page_without_scripts: Page, ann: User
) -> None:
    page = page_without_scripts
    page.goto("/accounts/login/")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    expect(page.locator("noscript p")).to_be_visible()
    page.get_by_label("Username or email address").fill("ann")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    expect(page.get_by_role("banner").get_by_role("link", name="ann")).to_be_visible()
