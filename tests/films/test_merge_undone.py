"""A merge is undone: what was one film's own is its own again, and what was changed since stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from films.models import AlternativeTitle, Credit, Film, FormerAddress, Merge, Offer
from films.models.merge import CantBeUndone
from films.models.records import Record, as_record
from ratings.models import Flag, Rating, SetAside
from ratings.said import Said
from reviews.models import AggregatorScore, Correction, CriticReview
from tests import make
from tests.recount import drift

pytestmark = pytest.mark.django_db

EVERY: list[Any] = [
    *(AlternativeTitle, Credit, Offer, Rating, Flag, SetAside, CriticReview, AggregatorScore),
    Correction,
]


@pytest.fixture
def old() -> Film:
    return make.film("The Wynd", 1928, original_title="Vinden", runtime=95, countries=["US"])


@pytest.fixture
def new() -> Film:
    return make.film("The Wind", 1928)


def everything() -> dict[str, list[Record]]:
    """All rows of films and of what belongs to them, but for the versions of pages."""
    rows = {
        model.__name__: [as_record(row) for row in model._default_manager.order_by("pk")]
        for model in [*EVERY, Film]
    }
    for film in rows["Film"]:
        film.pop("version")
    return rows


def fill(*films: Film) -> None:
    """Everything that a film can have, some of it the same for all."""
    ann, bea, someone, where = make.viewer(), make.viewer(), make.critic(), make.publication()
    person, provider, aggregator = make.person(), make.provider(), make.aggregator()
    for number, film in enumerate(films):
        film.titles.create(title="Il vento")
        film.external_ids.create(site="imdb", value=f"tt{number}")
        make.credit(film, person, "director")
        make.offer(film, provider, price="3.99", currency="USD")
        make.score(film, aggregator, 80 + number)
        review = make.review(film, critic=someone, publication=where, quote=f"Say {number}.")
        Correction.objects.create(film=film, review=review, words="It said something else.")
        for who in (ann, bea):
            make.rating(who, film, 3 + number)
            make.flag(who, film, ("want_to_see", "not_interested")[number])
        make.set_aside(bea, film)
        make.rating(make.viewer(), film, 8)


@pytest.mark.parametrize("newer", ["old", "new"])
def test_all_is_as_it_was_before(newer: str, old: Film, new: Film) -> None:
    fill(old, new) if newer == "new" else fill(new, old)
    before = everything()
    merge = old.merge_into(new).undo()
    assert everything() == before
    assert merge.left_behind == merge.stayed == {}
    assert drift() == []


def test_it_is_said_who_undid_it_and_when(old: Film, new: Film) -> None:
    ann, bea = make.viewer("bess"), make.viewer("carl")
    merge = old.merge_into(new, by=ann).undo(by=bea)
    assert (merge.merged_by_name, merge.merged_by) == ("bess", ann)
    assert (merge.undone_by_name, merge.undone_by) == ("carl", bea)
    ann.delete()
    merge.refresh_from_db()
    assert (merge.merged_by_name, merge.merged_by) == ("bess", None)
    assert merge.undone_at is not None


def test_its_addresses_lead_to_it_again(client, old: Film, new: Film) -> None:
    old.title = "The Wynde"
    old.save()
    old.merge_into(new).undo()
    assert client.get("/films/the-wynde-1928/").status_code == 200
    assert client.get("/films/the-wynd-1928/")["Location"] == "/films/the-wynde-1928/"
    assert client.get("/films/the-wind-1928/").status_code == 200


def test_an_address_that_the_other_has_taken_since_stays_with_it(old: Film, new: Film) -> None:
    merge = old.merge_into(new)
    new.title = "The Wynd"
    new.save()
    assert new.slug == "the-wynd-1928"
    merge.undo()
    assert Film.objects.get(pk=old.pk).slug == "the-wynd-1928-2"


def test_a_page_kept_before_is_never_taken_for_one_of_now(old: Film, new: Film) -> None:
    before = Film.objects.get(pk=old.pk).version
    old.merge_into(new).undo()
    assert Film.objects.get(pk=old.pk).version > before


def test_what_was_edited_since_goes_back_as_it_is_now(old: Film, new: Film) -> None:
    review = make.review(old, quote="Fyne.")
    merge = old.merge_into(new)
    CriticReview.objects.update(quote="Fine.", status="withdrawn")
    stayed = merge.undo().stayed
    review.refresh_from_db()
    assert (review.film, review.quote, review.status) == (old, "Fine.", "withdrawn")
    assert stayed == {}


def test_what_is_gone_or_with_another_film_since_stays_so_and_is_counted(
    old: Film, new: Film
) -> None:
    gone, elsewhere = make.review(old), make.review(old)
    merge, other = old.merge_into(new), make.film()
    CriticReview.objects.filter(pk=gone.pk).delete()
    CriticReview.objects.filter(pk=elsewhere.pk).update(film=other)
    assert merge.undo().stayed == {"reviews.criticreview": {"gone": 1, "elsewhere": 1}}
    assert CriticReview.objects.get().film == other


def test_what_a_viewer_said_anew_since_stays_said_of_the_film_they_said_it_of(
    old: Film, new: Film
) -> None:
    ann, bea = make.viewer(), make.viewer()
    for who in (ann, bea):
        make.rating(who, old, 3)
        make.flag(who, old)
    merge = old.merge_into(new)
    make.rating(ann, new, 9)
    make.flag(ann, new, "not_interested")
    assert merge.undo().stayed == {"ratings.rating": {"since": 1}, "ratings.flag": {"gone": 1}}
    assert (Said.of(ann, new).half_stars, Said.of(ann, old).half_stars) == (9, None)
    assert (Said.of(bea, old).half_stars, Said.of(bea, old).flag) == (3, "want_to_see")
    assert drift() == []


def test_what_has_its_place_taken_since_stays_in_the_log(old: Film, new: Film) -> None:
    critic, where, ann = make.critic(), make.publication(), make.viewer()
    for film in (new, old):
        make.review(film, critic=critic, publication=where)
        make.rating(ann, film, 5)
    merge = old.merge_into(new)
    moved = CriticReview.objects.get()
    CriticReview.objects.filter(pk=moved.pk).update(critic=make.critic())
    make.review(new, critic=critic, publication=where, quote="Again.")
    make.rating(ann, new, 10)
    merge = merge.undo()
    assert {label: len(rows) for label, rows in merge.left_behind.items()} == {
        "reviews.criticreview": 1,
        "ratings.rating": 1,
    }
    assert merge.stayed["ratings.rating"] == {"since": 1, "taken": 1}
    assert merge.stayed["reviews.criticreview"] == {"taken": 1}
    assert Rating.objects.get().half_stars == 10


def test_what_names_someone_who_is_gone_stays_in_the_log(old: Film, new: Film) -> None:
    provider = make.provider()
    for film in (old, new):
        make.offer(film, provider)
    merge = old.merge_into(new)
    Offer.objects.all().delete()
    provider.delete()
    assert merge.undo().stayed == {"films.offer": {"taken": 1}}


def test_what_a_leaving_viewer_said_never_comes_back(old: Film, new: Film) -> None:
    ann = make.viewer()
    for film in (old, new):
        make.rating(ann, film)
    merge = old.merge_into(new)
    ann.delete()
    merge = Merge.objects.get(pk=merge.pk).undo()
    assert merge.left_behind == merge.stayed == {}
    assert not Rating.objects.exists()


def test_a_title_that_it_left_goes_unless_it_was_corrected_since(old: Film, new: Film) -> None:
    merge = old.merge_into(new)
    AlternativeTitle.objects.filter(title="Vinden").update(title="Vinden!")
    assert merge.undo().stayed == {"films.alternativetitle": {"changed": 1}}
    assert [row.title for row in new.titles.all()] == ["Vinden!"]


def test_imports_find_each_by_its_own_names_again(old: Film, new: Film) -> None:
    Film.objects.filter(pk=old.pk).update(imported={"names": {"thewynd 1928": 1, "both 1928": 1}})
    Film.objects.filter(pk=new.pk).update(imported={"names": {"both 1928": 2}})
    merge = Film.objects.get(pk=old.pk).merge_into(Film.objects.get(pk=new.pk))
    new.refresh_from_db()
    assert new.imported["names"] == {"thewynd 1928": 1, "both 1928": 2}
    merge.undo()
    new.refresh_from_db()
    old.refresh_from_db()
    assert new.imported["names"] == {"both 1928": 2}
    assert old.imported["names"] == {"thewynd 1928": 1, "both 1928": 1}


def test_merges_on_top_of_each_other_are_undone_from_the_top(old: Film, new: Film) -> None:
    third = make.film("Wind", 1928)
    make.review(old)
    before = everything()
    first, second = old.merge_into(new), new.merge_into(third)
    with pytest.raises(CantBeUndone, match=r"“The Wind \(1928\)” was merged into “Wind \(1928\)”"):
        first.undo()
    second.undo()
    first.undo()
    assert everything() == before
    assert not FormerAddress.objects.exists()


def test_nothing_is_undone_twice(old: Film, new: Film) -> None:
    merge = old.merge_into(new)
    merge.undo()
    with pytest.raises(CantBeUndone, match="already"):
        Merge.objects.get().undo()
    assert Film.objects.count() == 2


def test_a_merge_from_before_the_log_says_that_it_cannot_be_undone(new: Film) -> None:
    merge = Merge.objects.create(kind="films.film", former_name="x", into_id=new.pk)
    with pytest.raises(CantBeUndone, match="logged in full"):
        merge.undo()


def test_it_comes_back_although_the_other_is_gone_since(old: Film, new: Film) -> None:
    merge = old.merge_into(new)
    new.delete()
    merge.undo()
    assert Film.objects.get().title == "The Wynd"


def test_a_thing_brought_back_by_other_means_is_not_made_twice(old: Film, new: Film) -> None:
    record = as_record(old)
    merge = old.merge_into(new)
    FormerAddress.objects.all().delete()
    Film.objects.create(pk=old.pk, title=record["title"], year=1928)
    with pytest.raises(CantBeUndone, match="here already"):
        merge.undo()


def test_moments_come_back_to_the_microsecond(old: Film, new: Film) -> None:
    ann = make.viewer()
    make.rating(ann, old)
    exact = timezone.now().replace(microsecond=123457) - timedelta(days=1)
    Rating.objects.update(rated_at=exact)
    make.rating(ann, new)
    old.merge_into(new).undo()
    assert Rating.objects.get(film=old).rated_at == exact


def test_what_a_later_merge_took_up_keeps_the_earlier_from_being_undone(
    old: Film, new: Film
) -> None:
    ann, other = make.viewer(), make.film("Wind", 1928)
    for film, half_stars in ((new, 2), (old, 8), (other, 10)):
        make.rating(ann, film, half_stars)
    before = everything()
    first, second = old.merge_into(new), other.merge_into(new)
    with pytest.raises(CantBeUndone, match=r"“Wind \(1928\)” was merged into “The Wind \(1928\)”"):
        first.undo()
    second.undo()
    first.undo()
    assert everything() == before
    assert drift() == []


def test_a_later_merge_of_critics_that_took_up_a_review_is_undone_first(
    old: Film, new: Film
) -> None:
    ann, bea, where = make.critic("Ann"), make.critic("Bea"), make.publication()
    for film, critic in ((old, ann), (new, bea)):
        make.review(film, critic=critic, publication=where)
    before = everything()
    first, second = old.merge_into(new), ann.merge_into(bea)
    with pytest.raises(CantBeUndone, match="“Ann” was merged into “Bea”"):
        first.undo()
    second.undo()
    first.undo()
    assert everything() == before


def test_what_gave_way_waits_for_the_critic_that_it_names(old: Film, new: Film) -> None:
    ann, where = make.critic("Ann"), make.publication()
    for film in (old, new):
        make.review(film, critic=ann, publication=where)
    before = everything()
    first, second = old.merge_into(new), ann.merge_into(make.critic("Bea"))
    with pytest.raises(CantBeUndone, match="“Ann” was merged into “Bea”"):
        first.undo()
    second.undo()
    first.undo()
    assert everything() == before


def test_a_later_merge_that_shares_nothing_stays_when_the_earlier_is_undone(
    old: Film, new: Film
) -> None:
    other = make.film("Wind", 1928)
    for film in (old, new, other):
        make.review(film)
        make.rating(make.viewer(), film, 5)
    before = everything()
    first, second = old.merge_into(new), other.merge_into(new)
    first.undo()
    assert Film.objects.count() == 2
    second.undo()
    assert everything() == before


def test_a_row_given_on_meanwhile_goes_back_the_way_it_came(old: Film, new: Film) -> None:
    review, other = make.review(old), make.film("Wind", 1928)
    first = old.merge_into(new)
    CriticReview.objects.update(film=other)
    second = other.merge_into(new)
    with pytest.raises(CantBeUndone, match=r"“Wind \(1928\)” was merged"):
        first.undo()
    second.undo()
    assert first.undo().stayed == {"reviews.criticreview": {"elsewhere": 1}}
    review.refresh_from_db()
    assert review.film == other


def test_what_gave_way_and_was_brought_back_since_goes_back_as_it_is_now(
    old: Film, new: Film
) -> None:
    critic, where = make.critic(), make.publication()
    review, _rival = (make.review(f, critic=critic, publication=where) for f in (old, new))
    merge = old.merge_into(new)
    CriticReview.objects.all().delete()
    make.review(new, critic=critic, publication=where, pk=review.pk, quote="Again.")
    assert merge.undo().stayed == {}
    review = CriticReview.objects.get()
    assert (review.film, review.quote, review.status) == (old, "Again.", "published")
