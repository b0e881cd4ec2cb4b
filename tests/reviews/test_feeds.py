"""Feeds of new reviews: of the site, a film, a critic and a publication."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from reviews.models import CriticReview
from tests import make
from tests.raw import sql

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = [
    "/reviews/feed/",
    "/films/the-wind-1928/reviews/feed/",
    "/critics/ann-ea/feed/",
    "/publications/bar-gazette/feed/",
]

NAMES = [("films_film", "title"), ("reviews_critic", "name"), ("reviews_publication", "name")]


@pytest.fixture
def review():
    return make.review(
        make.film("The Wind", 1928),
        critic=make.critic("Ann Ea"),
        publication=make.publication("Bar Gazette"),
        quote='[Loud] & "long" <b>indeed</b>',
        original_score="3/4",
        url="https://bar.example/1",
        disclosure="A guest of the distributor.",
    )


def entries(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    return list(feed.iter(f"{ATOM}entry"))


def said(entry, name):
    return entry.findtext(f"{ATOM}{name}")


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_brings_the_review_with_film_names_verdict_and_link(client, review, address):
    make.review(make.film(), status="draft")
    [entry] = entries(client.get(address))
    assert said(entry, "title") == "The Wind (1928): Ann Ea, Bar Gazette"
    content = said(entry, "summary")
    assert "[Loud] &amp; &quot;long&quot; &lt;b&gt;indeed&lt;/b&gt;</blockquote>" in content
    assert "Favourable · 3/4" in content
    assert '<a href="https://bar.example/1">Full review</a>' in content
    assert "Disclosure: A guest of the distributor." in content
    assert entry.find(f"{ATOM}link").get("href") == (
        f"http://testserver{review.get_absolute_url()}"
    )


@pytest.mark.parametrize("address", FEEDS)
@pytest.mark.parametrize("status", ["withdrawn", "draft"])
def test_a_withdrawn_review_is_gone_at_once_also_for_who_asks_since_when(
    client, review, address, status
):
    first = client.get(address)
    since = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    CriticReview.objects.update(status=status)
    for headers in ({**since, "If-None-Match": first["ETag"]}, since, {}):
        response = client.get(address, headers=headers)
        assert response.status_code == 404 or entries(response) == []
        assert "[Loud]" not in response.content.decode()
    assert "[Loud]" in first.content.decode()


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_that_is_the_same_is_not_sent_again(client, review, address):
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "no-cache" in first["Cache-Control"]
    review.quote = "[Quiet]"
    review.save()
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert "[Quiet]" in changed.content.decode()


@pytest.mark.parametrize("address", FEEDS)
def test_who_asks_for_the_head_of_a_feed_learns_whether_it_changed(client, review, address):
    first, head = client.get(address), client.head(address)
    assert (head["ETag"], head.content) == (first["ETag"], b"")
    again = client.head(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_a_feed_without_reviews_is_one_and_stays_the_same(client):
    make.film("Empty", 1928)
    first = client.get("/films/empty-1928/reviews/feed/")
    assert entries(first) == []
    assert client.get("/films/empty-1928/reviews/feed/").content == first.content


def test_what_came_onto_the_site_last_comes_first_up_to_thirty(client):
    film = make.film()
    for day in range(1, 33):
        shown = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=40 - day)
        make.review(film, quote=f"Quotation {day}.", published_on="2008", published_at=shown)
    late = film.critic_reviews.filter(quote="Quotation 32.")
    late.withdraw()
    late.publish()
    found = re.findall(r"Quotation (\d+)\.", client.get("/reviews/feed/").content.decode())
    assert [int(number) for number in found] == [32, *range(1, 30)]


def test_an_entry_is_the_same_whatever_becomes_of_the_films_address(client, review):
    [before] = entries(client.get("/reviews/feed/"))
    review.film.title = "Wind"
    review.film.save()
    [after] = entries(client.get("/reviews/feed/"))
    assert said(before, "id") == said(after, "id")
    assert said(before, "title") != said(after, "title")


@pytest.mark.parametrize("kind", ["film", "critic", "publication"])
def test_a_former_address_leads_to_the_feed_on(client, review, kind):
    named = getattr(review, kind)
    address = named.get_absolute_url() + ("reviews/feed/" if kind == "film" else "feed/")
    name = "title" if kind == "film" else "name"
    setattr(named, name, "Renamed")
    named.save()
    response = client.get(address)
    assert response.status_code == 301
    assert entries(client.get(response["Location"]))


@pytest.mark.parametrize("folder", ["films/x/reviews", "critics/x", "publications/x"])
def test_a_feed_of_nobody_is_not_found(client, folder):
    assert client.get(f"/{folder}/feed/").status_code == 404


def test_what_xml_cannot_hold_is_left_out(client, review):
    CriticReview.objects.update(quote="Lou\x0bd\x1b \uffff and \U0001f3ac")
    [entry] = entries(client.get("/reviews/feed/"))
    assert "Loud  and \U0001f3ac" in said(entry, "summary")


@pytest.mark.parametrize(("table", "name"), NAMES)
@pytest.mark.parametrize("address", FEEDS)
def test_a_name_that_xml_cannot_hold_breaks_no_feed(client, review, address, table, name):
    sql(f"UPDATE {table} SET {name} = {name} || chr(1) || chr(65535)")
    assert entries(client.get(address))


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/", "/reviews/feed/"),
        ("/critics/", "/reviews/feed/"),
        ("/publications/", "/reviews/feed/"),
        ("/films/the-wind-1928/", "/films/the-wind-1928/reviews/feed/"),
        ("/films/the-wind-1928/reviews/", "/films/the-wind-1928/reviews/feed/"),
        ("/critics/ann-ea/", "/critics/ann-ea/feed/"),
        ("/publications/bar-gazette/", "/publications/bar-gazette/feed/"),
    ],
)
def test_a_page_says_where_its_feed_is(client, review, page, feed):
    text = client.get(page).content.decode()
    found = re.findall(
        r'<link rel="alternate" type="application/atom\+xml"[^>]*?href="([^"]+)"', text
    )
    assert found == [feed]


@pytest.mark.parametrize(("address", "queries"), list(zip(FEEDS, (1, 2, 3, 3), strict=True)))
@pytest.mark.parametrize("reviews", [1, 4])
def test_a_feed_costs_the_same_with_one_review_and_with_four(
    client, review, reviews, address, queries, django_assert_num_queries
):
    for _ in range(reviews - 1):
        make.review(review.film, critic=review.critic)
        make.review(review.film, publication=review.publication)
    with django_assert_num_queries(queries):
        client.get(address)


def test_a_viewers_feed_is_for_them_alone(client, signed_in, review):
    assert "private" in signed_in.get("/reviews/feed/")["Cache-Control"]
    assert "private" not in Client().get("/reviews/feed/")["Cache-Control"]


def test_who_only_reads_a_feed_gets_no_cookie(client, review):
    assert not client.get("/reviews/feed/").cookies


@pytest.mark.django_db(transaction=True)  # Within one transaction no time passes.
@pytest.mark.parametrize("address", FEEDS)
def test_a_corrected_review_says_that_it_was_updated(client, review, address):
    before = said(entries(client.get(address))[0], "updated")
    CriticReview.objects.update(quote="Corrected.")
    assert said(entries(client.get(address))[0], "updated") > before
