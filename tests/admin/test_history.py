"""What staff see of the history of reviews and names, and the way back."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from films.models import Film, Merge
from reviews.history import with_import
from reviews.models import CHANGES, Critic, CriticReview, OtherName
from tests import make
from tests.admin.forms import save
from tests.raw import sql
from tests.reading import links, words
from tests.reviews.importing import counts, write

REVIEWS = "/admin/reviews/criticreview/"


def history(desk: Client, row: Any) -> str:
    """What the page of a row's history says."""
    return words(desk.get(address(row)))


def address(row: Any, version: Any = "") -> str:
    kind = f"/admin/reviews/{row._meta.model_name}/{row.pk}/history/"
    return f"{kind}{version.pgh_id}/" if version else kind


def versions(row: Any) -> list[Any]:
    """The versions of a row, the oldest first."""
    return list(CHANGES[type(row)].objects.of(row.pk))[::-1]


def bring_back(desk: Client, row: Any, version: Any) -> str:
    """Press the button; gives what the page says then."""
    return words(desk.post(address(row, version), follow=True))


def test_the_history_says_who_changed_what(desk: Client) -> None:
    review = make.review(make.film("Faust", 1926), quote="A fine film indeed.", verdict="")
    save(desk, f"{REVIEWS}{review.pk}/change/", quote="A very fine film.", verdict="favourable")
    said = history(desk, review)
    assert "Changed: curator" in said
    assert "A put in: very fine taken out: film indeed. put in: film." in said
    assert "Verdict Not stated Favourable" in said
    assert "Added: Directly in the database" in said
    assert "Field What it said Film Faust (1926)" in said


def test_changes_by_sql_and_by_imports_are_told_apart(desk: Client) -> None:
    review = make.review(make.film())
    sql("UPDATE reviews_criticreview SET quote = 'By hand.'")
    with transaction.atomic(), with_import("reviews.csv"):
        CriticReview.objects.withdraw()
    said = history(desk, review)
    assert "Changed: Directly in the database" in said
    assert "Changed: Import of reviews.csv" in said
    assert "Status Published Withdrawn" in said


def test_a_version_comes_back_with_all_that_it_said(desk: Client) -> None:
    film = make.film()
    review = make.review(film, quote="Fine.")
    [before] = versions(review)
    save(desk, f"{REVIEWS}{review.pk}/change/", quote="Poor.", verdict="unfavourable")
    assert "This version is back." in bring_back(desk, review, before)
    review.refresh_from_db()
    film.critic_tally.refresh_from_db()
    assert (review.quote, review.verdict, film.critic_tally.favourable) == (
        "Fine.",
        "favourable",
        1,
    )
    assert "This is how it is now." in history(desk, review)


def test_a_withdrawn_review_is_published_again_by_its_version(desk: Client) -> None:
    long_ago = datetime(2020, 1, 2, tzinfo=UTC)
    review = make.review(make.film(), published_at=long_ago)
    CriticReview.objects.withdraw()
    bring_back(desk, review, versions(review)[0])
    review.refresh_from_db()
    dates = review.published_at, review.withdrawn_at
    assert (review.status, *dates) == ("published", long_ago, None)


@pytest.mark.parametrize("is_gone", [False, True])
def test_no_quotation_comes_back_that_is_longer_than_the_site_takes_now(
    desk: Client, settings: Any, is_gone: bool
) -> None:
    review = make.review(make.film(), quote="Fine. " * 20 + "Fine.")
    pk, [before] = review.pk, versions(review)
    review.quote = "Poor."
    review.save()
    if is_gone:
        review.delete()
    settings.QUOTE_LONGEST = 100
    said = bring_back(desk, CriticReview(pk=pk), before)
    assert (
        "It can't come back. The quotation has 125 characters; this site takes up to 100." in said
    )
    assert not CriticReview.objects.exclude(quote="Poor.").exists()


def test_a_long_quotation_that_is_here_hinders_no_other_change(desk: Client, settings: Any) -> None:
    review = make.review(make.film(), quote="Fine. " * 20 + "Fine.")
    CriticReview.objects.withdraw()
    settings.QUOTE_LONGEST = 100
    bring_back(desk, review, versions(review)[0])
    assert CriticReview.objects.get().status == "published"


def test_a_deleted_review_is_listed_and_comes_back(desk: Client) -> None:
    film = make.film("Faust", 1926)
    review = make.review(film, quote="Fine.", critic=make.critic("Ann Bar"))
    desk.post(f"{REVIEWS}{review.pk}/delete/", {"post": "yes"})
    assert not CriticReview.objects.exists()
    assert f"{REVIEWS}deleted/" in links(desk.get(REVIEWS))
    said = words(desk.get(f"{REVIEWS}deleted/"))
    assert "Faust (1926), Ann Bar" in said
    assert "curator" in said
    assert "It was deleted." in history(desk, review)
    bring_back(desk, review, versions(review)[-1])
    review.refresh_from_db()
    film.critic_tally.refresh_from_db()
    assert (review.quote, film.critic_tally.favourable) == ("Fine.", 1)
    assert "Nothing was deleted." in words(desk.get(f"{REVIEWS}deleted/"))


def test_a_version_that_would_stand_twice_is_refused_with_a_sentence(desk: Client) -> None:
    review = make.review(make.film())
    [before] = versions(review)
    review.delete()
    again = CriticReview(film=before.film, critic_id=before.critic_id, status="published")
    again.publication_id = before.publication_id
    again.save()
    said = bring_back(desk, CriticReview(pk=before.pgh_obj_id), before)
    assert (
        "It can't come back. This critic's review of the film in this publication is here" in said
    )
    assert CriticReview.objects.get() == again


def test_a_version_whose_critic_is_gone_is_refused_with_a_sentence(desk: Client) -> None:
    review = make.review(make.film(), critic=make.critic("Ann Bar"))
    [before] = versions(review)
    review.delete()
    Critic.objects.get().delete()
    said = bring_back(desk, review_of(before), before)
    assert "It can't come back. The critic of that version is gone: Ann Bar." in said


def review_of(version: Any) -> CriticReview:
    return CriticReview(pk=version.pgh_obj_id)


def test_a_version_follows_a_critic_who_was_merged(desk: Client) -> None:
    old, new = make.critic("A. Bar"), make.critic("Ann Bar")
    review = make.review(make.film(), critic=old, quote="Fine.")
    [before] = versions(review)
    old.merge_into(new)
    bring_back(desk, review, before)
    review.refresh_from_db()
    assert (review.critic, review.quote) == (new, "Fine.")
    assert "Critic A. Bar Ann Bar" in history(desk, review)


def test_a_critic_who_was_merged_comes_back_only_by_undoing_that(desk: Client) -> None:
    old, new = make.critic("A. Bar"), make.critic("Ann Bar")
    gone = Critic(pk=old.pk)
    [before] = versions(old)
    old.merge_into(new)
    assert "Nothing was deleted." in words(desk.get("/admin/reviews/critic/deleted/"))
    said = bring_back(desk, gone, before)
    assert "It can't come back. It was merged into “Ann Bar”. Undo that merge instead." in said
    assert list(Critic.objects.all()) == [new]


def merge(desk: Client, old: Any, new: Any) -> Merge:
    """Merge two at the desk; gives the record of it."""
    desk.post(f"/admin/reviews/{old._meta.model_name}/{old.pk}/merge/", {"into": new.pk})
    return Merge.objects.latest("pk")


def undo(desk: Client, merged: Merge) -> None:
    desk.post(f"/admin/films/merge/{merged.pk}/undo/")


def test_histories_name_the_merge_and_its_undoing(desk: Client) -> None:
    film, old, new = make.film(), make.critic("A. Bar"), make.critic("Ann Bar")
    moved, former = make.review(film, critic=old, publication=None), Critic(pk=old.pk)
    merged = merge(desk, old, new)
    way = f"/admin/films/merge/{merged.pk}/change/"
    assert "Changed: curator, by merging “A. Bar” into “Ann Bar”" in history(desk, moved)
    for row in (moved, new, former):
        assert way in links(desk.get(address(row)))
    said = history(desk, former)
    assert "It was merged: “A. Bar” into “Ann Bar” ." in said
    assert "Bring this version back" not in said
    undo(desk, merged)
    assert "Changed: curator, by undoing the merge of “A. Bar” into “Ann Bar”" in history(
        desk, moved
    )
    said = history(desk, former)
    assert "Put back: curator, by undoing the merge of “A. Bar” into “Ann Bar”" in said
    assert "It was merged" not in said


def test_what_a_merge_left_in_its_log_tells_which_merge_that_was(desk: Client) -> None:
    film, paper = make.film(), make.publication()
    old, new = make.critic("A. Bar"), make.critic("Ann Bar")
    both = [make.review(film, critic=each, publication=paper) for each in (old, new)]
    merged = merge(desk, old, new)
    [left] = [each for each in both if not CriticReview.objects.filter(pk=each.pk)]
    said = history(desk, left)
    assert "Deleted: curator, by merging “A. Bar” into “Ann Bar”" in said
    assert "It was merged: “A. Bar” into “Ann Bar” ." in said
    assert "Bring this version back" not in said
    assert deleted(desk) == []
    undo(desk, merged)
    assert "Put back: curator, by undoing the merge" in history(desk, left)


def deleted(desk: Client) -> list[int]:
    """The ids of the reviews that the list of the deleted offers to bring back."""
    page = desk.get(f"{REVIEWS}deleted/").content.decode()
    return [int(pk) for pk in re.findall(r'action="[^"]*/(\d+)/history/\d+/"', page)]


def test_what_a_merge_still_has_in_its_log_when_it_is_undone_is_among_the_deleted(
    desk: Client,
) -> None:
    film, new, old = make.film(), make.critic("Ann Bar"), make.critic("A. Bar")
    left, stayed = (make.review(film, critic=each, publication=None) for each in (new, old))
    merged = merge(desk, old, new)
    CriticReview.objects.get(pk=stayed.pk).delete()
    make.review(film, critic=new, publication=None)
    assert deleted(desk) == [stayed.pk]
    undo(desk, merged)
    assert deleted(desk) == [stayed.pk, left.pk]


def test_the_way_back_is_offered_only_where_it_changes_something(desk: Client) -> None:
    review = make.review(make.film(), quote="Fine.", publication=None)
    for said in ("Poor.", "Fine."):
        sql("UPDATE reviews_criticreview SET quote = %s", said)
    first, second, third = versions(review)
    ways = history_ways(desk, review)
    assert ways == [address(review, second)]
    assert "Nothing to change" in bring_back(desk, review, first)
    assert versions(review) == [first, second, third]
    review.delete()
    gone = review_of(first)
    assert history_ways(desk, gone) == [address(gone, each) for each in (third, second, first)]


def history_ways(desk: Client, row: Any) -> list[str]:
    """The addresses of the buttons that bring versions back."""
    page = desk.get(address(row)).content.decode()
    return re.findall(r'action="([^"]*/history/\d+/)"', page)


def test_a_version_that_follows_a_merge_says_so_and_offers_itself_only_if_it_changes_more(
    desk: Client,
) -> None:
    old, new, third = (make.critic(name) for name in ("A. Bar", "Ann Bar", "Cy"))
    review = make.review(make.film(), critic=old, publication=None)
    [before] = versions(review)
    merge(desk, old, new)
    assert history_ways(desk, review) == []
    CriticReview.objects.update(critic=third)
    assert address(review, before) in history_ways(desk, review)
    said = bring_back(desk, review, before)
    assert "This version is back, but with Ann Bar, into which A. Bar was merged." in said
    review.refresh_from_db()
    assert review.critic == new


def test_names_come_back_too(desk: Client) -> None:
    critic = make.critic("Ann Bar")
    critic.name = "Ann Foo"
    critic.save()
    bring_back(desk, critic, versions(critic)[0])
    critic.refresh_from_db()
    assert (critic.name, critic.slug, critic.sort_name) == ("Ann Bar", "ann-bar", "bar, ann")
    other = critic.other_names.create(name="A. Bar")
    pk = other.pk
    other.delete()
    bring_back(desk, OtherName(pk=pk), versions(OtherName(pk=pk))[-1])
    assert critic.other_names.get().name == "A. Bar"


def test_only_a_post_by_who_may_change_it_brings_a_version_back(
    desk: Client, client: Client
) -> None:
    review = make.review(make.film())
    [before] = versions(review)
    CriticReview.objects.withdraw()
    assert desk.get(address(review, before)).status_code == 405
    onlooker = make.viewer("onlooker", is_staff=True)
    client.force_login(onlooker)
    assert client.get(address(review)).status_code == 403
    assert client.get(f"{REVIEWS}deleted/").status_code == 403
    assert client.post(address(review, before)).status_code == 403
    review.refresh_from_db()
    assert review.status == "withdrawn"


def test_the_history_of_a_critic_tells_of_their_other_names(desk: Client) -> None:
    critic, publication = make.critic("Ann Bar"), make.publication()
    other = critic.other_names.create(name="A. Bar")
    publication.other_names.create(name="The Other")
    other.delete()
    said = history(desk, critic)
    names = said[said.index("Other names") :]
    assert names.startswith("Other names A. Bar : Deleted, Directly in the database,")
    assert names.count("A. Bar") == 2
    assert "The Other" not in said


@pytest.mark.parametrize("page", ["0/history/", "x/history/", "9" * 30 + "/history/"])
def test_what_was_never_there_has_no_history(desk: Client, page: str) -> None:
    assert desk.get(f"{REVIEWS}{page}").status_code == 404
    assert desk.post(f"{REVIEWS}{page}{'9' * 30}/").status_code == 404


def test_the_pages_cost_the_same_however_many_versions(
    desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def change(film: Film) -> CriticReview:
        review = make.review(film, aggregator=make.aggregator())
        for verdict in ("unfavourable", "", "favourable"):
            review.verdict, review.critic = verdict, make.critic()
            review.save()
        return review

    kept, gone = change(make.film()), change(make.film())
    gone.delete()
    for page in (address(kept), f"{REVIEWS}deleted/"):
        desk.get(page)
        with django_assert_num_queries(10 if page == address(kept) else 8):
            desk.get(page)
    for _ in range(3):
        more = change(make.film())
        CriticReview.objects.filter(pk=kept.pk).update(critic=more.critic, film=make.film())
        more.delete()
    with django_assert_num_queries(10):
        desk.get(address(kept))
    with django_assert_num_queries(8):
        desk.get(f"{REVIEWS}deleted/")


def test_long_histories_have_pages(desk: Client) -> None:
    review = make.review(make.film(), quote="0")
    for number in range(1, 60):
        sql("UPDATE reviews_criticreview SET quote = %s", str(number))
    page = desk.get(address(review))
    assert len(page.context["versions"]) == 50
    older = desk.get(f"{address(review)}?before={page.context['older']}")
    assert [len(older.context["versions"]), older.context["older"]] == [10, None]
    assert [str(part) for part in older.context["versions"][0].differences[0].pieces] != []
    assert desk.get(f"{address(review)}?before=x%00").status_code == 400
    assert desk.get(f"{address(review)}?before=x").status_code == 200


@pytest.mark.parametrize(("version", "again"), [(0, {"unchanged": 1}), (-1, {"kept": 1})])
def test_imports_know_a_review_that_came_back_and_what_a_person_changed_of_it(
    version: int, again: dict[str, int], desk: Client, tmp_path: Path
) -> None:
    make.film("Earth", 1930)
    line = {"film": "earth-1930", "critic": "Ann Lee", "quote": "Rain", "verdict": "fresh"}
    file = write(tmp_path / "reviews.csv", line)
    assert counts(file) == {"added": 1}
    review = CriticReview.objects.get()
    CriticReview.objects.update(critic=make.critic("Anna Lee"), verdict="unfavourable")
    desk.post(f"{REVIEWS}{review.pk}/delete/", {"post": "yes"})
    bring_back(desk, review, versions(review)[version])
    assert counts(file) == again
    write(file, line | {"quote": "Rain, at last"})
    assert counts(file) == {"changed": 1} | ({} if version == 0 else again)
