"""All that a film's page shows of the film raises its version, by one a statement; no more does."""

from collections.abc import Callable
from typing import Any

import pytest

from films.models import Credit, Film, FilmGenre, Genre, Offer, Person, Provider
from ratings.models import FilmTally
from reviews.models import CriticTally
from tests import make
from tests.raw import copied, sql
from tests.together import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown() -> Film:
    """A film with one of everything, beside another film that shows nothing of it."""
    other, film = make.film("Other"), make.film("Faust", 1926)
    for each in (other, film):
        make.credit(each, make.person("Murnau" if each is film else "Someone else"))
        make.offer(each, make.provider("Archive" if each is film else "Shop"))
        each.film_genres.create(genre=make.genre("Horror" if each is film else "Comedy"))
        each.titles.create(title="An older title")
        each.external_ids.create(site="imdb", value=f"tt{each.pk:07}")
    return Film.objects.get(pk=film.pk)


def versions() -> dict[str, tuple[int, int, int]]:
    """The three counters of each film by its title: its own, viewers', critics'."""
    rows = Film.objects.values_list("title", "version", "tally__version", "critic_tally__version")
    return {title: (own, viewers, critics) for title, own, viewers, critics in rows}


def raised(change: Callable[[], object]) -> dict[str, tuple[int, int, int]]:
    """By how much the change raised the counters, for the films of which it raised any."""
    before = versions()
    change()
    after = versions()
    by = {t: tuple(a - b for a, b in zip(after[t], before[t], strict=True)) for t in before}
    return {title: steps for title, steps in by.items() if any(steps)}  # type: ignore[misc]


CHANGES: dict[str, Callable[[Film], object]] = {
    "synopsis": lambda film: Film.objects.filter(pk=film.pk).update(synopsis="A bet."),
    "runtime by SQL": lambda film: sql("UPDATE films_film SET runtime = 9 WHERE id = %s", film.pk),
    "credit added": lambda film: make.credit(film, role="director"),
    "credit changed": lambda film: film.credits.update(character="Mephisto"),
    "credit taken away": lambda film: film.credits.all().delete(),
    "offer added": lambda film: make.offer(film),
    "offer checked": lambda film: film.offers.update(checked_on="2026-01-31"),
    "offer gone": lambda film: film.offers.all().delete(),
    "genre added": lambda film: film.film_genres.create(genre=make.genre()),
    "genre gone": lambda film: film.film_genres.all().delete(),
    "title added": lambda film: film.titles.create(title="Faust, eine deutsche Volkssage"),
    "title changed": lambda film: film.titles.update(title="Another"),
    "id added": lambda film: film.external_ids.create(site="wikidata", value="Q1"),
    "id gone": lambda film: film.external_ids.all().delete(),
    "person renamed": lambda film: Person.objects.filter(credits__film=film).update(name="Plumpe"),
    "genre renamed": lambda film: Genre.objects.filter(films=film).update(name="Fantasy"),
    "provider renamed": lambda film: Provider.objects.filter(offers__film=film).update(name="New"),
    "many credits copied": lambda film: copied(
        "films_credit",
        "film_id, person_id, role",
        [(film.pk, make.person().pk, "cast") for _ in range(5)],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_the_page_shows_raises_the_version_of_that_film_by_one(name: str, shown: Film) -> None:
    assert raised(lambda: CHANGES[name](shown)) == {"Faust": (1, 0, 0)}


UNSHOWN: dict[str, Callable[[Film], object]] = {
    "saved as it was": lambda film: film.save(),
    "what an import gave": lambda film: Film.objects.update(imported={"title": "Faust"}),
    "an update to the same": lambda film: sql("UPDATE films_film SET title = title"),
    "credits as they were": lambda film: Credit.objects.update(position=0),
    "offers as they were": lambda film: Offer.objects.update(country="US"),
    "people as they were": lambda film: sql("UPDATE films_person SET name = name"),
    "an unknown person renamed": lambda film: Person.objects.filter(pk=make.person().pk).update(
        name="Nobody"
    ),
    "nothing deleted": lambda film: FilmGenre.objects.filter(pk=0).delete(),
    "not interested": lambda film: make.flag(make.viewer(), film, "not_interested"),
    "a draft": lambda film: make.review(film, status="draft"),
}


@pytest.mark.parametrize("name", UNSHOWN)
def test_what_changes_nothing_on_the_page_raises_nothing(name: str, shown: Film) -> None:
    assert raised(lambda: UNSHOWN[name](shown)) == {}


def test_ratings_and_flags_raise_the_viewers_version_only(shown: Film) -> None:
    ann = make.viewer()
    assert raised(lambda: make.flag(ann, shown)) == {"Faust": (0, 1, 0)}
    assert raised(lambda: make.rating(make.viewer(), shown)) == {"Faust": (0, 1, 0)}
    assert raised(lambda: make.set_aside(ann)) == {"Faust": (0, 1, 0)}


def test_a_moved_credit_raises_both_films(shown: Film) -> None:
    other = Film.objects.get(title="Other")
    change = raised(lambda: shown.credits.update(film=other))
    assert change == {"Faust": (1, 0, 0), "Other": (1, 0, 0)}


def test_a_save_that_knows_an_older_version_never_sets_it_back(shown: Film) -> None:
    stale = Film.objects.get(pk=shown.pk)
    for character in ("A", "B", "C"):
        shown.credits.update(character=character)
    assert raised(stale.save) == {}
    stale.runtime = 107
    assert raised(stale.save) == {"Faust": (1, 0, 0)}


@pytest.mark.parametrize("model", [FilmTally, CriticTally])
def test_a_tally_saved_by_hand_never_sets_its_version_back(model: Any, shown: Film) -> None:
    make.rating(make.viewer(), shown)
    make.review(shown)
    stale = model.objects.get(film=shown)
    stale.version = 0
    assert raised(stale.save) == {}


def test_emptying_a_table_raises_all_films(shown: Film) -> None:
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    change = raised(lambda: sql("TRUNCATE films_credit"))
    assert change == {"Faust": (1, 0, 0), "Other": (1, 0, 0)}


@pytest.mark.django_db(transaction=True)
def test_of_many_who_write_at_once_each_raises_it() -> None:
    film = make.film("Faust")

    def add_credits() -> None:
        for _ in range(5):
            make.credit(film)

    at_once(*[add_credits] * 8)
    assert versions() == {"Faust": (40, 0, 0)}
