"""About the scores: how each is computed, with this site's own numbers and films."""

import pytest
from django.test import Client

from accounts.models import User
from films.models import Film
from reviews.models import CriticReview
from tests import make
from tests.reading import links, words

pytestmark = pytest.mark.django_db


def about(client: Client) -> str:
    return words(client.get("/about/scores/"))


def reviewed(favourable: int, unfavourable: int, title: str = "") -> Film:
    film = make.film(title)
    for verdict in ["favourable"] * favourable + ["unfavourable"] * unfavourable:
        make.review(film, verdict)
    return film


def test_the_sites_real_numbers_stand_there(client: Client) -> None:
    film = reviewed(3, 2)
    make.review(film, "", original_score="3/4")
    make.review(film, "", original_score="8")
    make.review(film, status="draft")
    for _ in range(5):
        make.rating(make.viewer(), film)
    make.rating(make.viewer(), make.film())
    make.score(film)
    text = about(client)
    assert (
        "Published reviews 7 Reviews that state a verdict 5 Films with a critics' score 1"
        " Favourable verdicts 3 Unfavourable verdicts 2 Reviews that state none, not counted 2"
        " Reviews with a score of the critic's own 2 Own scores that convert 1"
        " Films with a review 1 Films with a mean of own scores 0"
    ) in text
    assert "Ratings that count 6 Films with a rating 2 Films with a viewers' score 1" in text
    assert "Readings of other sites' scores 1 Sites 1 Films with another site's score 1" in text
    assert "The newest was read on 31 January 2026" in text


def test_the_formula_is_shown_with_the_film_of_the_most_stated_verdicts(client: Client) -> None:
    reviewed(5, 0, "Small")
    reviewed(3, 4, "Large")
    reviewed(7, 0, "Later")
    text = about(client)
    assert "The film with the most stated verdicts here, Large (1928)" in text
    assert "3 of 7 favourable: 100 × 3 ÷ 7 = 42.857143, shown as 43%" in text
    assert "/films/large-1928/scores/#critics" in links(client.get("/about/scores/"))


def test_a_film_without_a_score_is_named_as_such(client: Client) -> None:
    make.review(make.film("Few"))
    film = reviewed(2, 0, "Nearly")
    make.review(film, "")
    assert (
        "Of the films with fewer, Nearly (1928) has the most reviews: 2 of 3 reviews state a"
        " verdict, so it has no score; one from 5 on."
    ) in about(client)


def test_the_mean_of_own_scores_is_worked_out_for_the_film_with_the_most(client: Client) -> None:
    film = make.film("Metropolis", 1927)
    for written in ("3/4", "B", "70%", "A-", "3½/5", "8"):
        make.review(film, "", original_score=written)
    text = about(client)
    assert "The film with the most of them here, Metropolis (1927)" in text
    assert (
        "5 own scores with the sum 381.666667: 381.666667 ÷ 5 = 76.333333, shown as 76%"
    ) in text


def test_the_viewers_score_is_worked_out_for_the_film_with_the_most_ratings(client: Client) -> None:
    film = make.film("Faust", 1926)
    for half_stars in (6, 7, 8, 8, 8, 2):
        make.rating(make.viewer(), film, half_stars)
    text = about(client)
    assert "The film with the most ratings here, Faust (1926)" in text
    assert "39 half stars from 6 ratings: 39 ÷ 6 ÷ 2 = 3.25, shown as 3.3 of 5 stars" in text


def test_a_site_without_films_explains_itself_with_made_up_numbers(client: Client) -> None:
    text = about(client)
    assert "No film here has 5 stated verdicts yet. With 3 of 7 favourable" in text
    assert "No film here has 5 own scores that convert yet." in text
    assert "No film here has 5 ratings yet." in text
    assert "Published reviews 0" in text


def test_the_table_of_own_scores_is_printed_as_the_database_converts(client: Client) -> None:
    text = about(client)
    assert "3.5/4 is 87.5%; 3 / 5 is 60%; 7 of 10 is 70%" in text
    assert "A+ 12 100% A 12 100% A- 11 91.666667% B+ 10 83.333333% B 9 75%" in text
    assert "D- 2 16.666667% F 0 0%" in text
    assert "no scale is stated 8; 7.5; ***; ★★★★; 3 stars; 1/2" in text


def test_what_is_not_counted_is_listed(client: Client) -> None:
    text = about(client)
    assert "Drafts of reviews, and reviews that staff withdrew" in text
    assert "Not Interested, anywhere." in text


def test_who_sees_no_scores_before_rating_learns_none_here(signed_in: Client, viewer: User) -> None:
    viewer.hides_scores = True
    viewer.save()
    film = reviewed(6, 0, "The Wind")
    film.critic_reviews.update(original_score="5/5")
    make.review(make.film("Nearly"))
    for _ in range(5):
        make.rating(make.viewer(), film, 10)
    before = about(signed_in)
    film.critic_reviews.update(verdict="unfavourable", original_score="0/5")
    film.ratings.update(half_stars=1)
    assert about(signed_in) == before
    assert "rate The Wind, and they are here" in before
    assert "Nearly" not in before
    make.rating(viewer, film, 8)
    assert "0 of 6 favourable: 100 × 0 ÷ 6 = 0, shown as 0%" in about(signed_in)


@pytest.mark.parametrize("films", [1, 3])
def test_the_page_costs_eight_queries(
    client: Client, films: int, django_assert_num_queries
) -> None:
    for _ in range(films):
        film = reviewed(5, 1)
        CriticReview.objects.update(original_score="3/4")
        for _ in range(5):
            make.rating(make.viewer(), film)
        make.score(film)
        make.review(make.film())
    with django_assert_num_queries(8):
        about(client)
