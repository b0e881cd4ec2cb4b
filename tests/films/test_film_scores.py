"""The receipt: where each number of a film comes from."""

import pytest

from tests import make
from tests.reading import links, words

pytestmark = pytest.mark.django_db


def receipt(client, film):
    return client.get(f"{film.get_absolute_url()}scores/")


def test_the_critics_formula_holds_this_films_numbers(client):
    film = make.film()
    for verdict in ["favourable"] * 3 + ["unfavourable"] * 4 + [""]:
        make.review(film, verdict)
    text = words(receipt(client, film))
    assert "3 of 7 favourable: 100 × 3 ÷ 7, rounded half up = 43%" in text
    assert "Verdict not stated, not counted in the score 1" in text


def test_the_viewers_formula_holds_this_films_numbers(client):
    film = make.film()
    for half_stars in (6, 7, 8, 8, 8):
        make.rating(make.viewer(), film, half_stars)
    text = words(receipt(client, film))
    assert "37 half stars from 5 ratings: 37 ÷ 5 ÷ 2" in text
    assert "= 3.7 of 5 stars" in text


def test_what_was_set_aside_is_counted_with_its_reason_and_without_names(client):
    film = make.film()
    rater = make.viewer("lucifer")
    make.rating(rater, film, 1)
    make.set_aside(rater, reason="Paid for ratings")
    make.rating(make.viewer(), film, 8)
    text = words(receipt(client, film))
    assert "Ratings that count 1" in text
    assert "Ratings set aside by staff 1" in text
    assert "Paid for ratings" in text
    assert "lucifer" not in receipt(client, film).content.decode()


def test_other_sites_scores_stand_with_whose_count_link_and_day(client):
    film = make.film()
    tomatoes = make.aggregator("Rotten Tomatoes")
    make.score(film, tomatoes, 92, reviews=38, url="https://tomatoes.example/")
    make.score(film, tomatoes, 71, audience=True)
    text = words(receipt(client, film))
    assert "Rotten Tomatoes critics 92% 38 31 January 2026" in text
    assert "Rotten Tomatoes their viewers 71% not known 31 January 2026" in text
    assert "https://tomatoes.example/" in links(receipt(client, film))


def test_a_film_of_which_nothing_is_known_has_a_receipt_too(client):
    text = words(receipt(client, make.film()))
    assert "0 of 0 reviews state a verdict; a score from 5 on" in text
    assert "0 ratings so far; a score from 5 on" in text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_receipt_costs_six_queries(client, rows, django_assert_num_queries):
    film = make.film()
    for _ in range(rows):
        make.rating(make.viewer(), film)
        make.review(film)
        make.score(film)
        make.credit(film, role="director")
        film.film_genres.create(genre=make.genre())
    with django_assert_num_queries(6):
        receipt(client, film)
