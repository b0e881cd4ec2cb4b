"""Two entries of one film become one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from films.models import ExternalId, Film
from ratings.models import Flag, Rating
from tests import make
from tests.recount import drift

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    return make.film("The Wynd", 1928, original_title="Vinden")


@pytest.fixture
def new():
    return make.film("The Wind", 1928)


def test_everything_of_the_film_goes_over(old, new):
    old.titles.create(title="Il vento")
    ExternalId.objects.create(film=old, site="imdb", value="tt0019585")
    someone = make.credit(old, make.person(), "director").person
    make.offer(old)
    old.film_genres.create(genre=make.genre("Western"))
    make.review(old)
    make.score(old)
    rater, wisher = make.viewer(), make.viewer()
    make.rating(rater, old, 7)
    make.flag(wisher, old)
    old.merge_into(new)
    new = Film.objects.get(pk=new.pk)
    assert {row.title for row in new.titles.all()} == {"Il vento", "The Wynd", "Vinden"}
    assert new.external_ids.get().value == "tt0019585"
    assert new.credits.get().person == someone
    assert new.genre_names == ["Western"]
    counts = [new.offers.count(), new.critic_reviews.count(), new.aggregator_scores.count()]
    assert counts == [1, 1, 1]
    assert (new.tally.n7, new.tally.want_to_see, new.critic_tally.favourable) == (1, 1, 1)
    assert drift() == []
    assert not Film.objects.filter(pk=old.pk).exists()


@pytest.mark.parametrize(("minutes", "stays"), [(-1, 9), (1, 3)])
def test_of_a_viewers_two_ratings_the_newer_stays_and_the_other_is_on_record(
    old, new, minutes, stays
):
    rater = make.viewer()
    make.rating(rater, old, 3)
    make.rating(rater, new, 9)
    Rating.objects.filter(film=old).update(rated_at=timezone.now() + timedelta(minutes=minutes))
    [record] = old.merge_into(new).left_behind["ratings.rating"]
    assert Rating.objects.get(film=new).half_stars == stays
    assert (record["half_stars"], record["user"]) == (12 - stays, rater.pk)


def test_moving_a_rating_leaves_the_viewers_flag(old, new):
    rater = make.viewer()
    make.rating(rater, old, 3)
    make.flag(rater, new, "want_to_see")
    old.merge_into(new)
    assert Flag.objects.get(film=new).kind == "want_to_see"


def test_what_both_had_is_there_once_and_on_record(old, new):
    critic, publication = make.critic(), make.publication()
    make.review(old, "favourable", critic=critic, publication=publication)
    make.review(new, "unfavourable", critic=critic, publication=publication)
    merge = old.merge_into(new)
    assert new.critic_reviews.get().verdict == "unfavourable"
    assert merge.left_behind["reviews.criticreview"][0]["verdict"] == "favourable"


def test_a_set_aside_goes_along(old, new):
    rater = make.viewer()
    make.rating(rater, old, 3)
    make.set_aside(rater, old)
    old.merge_into(new)
    new.refresh_from_db()
    assert new.tally.ratings == 0


def test_all_its_addresses_lead_to_the_other_film(client, old, new):
    old.title = "The Wynde"
    old.save()
    old.merge_into(new)
    for slug in ("the-wynd-1928", "the-wynde-1928"):
        assert client.get(f"/films/{slug}/")["Location"] == "/films/the-wind-1928/"


def test_a_film_is_never_merged_into_itself(old):
    with pytest.raises(ValueError, match="itself"):
        old.merge_into(Film.objects.get(pk=old.pk))


def test_a_film_that_is_gone_is_refused_and_nothing_is_lost(old, new):
    make.rating(make.viewer(), old)
    Film.objects.filter(pk=new.pk).delete()
    with pytest.raises(Film.DoesNotExist):
        old.merge_into(new)
    assert old.ratings.count() == 1
