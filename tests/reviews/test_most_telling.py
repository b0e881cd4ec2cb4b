"""Which reviews a film's page shows first: the rule, held against a count by hand."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from reviews.models import CriticReview, CriticTally
from tests import make
from tests.reading import words


def quotes(film):
    return [review.quote for review in film.critic_reviews.shown().most_telling()]


@pytest.mark.django_db
def test_verdicts_take_turns_in_proportion():
    film = make.film()
    for number in range(6):
        make.review(film, "favourable", quote=f"up {number}", published_on=f"20{10 + number}")
    for number in range(3):
        make.review(film, "unfavourable", quote=f"down {number}", published_on=f"200{number}")
    assert quotes(film)[:3] == ["up 5", "up 4", "down 2"]
    assert [quote.split()[0] for quote in quotes(film)] == ["up", "up", "down"] * 3


@pytest.mark.django_db
def test_quotations_come_before_what_has_none_however_new():
    film = make.film()
    make.review(film, quote="", published_on="2026")
    make.review(film, quote="Old.", published_on="1928")
    assert quotes(film) == ["Old.", ""]


@pytest.mark.django_db
def test_reviews_without_a_quotation_weigh_in_the_proportion():
    film = make.film()
    for number in range(2):
        make.review(film, "favourable", quote=f"up {number}", published_on="2001")
        make.review(film, "unfavourable", quote=f"down {number}", published_on="2002")
    for _ in range(6):
        make.review(film, "favourable", quote="")
    assert quotes(film)[:4] == ["up 0", "up 1", "down 0", "down 1"]


@pytest.mark.django_db
def test_the_film_page_shows_the_most_telling_twenty(client):
    film = make.film()
    for number in range(30):
        make.review(film, "favourable", quote=f"up {number}", published_on="2020")
    for number in range(15):
        make.review(film, "unfavourable", quote=f"down {number}", published_on="1990")
    page = client.get(film.get_absolute_url()).content.decode()
    assert page.count(">up ") + page.count(">down ") == 20
    assert page.count(">down ") == 6
    assert "How these 20 were chosen" in page
    assert 'href="/about/reviews/#first"' in page


@pytest.mark.django_db
def test_reviews_found_at_one_site_stand_together_and_the_rule_says_so(client):
    film, site = make.film(), make.aggregator("Film Sums")
    for number in range(4):
        found_at = None if number % 2 else site
        make.review(film, quote=f"Q{number}.", published_on=f"{2020 - number}", aggregator=found_at)
    text = words(client.get(film.get_absolute_url()))
    places = [text.index(mark) for mark in ("from Film Sums", "Q0.", "Q2.", "Q1.", "Q3.")]
    assert places == sorted(places)
    assert "Reviews that were found at another site stand together under its name" in words(
        client.get("/about/reviews/")
    )


def turns(reviews):
    """The order as the page on the reviews describes it, counted with exact fractions."""
    sizes = Counter(review.verdict for review in reviews)
    newest = sorted(reviews, key=lambda one: one.pk)
    newest.sort(key=lambda one: one.published_on, reverse=True)
    places: Counter[tuple[str, bool]] = Counter()
    keys = {}
    for rank, review in enumerate(newest):
        group = (review.verdict, review.quote == "")
        places[group] += 1
        keys[review.pk] = (review.quote == "", Fraction(places[group], sizes[review.verdict]), rank)
    return sorted((review.pk for review in reviews), key=lambda pk: keys[pk])


SAID = st.tuples(
    st.sampled_from(["favourable", "unfavourable", ""]),
    st.booleans(),
    st.sampled_from(["", "2008", "2008-05", "2008-05-14", "1928-01-01", "2026"]),
)


class ByChance(TestCase):
    """Any reviews come in the order that is written down."""

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(SAID, max_size=40))
    def test_the_order_is_the_one_that_is_written_down(self, said):
        film = make.film()
        publication = make.publication()
        reviews = CriticReview.objects.bulk_create(
            CriticReview(
                film=film,
                publication=publication,
                verdict=verdict,
                quote=f"Quotation {number}" if quoted else "",
                critic=make.critic(),
                published_on=published_on,
                status="published",
            )
            for number, (verdict, quoted, published_on) in enumerate(said)
        )
        shown = film.critic_reviews.shown().most_telling()
        assert [review.pk for review in shown] == turns(reviews)
        first = film.critic_reviews.shown().first_telling(7)
        assert [review.pk for review in first] == turns(reviews)[:7]


@pytest.mark.django_db
def test_a_page_is_there_also_while_a_tally_is_wrong(client):
    film = make.film()
    make.review(film, quote="Loud.")
    CriticTally.objects.filter(film=film).update(favourable=0, unfavourable=1)
    assert "Loud." in client.get(film.get_absolute_url()).content.decode()
