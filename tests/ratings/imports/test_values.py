"""Single values as other services write them."""

from datetime import UTC, datetime, timedelta

import pytest

from films.importing.refusal import Refusal
from ratings.imports import values
from ratings.imports.moments import dated, moment, of_timestamp, order_of


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("2024-01-15", datetime(2024, 1, 15, tzinfo=UTC)),
        ("2024-01-15T10:11:12Z", datetime(2024, 1, 15, 10, 11, 12, tzinfo=UTC)),
        ("2024-01-15T10:11:12.000123+02:00", datetime(2024, 1, 15, 8, 11, 12, 123, tzinfo=UTC)),
        ("2024-01-15 10:11:12", datetime(2024, 1, 15, 10, 11, 12, tzinfo=UTC)),
        ("2024-01-15 10:11:12 UTC", datetime(2024, 1, 15, 10, 11, 12, tzinfo=UTC)),
        ("Sat Mar  4 10:11:12 2017", datetime(2017, 3, 4, 10, 11, 12, tzinfo=UTC)),
        ("Apr 23 2017, 08:18", datetime(2017, 4, 23, 8, 18, tzinfo=UTC)),
        ("April 23, 2017", datetime(2017, 4, 23, tzinfo=UTC)),
        ("23 Apr 2017", datetime(2017, 4, 23, tzinfo=UTC)),
        ("15.1.2024", datetime(2024, 1, 15, tzinfo=UTC)),
        ("15.01.2024 10:11", datetime(2024, 1, 15, 10, 11, tzinfo=UTC)),
        ("04/04/2024", datetime(2024, 4, 4, tzinfo=UTC)),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_read_as_they_are_written(written: object, found: datetime | None) -> None:
    assert moment(written) == found


@pytest.mark.parametrize(
    "written",
    [
        *("04/03/2024", "31/02/2024", "2024-02-30", "yesterday", "2024", "20240115", "1705312800"),
        *("0001-01-01T00:00:00+14:00", "99/99/9999", "2024-01-15T99:00:00", "Foo 12 2024"),
    ],
)
def test_what_is_no_date_or_two_is_refused(written: str) -> None:
    with pytest.raises(Refusal, match="can't be read"):
        moment(written)


def test_nobody_rated_in_the_future() -> None:
    with pytest.raises(Refusal, match="lies in the future"):
        moment((datetime.now(UTC) + timedelta(days=30)).isoformat())


def test_one_date_of_a_column_tells_how_to_read_the_others() -> None:
    assert order_of(["04/03/2017", "25/12/2017"]) == "day"
    assert order_of(["04/03/2017", "12/25/2017"]) == "month"
    assert order_of(["2017-03-04", ""]) == ""
    assert dated(["04/03/2017"], ["25/12/2017"])("04/03/2017") == datetime(2017, 3, 4, tzinfo=UTC)


def test_seconds_since_1970_are_moments() -> None:
    assert of_timestamp("964982703") == datetime(2000, 7, 30, 18, 45, 3, tzinfo=UTC)
    assert of_timestamp("") is None
    for wrong in ("soon", "-5", "999999999999"):
        with pytest.raises(Refusal):
            of_timestamp(wrong)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("1979", 1979),
        ("1979.0", 1979),
        ("1999-10-15T00:00", 1999),
        (1979, 1979),
        ("", None),
        (None, None),
        ("19790", None),
        ("unknown", None),
        ("0", None),
    ],
)
def test_years_are_those_of_cinema(written: object, found: int | None) -> None:
    assert values.year(written) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("tt0114709", "tt0114709"),
        ("0114709", "tt0114709"),
        ("114709", "tt0114709"),
        ("tt12345678", "tt12345678"),
        ("https://m.imdb.com/title/tt0114709/?ref", "tt0114709"),
        ("nm0000001", ""),
        ("", ""),
        ("tt", ""),
        ("0", ""),
        (None, ""),
    ],
)
def test_ids_of_imdb_are_brought_to_one_form(written: object, found: str) -> None:
    assert values.imdb_id(written) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("862", "862"),
        ("862.0", "862"),
        ("0862", "862"),
        (862, "862"),
        ("0", ""),
        ("-1", ""),
        ("x", ""),
        (None, ""),
        (True, ""),
    ],
)
def test_ids_that_are_numbers_are_brought_to_one_form(written: object, found: str) -> None:
    assert values.number_id(written) == found


@pytest.mark.parametrize(
    ("listed", "said", "others"),
    [
        ("Matrix, The", "The Matrix", ("Matrix, The",)),
        ("Avventura, L'", "L'Avventura", ("Avventura, L'",)),
        ("Paris, Texas", "Paris, Texas", ()),
        ("Me, Too", "Me, Too", ()),
        (
            "Léon: The Professional (a.k.a. The Professional) (Léon)",
            "Léon: The Professional",
            (
                *("Léon", "Léon: The Professional (a.k.a. The Professional) (Léon)"),
                *("The Professional", "Léon: The Professional (a.k.a. The Professional)"),
            ),
        ),
        (
            "City of Lost Children, The (Cité des enfants perdus, La)",
            "The City of Lost Children",
            (
                *("City of Lost Children, The", "Cité des enfants perdus, La"),
                "City of Lost Children, The (Cité des enfants perdus, La)",
                "La Cité des enfants perdus",
            ),
        ),
    ],
)
def test_listed_titles_are_said_with_the_article_in_front(
    listed: str, said: str, others: tuple[str, ...]
) -> None:
    assert values.catalogued(listed) == (said, others)


def test_many_brackets_behind_a_title_give_a_few_other_titles_and_a_long_one_none() -> None:
    said, others = values.catalogued("M" + " (x)" * 100)
    assert said.startswith("M (x)")
    assert len(others) <= 4 * values.MOST_OTHER_TITLES
    assert values.catalogued("M" + " (x)" * 40_000) == ("M" + " (x)" * 40_000, ())


@pytest.mark.parametrize("written", ["abcd", "19790", "79", "-1979", "1066"])
def test_a_year_that_cannot_be_read_is_told_from_none(written: str) -> None:
    assert values.is_unreadable_year(written)


@pytest.mark.parametrize("written", [None, "", 0, "0", "0.0", "-", "????", "N/A", "null", "1979"])
def test_a_word_for_no_year_is_not_an_unreadable_one(written: object) -> None:
    assert not values.is_unreadable_year(written)
