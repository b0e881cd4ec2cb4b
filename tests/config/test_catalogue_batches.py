"""Batches are only quicker: what they do is what taking the lines one by one does."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.catalogue_scores import ScoreRows
from films.catalogue.importer import import_catalogue
from films.importing.command import Taken
from films.importing.report import Outcome
from films.models import Film, Person
from tests.together import at_once, while_uncommitted

Line = dict[str, Any]
PEOPLE = st.sampled_from(["Ann", "José", "Jose"])
TITLES = st.sampled_from(["Cops", "cops ", "Café", "Cafe", "Laura"])
lines = st.fixed_dictionaries(
    {"title": TITLES, "year": st.sampled_from([1922, 1923])},
    optional={
        "original_title": TITLES,
        "alternative_titles": st.lists(TITLES, max_size=2),
        "runtime": st.integers(0, 3),
        "synopsis": st.sampled_from(["", "A", "B"]),
        "countries": st.lists(st.sampled_from(["US", "FR"]), max_size=2),
        "genres": st.lists(st.sampled_from(["Noir", "noir", "War"]), max_size=2),
        "credits": st.lists(
            st.fixed_dictionaries({"person": PEOPLE, "role": st.sampled_from(["cast", "editor"])}),
            max_size=3,
        ),
        "ids": st.dictionaries(
            st.sampled_from(["tmdb", "other"]), st.sampled_from(["1", "2", "3"]), max_size=2
        ),
        "scores": st.lists(
            st.fixed_dictionaries(
                {"aggregator": st.just("A"), "percent": st.sampled_from([90, 91])},
                optional={"as_of": st.just("2026-01-31")},
            ),
            max_size=2,
        ),
        "offers": st.lists(
            st.fixed_dictionaries(
                {
                    "provider": st.sampled_from(["Kiosk", "KIOSK", "Shop"]),
                    "country": st.just("US"),
                    "kind": st.sampled_from(["free", "ads"]),
                },
                optional={"checked_on": st.sampled_from(["2026-01-31", "2026-02-28"])},
            ),
            max_size=2,
        ),
    },
)
catalogues = st.lists(lines, min_size=1, max_size=8)
examples = settings(
    max_examples=int(os.environ.get("HALFSTAR_EXAMPLES", "30")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@contextmanager
def a_fresh_database() -> Iterator[None]:
    """Take everything back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def take(folder: Path, catalogue: Sequence[Line], lines_at_once: int = 500) -> list[Taken]:
    path = folder / "catalogue.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in catalogue), encoding="utf-8")
    taken = import_catalogue(
        path, dry_run=False, others=lambda: [ScoreRows(path.name)], lines_at_once=lines_at_once
    )
    return list(taken)


def everything() -> list[Any]:
    """All that is there, but for the ids that the database counts."""
    return [
        *(_whole(film) for film in Film.objects.order_by("slug")),
        *Person.objects.order_by("slug").values_list("slug", "name", "sort_name"),
    ]


def _whole(film: Film) -> list[Any]:
    facts = {
        field.attname: getattr(film, field.attname)
        for field in Film._meta.concrete_fields
        if field.name not in {"id", "version", "added_at"}
    }
    credits_of = film.credits.order_by("position", "pk")
    offers = film.offers.order_by("provider__name", "kind", "pk")
    scores = film.aggregator_scores.order_by("as_of")
    return [
        facts,
        sorted(film.titles.values_list("title", flat=True)),
        sorted(film.external_ids.values_list("site", "value")),
        list(film.film_genres.order_by("pk").values_list("genre__name", flat=True)),
        list(credits_of.values_list("person__slug", "role", "position")),
        list(offers.values_list("provider__name", "kind", "checked_on")),
        list(scores.values_list("aggregator__name", "percent", "as_of")),
    ]


@pytest.mark.django_db
@examples
@given(catalogue=catalogues)
def test_a_batch_does_what_its_lines_do_one_by_one(tmp_path, catalogue):
    with a_fresh_database():
        singly = take(tmp_path, catalogue, lines_at_once=1), everything()
    with a_fresh_database():
        together = take(tmp_path, catalogue), everything()
    assert together == singly


@pytest.mark.django_db
def test_a_film_is_found_by_a_name_that_it_had_whatever_stands_in_its_batch(tmp_path):
    cops: Line = {"title": "Cops", "year": 1923}
    catalogue = [
        cops,
        cops | {"ids": {"tmdb": "1"}},
        cops | {"year": 1922, "ids": {"tmdb": "1"}},
        cops | {"title": "Café", "original_title": "Cops"},
    ]
    for lines_at_once in (1, 500):
        with a_fresh_database():
            taken = take(tmp_path, catalogue, lines_at_once)
            assert [one.outcome and one.outcome.change for one in taken] == [
                "added",
                *["changed"] * 2,
                "unchanged",
            ]


@pytest.mark.django_db
def test_a_name_that_one_line_takes_from_a_film_is_gone_for_the_next_one(tmp_path):
    cops: Line = {"title": "Cops", "ids": {"tmdb": "1"}}
    for lines_at_once in (1, 500):
        with a_fresh_database():
            others: Line = {"title": "Cops", "year": 1923, "ids": {"tmdb": "2"}}
            take(tmp_path, [cops | {"year": 1923}, others])
            Film.objects.filter(slug="cops-1923").update(year=1930)
            catalogue = [cops | {"year": 1922}, {"title": "Cops", "year": 1923}]
            taken = take(tmp_path, catalogue, lines_at_once)
            assert [one.outcome for one in taken] == [
                Outcome("unchanged", kept=True),
                Outcome("unchanged"),
            ]


@pytest.mark.django_db
@examples
@given(catalogue=catalogues)
def test_a_catalogue_that_is_run_again_doubles_no_film(tmp_path, catalogue):
    with a_fresh_database():
        take(tmp_path, catalogue)
        films = Film.objects.count()
        again = take(tmp_path, catalogue)
        assert [taken for taken in again if taken.outcome and taken.outcome.change == "added"] == []
        assert Film.objects.count() == films


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_file_at_the_same_moment_double_nothing(tmp_path):
    catalogue = [
        {
            "title": f"Film {n}",
            "year": 1922,
            "genres": ["War"],
            "credits": [{"person": f"P {n}", "role": "cast"}],
        }
        for n in range(30)
    ]
    folders = [tmp_path / name for name in "ab"]
    for folder in folders:
        folder.mkdir()
    both = at_once(*(lambda folder=folder: take(folder, catalogue, 7) for folder in folders))
    changes = [
        taken.outcome.change
        for all_taken in both
        if isinstance(all_taken, list)
        for taken in all_taken
    ]
    assert sorted(changes) == ["added"] * 30 + ["unchanged"] * 30
    assert (Film.objects.count(), Person.objects.count()) == (30, 30)


@pytest.mark.django_db(transaction=True)
def test_an_import_waits_for_a_person_who_is_saving_a_film_and_keeps_what_they_saved(tmp_path):
    line = {"title": "Cops", "year": 1922, "runtime": 18}
    take(tmp_path, [line])
    film = Film.objects.get()
    film.runtime = 20
    while_uncommitted(film.save, lambda: take(tmp_path, [line | {"runtime": 19}]))
    film.refresh_from_db()
    assert film.runtime == 20
