"""What holds for every page: its headers, and addresses that lead to nothing or make no sense."""

from urllib.parse import quote

import pytest
from django.http import HttpResponseBase
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db

POLICY = [
    "base-uri 'none'",
    "default-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
]
HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
UNANSWERED = "Its address, or what was sent with it, isn't what this site can take."
LISTS = ["/films/", "/critics/", "/publications/"]


@pytest.fixture
def film_page() -> str:
    """The address of a film that is there."""
    return make.film("Metropolis", 1927).get_absolute_url()


def assert_strict(answer: HttpResponseBase) -> None:
    """Fail unless these headers, and nothing weaker, came with it."""
    policy = answer["Content-Security-Policy"]
    assert sorted(part.strip() for part in policy.split(";") if part.strip()) == POLICY
    assert {name: answer.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("address", ["/", *LISTS, "/about/scores/", "/accounts/login/", "/no/"])
def test_every_page_tells_browsers_to_be_strict(client: Client, address: str) -> None:
    assert_strict(client.get(address))


def test_every_page_is_asked_for_anew_so_that_what_is_withdrawn_is_gone(client: Client) -> None:
    film, critic, publication = make.film(), make.critic(), make.publication()
    review = make.review(film, critic=critic, publication=publication)
    things = [each.get_absolute_url() for each in (film, critic, publication)]
    for address in ("/", *LISTS, *things, review.get_absolute_url(), "/about/scores/", "/no/"):
        assert client.get(address)["Cache-Control"] == "no-cache"
    assert not client.get("/robots.txt").has_header("Cache-Control")
    client.cookies["theme"] = "dark"
    assert client.get("/films/")["Cache-Control"] == "private, no-cache"
    assert client.get("/robots.txt")["Cache-Control"] == "private"


def test_a_film_page_tells_browsers_to_be_strict(client: Client, film_page: str) -> None:
    assert_strict(client.get(film_page))


@pytest.mark.parametrize("address", ["/", *LISTS, "/about/scores/", "/no/"])
def test_who_only_looks_gets_no_cookie(client: Client, address: str) -> None:
    assert not client.get(address).cookies


@pytest.mark.parametrize("address", ["/no/", "/films/no-such-film/", "/people/nobody/", "/a/b/c"])
def test_where_nothing_is_one_can_search(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    page = answer.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert 'action="/films/"' in main
    assert 'name="q"' in main


@pytest.mark.parametrize(
    "address", ["/films/?q=%00", "/films/?q=a%00b", "/films/a%00b/", "/people/%00/", "/?%00=1"]
)
def test_a_nul_is_no_text(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert UNANSWERED in answer.content.decode()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("half_stars=7", "application/x-www-form-urlencoded; charset=latin-1"),
        ("half_stars=7&" * 100_001, "application/x-www-form-urlencoded"),
        ("half_stars=" + "7" * 2_700_000, "application/x-www-form-urlencoded"),
        ("half_stars=7", "multipart/form-data"),
    ],
)
@pytest.mark.parametrize("address", ["/films/metropolis-1927/rating/", "/accounts/login/", "/no/"])
def test_a_form_that_cannot_be_read_is_said_to_be_that(
    signed_in: Client, film_page: str, address: str, body: str, kind: str
) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies = signed_in.cookies
    strict.cookies["csrftoken"] = "a" * 32
    answer = strict.post(address, body, content_type=kind)
    assert answer.status_code == (404 if address == "/no/" and "latin" not in kind else 400)
    assert answer.status_code == 404 or UNANSWERED in answer.content.decode()


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("page", ["0", "-1", "abc", "", "9" * 18, "1" + "0" * 30, "½", "1e9", "٣"])
def test_a_list_shows_some_page_whatever_is_asked(client: Client, address: str, page: str) -> None:
    assert client.get(f"{address}?page={quote(page)}").status_code == 200


@pytest.mark.parametrize("words", ["%ff", "%ed%a0%80", "%c3%28", "%", "%zz", "%F0%9F%8E%AC"])
def test_a_search_for_broken_text_finds_nothing(client: Client, words: str) -> None:
    make.film("Metropolis", 1927)
    answer = client.get(f"/films/?q={words}")
    assert answer.status_code in (200, 400)
    assert "Metropolis" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/films/%ff/", "/people/%ed%a0%80/", "/critics/%c3%28/"])
def test_an_address_of_broken_text_leads_nowhere(client: Client, address: str) -> None:
    assert client.get(address).status_code in (400, 404)


def test_a_search_may_be_of_any_length(client: Client) -> None:
    assert client.get("/films/", {"q": "é" * 5000}).status_code == 200


def test_a_site_answers_to_its_own_names_only(client: Client) -> None:
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400


def test_every_box_for_searching_takes_as_many_characters_as_a_search(client, settings):
    settings.LONGEST_SEARCH = 77
    assert client.get("/critics/").content.decode().count('maxlength="77"') == 2
