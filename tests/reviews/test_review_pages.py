"""The pages of a film's reviews, of critics and of publications."""

import pytest

from tests import make
from tests.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def film():
    film = make.film("The Wind", 1928)
    make.review(film, "favourable", quote="Loud.", critic=make.critic("Ann Ea"))
    make.review(film, "unfavourable", quote="Long.", publication=make.publication("Bar Gazette"))
    make.review(film, "", quote="Seen.")
    make.review(film, status="draft", quote="Not yet.")
    return film


def test_every_published_review_of_the_film_is_listed(client, film):
    text = words(client.get("/films/the-wind-1928/reviews/"))
    assert "All (3) Favourable (1) Unfavourable (1) Not stated (1)" in text
    assert all(quote in text for quote in ("Loud.", "Long.", "Seen."))
    assert "Not yet." not in text


@pytest.mark.parametrize(
    ("verdict", "quote"),
    [("favourable", "Loud."), ("unfavourable", "Long."), ("unstated", "Seen.")],
)
def test_a_verdict_shows_its_reviews_only(client, film, verdict, quote):
    text = words(client.get(f"/films/the-wind-1928/reviews/?verdict={verdict}"))
    assert [each for each in ("Loud.", "Long.", "Seen.") if each in text] == [quote]


def test_an_unknown_verdict_shows_all(client, film):
    assert "Seen." in words(client.get("/films/the-wind-1928/reviews/?verdict=drop%20table"))


def test_a_film_without_reviews_says_so(client):
    make.film("Empty", 1928)
    assert "No critic's review is here yet." in words(client.get("/films/empty-1928/reviews/"))


def test_critics_and_publications_with_a_published_review_are_listed(client, film):
    make.critic("Nobody Yet")
    text = words(client.get("/critics/"))
    assert "Ann Ea 1 review" in text
    assert "Nobody Yet" not in text
    assert "Bar Gazette 1 review" in words(client.get("/publications/"))


def test_a_critics_page_lists_their_reviews_with_the_films(client, film):
    text = words(client.get("/critics/ann-ea/"))
    assert "The Wind (1928) Loud. Ann Ea" in text
    assert "Long." not in text


def test_a_publications_page_lists_its_reviews_with_the_films(client, film):
    assert "The Wind (1928) Long." in words(client.get("/publications/bar-gazette/"))


@pytest.mark.parametrize("kind", ["critics", "publications", "films/x/reviews"])
def test_an_unknown_address_is_not_found(client, kind):
    assert client.get(f"/{kind}/nobody/").status_code == 404


def test_a_former_name_of_a_critic_leads_on(client):
    critic = make.critic("An Ea")
    critic.name = "Ann Ea"
    critic.save()
    assert client.get("/critics/an-ea/")["Location"] == "/critics/ann-ea/"


@pytest.mark.parametrize("reviews", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/films/the-film-1928/reviews/", 5),
        ("/critics/", 2),
        ("/publications/", 2),
        ("/critics/ann-ea/", 3),
        ("/publications/bar-gazette/", 3),
    ],
)
def test_pages_cost_the_same_with_one_review_and_with_three(
    client, reviews, address, queries, django_assert_num_queries
):
    critic, publication = make.critic("Ann Ea"), make.publication("Bar Gazette")
    film = make.film("The Film", 1928)
    make.review(film, critic=critic, publication=publication)
    for _ in range(reviews - 1):
        make.review(film)
        make.review(make.film(), critic=critic, publication=publication)
    with django_assert_num_queries(queries):
        client.get(address)
