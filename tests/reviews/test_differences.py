"""Which words of two texts are the same, taken out or put in."""

import pytest

from reviews.differences import Piece, word_difference


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("Fine.", "Fine.", [("same", "Fine.")]),
        ("", "Fine.", [("new", "Fine.")]),
        ("Fine.", "", [("old", "Fine.")]),
        (
            "A fine film",
            "A very fine film",
            [("same", "A "), ("new", "very "), ("same", "fine film")],
        ),
        (
            "A fine film",
            "A poor film",
            [("same", "A "), ("old", "fine "), ("new", "poor "), ("same", "film")],
        ),
        (
            "素晴らしい 映画",
            "素晴らしい 傑作",
            [("same", "素晴らしい "), ("old", "映画"), ("new", "傑作")],
        ),
    ],
)
def test_words_that_changed_stand_where_they_are_read(
    old: str, new: str, pieces: list[tuple[str, str]]
) -> None:
    assert word_difference(old, new) == pieces


@pytest.mark.parametrize("text", ["a  b\nc ", " \n", "one", ""])
def test_nothing_of_either_text_is_lost(text: str) -> None:
    other = "one b two"
    pieces = word_difference(text, other)
    assert "".join(piece.words for piece in pieces if piece.where != "new") == text
    assert "".join(piece.words for piece in pieces if piece.where != "old") == other


def test_long_texts_stand_one_after_the_other() -> None:
    old, new = "a " * 2500, "b " * 2500
    assert word_difference(old, new) == [Piece("old", old), Piece("new", new)]
