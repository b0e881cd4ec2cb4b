"""The public log of corrections, and the page on how reviews are chosen."""

import pytest

from reviews.models import Correction
from tests import make
from tests.reading import links, words

pytestmark = pytest.mark.django_db


def test_corrections_stand_newest_first_with_film_and_whose_review_it_was(client):
    film = make.film("The Wind", 1928)
    review = make.review(film, critic=make.critic("Ann Ea"), publication=None)
    old = Correction.objects.create(film=film, review=review, words="It said “loud”.")
    Correction.objects.filter(pk=old.pk).update(made_at="2026-01-02T12:00Z")
    new = Correction.objects.create(film=film, words="<b>Two</b> lines\nof it.")
    Correction.objects.filter(pk=new.pk).update(made_at="2026-02-03T12:00Z")
    response = client.get("/corrections/")
    text = words(response)
    assert "3 February 2026 · The Wind (1928) <b>Two</b> lines of it." in text
    assert "2 January 2026 · The Wind (1928) · Ann Ea It said “loud”." in text
    assert text.index("3 February") < text.index("2 January")
    assert film.get_absolute_url() in links(response)


def test_a_review_that_is_shown_no_more_is_not_named_there(client):
    film = make.film("The Wind", 1928)
    review = make.review(film, critic=make.critic("Ann Ea"), publication=None)
    Correction.objects.create(film=film, review=review, words="It said “loud”.")
    address = f"{film.get_absolute_url()}reviews/?review={review.pk}#review-{review.pk}"
    assert address in links(client.get("/corrections/"))
    review.status = "withdrawn"
    review.save()
    response = client.get("/corrections/")
    assert "The Wind (1928) It said “loud”." in words(response)
    assert address not in links(response)


def test_without_any_the_page_says_so(client):
    assert "Nothing has been corrected so far." in words(client.get("/corrections/"))


def test_every_page_leads_there_and_to_how_reviews_are_chosen(client):
    found = links(client.get("/films/"))
    assert {"/corrections/", "/about/reviews/", "/about/scores/"} <= set(found)


def test_how_reviews_are_chosen_is_told_with_this_sites_numbers(client, settings):
    settings.REVIEWS_ON_FILM_PAGE = 7
    settings.AGREEMENT_SHOWN_FROM = 6
    response = client.get("/about/reviews/")
    text = words(response)
    assert "shows up to 7 reviews, the most telling first" in text
    assert "Nothing is said from fewer than 6 films that both judged" in text
    assert {"/corrections/", "/reviews/feed/", "/about/scores/"} <= set(links(response))
    for anchor in ("first", "share", "agreement"):
        assert f'id="{anchor}"' in response.content.decode()


def test_telling_it_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/about/reviews/")
