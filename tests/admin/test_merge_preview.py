"""What the preview of a merge says: what moves, what is set aside, and what takes its place."""

import re

import pytest
from django.test import Client

from films import merging_desk, merging_words
from tests import make
from tests.admin.test_merging import address, page, press

pytestmark = pytest.mark.django_db


def numbers_of(kind: str, seen: str) -> list[int]:
    """How many the one that goes has, how many move, and how many of each are set aside."""
    row = re.search(f">{kind}</th> <td>" + "</td> <td>".join([r"(\d+)"] * 4), seen)
    assert row is not None
    return [int(number) for number in row.groups()]


def test_the_preview_counts_what_moves_and_names_what_would_be_left(desk: Client) -> None:
    old, new, film, where = (
        make.critic("A. Lee"),
        make.critic("Ann"),
        make.film(),
        make.publication(),
    )
    make.review(make.film(), critic=old)
    loser = make.review(film, critic=old, publication=where)
    make.review(film, critic=new, publication=where)
    seen = page(desk.get(address("merge", old, new)))
    assert numbers_of("Critics&#x27; reviews", seen) == [2, 1, 1, 0]
    assert f"{film}: A. Lee, {where}" in seen
    assert address("change", loser) in seen
    said = press(desk, old, new)
    assert "Moved: 1 critic&#x27;s review." in said
    assert "Duplicates set aside: 1 critic&#x27;s review." in said


def test_the_preview_names_the_facts_that_are_not_added_and_none_where_there_are_none(
    desk: Client,
) -> None:
    old, new = make.critic("A. Lee"), make.critic("Ann")
    make.review(make.film(), critic=old)
    assert "Not added to" not in page(desk.get(address("merge", old, new)))
    old.url = "https://a.example/"
    old.save()
    told = "Not added to Ann, but kept in the log of merges: the web site of A. Lee."
    assert told in page(desk.get(address("merge", old, new)))
    films = make.film(runtime=90, countries=["SE"]), make.film(runtime=91, countries=["SE"])
    assert f"the runtime in minutes of {films[0]}." in page(desk.get(address("merge", *films)))


def test_the_preview_tells_apart_whose_are_set_aside_and_what_takes_their_place(
    desk: Client,
) -> None:
    old, new, film, where = make.critic("A. Lee"), make.critic("Ann"), make.film(), "Gazette"
    gazette, mirror = make.publication(where), make.publication("Mirror")
    stays = make.review(film, critic=new, publication=gazette, quote="Loud & long.")
    goes = make.review(film, "", critic=old, publication=gazette, status="draft")
    withdrawn = make.review(film, "", critic=new, publication=mirror, status="withdrawn")
    better = make.review(film, critic=old, publication=mirror)
    make.review(make.film(), critic=old)
    seen = page(desk.get(address("merge", old, new)))
    assert numbers_of("Critics&#x27; reviews", seen) == [3, 2, 1, 1]
    assert "Of 3 that belong to A. Lee, 2 move." in seen
    assert "Where both have the same, 1 of A. Lee and 1 of Ann give way." in seen
    side = r'<a href="([^"]*)">[^<]*</a> <p dir="auto">([^<]*)</p>'
    pairs = re.findall(f"<tr> <td> {side} </td> <td> {side} </td>", seen)
    told = "Draft, Verdict not stated", "Published, Favourable: Loud &amp; long."
    assert pairs[0] == (address("change", goes), told[0], address("change", stays), told[1])
    told = "Withdrawn, Verdict not stated", "Published, Favourable"
    assert pairs[1] == (address("change", withdrawn), told[0], address("change", better), told[1])
    assert "look like two critics" not in seen


def test_a_name_that_the_other_has_itself_gives_way_to_it(desk: Client) -> None:
    old, new = make.critic("A. Lee"), make.critic("Ann Lee")
    old.other_names.create(name="Ann Lee")
    seen = page(desk.get(address("merge", old, new)))
    assert numbers_of("Other names", seen) == [1, 0, 1, 0]
    assert re.search(r">Ann Lee</a> </td> <td> Ann Lee </td>", seen)


def test_much_that_both_have_makes_the_preview_doubt_that_they_are_one(desk: Client) -> None:
    old, new, where = make.critic("Night Desk"), make.critic("Late Desk"), make.publication()
    for number in range(merging_words.MANY_PAIRS):
        seen = page(desk.get(address("merge", old, new)))
        assert "look like two critics" not in seen, number
        film = make.film()
        for critic in (old, new):
            make.review(film, critic=critic, publication=where)
    seen = page(desk.get(address("merge", old, new)))
    assert "Both have the same 10 times. These look like two critics, not one." in seen


def test_of_many_that_would_be_left_some_are_named_and_a_link_leads_to_all(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging_desk, "NAMED", 1)
    old, new, film = make.publication(), make.publication(), make.film()
    for number in range(3):
        for where in (old, new):
            make.review(film, critic=None, publication=where, quote=f"Say {number}.")
    link = f"{address('merge', old, new)}&all=1"
    few = page(desk.get(address("merge", old, new)))
    assert f'<a href="{link.replace("&", "&amp;")}"> and 2 more </a>' in few
    every = page(desk.get(link))
    assert " more" not in every
    assert every.count("/change/") == few.count("/change/") + 4
