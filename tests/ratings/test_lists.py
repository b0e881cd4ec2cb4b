"""The viewer's own lists, and what they do with several films at once."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core import signing
from django.db.models import F
from django.test import Client

from ratings.models import Flag, Rating
from ratings.said import Said
from tests import make
from tests.reading import links, words
from tests.recount import drift

pytestmark = pytest.mark.django_db
LISTS = {
    "ratings": "/viewers/ann/",
    "want_to_see": "/you/want-to-see/",
    "not_interested": "/you/not-interested/",
}

OWN_PAGES = [
    *("/you/want-to-see/", "/you/not-interested/"),
    *("/you/import/", "/you/export/", "/you/settings/"),
]


def shown(response) -> list[str]:
    """The titles on the cards, in their order."""
    return [film.title for film in response.context["page"]]


def listed(viewer, kind, *titles):
    """Films on one of the viewer's lists, the first one first."""
    films = [make.film(title) for title in titles]
    for film in films:
        if kind == "ratings":
            make.rating(viewer, film, 7)
        else:
            make.flag(viewer, film, kind)
    return films


def move(client, kind, to, films, **more):
    """What ticking films of a list and pressing a button posts; with its answer's message."""
    ticked = [getattr(film, "pk", film) for film in films]
    data = {"list": kind, "to": to, "films": ticked, **more}
    return client.post("/you/films/", data, headers={"Referer": "http://testserver" + LISTS[kind]})


def message(response) -> str:
    return str(list(get_messages(response.wsgi_request))[-1])


def undo(client, response):
    """Press the Undo that the answer offers."""
    message = list(get_messages(response.wsgi_request))[-1]
    return client.post("/you/films/undo/", {"token": message.extra_tags.split()[-1]})


@pytest.mark.parametrize("address", ["/you/", "/you/want-to-see/", "/you/not-interested/"])
def test_who_is_signed_out_is_led_to_sign_in(client, address):
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"


def test_you_leads_to_ones_own_page(signed_in):
    assert signed_in.get("/you/")["Location"] == "/viewers/ann/"


@pytest.mark.parametrize("address", LISTS.values())
def test_what_is_ones_own_is_kept_by_no_cache(signed_in, address):
    assert signed_in.get(address)["Cache-Control"] == "private, no-store"


def test_each_list_has_its_films_alone(signed_in, viewer):
    for kind in LISTS:
        listed(viewer, kind, kind)
        listed(make.viewer(), kind, "another's")
    for kind, address in LISTS.items():
        assert shown(signed_in.get(address)) == [kind]


@pytest.mark.parametrize(
    ("sort", "titles"),
    {
        "": ["C", "A", "The B"],
        "newest": ["C", "A", "The B"],
        "title": ["A", "The B", "C"],
        "year": ["The B", "C", "A"],
        "runtime": ["A", "C", "The B"],
        "nonsense": ["C", "A", "The B"],
    }.items(),
)
@pytest.mark.parametrize("kind", ["want_to_see", "not_interested"])
def test_lists_are_sorted_as_asked(signed_in, viewer, kind, sort, titles):
    for title, year, runtime in (("The B", 2000, None), ("A", 1980, 60), ("C", 1990, 90)):
        make.flag(viewer, make.film(title, year, runtime=runtime), kind)
    assert shown(signed_in.get(LISTS[kind], {"sort": sort})) == titles


@pytest.fixture
def offered(viewer):
    """Films that ann wants to see, named after how they can be watched."""
    archive, shop = make.provider("Archive"), make.provider("Shop")
    kinds = ["buy", "rent", "subscription", "ads", "library", "free"]
    for film in listed(viewer, "want_to_see", *kinds):
        make.offer(film, shop, kind="buy", country="FR", search=True)
        make.offer(film, archive if film.title == "free" else shop, kind=film.title)
    make.offer(listed(viewer, "want_to_see", "both")[0], shop, kind="rent", country="FR")
    make.offer(viewer.flags.get(film__title="both").film, archive, kind="free")
    [search] = listed(viewer, "want_to_see", "search")
    make.offer(search, archive, search=True)
    listed(viewer, "want_to_see", "nowhere")


def test_what_can_be_watched_now_comes_first_the_easiest_way_first(signed_in, offered):
    page = signed_in.get("/you/want-to-see/?sort=available")
    easy = ["both", "free", "library", "ads", "subscription", "rent", "buy"]
    assert shown(page) == [*easy, "nowhere", "search"]


@pytest.mark.parametrize(
    ("query", "titles"),
    {
        "provider=Archive": ["both", "free"],
        "offered_in=FR": ["both"],
        "provider=Archive&offered_in=FR": [],
        "provider=Shop&offered_in=US": ["library", "ads", "subscription", "rent", "buy"],
    }.items(),
)
def test_films_can_be_narrowed_to_where_they_are_shown(signed_in, offered, query, titles):
    assert shown(signed_in.get(f"/you/want-to-see/?sort=available&{query}")) == titles


def test_a_card_names_the_easiest_offer_that_fits(signed_in, viewer, offered):
    assert "Archive Free" in words(signed_in.get("/you/want-to-see/?sort=available"))
    text = words(signed_in.get("/you/want-to-see/?offered_in=FR"))
    assert "Shop Rent" in text
    assert "Archive Free" not in text


def test_films_are_taken_off_a_list_at_once(signed_in, viewer):
    first, second, third = listed(viewer, "want_to_see", "A", "B", "C")
    response = move(signed_in, "want_to_see", "", [first, third])
    assert (response.status_code, response["Location"]) == (
        303,
        "http://testserver/you/want-to-see/",
    )
    assert message(response) == "2 films are off the list."
    assert list(viewer.flags.values_list("film", flat=True)) == [second.pk]
    assert drift() == []


@pytest.mark.parametrize(
    ("kind", "to", "sentence"),
    [
        ("want_to_see", "not_interested", "1 film is marked Not Interested."),
        ("not_interested", "want_to_see", "1 film is marked Want to See."),
    ],
)
def test_films_go_from_one_list_to_the_other(signed_in, viewer, kind, to, sentence):
    film, other = listed(viewer, kind, "A", "B")
    assert message(move(signed_in, kind, to, [film])) == sentence
    assert dict(viewer.flags.values_list("film", "kind")) == {film.pk: to, other.pk: kind}
    assert drift() == []


def test_ratings_are_cleared_at_once_and_flags_stay(signed_in, viewer):
    films = listed(viewer, "ratings", "A", "B")
    make.flag(viewer, films[0])
    assert message(move(signed_in, "ratings", "", films)) == "2 ratings are cleared."
    assert not viewer.ratings.exists()
    assert viewer.flags.count() == 1
    assert drift() == []


@pytest.mark.parametrize(
    ("kind", "to"),
    [("ratings", ""), ("want_to_see", ""), ("want_to_see", "not_interested")],
)
def test_all_of_it_can_be_undone_with_its_moments(signed_in, viewer, kind, to):
    films = listed(viewer, kind, "A", "B", "C")
    Rating.objects.update(rated_at=F("rated_at") - timedelta(days=400))
    Flag.objects.update(flagged_at=F("flagged_at") - timedelta(days=400))
    before = Said.of_films(viewer, [film.pk for film in films])
    response = undo(signed_in, move(signed_in, kind, to, films))
    assert message(response) == "3 films are as before."
    assert Said.of_films(viewer, before) == before
    assert drift() == []


def test_undo_leaves_what_was_said_since(signed_in, viewer):
    films = listed(viewer, "ratings", "A", "B")
    response = move(signed_in, "ratings", "", films)
    make.rating(viewer, films[0], 2)
    said = message(undo(signed_in, response))
    assert said == "1 of 2 films is as before: of the others you said something since."
    assert dict(viewer.ratings.values_list("film", "half_stars")) == {
        films[0].pk: 2,
        films[1].pk: 7,
    }


def test_undo_that_comes_too_late_for_all_says_so(signed_in, viewer):
    [film] = listed(viewer, "ratings", "A")
    response = move(signed_in, "ratings", "", [film])
    make.rating(viewer, film, 2)
    said = message(undo(signed_in, response))
    assert said == "Nothing was changed: you said something else of these films since."
    assert viewer.ratings.get().half_stars == 2


def test_undoing_twice_does_no_harm(signed_in, viewer):
    response = move(signed_in, "ratings", "", listed(viewer, "ratings", "A"))
    undo(signed_in, response)
    assert undo(signed_in, response).status_code == 303
    assert viewer.ratings.count() == 1


def test_nobody_undoes_for_another_nor_with_a_token_of_their_own_making(signed_in, viewer):
    response = move(signed_in, "ratings", "", listed(viewer, "ratings", "A"))
    signed_in.force_login(make.viewer("bob"))
    nothing = "Nothing was changed: there is nothing to undo."
    assert message(undo(signed_in, response)) == nothing
    for token in ("", "x", signing.dumps([viewer.pk, []], salt="another")):
        assert message(signed_in.post("/you/films/undo/", {"token": token})) == nothing
    assert not Rating.objects.exists()


def test_only_films_of_the_list_are_changed(signed_in, viewer):
    [wanted] = listed(viewer, "want_to_see", "wanted")
    [unwanted] = listed(viewer, "not_interested", "unwanted")
    others = listed(make.viewer("bob"), "want_to_see", "another's")
    unknown = make.film("unknown")
    response = move(signed_in, "want_to_see", "", [wanted, unwanted, *others, unknown, 10**17])
    assert message(response) == "1 film is off the list."
    assert {flag.film.title for flag in Flag.objects.all()} == {"unwanted", "another's"}


@pytest.mark.parametrize(
    "data",
    [
        {"list": "want_to_see", "to": "not_interested", "films": ["x"]},
        {"list": "want_to_see", "to": "not_interested", "films": ["-1"]},
        {"list": "want_to_see", "to": "not_interested", "films": ["9" * 30]},
        {"list": "want_to_see", "to": "not_interested", "films": ["٣"]},
        {"list": "want_to_see", "to": "want_to_see", "films": ["1"]},
        {"list": "want_to_see", "to": "10", "films": ["1"]},
        {"list": "want_to_see", "films": ["1"]},
        {"list": "everything", "to": "", "films": ["1"]},
        {"to": "", "films": ["1"]},
        {"list": "want_to_see", "to": "", "films": [str(number) for number in range(1, 50)]},
    ],
)
def test_what_no_form_posts_is_refused_whole_with_a_sentence(signed_in, viewer, data):
    [film] = listed(viewer, "want_to_see", "A")
    ids = [str(film.pk) if each == "1" else each for each in data["films"]]
    response = signed_in.post("/you/films/", data | {"films": [*ids, str(film.pk)]})
    assert response.status_code == 400
    assert "Nothing was changed" in words(response)
    assert Flag.objects.get().kind == "want_to_see"


def test_without_a_tick_nothing_is_changed_and_that_is_said(signed_in, viewer):
    listed(viewer, "want_to_see", "A")
    response = move(signed_in, "want_to_see", "", [])
    assert message(response) == "Nothing was changed: tick the films first."
    assert viewer.flags.count() == 1


@pytest.mark.parametrize("address", ["/you/films/", "/you/films/undo/"])
def test_changes_need_a_post_a_token_and_a_viewer(viewer, client, address):
    assert client.post(address)["Location"].startswith("/accounts/login/")
    client.force_login(viewer)
    assert client.get(address).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(viewer)
    assert strict.post(address).status_code == 403


@pytest.mark.parametrize("address", ["/you/films/", "/you/films/undo/"])
@pytest.mark.parametrize(
    ("referer", "then"),
    [
        ("http://testserver/you/want-to-see/?page=2", "/you/want-to-see/%3Fpage%3D2"),
        ("https://evil.example/", "/you/"),
        ("", "/you/"),
    ],
)
def test_whose_session_ended_comes_back_to_the_list_by_signing_in(client, address, referer, then):
    answer = client.post(address, {"list": "want_to_see", "to": ""}, headers={"Referer": referer})
    assert answer.status_code == 303
    assert answer["Location"] == f"/accounts/login/?next={then}"


@pytest.mark.parametrize("referer", ["https://evil.example/", "javascript:alert(1)", ""])
def test_nobody_is_led_away_from_the_site(signed_in, viewer, referer):
    data = {"list": "want_to_see", "to": "", "films": []}
    response = signed_in.post("/you/films/", data, headers={"Referer": referer})
    assert response["Location"] == "/you/"


def test_the_message_offers_an_undo_that_works(signed_in, viewer):
    films = listed(viewer, "want_to_see", "A", "B")
    page = signed_in.get(move(signed_in, "want_to_see", "", films)["Location"])
    assert 'action="/you/films/undo/"' in page.content.decode()


def test_only_ones_own_lists_have_ticks(signed_in, viewer):
    listed(viewer, "ratings", "A")
    listed(make.viewer("bob"), "ratings", "B")
    assert 'name="films"' in signed_in.get("/viewers/ann/").content.decode()
    assert 'name="films"' not in signed_in.get("/viewers/bob/").content.decode()


def test_ones_own_page_leads_to_all_that_is_ones_own(signed_in):
    own = links(signed_in.get("/viewers/ann/"))
    for address in OWN_PAGES:
        assert address in own


def test_undo_follows_films_that_were_merged_meanwhile(signed_in, viewer):
    films = listed(viewer, "ratings", "A", "B")
    response = move(signed_in, "ratings", "", films)
    other = make.film("C")
    films[0].merge_into(other)
    assert message(undo(signed_in, response)) == "2 films are as before."
    assert set(viewer.ratings.values_list("film", flat=True)) == {films[1].pk, other.pk}


@pytest.mark.parametrize("sort", ["newest", "available", "highest"])
@pytest.mark.parametrize(
    ("address", "kind", "queries"),
    [
        ("/viewers/ann/", "ratings", 11),
        ("/you/want-to-see/", "want_to_see", 10),
        ("/you/not-interested/", "not_interested", 8),
    ],
)
def test_a_list_costs_as_many_queries_for_many_films(
    signed_in, viewer, django_assert_num_queries, address, kind, queries, sort
):
    for films in (1, 3):
        for film in listed(viewer, kind, *[""] * films):
            make.credit(film, role="director")
            film.film_genres.create(genre=make.genre())
            make.offer(film)
        with django_assert_num_queries(queries):
            signed_in.get(address, {"sort": sort})


@pytest.mark.parametrize("films", [1, 20])
def test_a_move_and_its_undo_cost_as_many_queries_for_many_films(
    signed_in, viewer, django_assert_max_num_queries, films
):
    films = listed(viewer, "want_to_see", *[""] * films)
    with django_assert_max_num_queries(16):
        response = move(signed_in, "want_to_see", "not_interested", films)
    with django_assert_max_num_queries(22):
        undo(signed_in, response)
