"""What `export_reviews` writes, and that it comes back as it was."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from films.importing.apostrophes import put_on
from reviews.exporting.table import COLUMNS, _marked
from reviews.importing.letters import guarded
from reviews.importing.line import review_line
from reviews.models import Aggregator, CriticReview
from tests import make
from tests.reviews.importing import COLUMNS as IMPORTED
from tests.reviews.importing import counts, reviews, write

ALL = tuple(COLUMNS.values())


def exported(path: Path) -> list[dict[str, str]]:
    """Export to a file, and read it as any program would."""
    call_command("export_reviews", path)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def some(db) -> None:
    """Reviews in every state, with what reading would mend or take off."""
    film = make.film("Earth", 1930)
    ann, gazette = make.critic("Ann Lee"), make.publication("Bar &amp; Gazette")
    quotes = [
        '"Rain," they sing. "Sun."',
        "“Rain”",
        '"Rain"',
        "=1+1",
        "'=1",
        "&lt;Rain&gt; &amp;amp;",
        "Ã© and Ã¼",
        "One\ntwo, “three” & “four”",
        "[A] rain… of “quotes”",
    ]
    for number, quote in enumerate(quotes):
        make.review(film, publication=make.publication(f"No. {number}"), quote=quote, verdict="")
    make.review(film, critic=ann, publication=gazette, status="draft", original_score="-1/10")
    make.review(film, critic=ann, status="withdrawn", url="https://example.org/?a=1&amp;b=2")
    made = make.review(make.film("Sun", 1931), "unfavourable", critic=ann, publication=None)
    CriticReview.objects.filter(pk=made.pk).update(
        disclosure="A guest", written_as="A. Lee", aggregator=Aggregator.objects.named("Sums")
    )


def test_the_columns_are_those_of_the_import(some, tmp_path):
    rows = exported(tmp_path / "all.csv")
    assert list(rows[0]) == list(COLUMNS)
    assert list(COLUMNS)[: len(IMPORTED)] == IMPORTED
    assert len(rows) == CriticReview.objects.count() == 12
    assert rows[-1] == {
        **dict.fromkeys(COLUMNS, ""),
        "film": "sun-1931",
        "critic": "Ann Lee",
        "verdict": "unfavourable",
        "aggregator": "Sums",
        "status": "published",
        "disclosure": "A guest",
        "written_as": "A. Lee",
    }


def test_importing_an_export_again_changes_nothing(some, tmp_path):
    kept = [field.name for field in CriticReview._meta.fields if field.name != "imported"]
    before = list(CriticReview.objects.order_by("pk").values_list(*kept))
    path = tmp_path / "all.csv"
    call_command("export_reviews", path)
    text = path.read_text(encoding="utf-8")
    assert counts(path) == {"unchanged": 12}
    assert list(CriticReview.objects.order_by("pk").values_list(*kept)) == before
    call_command("export_reviews", path)
    assert path.read_text(encoding="utf-8") == text


def test_an_export_brings_the_reviews_to_an_empty_site(some, tmp_path):
    path = tmp_path / "all.csv"
    call_command("export_reviews", path)
    before = sorted(map(str, reviews(*ALL)))
    CriticReview.objects.all().delete()
    assert counts(path) == {"added": 12}
    assert sorted(map(str, reviews(*ALL))) == before


def test_what_imports_brought_goes_out_and_in_unchanged(some, tmp_path):
    path = tmp_path / "more.csv"
    write(path, {"film": "earth-1930", "critic": "Bo", "quote": '""Rain"," he said'})
    counts(path)
    call_command("export_reviews", path)
    assert counts(path) == {"unchanged": 13}


@given(text=st.text(st.sampled_from("\"“”„«»'=+-@&amp;#2;Ã©â€™ \nab.")))
def test_whatever_a_quotation_holds_comes_back_as_it_was(text):
    empty = dict.fromkeys(IMPORTED, "") | {"film": "earth-1930", "critic": "Ann"}
    read = review_line(empty | {"quote": text}).quote
    assert review_line(empty | {"quote": put_on(guarded(_marked(read)))}).quote == read


def test_what_only_sql_can_have_put_there_comes_back_as_the_same_review(some, tmp_path):
    film, gazette = make.film("Rain", 1932), make.publication("Bar")
    quotes = ["Rain\rat last", "\r=1", "\x85x", "\x93Rain\x94", "Ã\x93", "&#0000147;"]
    for quote in quotes:
        review = make.review(film, publication=gazette, quote=quote)
        CriticReview.objects.filter(pk=review.pk).update(quote=quote)
    rows = exported(tmp_path / "all.csv")
    assert len([row for row in rows if row["film"] == "rain-1932"]) == len(quotes)
    # Three have line ends that no quotation typed or imported has; they stay as they are.
    assert counts(tmp_path / "all.csv") == {"unchanged": 15, "kept": 3}
    assert reviews("quote")[-len(quotes) :] == quotes


def test_without_a_file_the_reviews_are_printed(some):
    out = StringIO()
    call_command("export_reviews", stdout=out)
    assert out.getvalue().splitlines()[0] == ",".join(COLUMNS)
    assert len(list(csv.reader(StringIO(out.getvalue())))) == 13


def test_a_place_that_cannot_be_written_to_is_said_in_a_sentence(some, tmp_path):
    with pytest.raises(CommandError, match="can't be written"):
        call_command("export_reviews", tmp_path / "nowhere" / "all.csv")


def test_an_export_asks_once_however_many_there_are(some, django_assert_num_queries):
    for _film in range(2):
        with django_assert_num_queries(1):
            call_command("export_reviews", stdout=StringIO())
        make.review(make.film("Rain", 1932), critic=make.critic("Bo"))
