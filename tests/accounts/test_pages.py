"""Every account page stands in the site's own layout, and works by the same few rules."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.fixtures import Settings

from accounts.models import User
from tests.accounts.members import PASSWORD, code, give_app, give_key, member, sign_in
from tests.reading import Page, words

pytestmark = pytest.mark.django_db

VISITORS = {
    "account_login": "Sign in",
    "account_signup": "Sign up",
    "account_reset_password": "Forgotten your password?",
    "account_reset_password_done": "Look into your mail",
    "account_reset_password_from_key_done": "Your password is changed",
    "account_inactive": "This account is switched off",
    "account_email_verification_sent": "Confirm your email address",
}
VIEWERS = {
    "account_email": "Email addresses",
    "account_logout": "Sign out",
    "account_change_password": "Change your password",
    "account_reauthenticate": "Is it you?",
    "mfa_index": "Two-factor authentication",
    "mfa_reauthenticate": "Is it you?",
    "mfa_reauthenticate_webauthn": "Is it you?",
    "mfa_deactivate_totp": "Switch the authenticator app off",
    "mfa_view_recovery_codes": "Recovery codes",
    "mfa_generate_recovery_codes": "Make new recovery codes",
    "mfa_list_webauthn": "Passkeys and security keys",
    "mfa_add_webauthn": "Add a passkey or security key",
    "usersessions_list": "Sessions",
}
OWN = {
    "settings": "Settings",
    "change_username": "Change your username",
    "account_delete": "Delete your account",
}
#: Pages that need more than a name, each with a test of its own below.
OTHERS = {
    "account_confirm_email",
    "account_confirm_login_code",
    "account_reset_password_from_key",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_authenticate",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_login_webauthn",
    "mfa_remove_webauthn",
}


def names(resolver: URLResolver) -> Iterator[str]:
    """The names of all addresses below one."""
    for below in resolver.url_patterns:
        if isinstance(below, URLPattern):
            yield str(below.name)
        else:
            yield from names(below)


class Controls(HTMLParser):
    """The visible controls of a page, and what its labels are for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.unnamed: list[str] = []
        self.labelled: set[str | None] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a label, or a control that needs one."""
        given = dict(attrs)
        if tag == "label":
            self.labelled.add(given.get("for"))
        if tag in ("input", "textarea", "select", "output") and given.get("type") != "hidden":
            self.unnamed.append(str(given.get("id")))


def assert_in_our_layout(page: Page, heading: str) -> None:
    """One h1 that says so, one main, a language, our header, labels, and nothing inline."""
    text = page.content.decode()
    assert '<html lang="en">' in text
    assert text.count('<main id="main"') == text.count("<main") == 1
    assert re.findall(r"<h1[^>]*>\s*(.*?)\s*</h1>", text, re.S) == [heading]
    assert words(page, "<title", "</title>").endswith(" · Halfstar")
    assert not words(page, "<title", "</title>").startswith("· ")
    assert '<a class="wordmark" href="/">' in text
    assert re.findall(r"<[^>]+\sstyle=|<[^>]+\son[a-z]+=|<style", text) == []
    assert [tag for tag in re.findall(r"<script[^>]*>", text) if not data_or_file(tag)] == []
    controls = Controls(text)
    assert [one for one in controls.unnamed if one not in controls.labelled] == []


def data_or_file(script: str) -> bool:
    """Whether a script tag is a file of ours, or data that nothing runs."""
    return 'src="/static/' in script or 'type="application/json"' in script


@pytest.fixture
def ann(client: Client) -> User:
    """Signed in, with every second factor there is."""
    user = member("ann")
    sign_in(client, user)
    give_app(user)
    give_key(user)
    return user


def test_no_account_page_is_forgotten_here() -> None:
    [accounts] = [
        one
        for one in get_resolver().url_patterns
        if isinstance(one, URLResolver) and str(one.pattern) == "accounts/"
    ]
    assert set(names(accounts)) == {*VISITORS, *VIEWERS, *OTHERS}


@pytest.mark.parametrize(("name", "heading"), VISITORS.items(), ids=VISITORS)
def test_a_page_for_everyone(client: Client, name: str, heading: str) -> None:
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert_in_our_layout(page, heading)
    assert 'aria-label="Your account"' not in page.content.decode()


@pytest.mark.parametrize(("name", "heading"), (VIEWERS | OWN).items(), ids=VIEWERS | OWN)
def test_a_page_of_ones_own(client: Client, ann: User, name: str, heading: str) -> None:
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert_in_our_layout(page, heading)
    shown = words(page, 'aria-label="Your account"', "</nav>")
    account = "Settings Email addresses Password Two-factor authentication Sessions"
    assert account in shown
    assert "Sign out" in shown


@pytest.mark.parametrize("name", VIEWERS)
def test_a_page_of_ones_own_sends_a_visitor_elsewhere(client: Client, name: str) -> None:
    page = client.get(reverse(name))
    assert page.status_code == 302
    assert page["Location"].split("?")[0] in ("/", "/accounts/login/")


@pytest.mark.parametrize("name", ["settings", "account_email", "mfa_index", "usersessions_list"])
def test_the_page_where_one_is_stands_out_in_the_navigation(
    client: Client, ann: User, name: str
) -> None:
    text = client.get(reverse(name)).content.decode()
    text = text[text.index('aria-label="Your account"') :]
    assert f'<a href="{reverse(name)}" aria-current="page">' in text
    assert text.count("aria-current") == 1


def test_the_authenticator_app_comes_with_a_picture_of_its_secret(client: Client) -> None:
    sign_in(client, member("ann"))
    page = client.get(reverse("mfa_activate_totp"))
    assert_in_our_layout(page, "Set up an authenticator app")
    assert '<img class="qr" src="data:image/svg+xml;base64,' in page.content.decode()


def test_only_that_page_may_show_pictures_from_within(client: Client) -> None:
    sign_in(client, member("ann"))
    policy = client.get(reverse("mfa_activate_totp"))["Content-Security-Policy"]
    assert "img-src 'self' data:;" in f"{policy};"
    assert "default-src 'self';" in f"{policy};"
    assert "img-src" not in client.get(reverse("mfa_index"))["Content-Security-Policy"]


def test_the_second_step_of_signing_in(client: Client) -> None:
    give_app(member("ann"))
    page = client.post(
        reverse("account_login"), {"login": "ann", "password": PASSWORD}, follow=True
    )
    assert page.redirect_chain == [(reverse("mfa_authenticate"), 302)]
    assert_in_our_layout(page, "Your second factor")
    assert "Use a passkey" not in words(page)


def test_a_link_to_confirm_an_address(client: Client) -> None:
    member("ann")
    EmailAddress.objects.update(verified=False)
    key = EmailConfirmationHMAC.create(EmailAddress.objects.get()).key
    page = client.get(reverse("account_confirm_email", args=[key]))
    assert_in_our_layout(page, "Confirm your email address")
    assert "Is ann@films.example an address of ann?" in words(page)


@pytest.mark.parametrize(
    ("policy", "query", "heading"),
    [
        ("closed", "", "Sign-up is closed"),
        ("invite", "", "Sign-up is by invitation"),
        ("invite", "?invitation=x", "This invitation isn’t good any more"),
    ],
)
def test_sign_up_where_not_everyone_may(
    client: Client, settings: Settings, policy: str, query: str, heading: str
) -> None:
    settings.SIGN_UP = policy
    assert_in_our_layout(client.get(f"/accounts/signup/{query}"), heading)


@pytest.mark.parametrize("key", ["nonsense", "a:b:c", "a" * 5000])
def test_a_link_that_confirms_nothing(client: Client, key: str) -> None:
    page = client.get(reverse("account_confirm_email", args=[key]))
    assert_in_our_layout(page, "This link isn’t good any more")


def test_a_link_to_set_a_new_password(client: Client) -> None:
    ann = member("ann")
    key = f"{user_pk_to_url_str(ann)}-{default_token_generator.make_token(ann)}"
    page = client.get(f"/accounts/password/reset/key/{key}/", follow=True)
    assert_in_our_layout(page, "Set a new password")
    new = "eight reels of nitrate"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    ann.refresh_from_db()
    assert ann.check_password(new)


@pytest.mark.parametrize("key", ["1-abc", "zzzzzzzzzzzzz-abc", "0-set-password", "1-%FF"])
def test_a_link_that_sets_no_password(client: Client, key: str) -> None:
    page = client.get(f"/accounts/password/reset/key/{key}/")
    assert_in_our_layout(page, "This link isn’t good any more")


def test_a_first_password_for_who_has_none(client: Client) -> None:
    client.force_login(User.objects.create_user("ann"))
    assert_in_our_layout(client.get(reverse("account_set_password")), "Set a password")


def test_a_keys_own_pages(client: Client, ann: User) -> None:
    key = give_key(ann, "Red key")
    edit, remove = (reverse(f"mfa_{verb}_webauthn", args=[key.pk]) for verb in ("edit", "remove"))
    assert_in_our_layout(client.get(edit), "Rename this key")
    assert_in_our_layout(client.get(remove), "Remove this key?")
    client.post(edit, {"name": "Green key"})
    assert "Green key" in words(client.get(reverse("mfa_list_webauthn")))
    client.post(remove)
    assert "Green key" not in words(client.get(reverse("mfa_list_webauthn")))


def test_recovery_codes_can_be_taken_home(client: Client, ann: User) -> None:
    page = client.get(reverse("mfa_download_recovery_codes"))
    assert page["Content-Type"].startswith("text/plain")
    assert len(re.findall(rb"^[0-9a-f]{8}$", page.content, re.M)) == 10


@pytest.mark.parametrize("name", ["account_confirm_login_code", "mfa_login_webauthn"])
def test_a_step_out_of_its_order_leads_to_sign_in(client: Client, name: str) -> None:
    assert client.get(reverse(name))["Location"] == reverse("account_login")


def test_a_wrong_code_is_said_beside_its_field(client: Client, ann: User) -> None:
    page = client.post(reverse("mfa_reauthenticate"), {"code": "000000" if code() else ""})
    assert page.status_code == 200
    assert "Code : Incorrect code." in words(page)
