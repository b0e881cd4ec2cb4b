"""Reviews for search engines: only those that can be read somewhere."""

from datetime import date

import pytest

from tests import make
from tests.reading import json_ld

pytestmark = pytest.mark.django_db
PAGES = ["/films/the-wind-1928/", "/films/the-wind-1928/reviews/"]
PARTS = ["author", "publisher", "reviewRating"]


@pytest.fixture
def film():
    return make.film("The Wind", 1928)


def described(client, address):
    return json_ld(client.get(address)).get("review", [])


@pytest.fixture
def review(film):
    return make.review(
        film,
        critic=make.critic("Ann Ea"),
        publication=make.publication("Bar Gazette"),
        quote="[Loud] </script>",
        language="en",
        url="https://bar.example/1",
        original_score="3.5/4",
        published_on="2008-05",
        written_as="A. Nonym",
    )


@pytest.mark.parametrize("address", PAGES)
def test_a_review_with_a_link_is_described(client, review, address):
    [found] = described(client, address)
    page = "http://testserver/films/the-wind-1928/"
    film = {"@type": "Movie", "@id": page, "url": page, "name": "The Wind"}
    assert found.pop("itemReviewed") == film
    assert {name: found[name] for name in found if name not in PARTS} == {
        "@type": "CriticReview",
        "url": "https://bar.example/1",
        "datePublished": "2008-05",
        "reviewBody": "[Loud] </script>",
        "inLanguage": "en",
    }


@pytest.mark.parametrize("address", PAGES)
def test_who_wrote_and_printed_it_and_the_own_score_are_described(client, review, address):
    [found] = described(client, address)
    assert [found[name] for name in PARTS] == [
        {
            "@type": "Person",
            "name": "Ann Ea",
            "alternateName": "A. Nonym",
            "url": "http://testserver/critics/ann-ea/",
        },
        {
            "@type": "Organization",
            "name": "Bar Gazette",
            "url": "http://testserver/publications/bar-gazette/",
        },
        {
            "@type": "Rating",
            "ratingValue": "87.5",
            "bestRating": "100",
            "worstRating": "0",
            "ratingExplanation": "3.5/4",
        },
    ]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    "facts",
    [
        {"url": ""},
        {"url": "https://bar.example/1", "link_dead_since": date(2026, 3, 2)},
        {"url": "https://bar.example/1", "status": "withdrawn"},
    ],
)
def test_without_a_link_that_works_it_is_not(client, film, address, facts):
    make.review(film, **facts)
    make.review(film, url="https://bar.example/2")
    assert [review["url"] for review in described(client, address)] == ["https://bar.example/2"]


@pytest.mark.parametrize("address", PAGES)
def test_neither_a_verdict_nor_a_score_of_unknown_scale_becomes_a_rating(client, film, address):
    make.review(film, "favourable", url="https://bar.example/1", original_score="8")
    [review] = described(client, address)
    assert "reviewRating" not in review


@pytest.mark.parametrize("address", PAGES)
def test_without_a_critic_the_publication_is_the_author(client, film, address):
    gazette = make.publication("Bar Gazette")
    make.review(film, critic=None, publication=gazette, url="https://bar.example/1")
    [review] = described(client, address)
    assert review["author"] == review["publisher"]
    assert review["author"]["@type"] == "Organization"


@pytest.mark.parametrize("address", PAGES)
def test_without_a_publication_there_is_no_publisher(client, film, address):
    make.review(film, publication=None, url="https://bar.example/1")
    [review] = described(client, address)
    assert "publisher" not in review


def test_a_page_without_any_has_no_block_of_its_own(client, film):
    make.review(film)
    assert "ld+json" not in client.get(PAGES[1]).content.decode()
