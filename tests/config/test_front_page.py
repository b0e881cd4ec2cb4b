"""The front page, and the page about the scores."""

import pytest

from reviews.models import CriticReview
from tests import make
from tests.reading import words

pytestmark = pytest.mark.django_db


def test_an_empty_site_says_what_to_do(client):
    assert "No films are here yet." in words(client.get("/"))


def test_it_shows_a_film_of_the_day_what_is_rated_what_is_new_and_what_critics_say(client):
    film = make.film("The Wind", 1928, synopsis="Sand everywhere.")
    make.rating(make.viewer(), film, 8)
    make.review(film, quote="Loud.")
    text = words(client.get("/"))
    assert "Film of the day The Wind 1928 Sand everywhere." in text
    assert "Viewers are rating All films The Wind 1928" in text
    assert "New here All films The Wind 1928" in text
    assert "Critics say All critics The Wind (1928) Loud." in text


def test_scores_say_whose_they_are_and_those_of_the_lead_how_many_stand_behind_them(client):
    film = make.film("The Wind", 1928, synopsis="Sand everywhere.")
    for verdict in ["favourable"] * 4 + ["unfavourable"]:
        make.review(film, verdict)
        make.rating(make.viewer(), film, 8)
    response = client.get("/")
    text = words(response)
    assert "Critics 80 % 4 of 5 favourable Viewers 4.0 ★ 5 ratings" in text
    assert "The Wind 1928 Critics 80% Viewers 4.0 ★" in text
    assert "visually-hidden" not in response.content.decode().partition('class="card-scores"')[2]


def test_each_film_stands_once_among_what_critics_say(client):
    film = make.film()
    for number in range(3):
        make.review(film, quote=f"Quotation {number}.")
    assert words(client.get("/")).count("Quotation") == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_published_today_is_said_first_however_long_it_waited(client):
    waited = make.review(make.film("Earth", 1930), quote="Early.", status="draft")
    for number in range(5):
        make.review(make.film(), quote=f"Later {number}.")
    CriticReview.objects.filter(pk=waited.pk).publish()
    text = words(client.get("/"))
    assert "Critics say All critics Earth (1930) Early." in text
    assert [f"Later {number}." in text for number in range(5)] == [False, False, True, True, True]


def test_many_reviews_of_one_film_crowd_no_other_out(client):
    make.review(make.film(), quote="Another.")
    film = make.film()
    for number in range(70):
        make.review(film, quote=f"Quotation {number}.", critic=None)
    text = words(client.get("/"))
    assert "Quotation 69." in text
    assert "Another." in text


@pytest.mark.parametrize("films", [1, 3])
def test_it_costs_the_same_with_one_film_and_with_three(client, films, django_assert_num_queries):
    for _ in range(films):
        film = make.film(synopsis="A story.")
        make.rating(make.viewer(), film)
        make.review(film, quote="Loud.")
        make.credit(film, role="director")
        film.film_genres.create(genre=make.genre())
    with django_assert_num_queries(13):
        client.get("/")
