"""A critic's and a publication's page: what can be said of all their reviews together."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group

from reviews.models import Critic, Publication
from tests import make
from tests.admin.curators import contributor
from tests.reading import links, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def critic():
    return make.critic("Ann Ea")


def judge(critic, verdict="favourable", rated=(), **facts):
    """A film that the critic judged, and viewers rated so."""
    film = make.film()
    make.review(film, verdict, critic=critic, **facts)
    for half_stars in rated:
        make.rating(make.viewer(), film, half_stars)
    return film


def page(client, address="/critics/ann-ea/"):
    return words(client.get(address))


def test_the_share_of_favourable_verdicts_is_said_from_five_on(client, critic):
    for verdict in ["favourable"] * 3 + ["unfavourable", ""]:
        judge(critic, verdict)
    assert (
        "5 reviews · 5 films 3 favourable, 1 unfavourable, 1 not stated."
        " A share from 5 stated verdicts on" in page(client)
    )
    judge(critic, "favourable")
    assert "80% favourable : 4 of 5 stated verdicts. How this is computed" in page(client)
    assert "/about/reviews/#share" in links(client.get("/critics/ann-ea/"))


def test_drafts_and_withdrawn_reviews_count_nowhere(client, critic):
    judge(critic, published_on="2001")
    judge(critic, "unfavourable", status="withdrawn", published_on="1999")
    judge(critic, "unfavourable", status="draft", published_on="2011")
    assert "1 review · 1 film · 2001 1 favourable, 0 unfavourable, 0 not stated" in page(client)


def test_their_publications_come_from_the_reviews_with_the_years(client, critic):
    gazette, herald = make.publication("Bar Gazette"), make.publication("The Herald")
    judge(critic, publication=gazette, published_on="2001-02")
    judge(critic, publication=gazette, published_on="2014")
    judge(critic, publication=gazette, published_on="")
    judge(critic, publication=herald, published_on="1999-05-01")
    judge(critic, publication=None, published_on="1998")
    text = page(client)
    assert "5 reviews · 5 films · 1998–2014" in text
    assert "Publications Bar Gazette 3 reviews, 2001–2014 The Herald 1 review, 1999" in text
    assert "/publications/bar-gazette/" in links(client.get("/critics/ann-ea/"))


def test_a_publication_names_its_critics_with_the_years(client, critic):
    gazette = make.publication("Bar Gazette")
    judge(critic, publication=gazette, published_on="2001")
    judge(None, "unfavourable", publication=gazette, published_on="2003")
    text = page(client, "/publications/bar-gazette/")
    assert "2 reviews · 2 films · 2001–2003 1 favourable, 1 unfavourable, 0 not stated" in text
    assert "Critics Ann Ea 1 review, 2001" in text


PAGES = ["/critics/ann-ea/", "/publications/bar-gazette/"]


@pytest.fixture
def judged(critic):
    """What the critic said in one publication: quotations, newest and oldest in the middle."""
    gazette = make.publication("Bar Gazette")
    for title, verdict, quote, day in (
        ("The Crowd", "favourable", "Kind.", "2003"),
        ("Alibi", "unfavourable", "Slow.", "2001"),
        ("Beggars", "", "Seen.", "2005"),
    ):
        facts = {"critic": critic, "publication": gazette, "quote": quote, "published_on": day}
        make.review(make.film(title), verdict, **facts)


def quotations(client, address):
    """In which order they stand on the page."""
    return list(re.findall(r"(Kind|Slow|Seen)\.", page(client, address)))


@pytest.mark.parametrize("address", PAGES)
def test_reviews_of_one_verdict_are_shown_alone(client, judged, address):
    text = page(client, address)
    assert "All (3) Favourable (1) Unfavourable (1) Not stated (1)" in text
    assert quotations(client, f"{address}?verdict=unfavourable") == ["Slow"]
    assert quotations(client, f"{address}?verdict=unstated") == ["Seen"]
    assert "3 reviews · 3 films" in page(client, f"{address}?verdict=unfavourable")
    assert "?verdict=unfavourable&sort=oldest" in links(
        client.get(f"{address}?verdict=unfavourable")
    )


@pytest.mark.parametrize("address", PAGES)
def test_a_verdict_that_none_of_them_has_says_so(client, critic, address):
    judge(critic, "favourable", publication=make.publication("Bar Gazette"))
    text = page(client, f"{address}?verdict=unfavourable")
    assert "No review here is unfavourable. All reviews" in text


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("newest", ["Seen", "Kind", "Slow"]),
        ("oldest", ["Slow", "Kind", "Seen"]),
        ("film", ["Slow", "Seen", "Kind"]),
        ("telling", ["Seen", "Kind", "Slow"]),
    ],
)
def test_their_reviews_are_sorted_as_asked(client, judged, address, sort, order):
    assert quotations(client, f"{address}?sort={sort}") == order


def test_a_publications_reviews_are_sorted_by_critic_and_a_critics_are_not(client, judged):
    make.review(
        make.film(),
        critic=make.critic("Zoe Abb"),
        publication=Publication.objects.get(),
        quote="Kind.",
        published_on="1999",
    )
    address = f"{PAGES[1]}?sort=critic"
    assert quotations(client, address) == ["Kind", "Seen", "Kind", "Slow"]
    assert "Sort by newest oldest critic film" in page(client, address)
    assert "Sort by newest oldest film" in page(client)


@pytest.mark.parametrize("address", PAGES)
def test_the_pages_of_their_reviews_keep_verdict_and_order(client, judged, settings, address):
    settings.ROWS_A_PAGE = 1
    make.review(
        make.film(),
        critic=Critic.objects.get(),
        publication=Publication.objects.get(),
        published_on="2009",
    )
    response = client.get(f"{address}?verdict=favourable&sort=oldest")
    assert "?verdict=favourable&sort=oldest&page=2" in links(response)


@pytest.mark.parametrize("address", PAGES)
def test_who_asked_to_see_no_scores_is_offered_no_verdicts(signed_in, viewer, judged, address):
    viewer.hides_scores = True
    viewer.save()
    asked = f"{address}?verdict=unfavourable"
    assert quotations(signed_in, asked) == ["Seen", "Kind", "Slow"]
    assert "avourable" not in page(signed_in, asked)
    assert not [link for link in links(signed_in.get(address)) if "verdict=" in link]
    assert quotations(signed_in, f"{address}?sort=oldest") == ["Slow", "Kind", "Seen"]


@pytest.mark.parametrize(("role", "leads"), [("editor", True), ("contributor", False)])
def test_staff_who_may_change_them_are_led_there(client, judged, role, leads):
    user = make.viewer(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    for address, named in zip(
        PAGES, (Critic.objects.get(), Publication.objects.get()), strict=True
    ):
        kind = named._meta.model_name
        edit = f"/admin/reviews/{kind}/{named.pk}/change/"
        assert (edit in links(client.get(address))) is leads
        assert not leads or client.get(edit).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_other_names_stand_beside_the_own_one(client, critic, address):
    where = make.publication("Bar Gazette")
    judge(critic, publication=where)
    named = critic if "critic" in address else where
    named.other_names.create(name="B. Other")
    named.other_names.create(name="An Other")
    assert "Also: An Other , B. Other" in page(client, address)


def test_how_often_they_agree_with_viewers_is_said_from_five_films_on(client, critic):
    judge(critic, "favourable", [7] * 5)
    judge(critic, "unfavourable", [6] * 5)
    judge(critic, "favourable", [6] * 5)
    judge(critic, "unfavourable", [10] * 5)
    judge(critic, "favourable", [10] * 4)
    judge(critic, "", [10] * 5)
    assert "Agrees" not in page(client)
    judge(critic, "favourable", [8] * 5)
    text = page(client)
    assert (
        "Agrees with this site's viewers on 60% of the films that both judged: 3 of 5."
        " What counts as agreeing" in text
    )
    assert "with you" not in text
    assert "/about/reviews/#agreement" in links(client.get("/critics/ann-ea/"))


def test_how_often_they_agree_with_you_is_said_to_you_from_five_films_on(
    client, signed_in, viewer, critic
):
    for verdict, half_stars in [("favourable", 7), ("unfavourable", 7), ("unfavourable", 6)]:
        make.rating(viewer, judge(critic, verdict), half_stars)
    make.rating(viewer, make.film(), 7)
    judge(critic)
    few = page(signed_in)
    assert "A comparison appears once you have both judged 5 films. So far: 3." in few
    for verdict, half_stars in [("favourable", 6), ("favourable", 10)]:
        make.rating(viewer, judge(critic, verdict), half_stars)
    text = page(signed_in)
    assert "Agrees with you on 60% of the films that both of you judged: 3 of 5." in text


@pytest.mark.parametrize("films", [1, 6])
@pytest.mark.parametrize(
    ("address", "queries"), [("/critics/ann-ea/", 11), ("/publications/bar-gazette/", 9)]
)
def test_a_viewers_page_costs_the_same_however_many_films_both_judged(
    signed_in, viewer, critic, films, address, queries, django_assert_num_queries
):
    gazette = make.publication("Bar Gazette")
    for _ in range(films):
        make.rating(viewer, judge(critic, rated=[7] * 5, publication=gazette), 7)
    signed_in.get(address)
    with django_assert_num_queries(queries):
        signed_in.get(address)


@pytest.mark.parametrize("kind", ["critics", "publications"])
@pytest.mark.parametrize("status", [None, "draft", "withdrawn"])
def test_who_has_no_published_review_has_no_page_and_no_feed(client, kind, status):
    named = make.critic("Buy Pills") if kind == "critics" else make.publication("Buy Pills")
    facts: dict[str, Any] = {kind[:-1]: named, "status": status}
    if status:
        make.review(make.film(), **facts)
    for page in ("", "feed/"):
        assert client.get(f"/{kind}/buy-pills/{page}").status_code == 404
    named.name = "Buy More"
    named.save()
    assert client.get(f"/{kind}/buy-pills/")["Location"] == f"/{kind}/buy-more/"


def test_staff_who_may_see_critics_see_one_also_without_a_published_review(client, critic):
    judge(critic, status="withdrawn")
    client.force_login(contributor())
    assert "No reviews are here yet." in page(client)
    assert "favourable" not in page(client)
