"""What search engines are told: which pages there are, and no more than anyone may read."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from films.sitemaps import PagesByName
from tests import make

pytestmark = pytest.mark.django_db

SECTIONS = ("pages", "films", "people", "critics", "publications", "viewers")


def told(client: Client, address: str) -> list[str]:
    """The addresses in a sitemap, without the site's own."""
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    return re.findall("<loc>http://testserver(.*?)</loc>", answer.content.decode())


def test_the_sitemap_names_a_file_for_each_kind_of_page(client: Client) -> None:
    assert told(client, "/sitemap.xml") == [f"/sitemap-{section}.xml" for section in SECTIONS]


def test_pages_that_every_site_has_are_told(client: Client) -> None:
    pages = told(client, "/sitemap-pages.xml")
    assert pages == [
        "/",
        "/films/",
        "/critics/",
        "/publications/",
        "/about/scores/",
        "/about/reviews/",
    ]
    assert {client.get(page).status_code for page in pages} == {200}


def test_films_and_people_are_told_by_the_addresses_they_have_now(client: Client) -> None:
    film = make.film("Metropolis", 1927)
    film.year = 1926
    film.save()
    someone = make.person("Fritz Lang")
    make.credit(film, someone)
    assert told(client, "/sitemap-films.xml") == ["/films/metropolis-1926/"]
    assert told(client, "/sitemap-people.xml") == ["/people/fritz-lang/"]


def test_who_has_published_nothing_here_is_not_told(client: Client) -> None:
    film = make.film()
    make.review(film, critic=make.critic("Ann Bell"), publication=make.publication("Tide"))
    make.review(film, critic=make.critic("Bo"), publication=make.publication("Ebb"), status="draft")
    make.critic("Cy")
    assert told(client, "/sitemap-critics.xml") == ["/critics/ann-bell/"]
    assert told(client, "/sitemap-publications.xml") == ["/publications/tide/"]


def test_only_viewers_who_let_search_engines_in_are_told(client: Client) -> None:
    for visibility in ("public", "unlisted", "private"):
        make.viewer(f"is-{visibility}", visibility=visibility)
    make.viewer("left", visibility="public", is_active=False)
    assert told(client, "/sitemap-viewers.xml") == ["/viewers/is-public/"]


@pytest.fixture
def _two_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PagesByName, "limit", 2)


@pytest.mark.usefixtures("_two_a_file")
def test_more_than_a_file_may_hold_make_another_file(client: Client) -> None:
    for number in range(5):
        make.film(f"Rain {number}", 1929)
    files = [each for each in told(client, "/sitemap.xml") if "films" in each]
    assert files == ["/sitemap-films.xml", "/sitemap-films.xml?p=2", "/sitemap-films.xml?p=3"]
    films = [film for file in files for film in told(client, file)]
    assert films == [f"/films/rain-{number}-1929/" for number in range(5)]


def test_no_file_holds_more_than_search_engines_take() -> None:
    assert PagesByName.limit <= 50_000


@pytest.mark.parametrize(("section", "queries"), [("films", 2), ("people", 2), ("critics", 2)])
def test_a_file_asks_for_names_alone_however_many_there_are(
    client: Client,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
    section: str,
    queries: int,
) -> None:
    for _ in range(3):
        film = make.film()
        make.credit(film)
        make.review(film)
    with django_assert_num_queries(queries):
        assert len(told(client, f"/sitemap-{section}.xml")) == 3


@pytest.mark.parametrize(
    "address",
    ["/sitemap-secrets.xml", "/sitemap-films.xml?p=9", "/sitemap-films.xml?p=x", "/sitemap-.xml"],
)
def test_a_sitemap_that_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_who_reads_the_sitemap_gets_no_cookie_and_no_date_that_is_made_up(client: Client) -> None:
    make.film()
    for address in ("/sitemap.xml", *(f"/sitemap-{section}.xml" for section in SECTIONS)):
        answer = client.get(address)
        assert not answer.cookies
        assert "lastmod" not in answer.content.decode()
