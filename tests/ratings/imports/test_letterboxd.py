"""What comes from Letterboxd: its zip, and each of its files by itself."""

from datetime import UTC, datetime

import pytest

from ratings.imports.brought import Unreadable
from ratings.imports.reading import read
from tests.ratings.imports.files import brought, summary, text, zipped

RATINGS = text(
    "Date,Name,Year,Letterboxd URI,Rating",
    "2021-03-04,Alien,1979,https://boxd.it/2awY,4.5",
    '2021-03-05,"Paris, Texas",1984,https://letterboxd.com/film/paris-texas/,5',
    "2021-03-06,Heat,1995,https://boxd.it/2bg8,0.5",
)
DIARY = text(
    "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date",
    "2021-03-04,Alien,1979,https://boxd.it/aaaa1,4,,,2021-03-03",
    '2022-05-06,Alien,1979,https://boxd.it/aaaa2,4.5,Yes,"cinema, 70mm",2022-05-05',
    "2022-06-01,Ran,1985,https://letterboxd.com/ada/film/ran/,,,,2022-05-31",
)
REVIEWS = text(
    "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date",
    '2021-03-04,Alien,1979,https://boxd.it/aaaa1,4,,"In space,',
    'no one asks for ""notes"".",,2021-03-03',
    "2022-01-01,Ran,1985,https://boxd.it/aaaa3,3.5,,Storms.,,2021-12-31",
)
FILMS = ("Date,Name,Year,Letterboxd URI", "2021-01-02,Ran,1985,https://boxd.it/29Sa")


def test_ratings_come_with_their_day_and_half_stars() -> None:
    found = read(RATINGS, "ratings.csv")
    assert found.service == "letterboxd"
    assert [summary(line) for line in found.lines] == [
        (2, "Alien", 9),
        (3, "Paris, Texas", 10),
        (4, "Heat", 1),
    ]
    assert found.lines[0].at == datetime(2021, 3, 4, tzinfo=UTC)
    assert found.lines[0].year == 1979


def test_only_the_address_of_a_film_is_an_id() -> None:
    found = read(RATINGS, "ratings.csv")
    assert [dict(line.ids) for line in found.lines] == [{}, {"letterboxd": "paris-texas"}, {}]
    of_diary = brought(
        "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date",
        "2022-06-01,Ran,1985,https://letterboxd.com/film/ran/,4,,,2022-05-31",
    )
    assert not of_diary.lines[0].ids


def test_a_diary_by_itself_rates_and_keeps_what_it_does_not_rate() -> None:
    found = read(DIARY, "diary.csv")
    assert [summary(line) for line in found.lines] == [
        (2, "Alien", 8),
        (3, "Alien", 9),
        *((line, title, "kept") for line, title in [(2, "Alien"), (3, "Alien"), (4, "Ran")]),
    ]
    assert found.lines[1].content["Tags"] == "cinema, 70mm"
    assert found.lines[1].at == datetime(2022, 5, 6, tzinfo=UTC)


def test_a_review_keeps_its_text_whole_and_knows_its_line() -> None:
    found = read(REVIEWS, "reviews.csv")
    rated, kept = found.lines[:2], found.lines[2:]
    assert [summary(line) for line in rated] == [(2, "Alien", 8), (4, "Ran", 7)]
    assert [summary(line) for line in kept] == [(2, "Alien", "kept"), (4, "Ran", "kept")]
    for line in (rated[0], kept[0]):
        assert line.content["Review"] == 'In space,\nno one asks for "notes".'
    assert (kept[0].half_stars, kept[0].flag, kept[0].at) == (None, "", None)


def test_a_watchlist_is_want_to_see_and_what_was_watched_is_kept() -> None:
    wanted = brought(*FILMS, name="watchlist-ada-2024.csv")
    assert [summary(line) for line in wanted.lines] == [(2, "Ran", "want_to_see")]
    assert wanted.lines[0].at == datetime(2021, 1, 2, tzinfo=UTC)
    assert brought(*FILMS, name="watched.csv").lines[0].kept
    assert brought(*FILMS, name="likes/films.csv").lines[0].kept


def test_films_of_which_nothing_tells_why_they_stand_there_are_kept_and_that_is_said() -> None:
    found = brought(*FILMS, name="export.csv")
    assert found.lines[0].kept
    assert "watchlist.csv" in " ".join(found.scales)


def test_the_zip_places_ratings_and_watchlist_and_keeps_all_the_rest() -> None:
    found = read(
        zipped(
            watchlist=text(*FILMS),
            diary=DIARY,
            reviews=REVIEWS,
            watched=text(*FILMS),
            ratings=RATINGS,
            profile=text("Date Joined,Username,Email Address", "2020-01-01,ada,ada@example.org"),
            comments=text("Date,Content,Comment", "2020-01-01,https://boxd.it/x,Quite."),
            likes__films=text(*FILMS),
            deleted__ratings=RATINGS,
        ),
        "letterboxd-ada.zip",
    )
    assert [summary(line)[1:] for line in found.lines[:4]] == [
        ("Alien", 9),
        ("Paris, Texas", 10),
        ("Heat", 1),
        ("Ran", 7),
    ]
    assert summary(found.lines[4])[1:] == ("Ran", "want_to_see")
    rest = found.lines[5:]
    assert {line.file for line in rest} == {
        *("diary.csv", "reviews.csv", "watched.csv", "profile.csv", "comments.csv"),
        *("likes/films.csv", "deleted/ratings.csv"),
    }
    assert all(line.kept for line in rest)


def test_films_that_only_diary_or_reviews_rate_get_their_rating_and_that_is_said() -> None:
    found = read(zipped(ratings=RATINGS, diary=DIARY, reviews=REVIEWS), "letterboxd-ada.zip")
    placed = [line for line in found.lines if line.half_stars]
    assert [(line.file, *summary(line)[1:], bool(line.note)) for line in placed] == [
        ("ratings.csv", "Alien", 9, False),
        ("ratings.csv", "Paris, Texas", 10, False),
        ("ratings.csv", "Heat", 1, False),
        ("reviews.csv", "Ran", 7, True),
    ]
    assert placed[-1].at == datetime(2022, 1, 1, tzinfo=UTC)
    assert "1 film is rated in your diary or a review, but not in ratings.csv" in found.scales[-1]


def test_what_a_diary_rates_by_itself_needs_no_word_about_other_files() -> None:
    found = read(DIARY, "diary.csv")
    assert (found.scales[1:], [line.note for line in found.lines if line.note]) == ([], [])


def test_a_list_is_kept_with_each_of_its_films() -> None:
    found = brought(
        "Letterboxd list export v7",
        "Date,Name,Tags,URL,Description",
        '2021-11-06,Rain,wet,https://boxd.it/list1,"Films in which it',
        'pours"',
        "",
        "Position,Name,Year,URL,Description",
        "1,Rashomon,1950,https://boxd.it/1,",
    )
    assert [summary(line) for line in found.lines] == [(3, "", "kept"), (7, "Rashomon", "kept")]
    assert found.lines[0].content == {
        "Date": "2021-11-06",
        "Name": "Rain",
        "Tags": "wet",
        "URL": "https://boxd.it/list1",
        "Description": "Films in which it\npours",
    }
    assert found.service == "letterboxd"


EMPTY_LIST = ("Letterboxd list export v7", "Date,Name,Tags", "2021-11-06,Rain,wet")


@pytest.mark.parametrize("below", [(), ("", "Position,Name,Year,URL,Description")])
def test_a_list_without_films_is_kept_with_its_name(below: tuple[str, ...]) -> None:
    found = brought(*EMPTY_LIST, *below)
    assert [summary(line) for line in found.lines] == [(3, "", "kept")]
    assert found.lines[0].content == {"Date": "2021-11-06", "Name": "Rain", "Tags": "wet"}


def test_a_list_without_a_name_is_refused() -> None:
    with pytest.raises(Unreadable, match="no films in it"):
        brought(*EMPTY_LIST[:2])


def test_a_blank_or_nought_is_no_rating_and_a_sixth_star_is_refused() -> None:
    found = brought(
        "Date,Name,Year,Letterboxd URI,Rating",
        "2021-03-04,Alien,1979,https://boxd.it/a,",
        "2021-03-04,Aliens,1986,https://boxd.it/b,0",
        "2021-03-04,Alien 3,1992,https://boxd.it/c,6",
        "2021-03-04,Prometheus,2012,https://boxd.it/d,five",
        "someday,Covenant,2017,https://boxd.it/e,3",
    )
    assert [summary(line) for line in found.lines] == [
        (2, "Alien", "kept"),
        (3, "Aliens", "kept"),
        (4, "Alien 3", "The score “6” is not between 0 and 5."),
        (5, "Prometheus", "The score “five” can't be read."),
        (6, "Covenant", "The date “someday” can't be read."),
    ]


def test_the_form_that_letterboxd_imports_is_read_too() -> None:
    found = brought(
        "imdbID,tmdbID,Title,Year,Rating10,WatchedDate",
        "tt0078748,348,Alien,1979,9,2021-03-04",
    )
    assert found.service == "letterboxd"
    line, day = found.lines
    assert [summary(line), summary(day)] == [(2, "Alien", 9), (2, "Alien", "kept")]
    assert day.content["WatchedDate"] == "2021-03-04"
    assert line.ids == {"imdb": "tt0078748", "tmdb": "348"}


def test_dates_that_a_spreadsheet_wrote_anew_are_read_where_one_line_tells_how() -> None:
    found = brought(
        "Date;Name;Year;Letterboxd URI;Rating",
        "04/03/2021;Alien;1979;https://boxd.it/a;4,5",
        "25/03/2021;Heat;1995;https://boxd.it/b;0,5",
    )
    assert [(line.half_stars, line.at) for line in found.lines] == [
        (9, datetime(2021, 3, 4, tzinfo=UTC)),
        (1, datetime(2021, 3, 25, tzinfo=UTC)),
    ]


def test_our_own_watchlist_for_letterboxd_is_read_back() -> None:
    found = brought(
        "imdbID,tmdbID,Title,Year",
        "tt0089881,11645,Ran,1985",
        ",,'=Sum,1999",
        name="ann-2026-01-31-letterboxd-watchlist.csv",
    )
    assert [summary(line) for line in found.lines] == [
        (2, "Ran", "want_to_see"),
        (3, "=Sum", "want_to_see"),
    ]


def test_titles_years_and_stars_are_enough_for_the_form_that_letterboxd_imports() -> None:
    found = brought("Title,Year,Rating,WatchedDate", "Alien,1979,4.5,2021-03-04", "M,1931,8,")
    assert found.service == "letterboxd"
    assert [summary(line) for line in found.lines] == [
        (2, "Alien", 9),
        (2, "Alien", "kept"),
        (3, "M", "The score “8” is not between 0 and 5."),
    ]


def test_files_of_the_zip_that_nobody_knows_are_kept_as_well() -> None:
    found = read(
        zipped(ratings=RATINGS, likes__lists=text("Liked,Whose", "2020-01-01,ben")), "l.zip"
    )
    assert [(line.file, line.kept) for line in found.lines[3:]] == [("likes/lists.csv", True)]
    assert found.lines[3].content == {"Liked": "2020-01-01", "Whose": "ben"}


def test_what_only_describes_a_film_or_says_no_is_not_kept_beside_its_rating() -> None:
    assert [line.kept for line in read(RATINGS, "ratings.csv").lines] == [False] * 3
    found = brought("Title,Year,Rating,Rewatch,Tags,Directors", "Alien,1979,4.5,No,,Ridley Scott")
    assert [summary(line) for line in found.lines] == [(2, "Alien", 9)]
