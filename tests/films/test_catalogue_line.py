"""What one line of a catalogue may say, and with which sentence it is refused."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from films.catalogue import limits
from films.catalogue.line import CatalogueLine, catalogue_line
from films.catalogue.parts import CreditLine, OfferLine, ScoreLine
from films.importing.refusal import Refusal

REFUSENIK = {"title": "Refusenik", "year": 2008}


def read(**keys: Any) -> CatalogueLine:
    return catalogue_line(json.dumps(REFUSENIK | keys))


def reason(**keys: Any) -> str:
    with pytest.raises(Refusal) as fault:
        read(**keys)
    return str(fault.value)


def test_a_title_and_a_year_are_enough():
    assert read() == CatalogueLine(title="Refusenik", year=2008, given=frozenset({"title", "year"}))


def test_a_line_may_say_all_that_a_catalogue_knows():
    line = read(
        original_title="Отказник",
        alternative_titles=["Refuseniks", "Отказник"],
        runtime=117,
        synopsis="One.\r\nTwo -- three…",
        synopsis_language="EN-us",
        countries=["us"],
        languages=["EN", "zh-hant"],
        genres=["Documentary"],
        credits=[
            {"person": "Laura Bialis", "role": "director"},
            {"person": "A", "role": "cast", "character": "B"},
        ],
        ids={"imdb": "tt1074206", "TMDB": "1", "wikidata": "Q1"},
    )
    assert line.titles == ("Refusenik", "Отказник", "Refuseniks", "Отказник")
    assert line.synopsis == "One.\nTwo -- three…"
    assert (line.synopsis_language, line.languages) == ("en-US", ("en", "zh-Hant"))
    assert (line.runtime, line.countries, line.genres) == (117, ("US",), ("Documentary",))
    assert line.credits == (CreditLine("Laura Bialis", "director"), CreditLine("A", "cast", "B"))
    assert line.ids == {"imdb": "tt1074206", "tmdb": "1", "wikidata": "Q1"}


def test_a_score_is_a_percentage_or_a_value_on_a_scale():
    line = read(
        scores=[
            {"aggregator": "Rotten Tomatoes", "percent": 92},
            {
                "aggregator": "Elsewhere",
                "value": "7.5",
                "scale": 10,
                "audience": True,
                "reviews": 38,
                "url": "https://example.org/a",
                "as_of": "2026-01-31",
            },
        ]
    )
    assert line.scores == (
        ScoreLine("Rotten Tomatoes", percent=92),
        ScoreLine(
            "Elsewhere",
            value=Decimal("7.5"),
            scale=Decimal(10),
            audience=True,
            reviews=38,
            url="https://example.org/a",
            as_of=date(2026, 1, 31),
        ),
    )


@pytest.mark.parametrize("price", ["3.99", 3.99, "3.990"])
def test_an_offer_has_its_price_exactly(price):
    offer = {"provider": "A", "country": "us", "kind": "rent", "price": price, "currency": "usd"}
    line = read(
        offers=[offer | {"checked_on": "2026-10-31", "search": True, "url": "http://a.org"}]
    )
    assert line.offers == (
        OfferLine(
            "A", "US", "rent", "http://a.org", Decimal("3.99"), "USD", date(2026, 10, 31), True
        ),
    )


def test_names_are_tidied_and_what_is_named_twice_counts_once():
    line = read(
        title="\u00a0 The\t e\u0301toile \n",
        genres=["Drama", "DRAMA ", "Noir"],
        credits=[{"person": "Ann", "role": "cast"}, {"person": " Ann", "role": "cast"}],
    )
    assert line.title == "The étoile"
    assert line.genres == ("Drama", "Noir")
    assert line.credits == (CreditLine("Ann", "cast"),)


@pytest.mark.parametrize("title", ["", " ", "\t\n", "\x01\x7f", "\u00a0\u200b\u2003", "\u202e"])
def test_a_title_that_nobody_can_see_is_empty(title):
    assert reason(title=title) == "title is empty."


def test_years_go_from_1870_to_ten_years_from_now():
    latest = timezone.localdate().year + 10
    assert (read(year=1870).year, read(year=latest).year) == (1870, latest)
    assert reason(year=1869) == f"year must be between 1870 and {latest}, not “1869”."
    assert reason(year=latest + 1) == f"year must be between 1870 and {latest}, not “{latest + 1}”."


CREDIT = {"person": "A", "role": "cast"}
SCORE = {"aggregator": "A", "percent": 1}
OFFER = {"provider": "A", "country": "US", "kind": "free"}


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"titel": "A"}, "The key “titel” is unknown."),
        ({"a\ud800\0": "A"}, "The key “a\\ud800\\x00” is unknown."),
        ({"title": 8}, "title must be a text, not “8”."),
        ({"title": None}, "title must be a text, not “null”."),
        ({"title": "A\0B"}, "title holds a NUL character."),
        ({"title": "A\ud800B"}, "title holds half a character (a lone surrogate)."),
        ({"title": "a" * 600}, f"title is longer than {limits.TITLE} characters."),
        ({"year": "2008"}, "year must be a whole number, not “2008”."),
        ({"year": True}, "year must be a whole number, not “true”."),
        ({"year": 2008.0}, "year must be a whole number, not “2008.0”."),
        ({"year": 10**29}, "not “100000000000000000000000000000”."),
        ({"runtime": 0}, "runtime must be between 1 and"),
        ({"runtime": 10**9}, "runtime must be between 1 and"),
        ({"runtime": 90.5}, "runtime must be a whole number, not “90.5”."),
        ({"synopsis": ["A"]}, 'synopsis must be a text, not “["A"]”.'),
        ({"synopsis": "A\0"}, "synopsis holds a NUL character."),
        (
            {"synopsis_language": "English"},
            "synopsis_language must be written like en, not “English”.",
        ),
        ({"genres": "Drama"}, "genres must be a list, not “Drama”."),
        ({"genres": ["Drama", ""]}, "genres 2 is empty."),
        ({"alternative_titles": ["A", " "]}, "alternative_titles 2 is empty."),
        ({"countries": ["USA"]}, "countries 1 must be written like US, not “USA”."),
        ({"countries": ["ÜS"]}, "countries 1 must be written like US, not “ÜS”."),
        ({"languages": ["e"]}, "languages 1 must be written like en, not “e”."),
        ({"credits": [CREDIT, "A"]}, "credits 2 must be an object, not “A”."),
        ({"credits": [{"person": "A"}]}, "credits 1: the role is missing."),
        (
            {"credits": [CREDIT | {"role": "grip"}]},
            "credits 1: role “grip” is unknown; it may be director,",
        ),
        ({"credits": [CREDIT | {"role": ["cast"]}]}, 'credits 1: role “["cast"]” is unknown'),
        ({"credits": [CREDIT | {"person": "\u200b"}]}, "credits 1: person is empty."),
        ({"credits": [CREDIT | {"name": "B"}]}, "credits 1: the key “name” is unknown."),
        ({"ids": ["tt1074206"]}, 'ids must be an object, not “["tt1074206"]”.'),
        ({"ids": {"imdb": "1074206"}}, "ids: imdb must be written like tt0000001, not “1074206”."),
        (
            {"ids": {"imdb": "tt١٢٣٤٥٦٧"}},
            "ids: imdb must be written like tt0000001, not “tt١٢٣٤٥٦٧”.",
        ),
        ({"ids": {"wikidata": "1"}}, "ids: wikidata must be written like Q1, not “1”."),
        ({"ids": {"tmdb": 1}}, "ids: tmdb must be a text, not “1”."),
        ({"ids": {"tmdb": ""}}, "ids: tmdb is empty."),
        ({"ids": {"a b": "1"}}, "ids: “a b” is not a site."),
        ({"ids": {"tmdb": "1", "TMDB": "2"}}, "The key “tmdb” stands there twice."),
        ({"scores": [{"percent": 1}]}, "scores 1: the aggregator is missing."),
        (
            {"scores": [SCORE | {"percent": 101}]},
            "scores 1: percent must be between 0 and 100, not “101”.",
        ),
        (
            {"scores": [SCORE | {"percent": -1}]},
            "scores 1: percent must be between 0 and 100, not “-1”.",
        ),
        (
            {"scores": [SCORE | {"percent": 92.5}]},
            "scores 1: percent must be a whole number, not “92.5”.",
        ),
        (
            {"scores": [{"aggregator": "A"}]},
            "scores 1 needs either a percent, or a value and its scale.",
        ),
        (
            {"scores": [SCORE | {"scale": 5}]},
            "scores 1 needs either a percent, or a value and its scale.",
        ),
        (
            {"scores": [{"aggregator": "A", "value": 1, "scale": 0}]},
            "scores 1: scale must be more than 0.",
        ),
        (
            {"scores": [{"aggregator": "A", "value": 6, "scale": 5}]},
            "scores 1: value must be between 0 and 5",
        ),
        ({"scores": [SCORE | {"reviews": -1}]}, "scores 1: reviews must be between 0 and"),
        (
            {"scores": [SCORE | {"audience": 1}]},
            "scores 1: audience must be true or false, not “1”.",
        ),
        (
            {"scores": [SCORE | {"as_of": "2026-02-30"}]},
            "scores 1: as_of must be a date like 2026-01-31,",
        ),
        *(
            (
                {"scores": [SCORE | {"as_of": day}]},
                f"scores 1: as_of must be a day from 1990-01-01 on and not to come, not “{day}”.",
            )
            for day in ("2999-01-01", "0001-01-01", "1989-12-31")
        ),
        (
            {"scores": [SCORE | {"as_of": "2026-02"}]},
            "scores 1: as_of must be a date like 2026-01-31,",
        ),
        ({"scores": [SCORE | {"url": "javascript:alert(1)"}]}, "is not an http or https link."),
        (
            {"offers": [OFFER | {"url": "ftp://a.org/"}]},
            "offers 1: url “ftp://a.org/” is not an http or",
        ),
        (
            {"offers": [OFFER | {"url": "http://"}]},
            "offers 1: url “http://” is not an http or https link.",
        ),
        ({"offers": [OFFER | {"url": "https://a.org/\0"}]}, "offers 1: url holds a NUL character."),
        ({"offers": [OFFER | {"url": "https://[::/"}]}, "is not an http or https link."),
        (
            {"offers": [OFFER | {"kind": "stream"}]},
            "offers 1: kind “stream” is unknown; it may be free,",
        ),
        ({"offers": [{"provider": "A", "kind": "free"}]}, "offers 1: the country is missing."),
        ({"offers": [OFFER | {"price": "3.99"}]}, "offers 1 has a price without a currency."),
        (
            {"offers": [OFFER | {"price": -1, "currency": "USD"}]},
            "offers 1: price must be between 0 and",
        ),
        (
            {"offers": [OFFER | {"price": "3,99", "currency": "USD"}]},
            "offers 1: price must be a number, not",
        ),
        (
            {"offers": [OFFER | {"price": True, "currency": "USD"}]},
            "offers 1: price must be a number, not",
        ),
        (
            {"offers": [OFFER | {"price": 3.999, "currency": "USD"}]},
            "offers 1: price has more than 2 decimals",
        ),
        (
            {"offers": [OFFER | {"price": 1, "currency": "$"}]},
            "offers 1: currency must be written like",
        ),
        (
            {"offers": [OFFER | {"search": "no"}]},
            "offers 1: search must be true or false, not “no”.",
        ),
    ],
)
def test_a_fault_is_named_with_its_place_and_value(keys, sentence):
    assert sentence in reason(**keys)


def test_two_scores_of_one_day_or_two_terms_of_one_offer_contradict_each_other():
    assert reason(scores=[SCORE, SCORE | {"percent": 2}]) == (
        "scores 2 contradicts another entry of the list."
    )
    assert reason(offers=[OFFER, OFFER | {"provider": "a", "search": True}]) == (
        "offers 2 contradicts another entry of the list."
    )
    assert len(read(scores=[SCORE, SCORE], offers=[OFFER, OFFER]).scores) == 1


def test_a_list_has_an_end():
    assert "credits has more than" in reason(credits=[CREDIT] * (limits.LONGEST_LIST + 1))


@pytest.mark.parametrize("key", ["title", "year"])
def test_what_is_required_is_missed(key):
    line = {other: value for other, value in REFUSENIK.items() if other != key}
    with pytest.raises(Refusal, match=f"The {key} is missing"):
        catalogue_line(json.dumps(line))


def test_a_nul_in_the_line_itself_is_refused():
    with pytest.raises(Refusal, match="The line holds a NUL"):
        catalogue_line('{"title": "A\0", "year": 2008}')


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
known = st.fixed_dictionaries(
    {"title": anything | st.just("A"), "year": anything | st.just(2008)},
    optional=dict.fromkeys(
        ("runtime", "synopsis", "genres", "credits", "ids", "scores", "offers", "countries"),
        anything,
    ),
)


@settings(deadline=None)
@given(line=known)
def test_any_object_is_read_or_refused_with_a_sentence_that_can_be_written_down(line):
    try:
        found = catalogue_line(json.dumps(line))
    except Refusal as fault:
        reason = str(fault)
    else:
        reason = ""
        assert found.given == line.keys()
    assert reason.encode().count(b"\n") == 0
