"""Every list of the admin costs the same few queries, however long it is, and finds by accents."""

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from films.models import Film
from tests import make
from tests.reading import words

OURS = {"films", "reviews", "ratings", "accounts"}
MODELS = sorted(
    model._meta.label_lower for model in admin.site._registry if model._meta.app_label in OURS
)


def list_of(label: str) -> str:
    return reverse(f"admin:{label.replace('.', '_')}_changelist")


def queries(desk: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(address).status_code == 200
    return len(asked)


def test_every_model_has_a_desk_but_flags_and_lines_of_imports() -> None:
    assert {label.split(".")[1] for label in MODELS} == {
        *("film", "alternativetitle", "externalid", "person", "credit", "genre", "provider"),
        *("offer", "formeraddress", "merge", "critic", "publication", "othername", "criticreview"),
        *(
            "aggregator",
            "aggregatorscore",
            "correction",
            "critictally",
            "rating",
            "setaside",
            "filmtally",
        ),
        *("importbatch", "user", "invitation"),
    }


@pytest.mark.parametrize("search", ["", "?q=faust"])
def test_a_list_costs_the_same_with_more_rows(
    search: str, desk: Client, more: Callable[[], Film]
) -> None:
    for _ in range(2):
        more()
    few = {label: queries(desk, list_of(label) + search) for label in MODELS}
    for _ in range(3):
        more()
    assert {label: queries(desk, list_of(label) + search) for label in MODELS} == few
    assert max(few.values()) <= 12


@pytest.mark.parametrize(
    "question", ["q=%25_%27%22", "q=" + "x" * 2000, "p=99999999999", "verdict=x", "o=1.-2.99"]
)
def test_a_list_bears_whatever_is_asked_of_it(question: str, desk: Client) -> None:
    for label in MODELS:
        assert desk.get(f"{list_of(label)}?{question}", follow=True).status_code == 200
        assert desk.get(f"{list_of(label)}?q=%00").status_code == 400


HIERARCHIES = {
    "reviews.correction": "made_at",
    "reviews.aggregatorscore": "as_of",
    "films.merge": "merged_at",
}


@pytest.mark.parametrize("label", HIERARCHIES)
@pytest.mark.parametrize("year", ["9" * 20, "9" * 5000, "9999", "0", "²", "x"])
def test_a_list_of_a_year_that_cannot_be_is_the_whole_list_with_a_sentence(
    label: str, year: str, desk: Client
) -> None:
    answer = desk.get(list_of(label), {f"{HIERARCHIES[label]}__year": year}, follow=True)
    assert "The list can't be filtered by that date; here is all of it." in words(answer)


@pytest.mark.parametrize("chosen", ["x", "²", "\0", "", "9" * 5000])
@pytest.mark.parametrize("action", ["publish", "delete_selected"])
def test_an_action_on_what_cannot_be_chosen_does_nothing_and_says_so(
    chosen: str, action: str, desk: Client
) -> None:
    review = make.review(make.film(), status="draft")
    sent = {"action": action, "_selected_action": [str(review.pk), chosen], "post": "yes"}
    answer = desk.post(list_of("reviews.criticreview"), sent, follow=True)
    assert "Nothing was done: what was chosen is nothing that this list holds." in words(answer)
    review.refresh_from_db()
    assert review.status == "draft"


@pytest.mark.parametrize("words", ["general", "GÉNÉRAL", "mecano", "tt0000001", "the-general-1926"])
@pytest.mark.parametrize("label", ["films.film", "films.credit", "reviews.criticreview"])
def test_films_and_what_is_theirs_are_found_whatever_the_accents(
    label: str, words: str, desk: Client
) -> None:
    film = make.film("The Général", 1926, original_title="Le Mécano")
    film.external_ids.create(site="imdb", value="tt0000001")
    make.credit(film)
    make.review(film)
    if label == "films.film" or not words.startswith(("tt", "the-")):
        found = desk.get(list_of(label), {"q": words}).context["cl"].result_count
        assert found == 1


def test_critics_are_found_by_their_other_names(desk: Client) -> None:
    make.critic("Ann Lee").other_names.create(name="A. Léa")
    make.critic("Bea")
    found = desk.get(list_of("reviews.critic"), {"q": "lea"}).context["cl"].queryset
    assert [critic.name for critic in found] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("chosen", "many"), [("favourable", 1), ("unfavourable", 1), ("unstated", 2), ("x", 4)]
)
def test_reviews_are_filtered_by_verdict(chosen: str, many: int, desk: Client) -> None:
    for verdict in ("favourable", "unfavourable", "", ""):
        make.review(make.film(), verdict)
    found = desk.get(list_of("reviews.criticreview"), {"verdict": chosen}).context["cl"]
    assert found.result_count == many


def test_an_autocomplete_finds_without_accents(desk: Client) -> None:
    make.person("Georges Méliès")
    asked = {
        "app_label": "films",
        "model_name": "credit",
        "field_name": "person",
        "term": "melies",
    }
    found = desk.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [each["text"] for each in found] == ["Georges Méliès"]


def test_only_staff_come_in(signed_in: Client) -> None:
    assert signed_in.get("/admin/films/film/").status_code == 302


@pytest.mark.parametrize(
    ("label", "question"),
    [
        ("films.merge", "left_behind__ratings.flag__0__kind=not_interested"),
        ("films.film", "flags=1"),
        ("films.film", "flags__isnull=False"),
        ("films.film", "imported__has_key=title"),
        ("ratings.filmtally", "pk__flags__kind=not_interested"),
        ("ratings.importbatch", "lines=1"),
        ("ratings.rating", "user=1"),
        ("accounts.user", "flags__isnull=False"),
        ("accounts.user", "pk__flags__kind=not_interested"),
    ],
)
def test_a_list_is_filtered_by_what_it_offers_alone(
    label: str, question: str, desk: Client
) -> None:
    assert desk.get(f"{list_of(label)}?{question}").status_code == 400


@pytest.mark.parametrize(
    ("label", "question"),
    [
        ("films.film", "genres__id__exact=1"),
        ("films.film", "synopsis__isempty=1"),
        ("films.offer", "kind__exact=free&checked_on__year=2020"),
        ("ratings.setaside", "undone_at__isempty=1&made_at__year=2020&made_at__month=2"),
        ("reviews.criticreview", "aggregator__id__exact=1&status__exact=published"),
        ("accounts.user", "is_staff__exact=1&groups__id__exact=1"),
    ],
)
def test_what_a_list_offers_to_filter_by_works(label: str, question: str, desk: Client) -> None:
    assert desk.get(f"{list_of(label)}?{question}").status_code == 200


@pytest.mark.parametrize("kind", ["critic", "publication"])
def test_critics_and_publications_are_listed_with_their_reviews(kind: str, desk: Client) -> None:
    review = make.review(make.film())
    make.review(make.film(), **{kind: getattr(review, kind)}, status="draft")
    empty = getattr(make, kind)("A Slip of Typing")
    where = list_of(f"reviews.{kind}")
    rows = {str(one): one.many for one in desk.get(where).context["cl"].result_list}
    assert rows[str(getattr(review, kind))] == 2
    assert rows["A Slip of Typing"] == 0
    seen = desk.get(where).content.decode()
    assert '<td class="field-number">2</td>' in seen
    assert "Sort name" not in seen
    assert list(desk.get(f"{where}?reviews=none").context["cl"].result_list) == [empty]
