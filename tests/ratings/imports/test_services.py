"""What comes from MovieLens, TMDB, Trakt, Criticker, Flixster and Netflix."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from ratings.imports.brought import Unreadable
from ratings.imports.reading import read
from tests.ratings.imports.files import brought, summary, text, zipped


def test_movielens_own_export_has_all_ids_and_titles_as_they_are_said() -> None:
    found = brought(
        "movie_id,imdb_id,tmdb_id,rating,average_rating,title",
        '1305,0087884,655,2.5,3.87974,"Paris, Texas (1984)"',
        '8154,0053779,439,5.0,4.0,"Dolce Vita, La (1960)"',
        "7,0113101,5,,3.1,Four Rooms (1995)",
    )
    assert found.service == "movielens"
    assert [summary(line) for line in found.lines] == [
        (2, "Paris, Texas", 5),
        (3, "La Dolce Vita", 10),
        (4, "Four Rooms", "kept"),
    ]
    assert found.lines[0].ids == {"imdb": "tt0087884", "tmdb": "655", "movielens": "1305"}
    assert (found.lines[1].year, found.lines[1].other_titles) == (1960, ("Dolce Vita, La",))


def test_movielens_wishes_are_want_to_see() -> None:
    found = brought(
        "movie_id,imdb_id,tmdb_id,average_rating,title", "1,0114709,862,3.9,Toy Story (1995)"
    )
    assert [summary(line) for line in found.lines] == [(2, "Toy Story", "want_to_see")]


DATASET = {
    "ml__ratings": text(
        "userId,movieId,rating,timestamp", "7,1,4.0,964982703", "7,47,0.5,964983815"
    ),
    "ml__movies": text(
        "movieId,title,genres", "47,Seven (a.k.a. Se7en) (1995),Crime", "1,Toy Story (1995),Comedy"
    ),
    "ml__links": text("movieId,imdbId,tmdbId", "1,0114709,862", "47,0114369,807"),
    "ml__tags": text("userId,movieId,tag,timestamp", "7,1,toys,1445714994"),
    "ml__README.txt": b"Summary\n=======\n",
}


def test_a_data_set_of_one_viewer_finds_its_films_in_the_other_tables() -> None:
    found = read(zipped(**DATASET), "ml.zip")
    assert [summary(line) for line in found.lines] == [
        (2, "Toy Story", 8),
        (3, "Seven", 1),
        (2, "Toy Story", "kept"),
    ]
    assert found.lines[1].ids == {"imdb": "tt0114369", "tmdb": "807", "movielens": "47"}
    assert found.lines[1].other_titles[0] == "Se7en"
    assert found.lines[0].at == datetime(2000, 7, 30, 18, 45, 3, tzinfo=UTC)
    assert found.scales[-1] == "Not read: ml/README.txt."


def test_a_data_set_of_several_viewers_is_refused_and_says_who_can_load_it() -> None:
    with pytest.raises(Unreadable, match="load_ratings"):
        brought("userId,movieId,rating,timestamp", "1,1,4.0,964982703", "2,1,4.0,964982703")


TMDB = (
    "TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating,"
    "Your Rating,Date Rated"
)


def test_tmdb_rates_in_points_of_ten_with_decimals() -> None:
    found = brought(
        TMDB,
        "550,tt0137523,movie,Fight Club,1999-10-15T00:00:00Z,,,8.4,7.5,2022-09-20T10:11:12Z",
        "680,,movie,Pulp Fiction,1994-10-14,,,8.9,7.4,2022-09-20",
        "92749,tt10234724,tv,Moon Knight,2022-03-30T00:00:00Z,,,7.7,9.0,2022-09-20T00:00:00Z",
        "1,,movie,Ariel,1988-10-21,,,7.0,10.5,2022-09-20",
    )
    assert found.service == "tmdb"
    assert [summary(line) for line in found.lines[:2]] == [
        (2, "Fight Club", 8),
        (3, "Pulp Fiction", 7),
    ]
    assert found.lines[0].at == datetime(2022, 9, 20, 10, 11, 12, tzinfo=UTC)
    assert found.lines[0].ids == {"imdb": "tt0137523", "tmdb": "550"}
    assert "is television" in found.lines[2].refusal
    assert "not between 0 and 10" in found.lines[3].refusal
    assert "7.5 is 4 stars" in found.scales[0]


def test_tmdb_watchlist_is_want_to_see_and_favourites_are_kept() -> None:
    row = "550,tt0137523,movie,Fight Club,1999-10-15T00:00:00Z,,,8.4,,"
    assert brought(TMDB, row, name="watchlist.csv").lines[0].flag == "want_to_see"
    assert brought(TMDB, row, name="favorites.csv").lines[0].kept


def movie(title: str = "TRON: Legacy", **says: Any) -> dict[str, Any]:
    ids = {"trakt": 1, "slug": "tron", "imdb": "tt1104001", "tmdb": 20526}
    return {**says, "type": "movie", "movie": {"title": title, "year": 2010, "ids": ids}}


def show(**says: Any) -> dict[str, Any]:
    ids = {"trakt": 2, "imdb": "tt5753856", "tmdb": 70523}
    return {**says, "type": "show", "show": {"title": "Dark", "year": 2017, "ids": ids}}


def test_trakt_objects_tell_what_they_are() -> None:
    document = [
        movie(rated_at="2014-09-01T09:10:11.000Z", rating=9),
        show(rated_at="2014-09-01T09:10:11.000Z", rating=8),
        movie(listed_at="2014-09-02T09:10:11.000Z", rank=1, notes=None),
        movie(watched_at="2014-09-03T09:10:11.000Z", action="scrobble"),
        show(watched_at="2014-09-03T09:10:11.000Z", action="scrobble"),
        movie("", rated_at="2014-09-01T09:10:11.000Z", rating=11),
    ]
    found = read(json.dumps(document).encode(), "trakt.json")
    assert found.service == "trakt"
    assert [summary(line) for line in found.lines] == [
        (1, "TRON: Legacy", 9),
        (3, "TRON: Legacy", "want_to_see"),
        (2, "Dark", "“Dark” is television (show); Halfstar is about films."),
        (4, "TRON: Legacy", "kept"),
        (5, "Dark", "kept"),
        (6, "", "The score “11” is not between 0 and 10."),
    ]
    assert found.lines[0].at == datetime(2014, 9, 1, 9, 10, 11, tzinfo=UTC)
    assert found.lines[0].ids == {"imdb": "tt1104001", "tmdb": "20526", "trakt": "1"}


def test_trakt_backups_come_as_zips_and_as_one_document_of_lists() -> None:
    rating, wish = movie(rating=7), movie(listed_at="2014-09-02T09:10:11.000Z")
    files = {
        "ada__ratings__ratings-movies.json": json.dumps([rating]).encode(),
        "ada__lists__watchlist.json": json.dumps([wish]).encode(),
        "ada__lists__favourites.json": json.dumps([wish]).encode(),
        "ada__profile.json": json.dumps({"username": "ada"}).encode(),
    }
    found = read(zipped(**files), "trakt.zip")
    assert [summary(line)[2] for line in found.lines] == [7, "want_to_see", "kept"]
    assert found.lines[2].file == "ada/lists/favourites.json"
    whole = {"ratings": [rating], "watchlist": [wish], "collection": [wish]}
    found = read(json.dumps(whole).encode(), "backup.json")
    assert [summary(line)[2] for line in found.lines] == [7, "want_to_see", "kept"]


def rankings(*scores: object) -> tuple[str, ...]:
    rows = (
        f'{score}, "Film {number}", 1999, 2020-01-0{number} 10:00:00, '
        f"https://www.criticker.com/film/F/, tt000010{number}, "
        for number, score in enumerate(scores, 1)
    )
    return ("Score, Film Name, Year, Date Rated, URL, IMDB ID, Mini Review", *rows)


@pytest.mark.parametrize(
    ("scores", "scale", "half_stars"),
    [
        ((8, 10, 0), None, [8, 10, None]),
        ((75, 74, 4, 100, 0), None, [8, 7, 1, 10, None]),
        ((8, 11), None, [1, 1]),
        ((8, 10), 100, [1, 1]),
        (("7.5", "7,4"), None, [8, 7]),
    ],
)
def test_criticker_is_read_by_the_scale_that_its_highest_score_tells_or_the_viewer_says(
    scores: tuple[object, ...], scale: int | None, half_stars: list[int | None]
) -> None:
    rows = [row.replace("7,4", '"7,4"') for row in rankings(*scores)]
    found = brought(*rows, scale=scale)
    by_line = sorted(found.lines, key=lambda line: line.number)
    assert found.service == "criticker"
    assert [line.half_stars for line in by_line] == half_stars
    assert all(line.kept for line in by_line if line.half_stars is None)
    assert by_line[0].ids == {"imdb": "tt0000101"}
    assert by_line[0].at == datetime(2020, 1, 1, 10, tzinfo=UTC)


def test_a_score_above_the_scale_that_the_viewer_says_is_refused_by_name() -> None:
    found = brought(*rankings(8, 85), scale=10)
    assert [summary(line) for line in found.lines] == [
        (2, "Film 1", 8),
        (3, "Film 2", "The score “85” is not between 0 and 10."),
    ]


XML = """<?xml version='1.0' encoding='iso-8859-1'?>
<recentrankings>
 <pageno>1</pageno>
 <film>
  <filmid>1077</filmid><filmname>Amélie (2001)</filmname>
  <filmlink>https://www.criticker.com/film/Amelie/rating/ada</filmlink>
  <imdbid>tt0211915</imdbid><score>88</score><quote>Sweet &amp; quick.</quote>
  <reviewdate>Apr 23 2017, 08:18</reviewdate><tier>10</tier>
 </film>
 <film>
  <filmid>5</filmid><filmname>Dark (2017)</filmname>
  <filmlink>https://www.criticker.com/tv/Dark/rating/ada</filmlink><score>70</score>
 </film>
</recentrankings>"""


def test_criticker_xml_says_the_same_as_its_table() -> None:
    found = read(XML.encode("latin-1"), "rankings.xml")
    amelie, said_of_amelie, dark = found.lines
    assert summary(amelie) == (1, "Amélie", 9)
    assert (amelie.year, amelie.ids) == (2001, {"imdb": "tt0211915"})
    assert amelie.at == datetime(2017, 4, 23, 8, 18, tzinfo=UTC)
    assert amelie.content["quote"] == "Sweet & quick."
    assert (summary(said_of_amelie), said_of_amelie.content) == (
        (1, "Amélie", "kept"),
        amelie.content,
    )
    assert "is television" in dark.refusal


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("declaration", ["", '<?xml version="1.0" encoding="UTF-8"?>\n'])
def test_xml_is_read_in_any_encoding_whatever_it_says_of_it(
    encoding: str, declaration: str
) -> None:
    bare = XML[XML.index("<recentrankings>") :].replace("\n", "\x01")
    found = read((declaration + bare).encode(encoding), "rankings.xml")
    assert summary(found.lines[0]) == (1, "Amélie", 9)


def test_flixster_says_stars_or_one_of_two_words() -> None:
    def rated(score: str) -> dict[str, Any]:
        about = {"id": 13153, "title": "Fight Club", "year": 1999}
        return {"movie": about, "score": score, "review": "", "lastUpdated": "41 minutes ago"}

    scores = ["4.5", "WTS", "NI", "0"]
    document = {"ratings": [rated(score) for score in scores]}
    found = read(b"\n\n  " + json.dumps(document).encode(), "ratings.json")
    assert found.service == "flixster"
    assert [summary(line)[2] for line in found.lines] == [
        *(9, "want_to_see", "not_interested", "kept"),
    ]
    assert all(line.at is None for line in found.lines)


def test_netflix_history_is_kept_and_a_thumb_is_never_turned_into_stars() -> None:
    history = brought("Title,Date", '"Dark: Season 1: Secrets",12/1/17', "Roma,12/14/18")
    assert history.service == "netflix"
    assert [line.kept for line in history.lines] == [True, True]
    ratings = brought(
        "Profile Name,Title Name,Rating Type,Star Value,Thumbs Value,Device Model,Event Utc Ts",
        "Ada,Roma,thumb,,2,TV,2019-01-02 10:11:12",
        "Ada,Heat,star,4,0,TV,2014-01-02 10:11:12",
        "Ada,Dark: Season 1,star,5,0,TV,2018-01-02 10:11:12",
    )
    assert [summary(line)[1:] for line in ratings.lines[:2]] == [("Heat", 8), ("Roma", "kept")]
    assert "is television" in ratings.lines[2].refusal
    assert ratings.lines[0].at == datetime(2014, 1, 2, 10, 11, 12, tzinfo=UTC)
    assert "thumbs are kept" in ratings.scales[1]


def test_stars_of_several_netflix_profiles_are_not_taken_for_one_viewer() -> None:
    with pytest.raises(Unreadable, match="Ada, Ben"):
        brought(
            "Profile Name,Title Name,Star Value,Thumbs Value",
            *("Ada,Roma,4,0", "Ben,Roma,1,0"),
        )


def test_netflix_history_is_known_in_any_language_of_its_header() -> None:
    found = brought("Titel,Datum", "Roma,14.12.18", '"Dark: Staffel 1: Geheimnisse",1.12.17')
    assert found.service == "netflix"
    assert [summary(line) for line in found.lines] == [
        (2, "Roma", "kept"),
        (3, "Dark: Staffel 1: Geheimnisse", "kept"),
    ]


def test_what_the_writer_of_an_xml_forgot_to_escape_is_read_all_the_same() -> None:
    untidy = XML.replace("Amélie (2001)", "Am&eacute;lie & Co (2001)\x0b")
    assert read(untidy.encode("latin-1"), "rankings.xml").lines[0].title == "Amélie & Co"


def test_a_netflix_history_without_a_header_keeps_its_first_line_too() -> None:
    found = brought("Roma,1/2/19", "Okja,3/4/19")
    assert [summary(line) for line in found.lines] == [(1, "Roma", "kept"), (2, "Okja", "kept")]
