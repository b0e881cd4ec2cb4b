"""What one line of a file of reviews may say. No database."""

from typing import Any

import pytest

from films.importing.refusal import Refusal
from reviews.importing.line import COLUMNS, ReviewLine, review_line
from reviews.quotations import unquoted


def line(**cells: str) -> ReviewLine:
    """The line of a film's review by Ann, with these cells."""
    empty = dict.fromkeys(COLUMNS.required, "")
    return review_line(empty | {"film": "earth-1930", "critic": "Ann"} | cells)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"film": " Earth-1930 "}, {"film": "earth-1930"}),
        ({"critic": "  Ann \t Lee "}, {"critic": "Ann Lee"}),
        ({"critic": "E\u0301mile"}, {"critic": "Émile"}),
        ({"critic": "\u202eImp\u200b Critic"}, {"critic": "Imp Critic"}),
        ({"critic": "Ann,"}, {"critic": "Ann"}),
        ({"publication": " , "}, {"publication": ""}),
        ({"verdict": " Fresh "}, {"verdict": "favourable"}),
        ({"verdict": "ROTTEN"}, {"verdict": "unfavourable"}),
        ({"verdict": "unfavourable"}, {"verdict": "unfavourable"}),
        ({"status": "Draft"}, {"status": "draft"}),
        ({"published_on": "2008"}, {"published_on": "2008"}),
        ({"published_on": "2008-02-29"}, {"published_on": "2008-02-29"}),
        ({"original_score": " 3.5/4 "}, {"original_score": "3.5/4"}),
        ({"language": "PT-br"}, {"language": "pt-BR"}),
        ({"quote": "One\r\ntwo"}, {"quote": "One\ntwo"}),
    ],
)
def test_a_cell_is_tidied_and_nothing_more(cells, said):
    found = line(**cells)
    assert {column: getattr(found, column) for column in said} == said


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"film": ""}, "film is empty"),
        ({"critic": "", "publication": ","}, "neither a critic nor a publication"),
        ({"critic": "\u200b\u2003\u200b"}, "critic is empty"),
        ({"critic": "\u3164"}, "critic is empty"),
        ({"critic": "x" * 201}, "critic is longer than 200"),
        ({"quote": "x" * 5001}, "quote is longer than 5000"),
        ({"quote": '"' + "x" * 5001 + '"'}, "quote is longer than 5000"),
        ({"original_score": "x" * 61}, "original_score is longer than 60"),
        ({"aggregator": "x" * 121}, "aggregator is longer than 120"),
        ({"url": "https://example.org/" + "x" * 2000}, "url"),
        ({"url": "javascript:alert(1)"}, "url “javascript:alert(1)” is not an http or https link"),
        ({"url": "https://a.example@b.example/"}, "holds a user's name"),
        ({"url": "https://example.org:99999/"}, "has a port above 65535, or invisible"),
        ({"url": "https://example.org/\u202egpj"}, "has a port above 65535, or invisible"),
        ({"url": "ftp://example.org/"}, "not an http or https link"),
        ({"url": "https://example.org/a b"}, "not an http or https link"),
        ({"verdict": "good"}, "verdict “good” is unknown; it may be favourable, unfavourable"),
        ({"status": "live"}, "status “live” is unknown; it may be draft, published, withdrawn"),
        ({"published_on": "2008-02-30"}, "published_on “2008-02-30” is no date"),
        ({"published_on": "2008-13"}, "is no date"),
        ({"published_on": "14.5.2008"}, "is no date"),
        ({"published_on": "04/03/2008"}, "published_on “04/03/2008” may be two days"),
        ({"published_on": "0000"}, "is no date"),
        ({"published_on": "２００８"}, "is no date"),
        ({"published_on": "9999-12-31"}, "published_on “9999-12-31” lies before 1870, or after"),
        ({"published_on": "1869"}, "published_on “1869” lies before 1870, or after"),
        ({"language": "English"}, "language must be written like en, not “English”"),
        ({"language": "zh-abcdefgh-abcdefgh-abcdefgh"}, "language is longer than 20"),
    ],
)
def test_a_line_is_refused_with_its_first_fault(cells, reason):
    with pytest.raises(Refusal) as refused:
        line(**cells)
    assert reason in str(refused.value)


def test_a_quotation_of_full_length_may_stand_in_marks():
    assert len(line(quote='"' + "x" * 5000 + '"').quote) == 5000


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('"Rain, at last."', "Rain, at last."),
        ("“Rain, at last.”", "Rain, at last."),
        ('  " Rain. " ', "Rain."),
        ('""Rain," they sing."', '"Rain," they sing.'),
        ('"They sing "Rain""', 'They sing "Rain"'),
        ("“They sing “Rain””", "They sing “Rain”"),
        ('"The 12" record"', 'The 12" record'),
        ('"Rain" is not "Sun"', '"Rain" is not "Sun"'),
        ('"Rain," "Sun"', '"Rain," "Sun"'),
        ("“Rain” is not “Sun”", "“Rain” is not “Sun”"),
        ('“Rain"', '“Rain"'),
        ("'Rain'", "'Rain'"),
        ('"', '"'),
        ('""', ""),
        ("„Regen, endlich.“", "Regen, endlich."),
        ("« De la pluie »", "De la pluie"),
        ("»Regen«", "Regen"),
        ("「雨」", "雨"),
        ("„Regen“ ist nicht „Sonne“", "„Regen“ ist nicht „Sonne“"),
        ("「雨」と「太陽」", "「雨」と「太陽」"),
        ("[A] rain -- and [more]…", "[A] rain -- and [more]…"),
        ("... rain ...", "... rain ..."),
    ],
)
def test_only_the_marks_around_the_whole_quotation_are_taken_off(written: str, kept: Any):
    assert line(quote=written).quote == unquoted(written.strip()) == kept
