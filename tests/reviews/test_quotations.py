"""What of a pasted quotation is the critic's, and what isn't."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviews.quotations import cleaned


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("“A fine film.”", "A fine film."),
        ('"A fine film."', "A fine film."),
        ("«\u202fUn beau film\u202f!\u202f»", "Un beau film\u202f!"),
        ("„Ein feiner Film.“", "Ein feiner Film."),
        ("»Ein feiner Film.«", "Ein feiner Film."),
        ("「いい映画」", "いい映画"),
        ("‘A fine film’", "A fine film"),
        ("'Don't miss it'", "Don't miss it"),
        ("“‘A fine film.’”", "A fine film."),
        ('""A fine film.""', "A fine film."),
        ("“A fine film", "A fine film"),
        ("A fine film.”", "A fine film."),
        ("“A fine film”.", "A fine film."),
        ('"A fine film!",', "A fine film!"),
        ("  A  fine\n\tfilm\u00a0\u00a0. ", "A fine film ."),
        ("\ufeffA fi\u00adne\u200b film\u200e", "A fine film"),
        ("“\u200e A fine film\u200e ”", "A fine film"),
        ("Quel film\u00a0!", "Quel film\u00a0!"),
        ("“”", ""),
        ('"', ""),
    ],
)
def test_what_stands_around_a_quotation_goes(pasted: str, kept: str) -> None:
    assert cleaned(pasted) == kept


@pytest.mark.parametrize(
    "quotation",
    [
        "[It] is … [a] fine film",
        "... and then, nothing ...",
        "(A fine film.)",
        '"One" and "two"',
        "“One” and “two”",
        "'Tis the season",
        "The critics' darling",
        "'Once' is the dogs'",
        "A giant of 6'2\"",
        "He says “no”.",
        "می\u200cخواهم",
        "— a fine film —",
        "",
    ],
)
def test_what_the_critic_wrote_stays(quotation: str) -> None:
    assert cleaned(quotation) == quotation


@given(st.text("ab '\"“”„«»‘’‹›`.,…[]()\u00a0\n\u200b\u200e6", max_size=14))
@example("'\"a'\"")
@example('“a "”')
def test_cleaning_twice_changes_nothing_more_and_loses_no_word(pasted: str) -> None:
    once = cleaned(pasted)
    assert cleaned(once) == once
    assert [c for c in once if c in "ab6[]()…"] == [c for c in pasted if c in "ab6[]()…"]
