"""Two entries of one critic, or of one publication, become one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from films.models.records import Record, as_record
from reviews.importing.names import Names
from reviews.models import Critic, CriticReview, OtherName, Publication
from reviews.models.changes import CHANGES
from reviews.models.merging import TEXTS
from tests import make
from tests.recount import drift

Facts = dict[str, Any]
pytestmark = pytest.mark.django_db


@pytest.fixture
def old() -> Critic:
    return make.critic("A. Lee")


@pytest.fixture
def new() -> Critic:
    return make.critic("Ann Lee")


def test_all_reviews_go_over_and_every_count_stays_right(old: Critic, new: Critic) -> None:
    films = [make.film(), make.film()]
    theirs = [make.review(film, critic=old) for film in films]
    make.review(films[0], "unfavourable", critic=new)
    merge = old.merge_into(new)
    assert merge.moved["reviews.criticreview"] == [review.pk for review in theirs]
    assert new.reviews.count() == 3
    assert not Critic.objects.filter(pk=old.pk).exists()
    assert drift() == []


def test_its_names_become_other_names_but_for_the_one_that_the_other_has(
    old: Critic, new: Critic
) -> None:
    for name in ("Lee, A.", "Ann Lee"):
        old.other_names.create(name=name)
    new.other_names.create(name="Lee, A.")
    merge = old.merge_into(new)
    assert sorted(row.name for row in new.other_names.all()) == ["A. Lee", "Lee, A."]
    left = merge.left_behind["reviews.othername"]
    assert sorted(row["name"] for row in left) == ["Ann Lee", "Lee, A."]


def test_two_of_one_name_leave_no_other_name(new: Critic) -> None:
    make.critic("Ann Lee").merge_into(new)
    assert not OtherName.objects.exists()


def test_the_page_of_the_film_is_made_anew(old: Critic, new: Critic) -> None:
    film = make.film()
    make.review(film, critic=old)
    film.critic_tally.refresh_from_db()
    before = film.critic_tally.version
    old.merge_into(new)
    film.critic_tally.refresh_from_db()
    assert film.critic_tally.version > before


def test_its_reviews_may_keep_the_name_under_which_they_were_written(
    old: Critic, new: Critic
) -> None:
    said = make.review(make.film(), critic=old, written_as="Lee the Elder")
    unsaid = make.review(make.film(), critic=old)
    own = make.review(make.film(), critic=new)
    old.merge_into(new, writes_as=True)
    written = dict(CriticReview.objects.values_list("pk", "written_as"))
    assert written == {said.pk: "Lee the Elder", unsaid.pk: "A. Lee", own.pk: ""}


def test_without_being_asked_nobody_writes_under_another_name(old: Critic, new: Critic) -> None:
    make.review(make.film(), critic=old)
    old.merge_into(new)
    assert CriticReview.objects.get().written_as == ""


@pytest.mark.parametrize("printed", [True, False])
@pytest.mark.parametrize(
    ("theirs", "others", "stays"),
    [
        ({"status": "published"}, {"status": "withdrawn"}, "old"),
        ({"status": "withdrawn"}, {"status": "published"}, "new"),
        ({"status": "draft"}, {"status": "withdrawn"}, "old"),
        ({"quote": "Fine.", "imported": {"quote": "Good."}}, {"imported": {"url": ""}}, "old"),
        ({"imported": {"quote": ""}}, {"imported": {}}, "new"),
        ({}, {}, "new"),
    ],
)
def test_of_two_reviews_of_one_film_in_one_place_one_stays(
    theirs: dict[str, Any],
    others: dict[str, Any],
    stays: str,
    printed: bool,
    old: Critic,
    new: Critic,
) -> None:
    film, where = make.film(), make.publication() if printed else None
    ids = {
        "old": make.review(film, critic=old, publication=where, **theirs).pk,
        "new": make.review(film, "", critic=new, publication=where, **others).pk,
    }
    [left] = old.merge_into(new).left_behind["reviews.criticreview"]
    review = CriticReview.objects.get()
    assert (review.pk, review.critic) == (ids[stays], new)
    assert {left["id"], review.pk} == set(ids.values())


#: What staff made of a review that was imported with nothing but its names.
CORRECTED = {
    "quote": "Rain.",
    "language": "de",
    "url": "https://example.org/",
    "verdict": "favourable",
    "original_score": "B+",
    "published_on": "1928",
    "disclosure": "A guest.",
    "written_as": "The Pen",
}


def test_every_text_that_imports_give_can_have_been_corrected() -> None:
    assert CORRECTED.keys() == set(TEXTS)


@pytest.mark.parametrize("corrected", [*CORRECTED, "aggregator", "critic", "publication"])
def test_what_staff_corrected_stays_before_what_came_later(
    corrected: str, old: Critic, new: Critic
) -> None:
    film, where = make.film(), make.publication("Gazette")
    given = {"known_as": "x", "publication": where.name}
    named = {**given, "critic": old.name}
    if corrected in ("critic", "publication"):
        named[corrected] = "Someone else"
    facts: dict[str, Any] = {name: CORRECTED[name] for name in {corrected} & CORRECTED.keys()}
    if corrected == "aggregator":
        facts["aggregator"] = make.aggregator()
    facts = {"verdict": "", "critic": old, "publication": where, "imported": named, **facts}
    review = make.review(film, **facts)
    given["critic"] = new.name
    make.review(film, "", critic=new, publication=where, imported=given)
    old.merge_into(new)
    assert CriticReview.objects.get() == review


def test_who_was_merged_before_makes_no_review_a_corrected_one(old: Critic, new: Critic) -> None:
    film, where, former = make.film(), make.publication(), make.critic()
    imported = {"known_as": "x", "critic": former.name}
    make.review(film, "", critic=former, publication=where, imported=imported)
    former.merge_into(old)
    given = {"known_as": "x", "critic": new.name}
    later = make.review(film, "", critic=new, publication=where, imported=given)
    old.merge_into(new)
    assert CriticReview.objects.get() == later
    assert drift() == []


def test_of_two_alike_the_one_entered_later_stays(old: Critic, new: Critic) -> None:
    film, where = make.film(), make.publication()
    make.review(film, critic=new, publication=where)
    later = make.review(film, critic=old, publication=where)
    old.merge_into(new)
    assert CriticReview.objects.get() == later


def test_reviews_of_one_film_in_two_places_are_two(old: Critic, new: Critic) -> None:
    film = make.film()
    for critic in (old, new):
        make.review(film, critic=critic)
    assert old.merge_into(new).left_behind == {}
    assert new.reviews.count() == 2


def test_a_publications_reviews_go_over_with_critics_and_without() -> None:
    old, new = make.publication("Gazette"), make.publication("The Gazette")
    film, ann = make.film(), make.critic()
    for critic, quote in ((None, "Fine."), (None, "Great!"), (ann, "Good."), (make.critic(), "")):
        make.review(film, critic=critic, publication=old, quote=quote)
    for critic, quote in ((None, "“Fine.”"), (ann, "Bad.")):
        make.review(film, critic=critic, publication=new, quote=quote)
    merge = old.merge_into(new)
    assert sorted(row["quote"] for row in merge.left_behind["reviews.criticreview"]) == [
        "Fine.",
        "Good.",
    ]
    quotes = {review.quote for review in CriticReview.objects.filter(publication=new)}
    assert quotes == {"“Fine.”", "Great!", "Bad.", ""}
    assert [row.name for row in new.other_names.all()] == ["Gazette"]
    assert drift() == []


@pytest.mark.parametrize("make_one", [make.critic, make.publication])
def test_its_former_addresses_lead_to_the_other(
    client: Client, make_one: Callable[[str], Any]
) -> None:
    old, new = make_one("Lee"), make_one("Ann Lee")
    first = old.get_absolute_url()
    old.name = "Leigh"
    old.save()
    second = old.get_absolute_url()
    old.merge_into(new)
    for address in (first, second):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (301, new.get_absolute_url())


@pytest.mark.parametrize(
    ("make_one", "pages"),
    [
        (make.film, ["", "scores/", "reviews/", "reviews/feed/"]),
        (make.person, [""]),
        (make.critic, ["", "feed/"]),
        (make.publication, ["", "feed/"]),
    ],
)
def test_a_browser_asks_a_former_address_anew_as_the_merge_may_be_undone(
    client: Client, make_one: Callable[[str], Any], pages: list[str]
) -> None:
    old = make_one("Lee")
    former = old.get_absolute_url()
    setattr(old, "title" if make_one is make.film else "name", "Ann Lee")
    old.save()
    for page in pages:
        answer = client.get(former + page)
        assert (answer.status_code, answer["Cache-Control"]) == (301, "no-cache")


@pytest.mark.parametrize(
    ("make_one", "pages"),
    [
        (make.film, ["", "scores/", "reviews/", "reviews/feed/"]),
        (make.person, [""]),
        (make.critic, ["", "feed/"]),
        (make.publication, ["", "feed/"]),
    ],
)
def test_a_former_address_passes_on_what_was_asked_of_it(
    client: Client, make_one: Callable[[str], Any], pages: list[str]
) -> None:
    thing = make_one("Lee")
    former = thing.get_absolute_url()
    setattr(thing, "title" if make_one is make.film else "name", "Ann Lee")
    thing.save()
    for page in pages:
        answer = client.get(f"{former}{page}?verdict=favourable&page=2")
        there = f"{thing.get_absolute_url()}{page}?verdict=favourable&page=2"
        assert answer["Location"] == there


def test_what_an_import_calls_by_the_former_name_is_found(old: Critic, new: Critic) -> None:
    old.merge_into(new)
    assert Names(Critic, ["a. lee"]).the("a. lee") == new


def test_only_two_of_a_kind_are_merged(old: Critic) -> None:
    with pytest.raises(ValueError, match="one kind"):
        old.merge_into(make.publication())  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="itself"):
        old.merge_into(Critic.objects.get(pk=old.pk))
    assert Publication.objects.count() == Critic.objects.count() == 1


def rows() -> dict[str, list[Record]]:
    """Everything that merges of critics and publications touch."""
    kinds: list[Any] = [Critic, Publication, OtherName, CriticReview]
    return {
        kind.__name__: [as_record(row) for row in kind.objects.order_by("pk")] for kind in kinds
    }


@pytest.mark.parametrize("later", ["old", "new"])
@pytest.mark.parametrize("kind", ["critic", "publication"])
def test_undone_all_is_as_it_was_before(kind: str, later: str) -> None:
    maker: Callable[[str], Any] = make.critic if kind == "critic" else make.publication
    old, new, film = maker("Lee"), maker("Ann Lee"), make.film()
    for one in (old, new) if later == "new" else (new, old):
        one.other_names.create(name="A. Lee")
        make.review(make.film(), **{kind: one})
        make.review(film, **{"critic": None, "publication": None, kind: one}, quote="Fine.")
    before = rows()
    merge = old.merge_into(new)
    assert len(merge.left_behind["reviews.criticreview"]) == 1
    assert drift() == []
    merge.undo()
    assert rows() == before
    assert drift() == []


def test_undone_the_reviews_are_written_under_no_other_name(old: Critic, new: Critic) -> None:
    own, edited = make.review(make.film(), critic=old), make.review(make.film(), critic=old)
    said = make.review(make.film(), critic=old, written_as="Lee the Elder")
    merge = old.merge_into(new, writes_as=True)
    CriticReview.objects.filter(pk=edited.pk).update(written_as="Lee the Younger")
    merge.undo()
    written = dict(CriticReview.objects.values_list("pk", "written_as"))
    assert written == {own.pk: "", edited.pk: "Lee the Younger", said.pk: "Lee the Elder"}


def test_a_name_that_was_corrected_since_stays(old: Critic, new: Critic) -> None:
    merge = old.merge_into(new)
    OtherName.objects.update(name="A. L. Lee")
    assert merge.undo().stayed == {"reviews.othername": {"changed": 1}}
    assert OtherName.objects.get().critic == new


def test_a_review_that_left_its_place_free_and_one_that_has_it_taken(
    old: Critic, new: Critic
) -> None:
    film, where = make.film(), make.publication()
    for critic in (old, new):
        make.review(film, critic=critic, publication=where, quote=critic.name)
    merge = old.merge_into(new)
    CriticReview.objects.all().delete()
    assert merge.undo().left_behind == {}
    assert CriticReview.objects.get().quote == "A. Lee"


def test_each_version_of_what_a_merge_does_stands_in_the_history(old: Critic, new: Critic) -> None:
    review = make.review(make.film(), critic=old)
    old.merge_into(new).undo()
    versions: Any = CHANGES[CriticReview].objects.of(review.pk)
    assert [version.critic_id for version in versions] == [old.pk, new.pk, old.pk]
    labels = CHANGES[Critic].objects.of(old.pk).values_list("pgh_label", flat=True)
    assert list(labels) == ["insert", "delete", "insert"]


@pytest.mark.parametrize("later", ["old", "new"])
@pytest.mark.parametrize("kind", ["film", "critic", "publication", "publication alone"])
def test_undone_none_is_shown_that_gave_way_to_one_withdrawn_since(kind: str, later: str) -> None:
    makers: Facts = {"film": make.film, "critic": make.critic, "publication": make.publication}
    kind, _space, alone = kind.partition(" ")
    old, new = makers[kind]("Lee"), makers[kind]("Ann Lee")
    facts: Facts = {
        "film": make.film(),
        "critic": None if alone else make.critic(),
        "publication": None,
    }
    quotes = {old: "Fine.", new: "“Fine.”"}
    for one in (old, new) if later == "new" else (new, old):
        make.review(**{**facts, kind: one}, quote=quotes[one])
    merge = old.merge_into(new)
    CriticReview.objects.withdraw()
    shown = make.review(make.film(), critic=make.critic())
    assert merge.undo().stayed == {"reviews.criticreview": {"withdrawn": 1}}
    assert list(CriticReview.objects.exclude(status="withdrawn")) == [shown]
    assert CriticReview.objects.count() == 3
    assert drift() == []


def test_undone_a_review_that_was_withdrawn_before_withdraws_no_other(
    old: Critic, new: Critic
) -> None:
    film = make.film()
    make.review(film, critic=new, status="withdrawn")
    shown = make.review(film, critic=old)
    assert old.merge_into(new).undo().stayed == {}
    shown.refresh_from_db()
    assert shown.status == "published"


@pytest.mark.parametrize("kind", ["film", "critic", "publication", "publication alone"])
def test_undone_none_is_shown_that_gave_way_to_one_deleted_since(kind: str) -> None:
    makers: Facts = {"film": make.film, "critic": make.critic, "publication": make.publication}
    kind, _space, alone = kind.partition(" ")
    old, new = makers[kind]("Lee"), makers[kind]("Ann Lee")
    critic = None if alone else make.critic()
    facts: Facts = {"film": make.film(), "critic": critic, "publication": None}
    gave_way = make.review(**{**facts, kind: old}, quote="Fine.")
    stayed = make.review(**{**facts, kind: new}, quote="“Fine.”")
    shown = make.review(make.film(), critic=make.critic())
    merge = old.merge_into(new)
    stayed.delete()
    assert merge.undo().stayed == {"reviews.criticreview": {"withdrawn": 1}}
    assert CriticReview.objects.get(pk=gave_way.pk).status == "withdrawn"
    shown.refresh_from_db()
    assert shown.status == "published"
    assert drift() == []


def test_undone_a_review_is_shown_where_the_one_deleted_since_was_entered_again(
    old: Critic, new: Critic
) -> None:
    film = make.film()
    gave_way, stayed = (make.review(film, critic=each) for each in (old, new))
    merge = old.merge_into(new)
    stayed.delete()
    make.review(film, critic=new)
    assert merge.undo().stayed == {}
    assert CriticReview.objects.get(pk=gave_way.pk).status == "published"
