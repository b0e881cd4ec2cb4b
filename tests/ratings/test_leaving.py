"""What a viewer said goes with their account, however it is deleted, and nothing is left behind."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from films.models import Film, Merge
from ratings.models import FilmTally, Flag, Rating, SetAside
from tests import make
from tests.raw import sql
from tests.recount import drift
from tests.together import while_uncommitted


def by_orm(user: User) -> None:
    user.delete()


def by_queryset(user: User) -> None:
    User.objects.filter(pk=user.pk).delete()


def by_sql(user: User) -> None:
    sql("DELETE FROM accounts_user WHERE id = %s", user.pk)


def in_the_admin(user: User) -> None:
    browser = Client()
    browser.force_login(make.viewer(is_staff=True, is_superuser=True))
    address = reverse("admin:accounts_user_delete", args=[user.pk])
    assert browser.post(address, {"post": "yes"}).status_code == 302


every_way = pytest.mark.parametrize("delete", [by_orm, by_queryset, by_sql, in_the_admin])
Deletion = Callable[[User], None]


@pytest.mark.django_db
@every_way
def test_everything_that_was_said_goes_and_tallies_are_right(delete: Deletion) -> None:
    films, ann, bea = [make.film(), make.film()], make.viewer(), make.viewer()
    for who in (ann, bea):
        make.rating(who, films[0], 9)
        make.flag(who, films[1])
    make.set_aside(ann, films[0])
    delete(ann)
    assert not User.objects.filter(pk=ann.pk).exists()
    assert not SetAside.objects.exists()
    assert Rating.objects.count() == Flag.objects.count() == 1
    assert FilmTally.objects.get(film=films[0]).n9 == 1
    assert drift() == []


@pytest.mark.django_db
@every_way
def test_what_a_merge_left_behind_goes_too_and_that_of_others_stays(delete: Deletion) -> None:
    old, new, ann, bea = make.film(), make.film(), make.viewer(), make.viewer()
    for who in (ann, bea):
        for film in (old, new):
            make.rating(who, film, 3)
            make.flag(who, film)
    make.set_aside(ann, old)
    make.set_aside(ann, new)
    merge = old.merge_into(new)
    assert {row["user"] for row in merge.left_behind["ratings.rating"]} == {ann.pk, bea.pk}
    assert "ratings.setaside" in merge.left_behind
    delete(ann)
    merge.refresh_from_db()
    left = merge.left_behind
    assert {kind: [row["user"] for row in rows] for kind, rows in left.items()} == {
        "ratings.rating": [bea.pk],
        "ratings.flag": [bea.pk],
    }
    delete(bea)
    merge.refresh_from_db()
    assert merge.left_behind == {}


@pytest.mark.django_db(transaction=True)
@every_way
def test_a_rating_that_is_just_being_saved_goes_with_the_account(delete: Deletion) -> None:
    film, ann = make.film(), make.viewer()
    while_uncommitted(lambda: make.rating(ann, film), lambda: delete(ann))
    assert not User.objects.filter(pk=ann.pk).exists()
    assert drift() == []


@pytest.mark.django_db(transaction=True)
def test_of_an_account_that_is_just_going_a_merge_leaves_nothing_behind() -> None:
    old, new, ann = make.film(), make.film(), make.viewer()
    for film in (old, new):
        make.rating(ann, film)
    while_uncommitted(lambda: by_orm(ann), lambda: old.merge_into(new))
    assert Merge.objects.get().left_behind == {}
    assert Film.objects.count() == 1
    assert drift() == []
