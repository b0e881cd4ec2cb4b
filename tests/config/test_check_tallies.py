"""`check_tallies` finds every difference, says it in one form, and mends it when asked to."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import StringIO

import pytest
from django.core.management import call_command

from films.models import Film
from ratings.models import FilmTally, Rating
from reviews.models import CriticReview, CriticTally
from tests import make
from tests.raw import sql
from tests.recount import drift
from tests.together import at_once, while_uncommitted

pytestmark = pytest.mark.django_db


def check(*options: str) -> tuple[list[str], int]:
    """The lines that it prints, and its exit code."""
    out, code = StringIO(), 0
    try:
        call_command("check_tallies", *options, stdout=out)
    except SystemExit as left:
        code = int(left.code or 0)
    return out.getvalue().splitlines(), code


@contextmanager
def no_triggers() -> Iterator[None]:
    """As a restore or a hand that knows better may write."""
    sql("SET session_replication_role = replica")
    yield
    sql("SET session_replication_role = DEFAULT")


@pytest.fixture
def moon() -> Film:
    """A film that two rated and a third wants to see, with reviews; one rating is set aside."""
    film, ann = make.film("Moon", 2009), make.viewer("ann")
    make.rating(ann, film, 1)
    make.rating(make.viewer(), film, 8)
    make.set_aside(ann, film)
    make.flag(make.viewer(), film)
    make.review(film)
    make.review(film, "unfavourable", status="draft")
    return film


def test_it_prints_nothing_but_the_number_of_films_when_all_is_right(moon: Film) -> None:
    make.film()
    assert check() == (["2 films checked"], 0)
    assert check("--fix") == (["2 films checked"], 0)


def test_each_difference_is_a_line_and_the_exit_code_is_1(moon: Film) -> None:
    early = make.film("Air", 1990)
    sql("UPDATE ratings_filmtally SET n8 = 4, ratings = 4 WHERE film_id = %s", moon.pk)
    sql("UPDATE ratings_filmtally SET want_to_see = 7 WHERE film_id = %s", early.pk)
    sql("UPDATE reviews_critictally SET favourable = 0, unstated = 2 WHERE film_id = %s", moon.pk)
    assert check() == (
        [
            "air-1990 want_to_see 7 0",
            "moon-2009 n8 4 1",
            "moon-2009 ratings 4 1",
            "moon-2009 favourable 0 1",
            "moon-2009 unstated 2 0",
            "2 films checked",
        ],
        1,
    )


def test_sums_are_said_in_one_word(moon: Film) -> None:
    CriticReview.objects.update(original_score="3.5/4")
    sql("UPDATE reviews_critictally SET written = 0, scored_sum = 91.666667")
    assert check("--fix") == (
        [
            "moon-2009 written 0 1",
            "moon-2009 scored_sum 91.666667 87.5",
            "1 film checked",
        ],
        1,
    )
    assert check() == (["1 film checked"], 0)


def test_what_was_written_past_the_triggers_is_found_and_mended(moon: Film) -> None:
    with no_triggers():
        sql("DELETE FROM ratings_rating WHERE half_stars = 8")
        sql("UPDATE reviews_criticreview SET status = 'published', verdict = ''")
        sql("UPDATE ratings_setaside SET undone_at = now()")
    found = [
        "moon-2009 n1 0 1",
        "moon-2009 n8 1 0",
        "moon-2009 favourable 1 0",
        "moon-2009 unstated 0 2",
        "1 film checked",
    ]
    assert check() == (found, 1)
    assert check("--fix") == (found, 1)
    assert check() == (["1 film checked"], 0)
    assert drift() == []


def test_mending_raises_the_version_so_that_kept_pages_are_made_anew(moon: Film) -> None:
    sql("UPDATE ratings_filmtally SET want_to_see = 7")
    sql("UPDATE reviews_critictally SET unstated = 7")
    before = [FilmTally.objects.get().version, CriticTally.objects.get().version]
    check("--fix")
    after = [FilmTally.objects.get().version, CriticTally.objects.get().version]
    assert after == [version + 1 for version in before]


def test_a_missing_tally_is_a_difference_and_is_made_with_a_version_none_had(moon: Film) -> None:
    used = FilmTally.objects.get().version
    with no_triggers():
        sql("DELETE FROM ratings_filmtally")
        sql("DELETE FROM reviews_critictally")
    lines, code = check("--fix")
    assert code == 1
    assert {"moon-2009 n8 - 1", "moon-2009 n1 - 0", "moon-2009 favourable - 1"} <= set(lines)
    assert FilmTally.objects.get().version > used
    assert check() == (["1 film checked"], 0)
    assert drift() == []


@pytest.mark.django_db(transaction=True)
def test_mending_waits_for_a_rating_that_is_just_being_saved(moon: Film) -> None:
    sql("UPDATE ratings_filmtally SET n10 = 9, ratings = ratings + 9")
    ann = make.viewer()
    while_uncommitted(lambda: make.rating(ann, moon), lambda: check("--fix"))
    assert drift() == []


@pytest.mark.django_db(transaction=True)
def test_mending_is_right_while_everybody_rates(moon: Film) -> None:
    films, viewers = [moon, make.film()], [make.viewer() for _ in range(6)]

    def rate_all(viewer_number: int) -> None:
        for half_stars in range(1, 11):
            for film in films:
                make.rating(viewers[viewer_number], film, half_stars)

    def mend_all() -> None:
        for film in films * 8:
            with_drift = "UPDATE ratings_filmtally SET want_to_see = 9 WHERE film_id = %s"
            sql(with_drift, film.pk)
            FilmTally.objects.mend(film.pk)

    at_once(mend_all, *(partial(rate_all, number) for number in range(6)))
    assert Rating.objects.count() == 14
    assert drift() == []


@pytest.mark.django_db(transaction=True)
def test_a_missing_tally_is_made_right_while_someone_rates_past_it(moon: Film) -> None:
    with no_triggers():
        sql("DELETE FROM ratings_filmtally")
    ann = make.viewer()

    def rate() -> None:
        sql(
            "INSERT INTO ratings_rating (user_id, film_id, half_stars) VALUES (%s, %s, 3)",
            ann.pk,
            moon.pk,
        )

    while_uncommitted(rate, lambda: FilmTally.objects.mend(moon.pk))
    assert drift() == []
