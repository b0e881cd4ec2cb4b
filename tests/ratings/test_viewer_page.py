"""A viewer's page: who may read it, what stands on it, and how it is sorted and narrowed."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from ratings.lists import RATED_ORDERS, rated_by
from ratings.models import Rating
from tests import make
from tests.reading import links, words

pytestmark = pytest.mark.django_db
PAGES = ["", "want-to-see/", "statistics/"]


def shown(response) -> list[str]:
    """The titles on the cards, in their order."""
    return [film.title for film in response.context["page"]]


@pytest.fixture
def rated(viewer):
    """Four films that ann rated, the first one first."""
    for number, (title, year, half_stars) in enumerate(
        [("The Wind", 1928, 9), ("Alien", 1979, 3), ("Étoile", 1985, 9), ("Zorns", 1970, 6)]
    ):
        rating = make.rating(viewer, make.film(title, year, countries=["US"]), half_stars)
        at = datetime(2025, 11, 30, 23, number, tzinfo=UTC)
        Rating.objects.filter(pk=rating.pk).update(rated_at=at)


@pytest.mark.parametrize(
    ("sort", "titles"),
    {
        "": ["Zorns", "Étoile", "Alien", "The Wind"],
        "newest": ["Zorns", "Étoile", "Alien", "The Wind"],
        "highest": ["Étoile", "The Wind", "Zorns", "Alien"],
        "lowest": ["Alien", "Zorns", "Étoile", "The Wind"],
        "title": ["Alien", "Étoile", "The Wind", "Zorns"],
        "year": ["Étoile", "Alien", "Zorns", "The Wind"],
        "nonsense": ["Zorns", "Étoile", "Alien", "The Wind"],
    }.items(),
)
def test_ratings_are_sorted_as_asked(client, rated, sort, titles):
    assert shown(client.get("/viewers/ann/", {"sort": sort})) == titles


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("half_stars=9", ["Étoile", "The Wind"]),
        ("half_stars=1", []),
        ("decade=1970", ["Zorns", "Alien"]),
        ("decade=1970&half_stars=3", ["Alien"]),
        ("genre=Horror", ["Alien"]),
        ("genre=horror", []),
        ("director=ridley-scott", ["Alien"]),
        ("country=GB", ["Alien"]),
        ("country=FR", []),
        ("rated=2025", ["Zorns", "Étoile", "Alien", "The Wind"]),
        ("rated=2025-11", ["Zorns", "Étoile", "Alien", "The Wind"]),
        ("rated=2025-12", []),
        ("rated=2024", []),
    ],
)
def test_ratings_are_narrowed_as_asked(client, rated, query, titles):
    alien = Rating.objects.get(film__title="Alien").film
    alien.film_genres.create(genre=make.genre("Horror"))
    make.credit(alien, make.person("Ridley Scott"), "director")
    alien.countries = ["GB", "US"]
    alien.save()
    assert shown(client.get(f"/viewers/ann/?{query}")) == titles


def test_months_are_those_of_the_sites_time_zone(client, rated, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    assert shown(client.get("/viewers/ann/?rated=2025-11")) == []
    assert len(shown(client.get("/viewers/ann/?rated=2025-12"))) == 4
    assert "December 2025" in client.get("/viewers/ann/statistics/").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        *("half_stars=0", "half_stars=11", "half_stars=٣", "half_stars=x", "half_stars=5.0"),
        *("decade=1975", "decade=99999999999999999999", "decade=-1970", "decade=x"),
        *("country=USA", "country=us", "country=%ff", "rated=2025-13", "rated=0000", "rated=9999"),
        *("rated=2025-11-30", "rated=٢٠٢٥", "genre=" + "x" * 5000, "director=" + "x" * 5000),
        *("page=999999999999999999999", "page=-1", "page=x", "sort=%ff", "nothing=1"),
    ],
)
def test_what_makes_no_sense_narrows_nothing(client, rated, query):
    assert len(shown(client.get(f"/viewers/ann/?{query}"))) == 4


def test_other_pages_keep_sort_and_filters(client, rated, settings):
    settings.ROWS_A_PAGE = 1
    page = client.get("/viewers/ann/?sort=title&half_stars=9&rated=2025")
    assert "?half_stars=9&rated=2025&sort=title&page=2" in links(page)


def test_a_filter_can_be_taken_off_by_a_link_and_the_form_keeps_the_others(client, rated):
    page = client.get("/viewers/ann/?half_stars=9&rated=2025&sort=title")
    assert "/viewers/ann/?rated=2025&sort=title" in links(page)
    assert '<input type="hidden" name="rated" value="2025">' in page.content.decode()
    assert '<option value="9" selected>4½ stars</option>' in page.content.decode()


def test_a_card_says_how_and_when_they_rated(client, rated):
    text = words(client.get("/viewers/ann/?half_stars=3"))
    assert "Alien 1979 1½ ★ 1½ stars 30 November 2025" in text


def test_what_they_want_to_see_stands_on_its_own_page(client, viewer):
    make.flag(viewer, make.film("Wanted"))
    assert shown(client.get("/viewers/ann/want-to-see/")) == ["Wanted"]
    assert "Want to See (1)" in words(client.get("/viewers/ann/"))


@pytest.mark.parametrize("reader", ["", "bob"])
@pytest.mark.parametrize("page", PAGES)
def test_not_interested_is_told_nobody(client, viewer, page, reader):
    if reader:
        client.force_login(make.viewer(reader))
    make.rating(viewer, make.film("Rated"))
    before = words(client.get(f"/viewers/ann/{page}"))
    make.flag(viewer, make.film("Unwanted"), "not_interested")
    assert words(client.get(f"/viewers/ann/{page}")) == before


@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_told_that_a_rating_is_set_aside(client, viewer, page):
    make.rating(viewer, make.film("Rated"))
    before = words(client.get(f"/viewers/ann/{page}"))
    make.set_aside(viewer)
    assert words(client.get(f"/viewers/ann/{page}")) == before


@pytest.mark.parametrize("page", PAGES)
def test_neither_address_nor_real_name_is_ever_shown(client, page):
    viewer = make.viewer(
        "ann", email="ann@example.org", first_name="Annabel", last_name="Vanderlee"
    )
    make.rating(viewer, make.film())
    for someone in (None, viewer):
        if someone:
            client.force_login(someone)
        text = client.get(f"/viewers/ann/{page}").content.decode()
        assert not any(secret in text for secret in ("example.org", "Annabel", "Vanderlee"))


@pytest.mark.parametrize("page", PAGES)
def test_a_private_page_is_to_others_as_if_there_were_no_such_viewer(client, viewer, page):
    viewer.visibility = "private"
    viewer.save()
    for someone in (None, make.viewer("bob"), make.viewer("eve", is_staff=True)):
        if someone:
            client.force_login(someone)
        hidden, none = (client.get(f"/viewers/{name}/{page}") for name in ("ann", "eno"))
        assert hidden.status_code == none.status_code == 404
        assert words(hidden) == words(none)
        assert hidden.headers == none.headers


@pytest.mark.parametrize("page", PAGES)
def test_a_private_page_is_shown_to_its_viewer_who_is_told_so(signed_in, viewer, page):
    viewer.visibility = "private"
    viewer.save()
    response = signed_in.get(f"/viewers/ann/{page}")
    assert "Only you see your ratings and Want to See." in words(response)
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("page", PAGES)
def test_search_engines_are_kept_off_unless_the_viewer_is_public(client, viewer, page):
    unlisted = client.get(f"/viewers/ann/{page}")
    assert unlisted["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in unlisted.content.decode()
    viewer.visibility = "public"
    viewer.save()
    public = client.get(f"/viewers/ann/{page}")
    assert "X-Robots-Tag" not in public
    assert "noindex" not in public.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_who_only_looks_gets_no_cookie_and_no_form_that_changes_anything(client, viewer, page):
    make.rating(viewer, make.film())
    make.flag(viewer, make.film())
    response = client.get(f"/viewers/ann/{page}")
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_name_leads_to_the_page_whatever_its_case(client, viewer, page):
    response = client.get(f"/viewers/Ann/{page}?sort=title")
    assert response.status_code == 302
    assert response["Location"] == f"/viewers/ann/{page}?sort=title"


@pytest.mark.parametrize("page", PAGES)
def test_a_former_name_leads_to_the_page_unless_that_is_private(client, viewer, page):
    viewer.username = "anna"
    viewer.save()
    assert client.get(f"/viewers/ann/{page}")["Location"] == f"/viewers/anna/{page}"
    viewer.visibility = "private"
    viewer.save()
    assert client.get(f"/viewers/ann/{page}").status_code == 404


@pytest.mark.parametrize("name", ["nobody", "ann.", "ANN%20", "é", "x" * 300, "ann%00", "İ"])
def test_an_unknown_name_is_a_page_that_says_so(client, viewer, name):
    assert client.get(f"/viewers/{name}/").status_code in (400, 404)


@pytest.mark.parametrize("page", PAGES)
def test_an_inactive_account_has_no_page(client, viewer, page):
    viewer.is_active = False
    viewer.save()
    assert client.get(f"/viewers/ann/{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_only_for_looking(client, viewer, page):
    assert client.post(f"/viewers/ann/{page}").status_code == 405


def test_each_emptiness_is_said(client, viewer):
    assert "ann hasn’t rated a film yet." in words(client.get("/viewers/ann/"))
    assert "ann hasn’t rated a film yet." in words(client.get("/viewers/ann/statistics/"))
    wanted = words(client.get("/viewers/ann/want-to-see/"))
    assert "ann hasn’t marked a film Want to See yet." in wanted
    make.rating(viewer, make.film())
    make.flag(viewer, make.film())
    narrowed = client.get("/viewers/ann/?half_stars=1")
    assert "None of ann’s ratings is like that. Show all" in words(narrowed)
    there = client.get("/viewers/ann/want-to-see/?provider=Nowhere")
    assert "None of these films can be watched there. Show all" in words(there)


def test_each_emptiness_is_said_to_the_viewer_themselves(signed_in, viewer):
    assert "You haven’t rated a film yet." in words(signed_in.get("/viewers/ann/"))
    statistics = words(signed_in.get("/viewers/ann/statistics/"))
    assert "There will be statistics here as soon as you have rated a film." in statistics
    wanted = words(signed_in.get("/you/want-to-see/"))
    assert "You haven’t marked a film Want to See yet." in wanted
    unwanted = words(signed_in.get("/you/not-interested/"))
    assert "You haven’t marked a film Not Interested." in unwanted


def test_scores_of_the_site_stay_hidden_from_who_asked_for_that(client, viewer):
    film = make.film()
    for _ in range(5):
        make.rating(make.viewer(), film, 8)
    make.rating(viewer, film, 2)
    assert "3.5" in words(client.get("/viewers/ann/"))
    client.force_login(make.viewer("bob", hides_scores=True))
    text = words(client.get("/viewers/ann/"))
    assert "3.5" not in text
    assert "1 ★ 1 star" in text


def test_the_latest_ratings_of_a_viewer_are_not_looked_for_among_everyones(viewer):
    latest = rated_by(viewer).order_by(*RATED_ORDERS["newest"].by)[:48]
    with connection.cursor() as cursor:
        # As the planner has it in a large table, where reading or sorting all is dear.
        for way in ("seqscan", "bitmapscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    assert "rating_of_viewer_by_time" in latest.explain()


def test_the_name_in_the_header_leads_to_ones_own_page(signed_in):
    page = signed_in.get("/about/scores/")
    assert '<a class="your-name" href="/viewers/ann/">ann</a>' in page.content.decode()
