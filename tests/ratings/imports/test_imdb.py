"""What comes from IMDb: ratings and lists, in any language of its pages and any age."""

from datetime import UTC, datetime

import pytest

from ratings.imports.brought import Unreadable
from ratings.imports.reading import read
from tests.ratings.imports.files import brought, summary, text

RATINGS = (
    "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,"
    "Runtime (mins),Year,Genres,Num Votes,Release Date,Directors",
    "tt0211915,8,2024-01-15,Amélie,Le fabuleux destin d'Amélie Poulain,"
    'https://www.imdb.com/title/tt0211915/,Movie,8.3,122,2001,"Comedy, Romance",790000,'
    "2001-04-25,Jean-Pierre Jeunet",
    "tt0903747,10,2024-01-16,Breaking Bad,Breaking Bad,https://www.imdb.com/title/tt0903747/,"
    "TV Series,9.5,49,2008,Crime,2100000,2008-01-20,",
    "tt0072308,7,2024-01-17,The Towering Inferno,The Towering Inferno,"
    "https://www.imdb.com/title/tt0072308/,Movie,7.0,165,1974,Drama,45000,1974-12-10,Guillermin",
)
LIST = (
    "Position,Const,Created,Modified,Description,Title,Original Title,URL,Title Type,IMDb Rating,"
    "Runtime (mins),Year,Genres,Num Votes,Release Date,Directors,Your Rating,Date Rated",
    "1,tt0089881,2023-07-09,2023-07-09,,Ran,Ran,https://www.imdb.com/title/tt0089881/,Movie,8.2,"
    "160,1985,Action,130000,1985-06-01,Akira Kurosawa,,",
    "2,tt0078748,2023-07-10,2023-07-10,,Alien,Alien,https://www.imdb.com/title/tt0078748/,Movie,"
    "8.5,117,1979,Horror,900000,1979-05-25,Ridley Scott,9,2020-02-03",
)


def test_ratings_come_with_id_original_title_and_day() -> None:
    found = brought(*RATINGS)
    assert found.service == "imdb"
    amelie = found.lines[0]
    assert summary(amelie) == (2, "Amélie", 8)
    assert amelie.ids == {"imdb": "tt0211915"}
    assert amelie.other_titles == ("Le fabuleux destin d'Amélie Poulain",)
    assert (amelie.year, amelie.at) == (2001, datetime(2024, 1, 15, tzinfo=UTC))


def test_television_is_named_and_not_guessed() -> None:
    [line] = [line for line in brought(*RATINGS).lines if line.refusal]
    assert "is television" in line.refusal
    assert summary(line)[:2] == (3, "Breaking Bad")


def test_the_watchlist_is_want_to_see_and_a_rating_in_it_is_one() -> None:
    found = brought(*LIST, name="WATCHLIST.csv")
    assert [summary(line) for line in found.lines] == [
        (3, "Alien", 9),
        (2, "Ran", "want_to_see"),
        (3, "Alien", "want_to_see"),
    ]
    assert found.lines[0].at == datetime(2020, 2, 3, tzinfo=UTC)
    assert found.lines[2].at == datetime(2023, 7, 10, tzinfo=UTC)


GERMAN = (
    "Konst.;Ihre Bewertung;Bewertet am;Titel;Originaltitel;URL;Titeltyp;IMDb-Bewertung;"
    "Laufzeit (Min.);Jahr;Genres;Anzahl Stimmen;Erscheinungsdatum;Regie",
    "tt0082096;9;15.01.2024;Das Boot;Das Boot;https://www.imdb.com/title/tt0082096/;Film;8,4;149;"
    "1981;Drama;260000;1981-09-17;Wolfgang Petersen",
    "tt0087182;6;16.01.2024;Der Wüstenplanet;Dune;https://www.imdb.com/title/tt0087182/;Film;6,3;"
    "137;1984;Action;170000;1984-12-03;David Lynch",
    "tt5753856;8;16.01.2024;Dark;Dark;https://www.imdb.com/title/tt5753856/;Fernsehserie;8,7;60;"
    "2017;Crime;400000;2017-12-01;",
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_another_language_encoding_delimiter_and_line_end_change_nothing(
    encoding: str, end: str
) -> None:
    found = read(text(*GERMAN, end=end).decode().encode(encoding), "ratings.csv")
    assert [summary(line) for line in found.lines[:2]] == [
        (2, "Das Boot", 9),
        (3, "Der Wüstenplanet", 6),
    ]
    assert found.lines[0].at == datetime(2024, 1, 15, tzinfo=UTC)
    assert found.lines[1].year == 1984
    assert "is television" in found.lines[2].refusal


def test_a_watchlist_in_another_language_is_known_by_its_order() -> None:
    found = brought(
        "Position,Const,Créé,Modifié,Description,Titre,Titre original,URL,Type de titre,Note IMDb,"
        "Durée (mins),Année,Genres,Nombre de votes,Date de sortie,Réalisateurs,Votre note,"
        "Date de la note",
        *LIST[1:],
    )
    assert [summary(line) for line in found.lines] == [
        (3, "Alien", 9),
        (2, "Ran", "want_to_see"),
        (3, "Alien", "want_to_see"),
    ]


OLD = (
    '"position","const","created","modified","description","Title","Title type","Directors",'
    '"You rated","IMDb Rating","Runtime (mins)","Year","Genres","Num. Votes",'
    '"Release Date (month/day/year)","URL"'
)


def old(number: int, title: str, kind: str, score: str) -> str:
    return (
        f'"{number}","tt000010{number}","Sat Mar  4 00:00:00 2017","","","{title}","{kind}",'
        f'"Someone","{score}","8.1","116","1931","drama","262300","1931-09-01",'
        f'"http://www.imdb.com/title/tt000010{number}/"'
    )


@pytest.mark.parametrize("header", [OLD, OLD.replace("Title", "Titel").replace("const", "konst")])
def test_the_form_until_2017_rates_where_every_title_is_rated(header: str) -> None:
    found = brought(*(header, old(1, "M", "Feature Film", "8"), old(2, "Series", "TV Series", "7")))
    assert summary(found.lines[0]) == (2, "M", 8)
    assert found.lines[0].at == datetime(2017, 3, 4, tzinfo=UTC)
    assert found.lines[0].year == 1931
    assert "is television" in found.lines[1].refusal
    assert len(found.lines) == 2


def test_the_form_until_2017_is_a_watchlist_where_titles_are_not_rated() -> None:
    found = brought(*(OLD, old(1, "M", "Feature Film", ""), old(2, "Fury", "Feature Film", "7")))
    assert [summary(line) for line in found.lines] == [
        (3, "Fury", 7),
        (2, "M", "want_to_see"),
        (3, "Fury", "want_to_see"),
    ]


TELEVISION = [
    *("TV Series", "tvSeries", "TV Mini Series", "tvMiniSeries", "TV Episode", "Mini-Series"),
    *("Serie TV", "Mini serie TV", "Episodio TV", "Fernsehserie", "TV-Miniserie", "Folge"),
    *("Série télévisée", "Mini-série télévisée", "Épisode de série télévisée", "Série de TV"),
    *("Serie de TV", "Miniserie de TV", "Minissérie de televisão", "Episódio de TV", "tv"),
    *("टीवी सीरीज़", "Сериал", "Serial telewizyjny", "TV-serie", "TVシリーズ"),
]
FILMS = [
    *("Movie", "movie", "Feature Film", "TV Movie", "tvMovie", "TV Special", "Short", "tvShort"),
    *("Video", "Film", "Film TV", "Fernsehfilm", "Kurzfilm", "Téléfilm", "Court-métrage"),
    *("Película", "Película de TV", "Cortometraje", "Filme", "Curta-metragem", "Documentary", ""),
]


@pytest.mark.parametrize("kind", TELEVISION)
def test_kinds_of_television_are_known_in_many_languages(kind: str) -> None:
    [line] = brought(RATINGS[0], RATINGS[3].replace(",Movie,", f",{kind},")).lines
    assert "is television" in line.refusal


@pytest.mark.parametrize("kind", FILMS)
def test_kinds_of_films_are_never_taken_for_television(kind: str) -> None:
    [line] = brought(RATINGS[0], RATINGS[3].replace(",Movie,", f",{kind},")).lines
    assert summary(line) == (2, "The Towering Inferno", 7)


@pytest.mark.parametrize(
    "kind", ["Video Game", "videoGame", "Videospiel", "Jeu vidéo", "Podcast Series"]
)
def test_games_and_podcasts_are_named_as_no_films(kind: str) -> None:
    [line] = brought(RATINGS[0], RATINGS[3].replace(",Movie,", f",{kind},")).lines
    assert "is not a film" in line.refusal


def test_the_day_and_the_month_are_never_swapped() -> None:
    both = [row.replace("2024-01-15", "04/03/2017") for row in (RATINGS[0], RATINGS[1])]
    [line] = brought(*both).lines
    assert line.refusal == "The date “04/03/2017” can't be read."
    found = brought(*both, RATINGS[3].replace("2024-01-17", "25/12/2017"))
    assert found.lines[0].at == datetime(2017, 3, 4, tzinfo=UTC)
    found = brought(*both, RATINGS[3].replace("2024-01-17", "12/25/2017"))
    assert found.lines[0].at == datetime(2017, 4, 3, tzinfo=UTC)


def test_television_in_a_watchlist_is_named_once_and_flagged_never() -> None:
    found = brought(LIST[0], LIST[1].replace(",Movie,", ",TV Mini Series,"))
    assert [(line.number, line.flag) for line in found.lines] == [(2, "")]
    assert "is television" in found.lines[0].refusal


def test_ids_and_links_elsewhere_in_a_table_do_not_make_it_one_of_imdbs() -> None:
    with pytest.raises(Unreadable, match="Its columns are: a, b, c, d, e, f, g"):
        brought("a,b,c,d,e,f,g", "x,y,tt0089881,z,,,https://www.imdb.com/title/tt0089881/")
