"""Two entries of one film become one."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from films.models import ExternalId, Film
from ratings.models import Flag, Rating, SetAside
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


def test_of_a_viewers_two_flags_the_newer_stays_and_the_other_is_on_record(old, new):
    wisher = make.viewer()
    make.flag(wisher, new, "not_interested")
    make.flag(wisher, old, "want_to_see")
    [record] = old.merge_into(new).left_behind["ratings.flag"]
    assert (Flag.objects.get().kind, record["kind"]) == ("want_to_see", "not_interested")
    assert drift() == []


def test_of_two_set_asides_one_stays_in_force_and_those_that_were_undone_go_along(old, new):
    rater = make.viewer()
    make.rating(rater, old, 3)
    for film in (old, new):
        make.set_aside(rater, film, reason=film.title)
        make.set_aside(rater, film, undone_at=timezone.now())
    [record] = old.merge_into(new).left_behind["ratings.setaside"]
    assert (SetAside.objects.in_force().get().reason, record["reason"]) == ("The Wind", "The Wynd")
    assert SetAside.objects.filter(film=new).count() == 3
    assert drift() == []


def test_of_an_aggregators_two_scores_of_a_day_one_stays_and_others_go_along(old, new):
    aggregator = make.aggregator()
    for film, percent in ((old, 80), (new, 90)):
        make.score(film, aggregator, percent)
    make.score(old, aggregator, 70, as_of=date(2025, 1, 31))
    make.score(old, aggregator, 60, audience=True)
    [record] = old.merge_into(new).left_behind["reviews.aggregatorscore"]
    assert record["percent"] == 80
    assert sorted(row.percent for row in new.aggregator_scores.all()) == [60, 70, 90]


def test_ids_of_one_site_and_titles_in_other_letters_all_go_along(old, new):
    for number, film in enumerate((old, new)):
        film.external_ids.create(site="imdb", value=f"tt{number}")
        film.titles.create(title="Il vento")
    new.titles.create(title="il vento")
    merge = old.merge_into(new)
    assert [row.value for row in new.external_ids.all()] == ["tt0", "tt1"]
    assert merge.left_behind.keys() == {"films.alternativetitle"}
    titles = {row.title for row in new.titles.all()}
    assert titles == {"Il vento", "il vento", "The Wynd", "Vinden"}


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
