"""What a viewer's ratings say of them."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from ratings.models import Rating
from ratings.statistics import Statistics
from tests import make
from tests.reading import links, words

pytestmark = pytest.mark.django_db


def rated(viewer, half_stars, at="2026-11-15", **facts):
    """A film that the viewer rated on that day."""
    film = make.film(**facts)
    rating = make.rating(viewer, film, half_stars)
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    Rating.objects.filter(pk=rating.pk).update(rated_at=moment)
    return film


def told(lines):
    """Each line's name, number of ratings and mean."""
    return [(line.name, line.ratings, line.mean_in_tenths) for line in lines]


def test_half_stars_are_counted_each(viewer):
    for half_stars in (1, 7, 7, 10):
        rated(viewer, half_stars)
    counts = {line.value: line.ratings for line in Statistics.of(viewer).half_stars}
    assert counts == {str(each): 0 for each in range(1, 11)} | {"1": 1, "7": 2, "10": 1}


def test_other_viewers_ratings_are_none_of_theirs(viewer):
    make.rating(make.viewer(), rated(viewer, 7), 1)
    assert Statistics.of(viewer).total.ratings == 1


def test_a_mean_is_rounded_as_every_score_is(viewer):
    for half_stars in (7, 8, 8, 8):
        rated(viewer, half_stars)
    assert Statistics.of(viewer).total.mean_in_tenths == 39


def test_decades_come_latest_first(viewer):
    for year, half_stars in ((1920, 2), (1929, 4), (1930, 6), (2009, 8)):
        rated(viewer, half_stars, year=year)
    assert told(Statistics.of(viewer).decades) == [
        ("2000s", 1, 40),
        ("1930s", 1, 30),
        ("1920s", 2, 15),
    ]


def test_genres_countries_and_directors_come_commonest_first(viewer):
    drama, war, gance = make.genre("Drama"), make.genre("War"), make.person("Abel Gance")
    for half_stars, genres, countries in ((2, [war, drama], ["FR", "SU"]), (5, [drama], ["FR"])):
        film = rated(viewer, half_stars, countries=countries)
        make.credit(film, gance, "director")
        make.credit(film, gance, "writer")
        for genre in genres:
            film.film_genres.create(genre=genre)
    rated(viewer, 10)
    statistics = Statistics.of(viewer)
    assert told(statistics.genres) == [("Drama", 2, 18), ("War", 1, 10)]
    assert told(statistics.countries) == [("France", 2, 18), ("Soviet Union", 1, 10)]
    assert told(statistics.directors) == [("Abel Gance", 2, 18)]


def test_at_most_twenty_directors_are_named_the_best_rated_first_among_equals(viewer):
    for half_stars in (*[5] * 20, 9):
        make.credit(rated(viewer, half_stars), make.person(f"Number {half_stars}"), "director")
    directors = Statistics.of(viewer).directors
    assert len(directors) == 20
    assert directors[0].name == "Number 9"


def test_years_and_the_latest_twelve_months_say_when_they_rated(viewer):
    for day in ("2024-12-31", "2025-11-30", "2025-12-01", "2026-11-15", "2026-11-16"):
        rated(viewer, 6, day)
    statistics = Statistics.of(viewer)
    assert told(statistics.years) == [("2026", 2, 30), ("2025", 2, 30), ("2024", 1, 30)]
    months = [(line.value, line.ratings) for line in statistics.months]
    assert months[0] == ("2025-12", 1)
    assert months[-1] == ("2026-11", 2)
    assert len(months) == 12


def test_hours_are_those_of_films_whose_length_is_known(viewer):
    for runtime in (100, 50, None):
        rated(viewer, 6, runtime=runtime)
    assert (Statistics.of(viewer).hours, Statistics.of(viewer).timed) == (3, 2)


def test_bars_are_as_long_as_their_share_of_the_longest(viewer):
    for half_stars in (*[2] * 8, *[4] * 2):
        rated(viewer, half_stars)
    shares = [line.share for line in Statistics.of(viewer).half_stars]
    assert shares == [0, 100, 0, 25, 0, 0, 0, 0, 0, 0]


def test_a_lone_rating_has_no_bar_that_looks_like_all_there_is(viewer):
    rated(viewer, 2)
    statistics = Statistics.of(viewer)
    assert [line.share for line in statistics.half_stars] == [0, 20, *[0] * 8]
    assert [line.share for line in statistics.years] == [20]


def test_every_line_leads_to_the_films_behind_it(client, viewer):
    film = rated(viewer, 7, "2026-11-15", year=1927, countries=["DE"])
    film.film_genres.create(genre=make.genre("Science & Fiction"))
    make.credit(film, make.person("Fritz Lang"), "director")
    rated(viewer, 2, "2025-01-01", year=2001, countries=["FR"])
    page = client.get("/viewers/ann/statistics/")
    lists = {link for link in links(page) if link.startswith("/viewers/ann/?")}
    of_film = {link for link in lists if list(client.get(link).context["page"]) == [film]}
    assert len(lists) == 11
    assert {urlsplit(link).query for link in of_film} == {
        *("half_stars=7", "rated=2026-11", "rated=2026", "decade=1927"[:-1] + "0"),
        *("genre=Science%20%26%20Fiction", "director=fritz-lang", "country=DE"),
    }


def test_a_mean_never_stands_without_its_number(client, viewer):
    rated(viewer, 7, year=1927)
    text = words(client.get("/viewers/ann/statistics/"))
    assert "Films rated 1 Mean rating 3.5" in text.replace("1 Films rated", "Films rated 1")
    assert "1920s 1 3.5" in text


@pytest.mark.parametrize("films", [1, 3])
def test_they_cost_nine_queries(client, viewer, films, django_assert_num_queries):
    for _ in range(films):
        film = rated(viewer, 7, countries=["FR", "US"])
        film.film_genres.create(genre=make.genre())
        make.credit(film, role="director")
    with django_assert_num_queries(9):
        client.get("/viewers/ann/statistics/")
