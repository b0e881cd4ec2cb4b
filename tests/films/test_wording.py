"""How facts of a film are said to people."""

import pytest

from films.wording import LEAD_LENGTH, lead_and_rest

BEFORE = "Rain falls on the quay. " * (LEAD_LENGTH // 30)


@pytest.mark.parametrize(
    "sentence",
    [
        "It was made by F. W. Murnau, who had a house by the sea and a boat in it.",
        "It was made for Dr. Miller and for Mrs. Miller, both from St. Gallen and its lake.",
    ],
)
def test_a_long_text_is_cut_after_a_sentence_and_never_after_an_initial(sentence: str) -> None:
    lead, rest = lead_and_rest(f"{BEFORE}{sentence} " + "Then the rain ends. " * 20)
    assert f"{lead} {rest}".split() == f"{BEFORE}{sentence} {'Then the rain ends. ' * 20}".split()
    assert lead.endswith(("quay.", "in it.", "lake.", "ends."))


def test_a_short_text_is_not_cut() -> None:
    assert lead_and_rest(BEFORE) == (BEFORE, "")
