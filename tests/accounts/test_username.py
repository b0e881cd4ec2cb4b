"""Changing one's username: the old one leads to its owner, and to nobody else."""

from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client

from accounts.models import FormerUsername, User
from tests.accounts.members import PASSWORD, member
from tests.raw import sql
from tests.reading import words
from tests.together import while_uncommitted

pytestmark = pytest.mark.django_db

CHANGE = "/you/username/"
TAKEN = "New username : This username is taken. Please choose another."


def signed_in(user: User) -> Client:
    """A browser in which the user has just given the password again."""
    client = Client()
    client.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def change(client: Client, name: str) -> Any:
    """Ask for another username."""
    return client.post(CHANGE, {"username": name})


def test_it_is_changed_and_said(client: Client) -> None:
    ann = signed_in(member("ann"))
    answer = change(ann, "anna")
    assert (answer.status_code, answer["Location"]) == (303, "/you/settings/")
    page = ann.get("/you/settings/")
    assert "You are called anna now. Links to ann lead to you." in words(
        page, 'class="messages"', "<main"
    )
    assert (
        client.post("/accounts/login/", {"login": "anna", "password": PASSWORD}).status_code == 302
    )


def test_it_asks_for_the_password_first(client: Client) -> None:
    client.force_login(member("ann"))
    asks = f"/accounts/reauthenticate/?next={CHANGE.replace('/', '%2F')}"
    assert client.get(CHANGE)["Location"] == asks
    assert change(client, "anna")["Location"] == asks
    assert User.objects.get().username == "ann"
    client.post(asks, {"password": PASSWORD})
    assert User.objects.get().username == "anna"


@pytest.mark.parametrize("typed", ["ANNA", "Anna", " anna ", "ａｎｎａ"])
def test_it_is_kept_in_lower_case_and_plain_letters(typed: str) -> None:
    change(signed_in(member("ann")), typed)
    assert User.objects.get().username == "anna"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "This field is required."),
        ("an", "A username has 3 to 30 characters"),
        ("x" * 31, "Ensure this value has at most 30 characters"),
        ("än-na", "A username has 3 to 30 characters"),
        ("an\x00na", "Null characters are not allowed."),
        ("Admin", "This username is kept for the site."),
        ("you", "This username is kept for the site."),
        ("ANN", "That is your username already."),
        ("BEA", "This username is taken."),
    ],
)
def test_a_name_that_one_cant_have_is_said_beside_the_field(typed: str, said: str) -> None:
    ann = signed_in(member("ann"))
    member("bea", "")
    answer = change(ann, typed)
    assert answer.status_code == 200
    assert f"New username : {said}" in words(answer)
    assert "You are called ann ." in words(answer)
    assert User.objects.filter(username="ann").exists()


def test_the_old_name_leads_to_its_owner(client: Client) -> None:
    ann = member("ann")
    change(signed_in(ann), "anna")
    for name in ("ann", "ANN", "anna"):
        assert User.objects.at(name) == ann
    with pytest.raises(Http404):
        User.objects.at("bea")


def test_nobody_else_can_have_the_old_name(client: Client) -> None:
    change(signed_in(member("ann")), "anna")
    new = {"username": "Ann", "email": "b@films.example", "password1": PASSWORD}
    answer = client.post("/accounts/signup/", new | {"password2": PASSWORD})
    assert "Username : This username is taken." in words(answer)
    assert TAKEN in words(change(signed_in(member("bea", "")), "ann"))
    with pytest.raises(ValidationError, match="This username is taken"):
        User(username="ann").full_clean(exclude=["password"])
    assert User.objects.taken(["ann", "anna", "bea", "cyd"]) == {"ann", "anna", "bea"}


def test_its_owner_can_take_it_back_and_then_the_other_is_kept() -> None:
    ann = signed_in(member("ann"))
    change(ann, "anna")
    change(ann, "ann")
    assert User.objects.get().username == "ann"
    assert [each.username for each in FormerUsername.objects.all()] == ["anna"]


def test_nobody_collects_more_than_five_others() -> None:
    ann = signed_in(member("ann"))
    for number in range(5):
        assert change(ann, f"ann-{number}").status_code == 303
    assert "You have had five other usernames." in words(change(ann, "ann-5"))
    assert change(ann, "ann").status_code == 303


def test_the_database_keeps_a_former_name_from_others_under_any_sql() -> None:
    member("ann")
    bea = member("bea", "")
    sql("UPDATE accounts_user SET username = 'anna' WHERE username = 'ann'")
    for statement in (
        "INSERT INTO accounts_user (username, password, first_name, last_name, email,"
        " is_superuser, is_staff, is_active, date_joined)"
        " VALUES ('ann', '!', '', '', '', false, false, true, now())",
        f"UPDATE accounts_user SET username = 'ann' WHERE id = {bea.pk}",
    ):
        with pytest.raises(IntegrityError, match="once somebody else's"), transaction.atomic():
            sql(statement)


def test_who_leaves_gives_all_names_up() -> None:
    ann = member("ann")
    change(signed_in(ann), "anna")
    ann.delete()
    assert not FormerUsername.objects.exists()
    assert member("ann").username == "ann"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_want_one_name_at_once_the_later_is_told() -> None:
    cache.clear()
    ann = signed_in(member("ann"))
    answers: list[Any] = []
    while_uncommitted(lambda: member("cyd", ""), lambda: answers.append(change(ann, "cyd")))
    assert answers[0].status_code == 200
    assert TAKEN in words(answers[0])
    assert "You are called ann ." in words(answers[0])


@pytest.mark.django_db(transaction=True)
def test_a_name_is_not_free_at_the_very_moment_when_it_is_given_up() -> None:
    ann, bea = member("ann"), member("bea", "")

    def rename(user: User, name: str) -> None:
        User.objects.filter(pk=user.pk).update(username=name)

    with pytest.raises(IntegrityError, match="once somebody else's"):
        while_uncommitted(lambda: rename(ann, "anna"), lambda: rename(bea, "ann"))
    assert {user.username for user in User.objects.all()} == {"anna", "bea"}


def test_more_than_ten_tries_a_minute_get_a_page_that_says_so() -> None:
    ann = signed_in(member("ann"))
    for _ in range(10):
        change(ann, "")
    answer = change(ann, "anna")
    assert answer.status_code == 429
    assert words(answer).startswith("Too many tries")
