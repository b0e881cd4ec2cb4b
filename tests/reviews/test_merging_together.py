"""Critics and publications are merged while others write: nobody loses anything by it."""

from functools import partial
from pathlib import Path
from random import Random

import pytest
from django.test import Client
from django.urls import reverse

from reviews.models import Critic, CriticReview
from tests import make
from tests.admin.forms import save
from tests.raw import sql
from tests.recount import drift
from tests.reviews.importing import counts, write
from tests.together import at_once, while_uncommitted

pytestmark = pytest.mark.django_db(transaction=True)


def desk() -> Client:
    browser = Client()
    browser.force_login(make.viewer(is_staff=True, is_superuser=True))
    return browser


def test_one_that_takes_its_place_meanwhile_is_found() -> None:
    old, new, film, where = make.critic(), make.critic(), make.film(), make.publication()
    make.review(film, critic=old, publication=where)
    write = partial(make.review, film, critic=new, publication=where, quote="Later.")
    while_uncommitted(write, partial(old.merge_into, new))
    assert CriticReview.objects.get().quote == "Later."
    assert drift() == []


def test_who_enters_a_review_of_one_that_is_just_going_is_told() -> None:
    old, new, film, browser = make.critic("Lee"), make.critic("Ann Lee"), make.film(), desk()
    answers = []

    def enter() -> None:
        facts = {"film": film.pk, "critic": old.pk, "quote": "Fine."}
        answers.append(save(browser, reverse("admin:reviews_criticreview_add"), **facts))

    while_uncommitted(partial(old.merge_into, new), enter)
    assert answers[0].status_code == 200
    assert "That choice is not one" in answers[0].content.decode()
    assert not CriticReview.objects.exists()


def test_an_edit_of_a_review_that_is_just_going_over_is_kept() -> None:
    old, new = make.critic(), make.critic()
    review = make.review(make.film(), critic=old)
    edit = partial(
        sql, "UPDATE reviews_criticreview SET quote = 'Edited.' WHERE id = %s", review.pk
    )
    while_uncommitted(partial(old.merge_into, new), edit)
    review.refresh_from_db()
    assert (review.critic, review.quote) == (new, "Edited.")


def test_a_review_that_was_just_given_to_a_third_one_stays_there() -> None:
    old, new, third = make.critic(), make.critic(), make.critic()
    review = make.review(make.film(), critic=old)
    give = partial(CriticReview.objects.filter(pk=review.pk).update, critic=third)
    while_uncommitted(give, partial(old.merge_into, new))
    review.refresh_from_db()
    assert review.critic == third


@pytest.mark.parametrize("lines", [1, 3])
def test_an_import_of_what_is_just_going_over_finds_where_it_went(
    lines: int, tmp_path: Path
) -> None:
    old, new, films = make.critic("Lee"), make.critic("Ann Lee"), [make.film() for _ in range(3)]
    for film in films:
        make.review(film, critic=old, publication=None)
    said = [{"film": film.slug, "critic": "Lee", "verdict": "favourable"} for film in films]
    path = write(tmp_path / "reviews.csv", *said[:lines])
    found: list[dict[str, int]] = []
    while_uncommitted(partial(old.merge_into, new), lambda: found.append(counts(path)))
    assert found == [{"unchanged": lines}]
    assert Critic.objects.get().reviews.count() == 3


def test_of_two_merges_the_wrong_way_round_one_is_made() -> None:
    one, two = make.critic(), make.critic()
    make.review(make.film(), critic=one)
    make.review(make.film(), critic=two)

    def merge(old: Critic, new: Critic) -> str:
        try:
            old.merge_into(new)
        except Critic.DoesNotExist:
            return "gone"
        return "merged"

    assert sorted(map(str, at_once(partial(merge, one, two), partial(merge, two, one)))) == [
        "gone",
        "merged",
    ]
    assert Critic.objects.get().reviews.count() == 2


def test_a_merge_is_undone_once_however_many_press_the_button() -> None:
    old, new = make.critic(), make.critic()
    make.review(make.film(), critic=old)
    address = reverse("admin:films_merge_undo", args=[old.merge_into(new).pk])
    answers = at_once(*(partial(desk().post, address) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {303}  # type: ignore[attr-defined]
    assert Critic.objects.count() == 2
    assert drift() == []


def test_merges_and_their_undoing_amid_edits_leave_every_count_right() -> None:
    films, critics = [make.film() for _ in range(6)], [make.critic() for _ in range(8)]
    where = make.publication()
    for film in films:
        for critic in critics:
            make.review(film, critic=critic, publication=where)

    def edit(seed: int) -> None:
        dice = Random(seed)
        for _step in range(15):
            reviews = CriticReview.objects.filter(film=dice.choice(films))
            dice.choice([reviews.publish, reviews.withdraw])()

    def merge(number: int) -> None:
        critics[number].merge_into(critics[number + 1]).undo()

    at_once(*(partial(edit, seed) for seed in range(4)), *(partial(merge, n) for n in (0, 2, 4)))
    assert CriticReview.objects.count() == 48
    assert {critic.reviews.count() for critic in critics} == {6}
    assert drift() == []
