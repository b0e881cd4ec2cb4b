"""The public log of corrections, and the page on how reviews are chosen."""

from datetime import UTC, datetime

import pytest

from reviews.models import Correction, CriticReview, CriticTally
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


@pytest.mark.parametrize("goes", ["withdrawn", "deleted"])
def test_whose_review_it_was_is_told_also_when_that_is_shown_no_more(client, goes):
    film = make.film("The Wind", 1928)
    critic, gazette = make.critic("Ann Ea"), make.publication("Bar Gazette")
    review = make.review(film, critic=critic, publication=gazette)
    Correction.objects.create(film=film, review=review, words="It said “loud”.")
    address = f"{film.get_absolute_url()}reviews/?review={review.pk}#review-{review.pk}"
    pages = ["/corrections/", f"{film.get_absolute_url()}scores/"]
    assert all(address in links(client.get(page)) for page in pages)
    if goes == "deleted":
        review.delete()
    else:
        CriticReview.objects.withdraw()
    log, receipt = map(client.get, pages)
    assert "The Wind (1928) · Ann Ea, Bar Gazette It said “loud”." in words(log)
    assert ", Ann Ea, Bar Gazette: It said “loud”." in words(receipt)
    assert address not in links(log) + links(receipt)


def test_the_name_stays_as_it_was_when_readers_were_told(client):
    film, critic = make.film("The Wind", 1928), make.critic("Ann Ea")
    review = make.review(film, critic=critic, publication=None)
    correction = Correction.objects.create(film=film, review=review, words="It said “loud”.")
    critic.name = "Ann Bee"
    critic.save()
    assert "· Ann Bee It said" in words(client.get("/corrections/"))
    correction.words = "It said “Loud”."
    correction.save()
    review.delete()
    assert "· Ann Ea It said" in words(client.get("/corrections/"))


def test_a_review_says_when_it_was_last_corrected_and_leads_to_what_was_told(client):
    film, critic = make.film("The Wind", 1928), make.critic("Ann Ea")
    review = make.review(film, critic=critic)
    for month in (1, 2):
        made_at = datetime(2026, month, 3, 12, tzinfo=UTC)
        Correction.objects.create(film=film, review=review, words="It.", made_at=made_at)
    receipt = "/films/the-wind-1928/scores/#corrections"
    for page in ("/films/the-wind-1928/", "/films/the-wind-1928/reviews/", "/critics/ann-ea/"):
        response = client.get(page)
        assert "Corrected on 3 February 2026" in words(response)
        assert receipt in links(response)
    assert b'id="corrections"' in client.get(receipt.partition("#")[0]).content
    Correction.objects.update(review=None)
    assert "Corrected on" not in words(client.get("/films/the-wind-1928/"))


def test_a_correction_of_a_review_makes_its_films_page_a_new_one(db):
    film, other = make.film(), make.film()
    review = make.review(film)

    def versions():
        return [CriticTally.objects.get(film=each).version for each in (film, other)]

    before, still = versions()
    correction = Correction.objects.create(film=film, review=review, words="It.")
    Correction.objects.create(film=other, words="Not a review.")
    correction.delete()
    assert versions() == [before + 2, still]


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
