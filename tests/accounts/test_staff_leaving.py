"""What staff did at the desks stays on record when their account goes, whoever deletes it."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.test import Client
from django.utils import timezone

from accounts.leaving import FORMER_STAFF
from accounts.models import User
from tests import make
from tests.accounts.members import PASSWORD, member, sign_in
from tests.reading import words

pytestmark = pytest.mark.django_db

DELETE = "/you/delete/"
BY = "Done by curator, whose account is deleted."


@pytest.fixture
def curator() -> User:
    """Staff who added a film a year ago, and changed it now."""
    curator = member("curator")
    film = make.film("Ran", 1985)
    log = LogEntry.objects
    log.log_actions(curator.pk, [film], ADDITION, [{"added": {}}], single_object=True)
    log.update(action_time=timezone.now() - timedelta(days=365))
    log.log_actions(curator.pk, [film], CHANGE, "")
    return curator


@pytest.fixture
def desk(client: Client, db: None) -> Client:
    """A browser in which somebody signed in who may delete accounts."""
    client.force_login(make.viewer("boss", is_staff=True, is_superuser=True))
    return client


def logged() -> list[tuple[str, str, str]]:
    """The log, the oldest first: who, what it was done to, and what was done."""
    entries = LogEntry.objects.order_by("action_time").select_related("user")
    return [
        (each.user.get_username(), each.object_repr, each.get_change_message()) for each in entries
    ]


KEPT = [(FORMER_STAFF, "Ran (1985)", f"Added. {BY}"), (FORMER_STAFF, "Ran (1985)", BY)]


def test_by_themselves_who_are_told_before(client: Client, curator: User) -> None:
    sign_in(client, curator)
    assert "stays in its log, with your username" in words(client.get(DELETE))
    client.post(DELETE, {"password": PASSWORD})
    assert not User.objects.filter(pk=curator.pk).exists()
    assert logged() == KEPT


def test_by_others_at_the_desk(desk: Client, curator: User) -> None:
    desk.post(f"/admin/accounts/user/{curator.pk}/delete/", {"post": "yes"})
    assert not User.objects.filter(pk=curator.pk).exists()
    assert logged()[:2] == KEPT


def test_several_at_once_share_who_is_named_in_their_place(curator: User) -> None:
    second = make.viewer("second")
    LogEntry.objects.log_actions(second.pk, [make.film("Heat", 1995)], CHANGE, "Noted.")
    User.objects.all().delete()
    assert [message for _who, _film, message in logged()] == [
        *(message for _who, _film, message in KEPT),
        "Noted. Done by second, whose account is deleted.",
    ]
    former = User.objects.get()
    assert (former.username, former.is_active, former.has_usable_password()) == (
        *(FORMER_STAFF, False),
        False,
    )


def test_who_did_nothing_there_leaves_nobody_behind(client: Client) -> None:
    sign_in(client, ann := member("ann"))
    assert "stays in its log" not in words(client.get(DELETE))
    ann.delete()
    assert not User.objects.exists()


def test_the_account_that_stands_for_them_cant_be_deleted_at_the_desk(
    desk: Client, curator: User
) -> None:
    curator.delete()
    former = User.objects.get(username=FORMER_STAFF)
    desk.post(f"/admin/accounts/user/{former.pk}/delete/", {"post": "yes"})
    assert User.objects.filter(pk=former.pk).exists()
    assert logged() == KEPT
    assert Client().get(f"/viewers/{FORMER_STAFF}/").status_code == 404
