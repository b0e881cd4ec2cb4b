"""The oddities of real tables of critics' reviews, and what `import_reviews` makes of each."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from films.importing.refusal import Refusal
from reviews.importing.dates import published_on
from reviews.importing.letters import guarded, mended
from reviews.models import Critic, CriticReview, OtherName, Publication
from reviews.models.changes import CHANGES
from tests import make
from tests.reviews.importing import COLUMNS, counts, refused, reviews, run, write

ANN = {"film": "earth-1930", "critic": "Ann Lee", "publication": "Bar Gazette"}


@pytest.fixture
def file(db, tmp_path: Path) -> Path:
    """Where a file of reviews may stand; the film that they are of is there."""
    make.film("Earth", 1930)
    return tmp_path / "reviews.csv"


# Letters -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ebert &amp; Roeper", "Ebert & Roeper"),
        ("&quot;Rain&quot; &#8211; &#x2014; &hellip;", '"Rain" – — …'),
        ("It&#39;s 3&frac12;", "It's 3½"),
        ("&#150; &#146;", "– ’"),
        ("Q&A, AT&T; R&B &copy it", "Q&A, AT&T; R&B &copy it"),
        ("&unheardof;", "&unheardof;"),
        ("&amp;amp;", "&amp;"),
        ("AndrÃ© donâ€™t â€œknowâ€\x9d", "André don’t “know”"),
        ("It\x92s \x93rain\x94", "It’s “rain”"),
        ("André, São Paulo, Âge, â", "André, São Paulo, Âge, â"),
        ("Café» «É", "Café» «É"),
        ("雨 Ã©", "雨 Ã©"),
    ],
)
def test_letters_are_read_as_they_were_meant(written, meant):
    assert mended(written) == meant


@given(st.text(st.sampled_from("Ã©â€™Âa&amp;#39 \x92’”")))
def test_guarded_letters_are_read_as_they_stand(text):
    read = mended(text)
    assert mended(guarded(read)) == read


def test_names_scores_and_quotations_are_mended_and_links_only_of_the_entity_they_hold(file):
    said = {
        "critic": "AndrÃ© &amp; Bo",
        "publication": "Ebert &amp; Roeper ",
        "quote": "&quot;It&#39;s rain.&quot;",
        "original_score": "3&frac12;/5",
        "url": "https://example.org/?a=1&amp;b=2&copy;=3",
    }
    write(file, ANN | said)
    assert counts(file) == {"added": 1}
    fields = ("critic__name", "publication__name", "quote", "original_score", "url")
    assert reviews(*fields) == [
        (
            "André & Bo",
            "Ebert & Roeper",
            "It's rain.",
            "3½/5",
            "https://example.org/?a=1&b=2&copy;=3",
        )
    ]
    assert counts(file) == {"unchanged": 1}


def test_a_file_in_windows_1252_is_refused_whole(file):
    write(file, ANN | {"quote": "Café"})
    file.write_bytes(file.read_text(encoding="utf-8").encode("windows-1252"))
    said, code = run(file)
    assert (code, "is not a text in UTF-8: line 2" in said) == (2, True)


# Names -------------------------------------------------------------------------------------------


def test_a_line_without_a_critic_or_without_a_publication_is_taken_and_without_both_refused(file):
    write(
        file,
        ANN | {"critic": "", "verdict": "fresh"},
        ANN | {"publication": "  "},
        ANN | {"critic": "", "publication": " "},
    )
    assert counts(file) == {"added": 2, "refused": 1}
    assert refused(file) == [(4, "The line names neither a critic nor a publication.")]
    assert [str(review) for review in CriticReview.objects.order_by("pk")] == [
        "Bar Gazette",
        "Ann Lee",
    ]


def test_a_critic_with_two_spellings_is_one_critic_and_one_review(file):
    ann = make.critic("Ann Lee")
    OtherName.objects.create(critic=ann, name="Ann B. Lee")
    lines = [ANN | {"verdict": "fresh"}, ANN | {"critic": "Ann B. Lee", "original_score": "B-"}]
    write(file, *lines)
    assert counts(file) == {"added": 1, "changed": 1}
    assert counts(file) == {"unchanged": 2}
    assert reviews("critic", "verdict", "original_score") == [(ann.pk, "favourable", "B-")]


def test_what_two_spellings_say_of_one_review_is_settled_once(file):
    ann = make.critic("Ann Lee")
    OtherName.objects.create(critic=ann, name="Ann B. Lee")
    OtherName.objects.create(publication=make.publication("Bar Gazette"), name="A &amp; B")
    lines = (
        ANN | {"verdict": "fresh"},
        ANN | {"critic": "ann b.  LEE", "verdict": "rotten"},
        ANN | {"publication": "A &amp;amp; B", "verdict": "fresh"},
    )
    assert both(file, *lines) == [{"added": 1, "changed": 2}, {"unchanged": 3}]
    assert reviews("critic", "verdict") == [(ann.pk, "favourable")]


def test_names_with_blanks_around_them_and_with_and_without_accents_are_told_apart_as_written(file):
    write(file, ANN | {"critic": "Ann Lee "}, ANN | {"critic": "Ánn Lee"})
    assert counts(file) == {"added": 2}
    assert list(Critic.objects.order_by("pk").values_list("name", flat=True)) == [
        "Ann Lee",
        "Ánn Lee",
    ]


# Verdicts, scores, dates -------------------------------------------------------------------------


def test_a_verdict_of_none_is_not_stated_and_none_is_inferred_from_a_score(file):
    write(file, ANN | {"verdict": "none", "original_score": "5/5", "quote": "A masterpiece"})
    assert counts(file) == {"added": 1}
    assert reviews("verdict", "original_score") == [("", "5/5")]
    write(file, ANN | {"verdict": "rotten"})
    assert counts(file) == {"changed": 1}
    write(file, ANN | {"verdict": "None"})
    assert counts(file) == {"unchanged": 1}
    assert reviews("verdict") == ["unfavourable"]


@pytest.mark.parametrize(
    "score",
    [
        *("3/5", "4.0/4.0", "3 / 5", "B minus", "A -", "2 1/2 stars", "**1/2", "***", "3 of 5"),
        *("'2.5/4'", ".5/4", "3.5.5", "1-5", "C=", "-1/10", "5/4", "+2", "high +2 out of -4..+4"),
        *("ZERO STARS", "Recommended", "Half Price", "8", "★★★½☆", "=1/5", "@3"),
    ],
)
def test_a_score_is_kept_as_it_was_written(file, score):
    write(file, ANN | {"original_score": score})
    assert counts(file) == {"added": 1}
    assert reviews("original_score") == [score]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1800-01-01", ""),
        ("January 1, 1800", ""),
        ("November 10, 2018", "2018-11-10"),
        ("Nov. 1, 2018", "2018-11-01"),
        ("may 5,2008", "2008-05-05"),
        ("14 May 2008", "2008-05-14"),
        ("Sept 14, 2008", "2008-09-14"),
        ("14 Sept. 2008", "2008-09-14"),
        ("May 14 2008", "2008-05-14"),
        ("14 May, 2008", "2008-05-14"),
        ("May, 2008", "2008-05"),
        ("May 2008", "2008-05"),
        ("2008", "2008"),
    ],
)
def test_a_date_is_read_as_precise_as_it_is(written, meant):
    assert published_on(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        *("04/03/2017", "Mai 5, 2008", "February 30, 2008", "Nov 10", "2008-05-14 10:00"),
        *("Ma 5, 1999", "Mayday 5, 2008", "May 142008", "14May 2008"),
    ],
)
def test_a_date_that_may_be_another_one_is_refused(written):
    with pytest.raises(Refusal, match=r"is no date. A date is 2008, |may be two days"):
        published_on(written)


# Repeats -----------------------------------------------------------------------------------------


def both(file: Path, *lines: dict[str, str]) -> list[dict[str, int]]:
    """The counts of two imports of the lines."""
    write(file, *lines)
    return [counts(file), counts(file)]


def test_the_same_line_twice_is_one_review(file):
    assert both(file, ANN, ANN) == [{"added": 1, "unchanged": 1}, {"unchanged": 2}]


def test_of_lines_that_contradict_each_other_the_last_counts_also_when_the_file_comes_again(file):
    lines = (
        ANN | {"verdict": "fresh", "original_score": "B", "status": "published"},
        ANN | {"verdict": "rotten", "status": "draft"},
        ANN | {"critic": "ann lee", "verdict": "fresh", "published_on": "2008"},
    )
    assert both(file, *lines) == [{"added": 1, "changed": 2}, {"unchanged": 3}]
    assert reviews("verdict", "original_score", "published_on", "status") == [
        ("favourable", "B", "2008", "draft")
    ]


def test_a_repeat_in_another_batch_counts_the_same(file, monkeypatch):
    monkeypatch.setattr("reviews.importing.file.LINES_AT_ONCE", 1)
    lines = (ANN | {"verdict": "fresh"}, ANN | {"verdict": "rotten"})
    assert both(file, *lines) == [{"added": 1, "changed": 1}, {"unchanged": 2}]


@pytest.mark.parametrize("lines_at_once", [1, 1000])
def test_within_a_file_each_line_is_told_what_it_changed(file, monkeypatch, lines_at_once):
    monkeypatch.setattr("reviews.importing.file.LINES_AT_ONCE", lines_at_once)
    lines = [ANN | {"verdict": verdict} for verdict in ("fresh", "rotten", "fresh")]
    assert both(file, *lines) == [{"added": 1, "changed": 2}, {"unchanged": 3}]
    assert reviews("verdict") == ["favourable"]


def test_a_repeat_that_is_refused_overrules_nothing(file):
    write(file, ANN | {"verdict": "rotten"})
    counts(file)
    write(file, ANN | {"verdict": "fresh"}, ANN | {"verdict": "good"})
    assert counts(file) == {"changed": 1, "refused": 1}
    assert reviews("verdict") == ["favourable"]


def test_the_same_review_in_two_publications_is_two(file):
    assert both(file, ANN, ANN | {"publication": "Foo"}) == [{"added": 2}, {"unchanged": 2}]
    assert Publication.objects.count() == 2


# What a site asks of all its quotations ----------------------------------------------------------


@override_settings(QUOTE_LONGEST=60)
def test_a_quotation_longer_than_the_site_allows_is_refused_and_one_that_is_here_stays(file):
    long = ANN | {"quote": "x" * 61}
    write(file, long, ANN | {"critic": "Bo", "quote": "x" * 60})
    assert counts(file) == {"added": 1, "refused": 1}
    assert refused(file) == [(2, "quote is longer than 60 characters.")]
    assert not Critic.objects.filter(name="Ann Lee").exists()
    with override_settings(QUOTE_LONGEST=300):
        counts(file)
    assert counts(file) == {"unchanged": 2}
    write(file, long | {"verdict": "fresh"})
    assert counts(file) == {"changed": 1}
    write(file, long | {"quote": "y" * 61, "verdict": "rotten"})
    assert counts(file) == {"refused": 1}
    assert reviews("verdict") == ["", "favourable"]


def test_a_disclosure_and_another_byline_may_be_given_in_columns_of_their_own(file):
    more = [*COLUMNS, "disclosure", "written_as"]
    write(file, ANN | {"disclosure": "A guest", "written_as": "A. L."}, columns=more)
    assert counts(file) == {"added": 1}
    assert reviews("disclosure", "written_as") == [("A guest", "A. L.")]
    assert counts(file) == {"unchanged": 1}
    write(file, ANN)
    assert counts(file) == {"unchanged": 1}
    assert reviews("disclosure", "written_as") == [("A guest", "A. L.")]


def test_a_file_with_a_header_alone_is_refused_whole(file):
    write(file)
    said, code = run(file)
    assert (code, "a header and no line besides it" in said) == (2, True)


# History -----------------------------------------------------------------------------------------


def test_history_says_from_which_file_a_review_came_and_what_changed_it(file):
    write(file, ANN | {"verdict": "fresh"})
    counts(file)
    write(file, ANN | {"verdict": "rotten"})
    counts(file)
    versions: Any = CHANGES[CriticReview].objects.order_by("pgh_id")
    said = versions.values_list("pgh_label", "verdict", "pgh_context__metadata__import")
    assert list(said) == [
        ("insert", "favourable", "reviews.csv"),
        ("update", "unfavourable", "reviews.csv"),
    ]


def test_a_file_may_be_called_whatever_its_system_allows(file):
    odd = file.with_name(os.fsdecode(b"\xff\n.csv"))
    write(odd, ANN)
    assert counts(odd) == {"added": 1}


def test_a_pseudonym_is_read_as_other_names_are(file):
    columns = [*COLUMNS, "written_as"]
    write(file, ANN | {"written_as": "\u202eA. No\u200bnym\x01"}, columns=columns)
    assert counts(file) == {"added": 1}
    assert reviews("written_as") == ["A. Nonym"]
    write(file, ANN | {"written_as": "\u3164"}, columns=columns)
    counts(file)
    assert refused(file) == [(2, "written_as is empty.")]
