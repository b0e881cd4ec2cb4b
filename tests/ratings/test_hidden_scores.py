"""Viewers who asked for no scores before they have rated a film: nothing gives them away."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from films.models import Film
from ratings.models import Rating
from reviews.models import AggregatorScore, Correction, CriticReview
from tests import make
from tests.reading import json_ld, links, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def film() -> Film:
    """A film that everyone liked."""
    film = make.film("The Wind", 1928, synopsis="Sand everywhere.")
    make.credit(film, make.person("Lillian Gish"))
    tomatoes = make.aggregator("Rotten Tomatoes")
    make.score(film, tomatoes, 97, reviews=38)
    make.score(film, tomatoes, 93, audience=True)
    critic, publication = make.critic("Ann Ea"), make.publication("Bar Gazette")
    make.review(film, quote="Loud.", critic=critic, publication=publication, original_score="5/5")
    for number in range(5):
        make.review(film, quote=f"Quotation {number}.", original_score="5/5", aggregator=tomatoes)
        make.rating(make.viewer(), film, 10)
    return film


def pan() -> None:
    """Let everyone have disliked it instead."""
    Rating.objects.update(half_stars=1)
    CriticReview.objects.update(verdict="unfavourable", original_score="0/5")
    AggregatorScore.objects.update(percent=3, reviews=31)


@pytest.fixture
def blind(client: Client, viewer) -> Client:
    """A browser in which a viewer has signed in who asked to see no scores first."""
    viewer.hides_scores = True
    viewer.save()
    client.force_login(viewer)
    return client


def read(client, address: str) -> str:
    """The page without what is new on each: tokens of forms, and counters of the database."""
    response = client.get(address)
    assert response.status_code == 200, address
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())


OF_FILM = ["", "scores/", "reviews/", "reviews/?verdict=favourable", "reviews/?verdict=unstated"]
OF_FILM += ["reviews/?sort=telling"]
FEEDS = ["/reviews/feed/", "/critics/ann-ea/feed/", "/films/the-wind-1928/reviews/feed/"]
PAGES = [f"/films/the-wind-1928/{page}" for page in OF_FILM]
PAGES += ["/", "/films/", "/films/?q=wind", "/people/lillian-gish/", "/you/want-to-see/"]
PAGES += ["/critics/ann-ea/", "/publications/bar-gazette/", "/critics/", "/publications/"]
PAGES += ["/viewers/ann/want-to-see/"]


@pytest.mark.parametrize("address", PAGES + FEEDS)
def test_a_page_is_the_same_whether_a_film_is_loved_or_panned(blind, viewer, film, address):
    make.flag(viewer, film)
    loved = read(blind, address)
    pan()
    assert read(blind, address) == loved


SHOWING = [page for page in PAGES if page not in {"/critics/", "/publications/"}]


@pytest.mark.parametrize("address", [page for page in SHOWING if "unstated" not in page])
@pytest.mark.parametrize("how", ["sees all", "has rated"])
def test_to_others_and_after_rating_it_is_not(blind, viewer, film, address, how):
    make.rating(viewer, film, 6)
    make.flag(viewer, film)
    if how == "sees all":
        Rating.objects.clear(viewer, film)
        viewer.hides_scores = False
        viewer.save()
    loved = read(blind, address)
    pan()
    assert read(blind, address) != loved


@pytest.mark.parametrize("address", FEEDS)
def test_feeds_tell_verdicts_to_others(client, film, address):
    loved = read(client, address)
    pan()
    assert read(client, address) != loved


@pytest.mark.parametrize("page", ["", "reviews/", "reviews/?sort=telling"])
def test_no_order_of_reviews_tells_how_the_verdicts_are_spread(blind, client, page):
    film = make.film("The Sea", 1928)
    reviews = [make.review(film, quote=f"Quotation {number}.") for number in range(8)]
    alike = read(blind, f"{film.get_absolute_url()}{page}")
    for review in reviews[:2]:
        review.verdict = "unfavourable"
        review.save()
    assert read(blind, f"{film.get_absolute_url()}{page}") == alike


@pytest.mark.parametrize("address", ["/critics/cy-dee/", "/publications/bar-gazette/"])
def test_neither_shares_nor_agreement_give_verdicts_away(blind, address):
    critic, publication = make.critic("Cy Dee"), make.publication("Bar Gazette")
    for _ in range(5):
        film = make.film()
        make.review(film, critic=critic, publication=publication)
        for _ in range(5):
            make.rating(make.viewer(), film, 8)
    loved = read(blind, address)
    assert "avourable" not in loved
    assert "Agrees with" not in loved
    Rating.objects.update(half_stars=1)
    assert read(blind, address) == loved
    CriticReview.objects.update(verdict="unfavourable")
    assert read(blind, address) == loved


def test_agreement_with_oneself_is_of_films_that_one_has_rated(blind, viewer):
    critic = make.critic("Cy Dee")
    for _ in range(5):
        film = make.film()
        make.review(film, critic=critic)
        make.rating(viewer, film, 7)
    assert "Agrees with you on 100%" in words(blind.get("/critics/cy-dee/"))


def test_a_correction_is_hidden_until_its_film_is_rated(blind, viewer, film):
    Correction.objects.create(film=film, words="It said unfavourable, and was favourable.")
    assert "Hidden until you rate the film" in words(blind.get("/corrections/"))
    assert "was favourable" not in blind.get("/corrections/").content.decode()
    make.rating(viewer, film, 6)
    assert "was favourable" in words(blind.get("/corrections/"))


@pytest.mark.parametrize("page", ["", "reviews/"])
def test_search_engines_description_has_no_critics_own_score(blind, client, film, page):
    CriticReview.objects.update(url="https://bar.example/1")
    address = f"{film.get_absolute_url()}{page}"
    reviews = json_ld(blind.get(address))["review"]
    assert reviews
    assert not any("reviewRating" in review for review in reviews)
    assert all("reviewRating" in review for review in json_ld(Client().get(address))["review"])


@pytest.mark.parametrize("page", ["", "scores/", "reviews/"])
def test_the_page_says_why_and_where_to_change_it(blind, film, page):
    response = blind.get(f"{film.get_absolute_url()}{page}")
    assert "You asked to see no scores before you have rated a film: rate The Wind" in words(
        response
    )
    assert "/you/settings/" in links(response)


def test_quotations_stay(blind, film):
    for page in ("", "reviews/"):
        text = words(blind.get(f"{film.get_absolute_url()}{page}"))
        assert "Loud." in text
        assert "Favourable" not in text


def test_a_review_without_a_quotation_says_that_its_verdict_is_hidden(blind, film):
    make.review(film, critic=make.critic("Cy Dee"), publication=None, quote="")
    text = words(blind.get(film.get_absolute_url()))
    assert "Cy Dee Verdict hidden until you rate the film" in text
    assert text.count("Verdict hidden") == 1


def test_search_engines_description_has_no_score(blind, film):
    assert "aggregateRating" not in json_ld(blind.get(film.get_absolute_url()))


def picture(client, film) -> str:
    text = client.get(film.get_absolute_url()).content.decode()
    [address] = re.findall(r'og:image" content="http://testserver([^"]+)"', text)
    return str(address)


def test_the_picture_to_share_has_no_stars_also_at_the_address_of_the_one_that_has(blind, film):
    with_stars, without = picture(Client(), film), picture(blind, film)
    assert with_stars != without
    response = blind.get(with_stars)
    assert (response.status_code, response["Location"]) == (302, without)
    assert "Cookie" in response["Vary"]
    assert blind.get(without).content != Client().get(with_stars).content
    assert Client().get(without).content == blind.get(without).content


def say(client, film, half_stars, **data):
    return client.post(
        f"{film.get_absolute_url()}rating/",
        {"half_stars": half_stars, **data},
        headers={"HX-Request": "true"},
    ).content.decode()


def test_the_answer_to_a_script_brings_the_scores_and_takes_them_away_again(blind, film):
    shown = say(blind, film, "7")
    assert re.search(r'<section class="scores" id="scores"[^>]*hx-swap-oob="true"', shown)
    assert re.search(r'<section class="reviews" id="reviews"[^>]*hx-swap-oob="true"', shown)
    assert all(sign in shown for sign in ("100", "97%", "Favourable", "5/5", "4.8"))
    hidden = say(blind, film, "")
    assert "You asked to see no scores" in hidden
    assert not any(sign in hidden for sign in ("97%", "Favourable", "5/5", "4.8"))


@pytest.mark.parametrize("place", ["film", "new", "rated", "lead"])
def test_a_card_gets_its_scores_in_the_answer_too(blind, film, place):
    shown = say(blind, film, "7", place=place)
    assert f'id="{place}-the-wind-1928-scores" hx-swap-oob="true"' in shown
    assert "4.8" in shown
    assert "4.8" not in say(blind, film, "", place=place)


def test_the_answer_to_a_flag_gives_nothing_away(blind, film):
    address, script = f"{film.get_absolute_url()}flag/", {"HX-Request": "true"}
    loved = blind.post(address, {"flag": "want_to_see"}, headers=script).content.decode()
    pan()
    panned = blind.post(address, {"flag": "not_interested"}, headers=script).content.decode()
    for text in (loved, panned):
        assert not any(sign in text for sign in ("97%", "avourable", "5/5", "0/5", "5.0"))


def test_viewers_who_see_scores_are_sent_them_with_their_rating_in_them(signed_in, film):
    answer = say(signed_in, film, "7")
    assert 'id="scores"' in answer
    assert 'id="reviews"' not in answer


@pytest.mark.parametrize("reviews", [1, 30])
def test_such_a_viewers_page_costs_eight_queries(blind, reviews, django_assert_num_queries):
    film = make.film()
    for _ in range(reviews):
        make.review(film)
    blind.get(film.get_absolute_url())
    with django_assert_num_queries(8):
        blind.get(film.get_absolute_url())


@pytest.mark.parametrize("address", ["/", "/films/", "/critics/", "/critics/ann-ea/"])
def test_lists_cost_the_same_with_one_film_and_with_three(blind, address):
    critic = make.critic("Ann Ea")
    numbers = []
    for _ in range(3):
        film = make.film(synopsis="A story.")
        make.review(film, critic=critic, quote="Loud.")
        make.rating(make.viewer(), film)
        with CaptureQueriesContext(connection) as queries:
            blind.get(address)
        numbers.append(len(queries))
    assert numbers == numbers[:1] * 3
