"""Names as lists sort them and addresses spell them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films import naming

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.mark.parametrize(
    ("title", "languages", "sorted_by"),
    [
        ("The Général", (), "general, the"),
        ("A Trip to the Moon", ("fr",), "trip to the moon, a"),
        ("L'Atalante", ("fr",), "atalante, l'"),
        ("Les Vampires", ("fr",), "vampires, les"),
        ("Les Vampires", (), "les vampires"),
        ("Das Cabinet des Dr. Caligari", ("de",), "cabinet des dr caligari, das"),
        ("Die Another Day", ("en",), "die another day"),
        ("Die Nibelungen", ("de-AT", "en"), "nibelungen, die"),
        ("The", (), "the"),
        ("!!!", (), "!!!"),
        ("Étoile", (), "etoile"),
    ],
)
def test_titles_are_sorted_with_their_article_behind(
    title: str, languages: tuple[str, ...], sorted_by: str
) -> None:
    assert naming.sort_title(title, languages) == sorted_by


@pytest.mark.parametrize(
    ("name", "sorted_by"),
    [
        ("Germaine Dulac", "dulac, germaine"),
        ("F. W. Murnau", "murnau, f. w."),
        ("Musidora", "musidora"),
        ("Сергей Эйзенштейн", "eyzenshteyn, sergey"),
    ],
)
def test_people_are_sorted_by_their_last_name(name: str, sorted_by: str) -> None:
    assert naming.sort_name(name) == sorted_by


@pytest.mark.parametrize(
    ("texts", "address"),
    [
        (("Étoile",), "etoile-1928"),
        (("Москва",), "moskva-1928"),
        (("$", "Dollars"), "dollars-1928"),
        (("!!!",), "film-1928"),
        (("!!!", "…"), "film-1928"),
        (("D.O.A.",), "doa-1928"),
        (("word " * 60,), "-".join(["word"] * 24) + "-1928"),
        (("x" * 300,), "x" * 120 + "-1928"),
    ],
)
def test_addresses_spell_the_first_title_that_has_letters(
    texts: tuple[str, ...], address: str
) -> None:
    assert naming.address(*texts, fallback="film", ending="1928") == address


@given(ANY_TEXT)
def test_every_title_gives_an_address_that_fits(title: str) -> None:
    address = naming.address(title, fallback="film", ending="1928")
    assert re.fullmatch(r"[a-z0-9_-]+-1928", address)
    assert len(address) <= naming.SLUG_LENGTH + 5


@given(st.text(st.sampled_from("🫰👯ﷺ$ aé'"), min_size=1, max_size=500))
def test_what_lists_sort_by_fits_its_column(title: str) -> None:
    assert 0 < len(naming.sort_title(title)) <= naming.SORT_LENGTH
    assert 0 < len(naming.sort_name(title)) <= naming.SORT_LENGTH


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("\u200bImp\u200b  Critic\ufeff", "Imp Critic"),
        ("\u202eevil\u202c", "evil"),
        ("Ctl\x01 Name\x85", "Ctl Name"),
        ("Wörter\xadbuch", "Wörterbuch"),
        ("e\u200b\u0301", "é"),
        ("Imp\u200d Cri\u200ctic\u200d", "Imp Critic"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d💻 ❤\ufe0f\u200d🔥", "👩\u200d💻 ❤\ufe0f\u200d🔥"),
        ("\u200b\u2060\u200d", ""),
    ],
)
def test_a_name_has_no_signs_that_nobody_sees(text: str, tidied: str) -> None:
    assert naming.tidy(text) == tidied


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\u3164", "\u2800\u115f", "\u0301", "\x01"])
def test_a_name_of_nothing_visible_cannot_be_seen(name: str) -> None:
    assert not naming.can_be_seen(name)


@pytest.mark.parametrize("name", ["$", "!!!", "…", "M", "東", "🫰", "ก็"])
def test_a_name_of_one_sign_can_be_seen(name: str) -> None:
    assert naming.can_be_seen(name)


@given(ANY_TEXT)
def test_tidying_twice_changes_nothing_more(title: str) -> None:
    assert naming.tidy(naming.tidy(title)) == naming.tidy(title)
    assert "  " not in naming.tidy(title)
