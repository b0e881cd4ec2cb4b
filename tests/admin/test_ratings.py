"""What staff may do with what viewers say: look, and set aside with a reason."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from accounts.models import User
from films.models import Film
from ratings.models import FilmTally, Flag, Rating, SetAside
from tests import make
from tests.admin.forms import errors, save
from tests.recount import drift

ADD = "/admin/ratings/setaside/add/"
LIST = "/admin/ratings/setaside/"


@pytest.fixture
def film(db: None) -> Film:
    """A film that ann has rated."""
    film = make.film()
    make.rating(make.viewer("ann"), film)
    return film


def test_nobody_edits_adds_or_deletes_a_rating(desk: Client, film: Film) -> None:
    rating = Rating.objects.get()
    for page in ("change", "delete"):
        address = reverse(f"admin:ratings_rating_{page}", args=[rating.pk])
        assert desk.post(address, {"half_stars": 1, "post": "yes"}).status_code == 403
    assert desk.get("/admin/ratings/rating/add/").status_code == 403
    assert Rating.objects.get() == rating


def test_flags_have_no_desk(desk: Client) -> None:
    assert not admin.site.is_registered(Flag)
    assert desk.get("/admin/ratings/flag/").status_code == 404


def test_a_rating_is_set_aside_from_its_row_in_the_name_of_who_did_it(
    desk: Client, curator: User, film: Film
) -> None:
    ann = User.objects.get(username="ann")
    link = f"{ADD}?user={ann.pk}&amp;film={film.pk}"
    assert link in desk.get("/admin/ratings/rating/").content.decode()
    page = desk.get(ADD, {"user": ann.pk, "film": film.pk})
    assert page.context["adminform"].form["user"].value() == str(ann.pk)
    assert save(desk, ADD, user=ann.pk, film=film.pk, reason="Campaign").status_code == 302
    made = SetAside.objects.get()
    assert (made.by, made.by_name, made.reason) == (curator, "curator", "Campaign")
    assert FilmTally.objects.get().ratings == 0
    assert drift() == []


def test_it_needs_a_reason_and_can_not_be_made_twice(desk: Client, film: Film) -> None:
    ann = User.objects.get(username="ann")
    assert "This field is required" in errors(save(desk, ADD, user=ann.pk))
    for which in (film.pk, ""):
        assert save(desk, ADD, user=ann.pk, film=which, reason="A").status_code == 302
        again = save(desk, ADD, user=ann.pk, film=which, reason="B")
        assert "That is set aside already." in errors(again)


def test_it_is_undone_by_a_named_person_and_stays_as_the_record(desk: Client, film: Film) -> None:
    made = make.set_aside(User.objects.get(username="ann"), film, by_name="someone")
    pressed = {"action": "undo", "_selected_action": [made.pk]}
    assert "1 set-aside undone." in desk.post(LIST, pressed, follow=True).content.decode()
    assert "0 set-asides undone." in desk.post(LIST, pressed, follow=True).content.decode()
    kept = SetAside.objects.get()
    assert (kept.by_name, kept.undone_by_name) == ("someone", "curator")
    assert FilmTally.objects.get().ratings == 1
    for page in ("change", "delete"):
        address = reverse(f"admin:ratings_setaside_{page}", args=[made.pk])
        assert desk.post(address, {"reason": "Rewritten", "post": "yes"}).status_code == 403


def chosen(action: str, *ratings: Rating, reason: str = "Campaign") -> dict[str, object]:
    picked = [rating.pk for rating in ratings]
    return {"action": action, "_selected_action": picked, "reason": reason}


def test_many_ratings_are_set_aside_at_once_with_a_reason(desk: Client, film: Film) -> None:
    for _ in range(2):
        make.rating(make.viewer(), film)
    ann, bea, _cyd = Rating.objects.order_by("pk")
    make.set_aside(ann.user, film)
    address, press = "/admin/ratings/rating/", chosen("set_these_aside", ann, bea)
    page = desk.post(address, {**press, "reason": " "}, follow=True).content.decode()
    assert "Nothing was set aside: give a reason." in page
    assert FilmTally.objects.get().ratings == 2
    assert "1 set-aside made." in desk.post(address, press, follow=True).content.decode()
    assert "0 set-asides made." in desk.post(address, press, follow=True).content.decode()
    made = SetAside.objects.get(user=bea.user)
    assert (made.film, made.reason, made.by_name) == (film, "Campaign", "curator")
    assert FilmTally.objects.get().ratings == 1
    assert drift() == []


def test_all_that_a_viewer_says_is_set_aside_and_rating_anew_does_not_escape_it(
    desk: Client, film: Film
) -> None:
    ann = User.objects.get(username="ann")
    press = chosen("set_all_aside", Rating.objects.get())
    assert "1 set-aside made." in desk.post("/admin/ratings/rating/", press, follow=True).text
    browser = Client()
    browser.force_login(ann)
    other = make.film()
    for half_stars in ("", "9"):
        browser.post(reverse("rating", args=[film.slug]), {"half_stars": half_stars})
        browser.post(reverse("rating", args=[other.slug]), {"half_stars": half_stars})
    assert Rating.objects.filter(user=ann, half_stars=9).count() == 2
    assert not FilmTally.objects.exclude(ratings=0).exists()
    assert "set aside" not in browser.get(reverse("viewer", args=["ann"])).text.lower()
    assert "Campaign" not in browser.get(film.get_absolute_url()).text
    desk.post(LIST, {"action": "undo", "_selected_action": [SetAside.objects.get().pk]})
    assert list(FilmTally.objects.values_list("n9", flat=True)) == [1, 1]
    assert drift() == []


def test_the_log_tells_who_set_aside_and_who_undid_it_and_outlives_them(
    desk: Client, curator: User, film: Film
) -> None:
    desk.post("/admin/ratings/rating/", chosen("set_these_aside", Rating.objects.get()))
    desk.post(LIST, {"action": "undo", "_selected_action": [SetAside.objects.get().pk]})
    logged = LogEntry.objects.order_by("pk").values_list("user", "action_flag", "change_message")
    assert list(logged) == [
        (curator.pk, ADDITION, "Campaign"),
        (curator.pk, CHANGE, "Undone"),
    ]
    curator.delete()
    kept = SetAside.objects.get()
    assert (kept.by, kept.by_name, kept.undone_by_name) == (None, "curator", "curator")


def test_who_may_only_look_at_ratings_can_not_set_them_aside(client: Client, film: Film) -> None:
    looker = make.viewer("looker", is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_rating"))
    client.force_login(looker)
    assert client.get("/admin/ratings/rating/").status_code == 200
    client.post("/admin/ratings/rating/", chosen("set_these_aside", Rating.objects.get()))
    assert not SetAside.objects.exists()


def test_who_may_only_look_can_not_undo(client: Client, film: Film) -> None:
    made = make.set_aside(User.objects.get(username="ann"), film)
    looker = make.viewer("looker", is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_setaside"))
    client.force_login(looker)
    assert client.get(LIST).status_code == 200
    assert client.get(ADD).status_code == 403
    client.post(LIST, {"action": "undo", "_selected_action": [made.pk]})
    assert SetAside.objects.in_force().exists()


def test_an_account_goes_with_all_it_said_and_nothing_of_it_is_shown(
    desk: Client, film: Film
) -> None:
    ann = User.objects.get(username="ann")
    make.flag(ann, make.film(), "not_interested")
    make.set_aside(ann)
    address = reverse("admin:accounts_user_delete", args=[ann.pk])
    page = desk.get(address).content.decode()
    assert "ann" in page
    assert "Interested" not in page
    assert "flags" not in page
    assert desk.post(address, {"post": "yes"}).status_code == 302
    assert not Flag.objects.exists()
    assert FilmTally.objects.get(film=film).ratings == 0
    assert drift() == []


def test_an_account_is_added_and_what_is_wrong_is_said(desk: Client) -> None:
    add, password = (
        "/admin/accounts/user/add/",
        {"password1": "moonrise-7", "password2": "moonrise-7"},
    )
    make.viewer("ann", email="ann@a.example")
    good = {"username": "bea", "email": "", "usable_password": "true", **password}
    assert save(desk, add, **good).status_code == 302
    for wrong, said in (
        ({"username": "Cy!"}, "A username has 3 to 30 characters"),
        ({"username": "ann"}, "This username is taken."),
        ({"username": "cyd", "email": "ANN@a.example"}, "This e-mail address is taken."),
    ):
        assert said in errors(save(desk, add, **{**good, **wrong}))
