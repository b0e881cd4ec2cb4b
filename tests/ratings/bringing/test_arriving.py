"""Which unplaced lines are looked up again after the catalogue changed: only those it touches."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from films.models import AlternativeTitle, ExternalId, Film
from ratings.bringing import choosing, matching
from ratings.bringing.choosing import place_arrived
from ratings.bringing.reading import copy_lines
from ratings.bringing.touched import touched_since
from ratings.models import ImportBatch, ImportLine
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _as_on_the_first_day() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def waiting(viewer: User, *titles: str, ids: str = "{}", others: str = "[]") -> ImportBatch:
    """An import that is done, with a line for each title that found no film."""
    batch = ImportBatch.objects.create(user=viewer, state="done", service="imdb")
    copy_lines(
        (batch.pk, "", n, 0, "{}", title, others, 1926, ids, 7, "", None, None, "unplaced", "")
        for n, title in enumerate(titles, 2)
    )
    return batch


def this_moment() -> int:
    """A moment like the module's own, which transactions of other tests don't hold back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        [number] = cursor.fetchone()
    return int(number)


def touched(moment: int) -> list[str]:
    """The titles of the lines that are looked up again."""
    lines = ImportLine.objects.filter(pk__in=touched_since(moment)).order_by("number")
    return [line.title for line in lines]


def test_only_lines_that_a_changed_film_may_mean_are_looked_up(viewer: User) -> None:
    waiting(viewer, "Harbour", "Lamp", "Quay", "Mole", "Pier")
    changed, left = make.film("Elsewhere", 1926), make.film("Pier", 1931)
    now = this_moment()
    make.film("The Harbour", 1926)
    AlternativeTitle.objects.create(film=changed, title="Lamp")
    Film.objects.filter(pk=make.film("Kai", 1926).pk).update(original_title="Quay")
    assert touched(now) == ["Harbour", "Lamp", "Quay"]
    assert left.title == "Pier"
    assert touched(this_moment()) == []


def test_ids_addresses_and_other_titles_lead_to_lines_too(viewer: User) -> None:
    waiting(viewer, "By id", ids='{"imdb": "tt0000001", "tmdb": "5"}')
    waiting(viewer, "By address", ids='{"halfstar": "harbour-1926"}')
    waiting(viewer, "By another title", others='["Hafen", "Port"]')
    waiting(viewer, "By nothing", ids='{"imdb": "tt0000002"}', others='["Mole"]')
    now = this_moment()
    assert touched(now) == []
    film = make.film("Harbour", 1926)
    ExternalId.objects.create(film=film, site="imdb", value="tt0000001")
    AlternativeTitle.objects.create(film=film, title="Port")
    assert sorted(touched(now)) == ["By address", "By another title", "By id"]


def test_what_arrives_is_placed_and_the_rest_is_not_looked_up(
    viewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []
    found = matching.matches

    def heard(lines: list[ImportLine]) -> object:
        looked_up.extend(line.title for line in lines)
        return found(lines)

    monkeypatch.setattr(choosing, "matches", heard)
    monkeypatch.setattr(choosing, "moment_of_the_database", this_moment)
    waiting(viewer, "Harbour")
    waiting(viewer, *(f"Nowhere {n}" for n in range(50)))
    assert place_arrived() == 0
    assert len(looked_up) == 51
    looked_up.clear()
    assert place_arrived() == 0
    make.film("Harbour", 1926)
    assert place_arrived() == 1
    assert looked_up == ["Harbour"]


def test_a_line_that_could_mean_two_films_is_placed_once_one_of_them_is_gone(
    viewer: User,
) -> None:
    waiting(viewer, "Harbour")
    make.film("Harbour", 1926)
    other = make.film("Harbour", 1926)
    assert place_arrived() == 0
    other.delete()
    assert place_arrived(everything=True) == 1


def test_lines_are_found_by_indexes(viewer: User) -> None:
    batch = waiting(viewer)
    empty = ("", None, None, "unplaced", "")
    copy_lines(
        (batch.pk, "", n, 0, "{}", f"Nowhere {n}", "[]", 1926, f'{{"imdb": "tt{n}"}}', 7, *empty)
        for n in range(20_000)
    )
    now = this_moment()
    ExternalId.objects.create(film=make.film("Nowhere 7", 1926), site="imdb", value="tt8")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE ratings_importline")
    with CaptureQueriesContext(connection) as queries:
        assert touched(now) == ["Nowhere 7", "Nowhere 8"]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {queries[0]['sql']}")
        plan = "\n".join(row for (row,) in cursor.fetchall())
    assert "import_line_waits_for_title" in plan
    assert "import_line_waits_for_id" in plan
