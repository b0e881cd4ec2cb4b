"""Deleting one's account: all of it goes, on every device, and the scores are right afterwards."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Invitation, User
from ratings.models import FilmTally, Flag, ImportBatch, Rating, SetAside
from tests import make
from tests.accounts.members import PASSWORD, give_app, give_key, member, sign_in
from tests.reading import links, words
from tests.recount import drift
from tests.together import at_once, while_uncommitted

pytestmark = pytest.mark.django_db

DELETE = "/you/delete/"


@pytest.fixture
def ann(client: Client) -> User:
    """Signed in."""
    user = member("ann")
    sign_in(client, user)
    return user


def leave(client: Client, password: str = PASSWORD) -> Any:
    """Press the button."""
    return client.post(DELETE, {"password": password})


def test_the_page_says_what_goes(client: Client, ann: User) -> None:
    for _ in range(3):
        make.rating(ann, make.film())
    make.flag(ann, make.film())
    for _ in range(2):
        make.flag(ann, make.film(), "not_interested")
    ImportBatch.objects.create(user=ann, service="letterboxd")
    make.rating(make.viewer(), make.film())
    page = client.get(DELETE)
    assert "/you/export/" in links(page)
    said = words(page)
    assert (
        "3 ratings 1 film that you want to see 2 films that you aren’t interested in"
        " 1 import, with its file’s lines your email address"
    ) in said
    assert "your username, ann," in said
    assert "counted anew at once" in said


def test_what_a_viewer_has_none_of_is_not_listed(client: Client) -> None:
    sign_in(client, member("bea", "bea@films.example"))
    page = words(client.get(DELETE))
    assert "With your account go: your email address" in page


def test_it_costs_the_same_for_who_said_much(client: Client, ann: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(DELETE).status_code == 200
        return len(asked)

    few = queries()
    for _ in range(5):
        make.rating(ann, make.film())
    assert queries() == few <= 7


def test_all_of_it_goes_and_the_scores_are_right(client: Client, ann: User) -> None:
    film, bea = make.film(), make.viewer("bea")
    make.rating(ann, film, 2), make.rating(bea, film, 9)
    make.flag(ann, make.film())
    make.set_aside(ann, film)
    ImportBatch.objects.create(user=ann, service="imdb").lines.create(number=1, outcome="kept")
    give_app(ann)
    give_key(ann)
    answer = leave(client)
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert [user.username for user in User.objects.all()] == ["bea"]
    assert [rating.user for rating in Rating.objects.all()] == [bea]
    for rows in (Flag, SetAside, ImportBatch, EmailAddress, Authenticator, UserSession, Session):
        assert not rows._default_manager.exists()
    assert FilmTally.objects.get(film=film).ratings == 1
    assert drift() == []


def test_the_front_page_says_so_to_a_visitor(client: Client, ann: User) -> None:
    page = client.post(DELETE, {"password": PASSWORD}, follow=True)
    assert "Your account is deleted" in words(page, 'class="messages"', "<main")
    assert "Sign in" in words(page, "<header", "</header>")
    answer = client.post("/accounts/login/", {"login": "ann", "password": PASSWORD})
    assert "No account has this username" in words(answer)


def test_other_devices_are_signed_out(client: Client, ann: User) -> None:
    telephone = Client()
    sign_in(telephone, ann)
    leave(client)
    assert not Session.objects.filter(session_key=telephone.cookies["sessionid"].value).exists()
    assert not telephone.get("/healthz").wsgi_request.user.is_authenticated
    assert telephone.get("/you/settings/").status_code == 302
    film = make.film()
    answer = telephone.post(f"/films/{film.slug}/rating/", {"half_stars": "7"})
    assert answer.status_code == 303
    assert not Rating.objects.exists()


@pytest.mark.parametrize(("typed", "said"), [("", "required"), ("wrong", "Incorrect password")])
def test_without_the_password_nothing_goes(
    client: Client, ann: User, typed: str, said: str
) -> None:
    answer = leave(client, typed)
    assert answer.status_code == 200
    assert said in words(answer)
    assert User.objects.get() == ann


def test_after_five_wrong_passwords_the_right_one_must_wait(client: Client, ann: User) -> None:
    for _ in range(5):
        leave(client, "wrong")
    assert "Too many attempts have failed." in words(leave(client))
    assert User.objects.exists()


def test_looking_at_the_page_deletes_nothing(client: Client, ann: User) -> None:
    client.get(DELETE, {"password": PASSWORD})
    client.head(DELETE)
    assert client.put(DELETE).status_code == 405
    assert User.objects.get() == ann


def without_password() -> User:
    """Someone called bea, who can't sign in with a password."""
    return User.objects.create_user("bea")


def test_who_has_no_password_types_their_name(client: Client) -> None:
    bea = without_password()
    client.force_login(bea)
    assert "Your username" in words(client.get(DELETE))
    assert "That isn’t your username." in words(client.post(DELETE, {"username": "ann"}))
    assert User.objects.get() == bea
    client.post(DELETE, {"username": "Bea"})
    assert not User.objects.exists()


def test_who_has_a_passkey_instead_shows_it_first(client: Client) -> None:
    bea = without_password()
    give_key(bea)
    client.force_login(bea)
    for answer in (client.get(DELETE), client.post(DELETE, {"username": "bea"})):
        assert answer["Location"].startswith("/accounts/2fa/webauthn/reauthenticate/")
    assert User.objects.get() == bea


def test_what_staff_did_outlives_them(client: Client, ann: User) -> None:
    bea = make.viewer("bea")
    set_aside = make.set_aside(bea, make.film(), by=ann, by_name="ann")
    invitation = Invitation(made_by=ann, made_by_name="ann")
    invitation.make_token()
    invitation.save()
    leave(client)
    set_aside.refresh_from_db()
    invitation.refresh_from_db()
    assert (set_aside.by, set_aside.by_name) == (None, "ann")
    assert (invitation.made_by, invitation.made_by_name) == (None, "ann")


@pytest.mark.parametrize("other", ["", "inactive", "there"])
def test_the_only_superuser_cant_leave(client: Client, ann: User, other: str) -> None:
    User.objects.update(is_superuser=True, is_staff=True)
    if other:
        make.viewer("boss", is_superuser=True, is_active=other == "there")
    page = words(client.get(DELETE))
    assert ("You are the only one who may do everything" in page) is (other != "there")
    answer = leave(client)
    assert answer.status_code == (303 if other == "there" else 200)
    assert User.objects.filter(username="ann").exists() is (other != "there")


@pytest.mark.django_db(transaction=True)
def test_of_two_last_superusers_who_leave_at_once_one_stays() -> None:
    cache.clear()
    browsers = []
    for name in ("ann", "bea"):
        browsers.append(Client())
        sign_in(browsers[-1], member(name, f"{name}@films.example"))
    User.objects.update(is_superuser=True)
    answers = at_once(*(going(browser) for browser in browsers))
    assert sorted(answer.status_code for answer in answers) == [200, 303]  # type: ignore[attr-defined]
    assert User.objects.count() == 1


def going(browser: Client) -> Callable[[], object]:
    return lambda: leave(browser)


@pytest.mark.django_db(transaction=True)
def test_a_rating_that_is_being_saved_goes_as_well(client: Client) -> None:
    cache.clear()
    ann, film = member("ann"), make.film()
    sign_in(client, ann)
    answers: list[Any] = []
    while_uncommitted(lambda: make.rating(ann, film), lambda: answers.append(leave(client)))
    assert answers[0].status_code == 303
    assert not User.objects.exists()
    assert not Rating.objects.exists()
    assert drift() == []


@pytest.mark.django_db(transaction=True)
def test_a_rating_that_comes_while_one_leaves_is_refused_without_an_error_page(
    client: Client,
) -> None:
    cache.clear()
    ann, film = member("ann"), make.film()
    sign_in(client, ann)
    answers: list[Any] = []

    def rate() -> None:
        answers.append(client.post(f"/films/{film.slug}/rating/", {"half_stars": "7"}))

    while_uncommitted(ann.delete, rate)
    assert answers[0].status_code < 500
    assert not Rating.objects.exists()
    assert drift() == []
