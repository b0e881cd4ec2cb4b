"""Staff take ratings out of the score: it holds whatever the viewer does, until it is undone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from films.models import Film
from ratings.models import FilmTally, Flag, Rating, SetAside
from tests import make
from tests.raw import sql
from tests.recount import drift

pytestmark = pytest.mark.django_db


def ratings_of(film: Film) -> int:
    assert drift() == []
    ratings: int = FilmTally.objects.get(film=film).ratings
    return ratings


def test_a_rating_set_aside_stays_with_its_viewer_and_counts_no_more() -> None:
    ann, bea, film = make.viewer(), make.viewer(), make.film()
    make.rating(ann, film, 1)
    make.rating(bea, film, 9)
    make.set_aside(ann, film)
    assert ratings_of(film) == 1
    assert Rating.objects.get(user=ann).half_stars == 1


def test_it_holds_whatever_the_viewer_does_next() -> None:
    ann, film = make.viewer(), make.film()
    make.set_aside(ann, film)
    make.rating(ann, film, 1)
    make.rating(ann, film, 2)
    Rating.objects.clear(ann, film)
    make.rating(ann, film, 10)
    assert ratings_of(film) == 0


def test_one_film_set_aside_leaves_the_others_and_want_to_see() -> None:
    ann, film, other = make.viewer(), make.film(), make.film()
    make.set_aside(ann, film)
    make.rating(ann, other, 5)
    make.flag(ann, film)
    assert ratings_of(other) == 1
    assert FilmTally.objects.get(film=film).want_to_see == 1


def test_everything_set_aside_covers_what_is_to_come_and_want_to_see() -> None:
    ann, rated, wanted = make.viewer(), make.film(), make.film()
    make.rating(ann, rated, 5)
    make.flag(ann, wanted)
    aside = make.set_aside(ann)
    make.rating(ann, make.film(), 5)
    make.flag(ann, make.film())
    assert not FilmTally.objects.exclude(ratings=0, want_to_see=0).exists()
    assert drift() == []
    SetAside.objects.filter(pk=aside.pk).undo(by=make.viewer("curator"))
    assert FilmTally.objects.filter(ratings=1).count() == 2
    assert FilmTally.objects.filter(want_to_see=1).count() == 2
    assert drift() == []


def test_undoing_keeps_the_record_and_says_who_undid_it() -> None:
    ann, film, curator = make.viewer(), make.film(), make.viewer("curator")
    make.rating(ann, film, 5)
    make.set_aside(ann, film, by=curator, by_name=curator.username)
    assert SetAside.objects.all().undo(by=curator) == 1
    assert SetAside.objects.all().undo(by=make.viewer()) == 0
    kept = SetAside.objects.get()
    assert (kept.undone_by_name, kept.undone_at is None) == ("curator", False)
    assert ratings_of(film) == 1


def test_of_two_that_overlap_the_rating_counts_again_when_both_are_undone() -> None:
    ann, film, curator = make.viewer(), make.film(), make.viewer()
    make.rating(ann, film, 5)
    one, everything = make.set_aside(ann, film), make.set_aside(ann)
    SetAside.objects.filter(pk=everything.pk).undo(by=curator)
    assert ratings_of(film) == 0
    SetAside.objects.filter(pk=one.pk).undo(by=curator)
    assert ratings_of(film) == 1


@pytest.mark.parametrize("statement", ["undone", "deleted"])
def test_overlapping_ones_can_be_made_and_ended_in_one_statement(statement: str) -> None:
    ann, bea, film, other = make.viewer(), make.viewer(), make.film(), make.film()
    for who in (ann, bea):
        make.rating(who, film, 5)
        make.flag(who, other)
    SetAside.objects.bulk_create(
        SetAside(user=who, film=which, reason="Both")
        for who in (ann, bea)
        for which in (film, None)
    )
    assert ratings_of(film) == 0
    if statement == "undone":
        SetAside.objects.all().undo(by=bea)
    else:
        SetAside.objects.all().delete()
    assert ratings_of(film) == 2


def test_one_moved_to_another_viewer_or_film_covers_what_it_now_names() -> None:
    ann, bea, film, other = make.viewer(), make.viewer(), make.film(), make.film()
    for who in (ann, bea):
        make.rating(who, film, 5)
        make.rating(who, other, 6)
    aside = make.set_aside(ann, film)
    for change in ({"user": bea}, {"film": other}, {"film": None}, {"user": ann, "film": film}):
        SetAside.objects.filter(pk=aside.pk).update(**change)
        assert drift() == []
    assert (ratings_of(film), ratings_of(other)) == (1, 2)


def test_one_can_be_taken_up_again_and_a_new_reason_changes_no_count() -> None:
    ann, film = make.viewer(), make.film()
    make.rating(ann, film, 5)
    make.set_aside(ann, film)
    SetAside.objects.all().undo(by=ann)
    SetAside.objects.update(undone_at=None)
    version = FilmTally.objects.get(film=film).version
    SetAside.objects.update(reason="Another", made_at=timezone.now() - timedelta(days=1))
    assert ratings_of(film) == 0
    assert FilmTally.objects.get(film=film).version == version


def test_the_same_is_not_set_aside_twice_at_once() -> None:
    ann, film = make.viewer(), make.film()
    for which in (film, None):
        make.set_aside(ann, which)
        with pytest.raises(IntegrityError), transaction.atomic():
            make.set_aside(ann, which)
    SetAside.objects.all().undo(by=ann)
    make.set_aside(ann, film)
    assert SetAside.objects.in_force().count() == 1


def test_a_reason_is_given() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.set_aside(make.viewer(), reason="")


def test_it_survives_the_account_of_the_staff_member() -> None:
    ann, film, curator = make.viewer(), make.film(), make.viewer("curator")
    make.rating(ann, film, 5)
    make.set_aside(ann, film, by=curator, by_name=curator.username)
    curator.delete()
    kept = SetAside.objects.get()
    assert (kept.by, kept.by_name) == (None, "curator")
    assert ratings_of(film) == 0


def test_a_flag_cleared_by_a_rating_set_aside_is_not_counted_twice() -> None:
    ann, film = make.viewer(), make.film()
    make.flag(ann, film)
    make.set_aside(ann)
    make.rating(ann, film, 5)
    assert not Flag.objects.exists()
    sql("DELETE FROM ratings_setaside")
    assert FilmTally.objects.get(film=film).want_to_see == 0
    assert ratings_of(film) == 1
