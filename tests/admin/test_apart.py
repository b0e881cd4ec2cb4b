"""Staff say of two that look alike that they aren't the same, and take it back."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from films.models import Apart
from tests import make
from tests.admin.test_merging import KINDS, address, allowed, every_kind, page, press
from tests.raw import sql
from tests.reading import words

pytestmark = pytest.mark.django_db


def a_list(what: str, kind: str) -> str:
    """The list of pairs that are likely the same (alike), or said not to be (apart)."""
    return reverse(f"admin:{kind.replace('.', '_')}_{what}")


def say(desk: Client, where: str, *pair: Any) -> str:
    """Press the button beside a pair; gives the page that answers."""
    return page(desk.post(where, {"pair": [one.pk for one in pair]}, follow=True))


def alike(thing: Any) -> list[tuple[int, int]]:
    """The pairs that are likely the same."""
    return [pair[:2] for pair in type(thing).objects.alike().pairs]


@every_kind
def test_a_pair_that_is_two_stands_no_more_among_the_likely_same(kind: str, desk: Client) -> None:
    older, newer = KINDS[kind]("Zoë Lee"), KINDS[kind]("zoe lee")
    third = KINDS[kind]("Zoe  Lée")
    where = a_list("alike", kind)
    assert page(desk.get(where)).count('name="pair"') == 6
    seen = words(desk.get(where), "<body", "</body>")
    assert f"Merge them … {older}, {newer}" in seen
    assert f"“{older}” and “{newer}” aren&#x27;t the same" in say(desk, where, newer, older)
    assert sorted(alike(older)) == [(older.pk, third.pk), (newer.pk, third.pk)]
    assert [list(type(one).objects.like(one)) for one in (older, newer)] == [[third], [third]]
    logged = set(LogEntry.objects.values_list("object_id", "change_message"))
    assert logged == {
        (str(older.pk), f"Not the same as “{newer}”."),
        (str(newer.pk), f"Not the same as “{older}”."),
    }


@every_kind
def test_it_is_kept_who_said_so_and_when_and_can_be_taken_back(kind: str, desk: Client) -> None:
    older, newer = KINDS[kind]("Zoë Lee"), KINDS[kind]("zoe lee")
    where = a_list("apart", kind)
    assert where in say(desk, a_list("alike", kind), older, newer)
    seen = page(desk.get(where))
    assert "curator said on " in seen
    assert str(older) in seen
    assert "may be the same again" in say(desk, where, older, newer)
    assert "Nobody said that of any." in page(desk.get(where))
    assert alike(older) == [(older.pk, newer.pk)]
    assert "Nothing was changed" in say(desk, where, older, newer)


@every_kind
def test_the_preview_of_a_merge_offers_it_too_and_says_what_was_said(
    kind: str, desk: Client
) -> None:
    old, new = KINDS[kind]("Zoë Lee"), KINDS[kind]("zoe lee")
    preview, where = address("merge", old, new), a_list("alike", kind)
    assert f'action="{where}"' in page(desk.get(preview))
    say(desk, where, old, new)
    seen = page(desk.get(preview))
    assert f'action="{where}"' not in seen
    assert "curator said on " in seen


@every_kind
def test_what_was_said_goes_with_either_of_the_two(kind: str, desk: Client) -> None:
    one, other, third = (KINDS[kind](name) for name in ("Zoë Lee", "zoe lee", "Zoe Lée"))
    for pair in ((one, other), (third, one), (other, third)):
        assert Apart.objects.say(*pair)
    press(desk, one, other)
    [left] = Apart.objects.all()
    assert (left.older, left.newer) == (other.pk, third.pk)
    sql(f"DELETE FROM {third._meta.db_table} WHERE id = %s", third.pk)
    assert not Apart.objects.exists()
    assert not Apart.objects.say(other, third)


def test_the_same_ids_of_another_kind_are_another_pair() -> None:
    one, other = make.critic("Lee"), make.critic("lee")
    Apart.objects.create(kind="films.film", older=one.pk, newer=other.pk)
    assert alike(one) == [(one.pk, other.pk)]
    assert Apart.objects.say(one, other)
    assert not Apart.objects.say(other, one)


@pytest.mark.parametrize("pair", [(1, 2), (2, 1), (2, 2)])
def test_the_database_holds_a_pair_once_the_older_first(pair: tuple[int, int]) -> None:
    Apart.objects.create(kind="films.film", older=1, newer=2)
    with pytest.raises(IntegrityError, match="apart_"):
        Apart.objects.create(kind="films.film", older=pair[0], newer=pair[1])


def test_what_was_said_outlives_the_account(desk: Client, curator: Any) -> None:
    one, other = make.film("Faust"), make.film("Faust!")
    say(desk, a_list("alike", "films.film"), one, other)
    curator.delete()
    said = Apart.objects.get()
    assert (said.said_by, said.said_by_name) == (None, "curator")


@every_kind
@pytest.mark.parametrize("right", ["change", "view"])
def test_without_the_right_to_merge_nothing_is_said(kind: str, right: str, client: Client) -> None:
    pair = KINDS[kind]("Zoë Lee"), KINDS[kind]("zoe lee")
    staff = allowed(client, f"{right}_{kind.partition('.')[2]}")
    for what in ("alike", "apart"):
        assert staff.get(a_list(what, kind)).status_code == 403
        sent = {"pair": [one.pk for one in pair]}
        assert staff.post(a_list(what, kind), sent).status_code == 403
    assert not Apart.objects.exists()


@pytest.mark.parametrize("odd", ["", "0", "x", "²", "9" * 18, "9" * 5000, "self"])
def test_whatever_is_posted_gets_a_page(odd: str, desk: Client) -> None:
    one = make.critic("Lee")
    sent = {"pair": [one.pk, one.pk if odd == "self" else odd]}
    for what in ("alike", "apart"):
        answer = desk.post(a_list(what, "reviews.critic") + "?page=x", sent, follow=True)
        assert "Nothing was changed" in page(answer)
    assert not Apart.objects.exists()


@every_kind
def test_the_lists_cost_the_same_however_many_pairs_there_are(kind: str, desk: Client) -> None:
    def costs() -> list[int]:
        pages = []
        for what in ("alike", "apart"):
            with CaptureQueriesContext(connection) as asked:
                assert desk.get(a_list(what, kind)).status_code == 200
            pages.append(len(asked))
        return pages

    def two(name: str) -> Any:
        return KINDS[kind](name), KINDS[kind](f"{name}!")

    few: list[int] = []
    for name in ("Lee", "Bea", "Ann"):
        two(name)
        Apart.objects.say(*two(f"{name} Other"))
        few = few or (costs() and costs())
    assert costs() == few
    assert max(few) <= 12
