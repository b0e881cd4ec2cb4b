"""The pages of a film's reviews, of critics and of publications."""

import re
from datetime import date
from typing import Any

import pytest

from reviews.models import Correction, Critic
from tests import make
from tests.reading import links, words

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


def test_the_list_tells_the_films_score_and_leads_to_its_receipt(client, viewer, film):
    page = "/films/the-wind-1928/reviews/"
    assert "1 favourable, 1 unfavourable, 1 not stated. A share from 5" in words(client.get(page))
    for _ in range(3):
        make.review(film)
    response = client.get(page)
    assert "80% favourable : 4 of 5 stated verdicts. How this is computed" in words(response)
    assert "critic most telling What “most telling” means" in words(response)
    assert {"/films/the-wind-1928/scores/#critics", "/about/reviews/#first"} <= set(links(response))
    viewer.hides_scores = True
    viewer.save()
    client.force_login(viewer)
    assert "favourable" not in words(client.get(page))


@pytest.mark.parametrize(
    ("verdict", "quote"),
    [("favourable", "Loud."), ("unfavourable", "Long."), ("unstated", "Seen.")],
)
def test_a_verdict_shows_its_reviews_only(client, film, verdict, quote):
    text = words(client.get(f"/films/the-wind-1928/reviews/?verdict={verdict}"))
    assert [each for each in ("Loud.", "Long.", "Seen.") if each in text] == [quote]


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("favourable", "No review here is favourable."),
        ("unfavourable", "No review here is unfavourable."),
        ("unstated", "Every review here states a verdict."),
    ],
)
def test_a_verdict_that_no_review_has_says_so_and_leads_to_all(client, verdict, said):
    has = "favourable" if verdict == "unfavourable" else "unfavourable"
    make.review(make.film("The Wind", 1928), has)
    response = client.get(f"/films/the-wind-1928/reviews/?verdict={verdict}&sort=oldest")
    assert f"{said} All reviews" in words(response)
    assert "?sort=oldest" in links(response)


def quotations(response):
    """In which order they stand on the page."""
    return re.findall(r"<blockquote[^>]*>([^<]*)<", response.content.decode())


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("newest", ["March", "February", "2008", "Whenever"]),
        ("oldest", ["2008", "February", "March", "Whenever"]),
        ("critic", ["Whenever", "February", "2008", "March"]),
        ("telling", ["February", "2008", "March", "Whenever"]),
        ("by-magic", ["March", "February", "2008", "Whenever"]),
    ],
)
def test_reviews_are_sorted_as_asked(client, sort, order):
    film = make.film("The Wind", 1928)
    mirror, bee, zed = make.publication("Mirror"), make.critic("Zoe Bee"), make.critic("Ann Zed")
    make.review(film, quote="2008", published_on="2008", critic=None, publication=mirror)
    make.review(film, quote="February", published_on="2008-02", critic=bee, publication=None)
    make.review(film, "unfavourable", quote="March", published_on="2008-03-01", critic=zed)
    make.review(film, quote="Whenever", critic=make.critic("Cy Abe"))
    assert quotations(client.get(f"/films/the-wind-1928/reviews/?sort={sort}")) == order


def test_the_pages_of_a_list_keep_verdict_and_order(client, settings):
    settings.ROWS_A_PAGE = 1
    film = make.film("The Wind", 1928)
    for _ in range(3):
        make.review(film, "unfavourable")
    page = client.get("/films/the-wind-1928/reviews/?sort=oldest&verdict=unfavourable&page=2")
    for number in (1, 3):
        assert f"?verdict=unfavourable&sort=oldest&page={number}" in links(page)
    assert "?verdict=unfavourable&sort=critic" in links(page)
    assert "?verdict=favourable&sort=oldest" in links(page)


def the_page(response):
    """Which page of the list it is, and the quotations on it."""
    page = re.search(r"Page (\d) of \d", words(response))
    return page and int(page[1]), quotations(response)


def test_a_review_is_led_to_on_whichever_page_it_stands(client, settings):
    settings.ROWS_A_PAGE = 1
    film = make.film("The Wind", 1928)
    make.review(film, "favourable", quote="Third", published_on="2006")
    sought = make.review(film, "unfavourable", quote="Sought", published_on="2007")
    make.review(film, "unfavourable", quote="First", published_on="2008")
    address, _hash, place = sought.get_absolute_url().partition("#")
    response = client.get(address)
    assert the_page(response) == (2, ["Sought"])
    assert f'id="{place}"' in response.content.decode()
    assert {"?page=1", "?page=3"} <= set(links(response))
    response = client.get(f"{address}&sort=oldest&verdict=unfavourable&page=2")
    assert the_page(response) == (1, ["Sought"])
    assert "?verdict=unfavourable&sort=oldest&page=2" in links(response)
    assert the_page(client.get(f"{address}&verdict=favourable")) == (None, ["Third"])


@pytest.mark.parametrize("asked", ["", "0", "-1", "x", "²", "9" * 30, "9" * 5000, "withdrawn"])
def test_a_review_that_is_not_there_leads_to_the_first_page(client, settings, asked):
    settings.ROWS_A_PAGE = 1
    film = make.film("The Wind", 1928)
    withdrawn = make.review(film, quote="Gone", published_on="2007", status="withdrawn")
    for year in (2006, 2008):
        make.review(film, quote=str(year), published_on=str(year))
    asked = str(withdrawn.pk) if asked == "withdrawn" else asked
    response = client.get(f"/films/the-wind-1928/reviews/?review={asked}")
    assert the_page(response) == (1, ["2008"])


def test_the_page_of_a_review_tells_no_verdict_to_who_does_not_see_them(client, viewer, settings):
    settings.ROWS_A_PAGE = 1
    film = make.film("The Wind", 1928)
    for verdict in ("favourable", "unfavourable"):
        sought = make.review(film, verdict, quote=verdict, published_on="2008")
    viewer.hides_scores = True
    viewer.save()
    client.force_login(viewer)
    for asked in ("", "&verdict=unfavourable", "&sort=telling"):
        response = client.get(f"/films/the-wind-1928/reviews/?review={sought.pk}{asked}")
        assert the_page(response) == (2, ["unfavourable"])


@pytest.mark.parametrize("reviews", [1, 3])
def test_finding_the_page_of_a_review_costs_one_query(
    client, settings, reviews, django_assert_num_queries
):
    settings.ROWS_A_PAGE = 1
    film = make.film("The Wind", 1928)
    review, *_others = [make.review(film) for _ in range(reviews)]
    with django_assert_num_queries(6):
        client.get(review.get_absolute_url().partition("#")[0])


def test_a_review_discloses_what_readers_should_know(client):
    make.review(
        make.film("The Wind", 1928), disclosure="The critic was a guest of the distributor."
    )
    text = words(client.get("/films/the-wind-1928/reviews/"))
    assert "Disclosure: The critic was a guest of the distributor." in text


def test_a_review_says_under_which_name_it_was_written(client):
    critic = make.critic("Ann Ea")
    make.review(make.film("The Wind", 1928), critic=critic, publication=None, written_as="A. Nonym")
    assert "Ann Ea writing as A. Nonym" in words(client.get("/films/the-wind-1928/reviews/"))


def test_a_dead_link_is_said_to_be_dead(client):
    make.review(
        make.film("The Wind", 1928),
        url="https://bar.example/1",
        link_dead_since=date(2026, 3, 2),
    )
    text = words(client.get("/films/the-wind-1928/reviews/"))
    assert "The link to the full review has been dead since 2 March 2026" in text


@pytest.mark.parametrize(
    ("address", "words_sought", "found"),
    [
        ("/critics/", "EA", ["Ann Ea"]),
        ("/critics/", "annie", ["Ann Ea"]),
        ("/critics/", "bee", []),
        ("/publications/", "gazette", ["Bar Gazette"]),
        ("/publications/", "ann", []),
    ],
)
def test_a_name_is_found_by_any_of_its_spellings(client, film, address, words_sought, found):
    Critic.objects.get(name="Ann Ea").other_names.create(name="Annie Eä")
    text = words(client.get(address, {"q": words_sought}))
    assert [each for each in ("Ann Ea", "Bar Gazette") if each in text] == found
    assert found or f"No name here holds “{words_sought}”." in text


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


@pytest.mark.parametrize("kind", ["critic", "publication"])
def test_names_are_listed_by_how_many_reviews_they_have_if_asked(client, settings, kind):
    settings.ROWS_A_PAGE = 2
    maker = {"critic": make.critic, "publication": make.publication}[kind]
    for name, number in (("Ann Dab", 1), ("Bea Cab", 3), ("Cy Abb", 1)):
        named = maker(name)
        for _ in range(number):
            named_alone: dict[str, Any] = {"critic": None, "publication": None, kind: named}
            make.review(make.film(), **named_alone)
        draft: dict[str, Any] = {"status": "draft", kind: maker(f"No {name}")}
        make.review(make.film(), **draft)
    page = f"/{kind}s/?sort=reviews"
    response = client.get(page)
    first = {"critic": "Cy Abb 1 review", "publication": "Ann Dab 1 review"}[kind]
    assert f"Bea Cab 3 reviews {first} Page 1 of" in words(response)
    assert {"?sort=reviews&page=2", "?"} <= set(links(response))
    found = client.get(f"{page}&q=bea")
    assert {"?q=bea", "?q=bea&sort=reviews"} <= set(links(found))
    assert "?sort=reviews" in links(client.get(f"/{kind}s/"))


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
        ("/critics/", 3),
        ("/publications/", 3),
        ("/critics/?sort=reviews", 2),
        ("/critics/ann-ea/", 7),
        ("/publications/bar-gazette/", 6),
        ("/corrections/", 2),
    ],
)
def test_pages_cost_the_same_with_one_review_and_with_three(
    client, reviews, address, queries, django_assert_num_queries
):
    critic, publication = make.critic("Ann Ea"), make.publication("Bar Gazette")
    film = make.film("The Film", 1928)
    make.review(film, critic=critic, publication=publication)
    Correction.objects.create(film=film, words="It said favourable.")
    for _ in range(reviews - 1):
        make.review(film)
        make.review(make.film(), critic=critic, publication=publication)
        Correction.objects.create(film=make.film(), review=film.critic_reviews.first(), words="It.")
    with django_assert_num_queries(queries):
        client.get(address)
