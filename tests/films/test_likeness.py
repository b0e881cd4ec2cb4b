"""Films that may be one and the same are found, however many there are."""

from typing import Any

import pytest

from films.models import Film, likeness
from tests import make

pytestmark = pytest.mark.django_db


def found(**how: Any) -> list[tuple[str, str]]:
    """The titles of the pairs, each with the older one first."""
    titles = {film.pk: str(film) for film in Film.objects.all()}
    return [(titles[pair.older], titles[pair.newer]) for pair in Film.objects.alike(**how).pairs]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"title": "The Général"}, {"title": "General, the"}),
        ({"title": "Amelie"}, {"title": "Amélie!", "year": 1929}),
        ({"title": "Amelie"}, {"title": "Amélie", "year": 1927}),
        ({"title": "The Wind"}, {"title": "Vinden", "original_title": "The wind"}),
        ({"title": "Vinden", "original_title": "The Wind"}, {"title": "The Wind"}),
    ],
)
def test_a_title_in_common_and_a_year_between_make_a_pair(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    older, newer = make.film(**one), make.film(**other)
    assert found() == [(str(older), str(newer))]
    assert list(Film.objects.like(newer)) == [older]
    assert list(Film.objects.like(older)) == [newer]


@pytest.mark.parametrize("other", [{"title": "Sunrise"}, {"title": "Faust", "year": 1930}])
def test_another_title_or_a_year_further_off_makes_none(other: dict[str, Any]) -> None:
    film = make.film("Faust")
    make.film(**other)
    assert found() == []
    assert not Film.objects.like(film).exists()


def test_an_alternative_title_counts_and_a_pair_stands_once() -> None:
    older, newer = make.film("Faust"), make.film("Phantom")
    newer.titles.create(title="Faust!")
    older.titles.create(title="phantom")
    assert found() == [("Faust (1928)", "Phantom (1928)")]


def test_films_with_different_ids_of_one_site_stand_last_and_are_doubtful() -> None:
    films = [make.film("Faust") for _ in range(2)] + [make.film("Nana") for _ in range(2)]
    for number, film in enumerate(films[2:]):
        film.external_ids.create(site="imdb", value=f"tt{number}")
    pairs = Film.objects.alike().pairs
    assert [pair.doubtful for pair in pairs] == [False, True]
    assert pairs[0][:2] == (films[0].pk, films[1].pk)


def test_many_films_are_looked_through_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "FILMS_AT_ONCE", 2)
    for title in ("Faust", "Nana", "Nana", "Faust"):
        make.film(title)
    first = Film.objects.alike()
    assert found() == [("Faust (1928)", "Faust (1928)"), ("Nana (1928)", "Nana (1928)")]
    second = Film.objects.alike(first.before)
    assert second.pairs == []
    assert Film.objects.alike(second.before).before is None
