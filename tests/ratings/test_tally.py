"""Whatever is written, and however, the viewers' tallies equal a recount of the rows."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from films.models import Film
from ratings.models import FilmTally, Flag, Rating
from tests import make
from tests.raw import copied, sql
from tests.recount import drift

pytestmark = pytest.mark.django_db


def counted(film: Film) -> dict[int, int]:
    """The counts that aren't zero, by half stars."""
    return {stars: n for stars, n in FilmTally.objects.get(film=film).counts.items() if n}


def test_every_film_has_a_tally_from_the_moment_it_exists() -> None:
    Film.objects.bulk_create([Film(title="A", year=1920, slug=slug) for slug in ("a", "b")])
    copied("films_film", "title, year, slug", [("C", 1921, "c")])
    assert FilmTally.objects.filter(ratings=0).count() == 3
    assert drift() == []


def test_a_rating_a_change_and_a_clearing_are_counted() -> None:
    ann, film = make.viewer(), make.film()
    make.rating(ann, film, 7)
    assert counted(film) == {7: 1}
    make.rating(ann, film, 3)
    assert counted(film) == {3: 1}
    Rating.objects.clear(ann, film)
    assert counted(film) == {}


def test_copied_rows_are_counted() -> None:
    films, viewers = [make.film(), make.film()], [make.viewer() for _ in range(5)]
    rows = [(v.pk, f.pk, n + 1) for n, v in enumerate(viewers) for f in films]
    copied("ratings_rating", "user_id, film_id, half_stars", rows)
    copied("ratings_flag", "user_id, film_id, kind", [(viewers[0].pk, films[0].pk, "want_to_see")])
    assert counted(films[1]) == {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}
    assert FilmTally.objects.get(film=films[0]).want_to_see == 1
    assert drift() == []


def test_bulk_writes_are_counted() -> None:
    films, viewers = [make.film(), make.film()], [make.viewer() for _ in range(4)]
    Rating.objects.bulk_create(
        [Rating(user=v, film=f, half_stars=9) for v in viewers for f in films]
    )
    Rating.objects.filter(user__in=viewers[:2]).update(half_stars=2)
    Rating.objects.filter(user=viewers[3]).delete()
    assert counted(films[0]) == {2: 2, 9: 1}
    assert drift() == []


def test_an_upsert_that_changes_some_and_adds_others_is_counted() -> None:
    ann, bea, film = make.viewer(), make.viewer(), make.film()
    make.rating(ann, film, 4)
    sql(
        "INSERT INTO ratings_rating (user_id, film_id, half_stars) VALUES (%s, %s, 8), (%s, %s, 8)"
        " ON CONFLICT (user_id, film_id) DO UPDATE SET half_stars = excluded.half_stars",
        *(ann.pk, film.pk, bea.pk, film.pk),
    )
    assert counted(film) == {8: 2}
    sql(
        "INSERT INTO ratings_rating (user_id, film_id, half_stars) VALUES (%s, %s, 1)"
        " ON CONFLICT DO NOTHING",
        *(ann.pk, film.pk),
    )
    assert counted(film) == {8: 2}


def test_ratings_moved_to_another_film_or_viewer_are_counted_where_they_now_are() -> None:
    ann, bea, here, there = make.viewer(), make.viewer(), make.film(), make.film()
    make.rating(ann, here, 6)
    make.flag(bea, here)
    sql("UPDATE ratings_rating SET film_id = %s", there.pk)
    sql("UPDATE ratings_flag SET film_id = %s", there.pk)
    assert (counted(here), counted(there)) == ({}, {6: 1})
    make.set_aside(bea)
    sql("UPDATE ratings_rating SET user_id = %s", bea.pk)
    assert counted(there) == {}
    assert drift() == []


def test_what_is_rolled_back_was_never_counted() -> None:
    ann, film = make.viewer(), make.film()
    make.rating(ann, film, 6)
    before = FilmTally.objects.values().get(film=film)
    with transaction.atomic():
        make.rating(ann, film, 1)
        make.set_aside(ann)
        transaction.set_rollback(True)
    assert FilmTally.objects.values().get(film=film) == before
    with pytest.raises(IntegrityError), transaction.atomic():
        sql("UPDATE ratings_rating SET half_stars = 11")
    assert FilmTally.objects.values().get(film=film) == before


def test_the_ratings_of_a_deleted_account_count_no_more() -> None:
    ann, bea, film = make.viewer(), make.viewer(), make.film()
    make.rating(ann, film, 6)
    make.rating(bea, film, 8)
    make.flag(ann, make.film())
    ann.delete()
    assert counted(film) == {8: 1}
    assert drift() == []


@pytest.mark.parametrize("everything", [True, False])
def test_deleting_accounts_with_set_asides_leaves_no_trace(everything: bool) -> None:
    film, viewers = make.film(), [make.viewer() for _ in range(3)]
    for who in viewers:
        make.rating(who, film, 6)
        make.set_aside(who, film)
        if everything:
            make.set_aside(who)
    User.objects.filter(pk__in=[who.pk for who in viewers[:2]]).delete()
    assert counted(film) == {}
    assert drift() == []


@pytest.mark.parametrize("table", ["ratings_rating", "ratings_flag", "ratings_setaside"])
def test_an_emptied_table_is_counted_as_empty(table: str) -> None:
    ann, bea, films = make.viewer(), make.viewer(), [make.film(), make.film()]
    for who, film in ((ann, films[0]), (bea, films[0]), (ann, films[1])):
        make.rating(who, film, 5)
        make.flag(who, film)
    make.set_aside(ann)
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql(f"TRUNCATE {table}")
    assert drift() == []


def test_a_film_without_ratings_goes_with_its_tally() -> None:
    make.film().delete()
    sql("DELETE FROM films_film WHERE id = %s", make.film().pk)
    assert not FilmTally.objects.exists()


def test_want_to_see_is_counted_and_not_interested_never() -> None:
    film = make.film()
    before = FilmTally.objects.values().get(film=film)
    make.flag(make.viewer(), film, "not_interested")
    assert FilmTally.objects.values().get(film=film) == before
    make.flag(make.viewer(), film, "want_to_see")
    assert FilmTally.objects.get(film=film).want_to_see == 1
    Flag.objects.update(kind="not_interested")
    assert FilmTally.objects.get(film=film).want_to_see == 0


def test_the_score_is_shown_from_five_ratings_on() -> None:
    film = make.film()
    for half_stars in (7, 8, 8, 8):
        make.rating(make.viewer(), film, half_stars)
    assert FilmTally.objects.get(film=film).mean_in_tenths is None
    make.rating(make.viewer(), film, 8)
    assert FilmTally.objects.get(film=film).mean_in_tenths == 39


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["ratings_filmtally", "reviews_critictally"])
def test_a_tally_goes_only_with_its_film(table):
    film = make.film()
    with pytest.raises(IntegrityError, match="a tally goes only with its film"):
        sql(f"DELETE FROM {table} WHERE film_id = %s", film.pk)
    film.refresh_from_db()
    assert (film.tally.ratings, film.critic_tally.reviews) == (0, 0)
    film.delete()
    sql("DELETE FROM films_film WHERE id = %s", make.film().pk)
    assert drift() == []
