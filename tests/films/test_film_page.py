"""The film page: what a reader finds on it, and what it costs."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from tests import make
from tests.reading import button, json_ld, links, words

pytestmark = pytest.mark.django_db
HALF_STARS = ["½ star", "1 star", "1½ stars", "2 stars", "2½ stars", "3 stars"]
HALF_STARS += ["3½ stars", "4 stars", "4½ stars", "5 stars"]


def page(client: Client, film, **headers):
    return client.get(film.get_absolute_url(), headers=headers)


def test_the_facts_of_the_film_are_said_in_words(client):
    film = make.film(
        "The Wind", 1928, original_title="Il vento", runtime=95, countries=["US", "SU"]
    )
    film.film_genres.create(genre=make.genre("Western"))
    film.film_genres.create(genre=make.genre("Drama"))
    make.credit(film, make.person("Victor Sjöström"), "director")
    make.credit(film, make.person("Lillian Gish"), "cast", character="Letty")
    text = words(page(client, film))
    assert "The Wind 1928" in text
    assert "Original title: Il vento" in text
    assert "Directed by Victor Sjöström" in text
    assert "1 h 35 min" in text
    assert "Western, Drama" in text
    assert "United States, Soviet Union" in text
    assert "Lillian Gish Letty" in text


def test_a_short_synopsis_stands_whole(client):
    film = make.film(synopsis="A train, a spy and a cannon. He loves both of them.")
    assert "More" not in words(page(client, film))


def test_a_long_synopsis_has_its_rest_behind_more_and_loses_nothing(client):
    sentences = [f"Sentence number {number} of a long story." for number in range(40)]
    text = words(page(client, make.film(synopsis=" ".join(sentences))))
    assert " ".join(text.replace("… More ", "").split()).count(" ".join(sentences)) == 1
    assert "<details>" in page(client, make.film(synopsis=" ".join(sentences))).content.decode()


def test_an_offer_says_who_what_price_where_and_when_it_was_checked(client):
    film = make.film()
    make.offer(
        film,
        make.provider("Kanopy"),
        kind="rent",
        price=Decimal("3.99"),
        currency="USD",
        url="https://kanopy.example/1",
        checked_on=date(2026, 10, 31),
    )
    text = words(page(client, film))
    assert "Kanopy Rent $3.99 · United States Checked on 31 October 2026" in text
    assert "https://kanopy.example/1" in links(page(client, film))


def test_a_search_is_called_a_search(client):
    film = make.film()
    make.offer(film, make.provider("The Archive"), search=True, url="https://archive.example/?q=")
    assert "Search The Archive for it Free · United States" in words(page(client, film))


def test_a_film_without_offers_says_so(client):
    text = words(page(client, make.film()))
    assert "Available Online We don't know yet where it can be watched online." in text


def test_another_sites_score_is_named_as_theirs_with_count_date_and_link(client):
    film = make.film()
    tomatoes = make.aggregator("Rotten Tomatoes")
    make.score(film, tomatoes, 90, as_of=date(2025, 1, 1))
    make.score(film, tomatoes, 92, reviews=38, url="https://tomatoes.example/")
    text = words(page(client, film))
    assert "Rotten Tomatoes Score: 92% 38 reviews · read on 31 January 2026" in text
    assert "90%" not in text


def test_below_five_ratings_there_is_a_count_and_no_score(client):
    film = make.film()
    for _ in range(3):
        make.rating(make.viewer(), film, 8)
    assert "Viewers 3 ratings so far; a score from 5 on" in words(page(client, film))
    assert "aggregateRating" not in json_ld(page(client, film))


def test_from_five_ratings_on_there_is_a_score_with_its_histogram(client):
    film = make.film()
    for half_stars in (6, 7, 8, 8, 8):
        make.rating(make.viewer(), film, half_stars)
    text = words(page(client, film))
    assert "Viewers 3.7 ★ of 5 stars 5 ratings" in text
    assert "3 ★ 1 3½ ★ 1 4 ★ 3" in text
    assert json_ld(page(client, film))["aggregateRating"] == {
        "@type": "AggregateRating",
        "ratingValue": "3.7",
        "ratingCount": 5,
        "bestRating": "5",
        "worstRating": "0.5",
    }


def test_critics_who_state_no_verdict_make_no_score(client):
    film = make.film()
    for _ in range(15):
        make.review(film, "")
    text = words(page(client, film))
    assert "Critics 0 of 15 reviews state a verdict; a score from 5 on" in text


def test_the_critics_score_says_how_many_stand_behind_it(client):
    film = make.film()
    for verdict in ["favourable"] * 3 + ["unfavourable"] * 4 + [""]:
        make.review(film, verdict)
    assert "Critics 43 % 3 of 7 favourable 8 reviews here" in words(page(client, film))


def test_every_number_leads_to_its_receipt(client):
    film = make.film()
    for _ in range(5):
        make.rating(make.viewer(), film, 8)
        make.review(film)
    make.score(film)
    receipt = f"{film.get_absolute_url()}scores/"
    wanted = {f"{receipt}#{part}" for part in ("critics", "viewers", "aggregators")}
    assert wanted <= set(links(page(client, film)))


def test_a_missing_publication_or_critic_leaves_no_comma(client):
    film = make.film()
    make.review(film, "", critic=make.critic("Jordan Hill"), publication=None, quote="Fine")
    make.review(film, "", critic=None, publication=make.publication("Bar Gazette"), quote="Dull")
    text = words(page(client, film))
    assert "Fine Jordan Hill Verdict not stated" in text
    assert "Dull Bar Gazette Verdict not stated" in text
    assert ", Verdict" not in text
    assert "Jordan Hill ," not in text


def test_a_review_stands_with_quotation_names_verdict_score_date_and_link(client):
    film = make.film()
    make.review(
        film,
        "unfavourable",
        critic=make.critic("Ann Ea"),
        publication=make.publication("Bar Gazette"),
        quote="[Long] -- and loud",
        language="fr",
        original_score="B-",
        published_on="2008-05",
        url="https://bar.example/1",
    )
    response = page(client, film)
    assert (
        "[Long] -- and loud Ann Ea , Bar Gazette Unfavourable · B- May 2008 Full review"
        in words(response)
    )
    assert '<blockquote dir="auto" lang="fr">' in response.content.decode()
    assert "https://bar.example/1" in links(response)


def test_reviews_that_came_from_an_aggregator_stand_together_with_the_way_to_more(client):
    film = make.film("Harbour at Noon", 1926)
    tomatoes = make.aggregator("Rotten Tomatoes")
    make.score(film, tomatoes, url="https://tomatoes.example/harbour")
    make.review(film, aggregator=tomatoes)
    response = page(client, film)
    assert "Critic Reviews from Rotten Tomatoes" in words(response)
    assert "More reviews for Harbour at Noon on Rotten Tomatoes" in words(response)
    assert links(response).count("https://tomatoes.example/harbour") == 2


def test_twenty_reviews_are_shown_and_the_rest_is_one_click_away(client):
    film = make.film()
    for number in range(21):
        make.review(film, quote=f"Quotation {number}.")
    response = page(client, film)
    assert words(response).count("Quotation") == 20
    assert "All 21 reviews" in words(response)
    assert f"{film.get_absolute_url()}reviews/" in links(response)


@pytest.mark.parametrize(("reviews", "said"), [(2, True), (1, False), (0, False)])
def test_from_two_reviews_on_the_page_of_all_of_them_is_one_click_away(client, reviews, said):
    film = make.film()
    for _ in range(reviews):
        make.review(film)
    response = page(client, film)
    assert (f"All {reviews} reviews" in words(response)) is said
    assert (f"{film.get_absolute_url()}reviews/" in links(response)) is said


def test_drafts_and_withdrawn_reviews_are_not_shown(client):
    film = make.film()
    make.review(film, status="draft", quote="Not yet")
    make.review(film, status="withdrawn", quote="No more")
    assert "No critic's review is here yet." in words(page(client, film))


def test_the_ten_buttons_and_two_flags_stand_there_for_someone_signed_out(client):
    response = page(client, make.film())
    for value, stars in enumerate(HALF_STARS, start=1):
        tag = button(response, f"Rate it {stars}")
        assert f'name="half_stars" value="{value}"' in tag
        assert "aria-pressed" not in tag
    assert 'value="want_to_see"' in button(response, "Want to See")
    assert 'value="not_interested"' in button(response, "Not Interested")


def test_what_the_viewer_said_is_pressed_and_said_in_words(signed_in: Client, viewer: User):
    film = make.film()
    make.rating(viewer, film, 7)
    make.flag(viewer, film, "want_to_see")
    response = page(signed_in, film)
    assert "You rated it 3½ stars" in words(response)
    assert 'aria-pressed="true"' in button(response, "Rate it 3½ stars")
    assert 'aria-pressed="true"' in button(response, "Want to See")
    assert "aria-pressed" not in button(response, "Rate it 3 stars")
    assert "aria-pressed" not in button(response, "Not Interested")


def test_what_another_viewer_said_shows_to_nobody(signed_in: Client):
    film = make.film()
    make.flag(make.viewer(), film, "not_interested")
    make.rating(make.viewer(), film, 7)
    assert "aria-pressed" not in page(signed_in, film).content.decode()


def test_a_signed_out_page_sets_no_cookie(client):
    response = page(client, make.film())
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_a_title_cannot_break_out_of_the_page(client):
    film = make.film('</script><script>alert("1")</script> & Söhne', synopsis="<b>bold</b>")
    response = page(client, film)
    assert "<script>alert" not in response.content.decode()
    assert "<b>bold" not in response.content.decode()
    assert json_ld(response)["name"] == film.title


def test_the_page_names_its_address_and_its_share_image(client):
    film = make.film("The Wind", 1928)
    text = page(client, film).content.decode()
    assert '<link rel="canonical" href="http://testserver/films/the-wind-1928/">' in text
    assert '<meta property="og:title" content="The Wind (1928)">' in text
    assert 'og:image" content="http://testserver/films/the-wind-1928/share-' in text


def test_a_former_address_leads_on_for_good(client):
    film = make.film("The Wynd", 1928)
    film.title = "The Wind"
    film.save()
    response = client.get("/films/the-wynd-1928/")
    assert (response.status_code, response["Location"]) == (301, "/films/the-wind-1928/")


def test_an_unknown_film_is_a_404_page_with_a_search_box(client):
    response = client.get("/films/nowhere-1900/")
    assert response.status_code == 404
    assert 'id="search-again"' in response.content.decode()


def many_of_everything(film, number):
    film.film_genres.create(genre=make.genre())
    film.titles.create(title=f"Another title {number}")
    film.external_ids.create(site="imdb", value=f"tt{film.pk:07}{number}")
    make.offer(film)
    make.credit(film, role="director")
    make.credit(film)
    make.score(film)


@pytest.mark.parametrize("reviews", [1, 300])
def test_a_visitors_page_costs_six_queries(
    client, reviews, django_assert_num_queries: DjangoAssertNumQueries
):
    film = make.film()
    many_of_everything(film, 1)
    if reviews > 1:
        many_of_everything(film, 2)
    for _ in range(reviews):
        make.review(film)
    page(client, film)
    with django_assert_num_queries(6):
        page(client, film)


@pytest.mark.parametrize("reviews", [1, 300])
def test_a_viewers_page_costs_nine_queries(
    signed_in, viewer, reviews, django_assert_num_queries: DjangoAssertNumQueries
):
    film = make.film()
    make.rating(viewer, film, 7)
    for _ in range(reviews):
        make.review(film)
    page(signed_in, film)
    with django_assert_num_queries(9):
        page(signed_in, film)
