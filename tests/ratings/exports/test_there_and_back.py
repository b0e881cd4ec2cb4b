"""What a viewer takes with them and brings to an empty account is there again, exactly."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from films.importing import apostrophes
from ratings.bringing.steps import work_on
from ratings.exports import document, tables
from ratings.exports.csv_texts import csv_text
from ratings.exports.packing import packed
from ratings.exports.statements import FilmSaid, Statement
from ratings.imports import halfstar
from ratings.imports.reading import read
from ratings.models import Flag, ImportBatch, ImportLine, Rating
from tests import make
from tests.ratings.imports.files import text, zipped
from tests.ratings.imports.test_letterboxd import DIARY, FILMS, RATINGS, REVIEWS

AT = datetime(2019, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
TITLES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
TRICKY = st.sampled_from(["=1+1", "'=x", "''-y", "@home", "\tTab", '"', "a,b", "+", "'", "\r\nM"])


@given(st.text() | TRICKY)
def test_an_apostrophe_that_is_put_on_is_taken_off_again(cell: str) -> None:
    shown = apostrophes.put_on(cell)
    assert apostrophes.taken_off(shown) == cell
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(
    TITLES.filter(str.strip) | TRICKY,
    st.integers(1900, 2030),
    st.integers(1, 10),
    st.datetimes(datetime(1990, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis wants bounds without a zone
    st.dictionaries(
        st.sampled_from(["imdb", "tmdb", "x-y"]), st.sampled_from(["tt1", "-2", "a b"])
    ),
)
def test_a_row_of_our_table_is_read_as_it_was_written(
    title: str, year: int, half_stars: int, at: datetime, ids: dict[str, str]
) -> None:
    film = FilmSaid("m-1931", title, "", year, None, None, ids)
    rows = [
        tables.ours("rating", Statement(film, half_stars, "", at)),
        tables.ours("want_to_see", Statement(film, None, "want_to_see", at)),
    ]
    rating, flag = read("".join(csv_text(halfstar.COLUMNS, rows)).encode(), "any").lines
    assert (rating.half_stars, rating.at, rating.title, rating.year) == (
        *(half_stars, at, title[:500], year),
    )
    assert rating.ids == {**ids, "halfstar": "m-1931"}
    assert (flag.flag, flag.at, flag.title) == ("want_to_see", at, title[:500])


def bring(viewer: User, data: bytes, name: str) -> ImportBatch:
    """The viewer brings a file, and says yes."""
    batch = ImportBatch.objects.take_in(viewer, data, name)
    work_on(batch)
    batch.refresh_from_db()
    assert batch.state == "read", batch.failure
    batch.start("newest")
    batch.refresh_from_db()
    work_on(batch)
    batch.refresh_from_db()
    assert batch.state == "done", batch.failure
    return batch


def said(viewer: User) -> dict[str, Any]:
    """All that a viewer said, and what is kept or couldn't be placed of what they brought."""
    lines = ImportLine.objects.filter(batch__user=viewer)
    rated = Rating.objects.filter(user=viewer).values_list("film", "half_stars", "rated_at")
    flagged = Flag.objects.filter(user=viewer).values_list("film", "kind", "flagged_at")
    return {
        "ratings": set(rated),
        "flags": set(flagged),
        "kept": sorted(_held(line) for line in lines.filter(outcome="kept")),
        "unplaced": sorted(_held(line) for line in lines.filter(outcome="unplaced")),
        "refused": sorted(_held(line) for line in lines.filter(outcome="refused")),
    }


def _held(line: ImportLine) -> str:
    content = line.content.get("content", line.content)
    return json.dumps([line.title, line.year, line.half_stars, line.flag, content], sort_keys=True)


def came_from(viewer: User) -> list[str]:
    """With which service, file, number and content all that is kept came first of all."""
    kept = ImportLine.objects.filter(batch__user=viewer, outcome="kept").select_related("batch")
    return sorted(
        json.dumps(
            halfstar.came_from(line.batch.service, line.file, line.number, line.content),
            sort_keys=True,
        )
        for line in kept
    )


@pytest.fixture
def ann(viewer: User) -> User:
    """Ann rated, flagged, did both to one film, and brought a zip of which much is kept."""
    films = [make.film(f"Film {n}", 1980 + n) for n in range(6)]
    make.film("Alien", 1979)
    make.film("Ran", 1985)
    moments = [AT - timedelta(days=n, microseconds=n) for n in range(6)]
    Rating.objects.rate_many(
        viewer, [(film.pk, n + 1, moments[n]) for n, film in enumerate(films[:4])]
    )
    Flag.objects.flag_many(
        viewer,
        [
            (films[3].pk, "want_to_see", moments[1]),
            (films[4].pk, "not_interested", moments[2]),
            (films[5].pk, "want_to_see", moments[3]),
        ],
    )
    brought = zipped(
        ratings=RATINGS + text("2021-03-04,Too much,1979,https://boxd.it/2awY,9"),
        diary=DIARY, reviews=REVIEWS, watchlist=text(*FILMS),
    )  # fmt: skip
    bring(viewer, brought, "letterboxd.zip")
    return viewer


@pytest.mark.parametrize(
    ("export", "name"),
    [(document.everything, "halfstar.json"), (tables.everything, "halfstar.csv")],
)
def test_an_empty_account_has_all_of_it_after_bringing_our_own_export(
    ann: User, export: Any, name: str
) -> None:
    bea = make.viewer("bea")
    data = "".join(export(ann)).encode()
    bring(bea, data, name)
    assert said(bea) == said(ann)
    assert came_from(bea) == came_from(ann)
    assert all(len(said(ann)[what]) >= least for what, least in SIZES.items())

    # What came back goes out again as it is, and doesn't grow; bringing it again changes nothing.
    cleo = make.viewer("cleo")
    bring(cleo, "".join(export(bea)).encode(), name)
    assert said(cleo) == said(ann)
    assert came_from(cleo) == came_from(ann)


def test_everything_comes_back_from_its_zip_as_well(ann: User) -> None:
    bea = make.viewer("bea")
    plain = "".join(document.everything(ann)).encode()
    small = b"".join(packed("halfstar.json", document.everything(ann)))
    assert len(small) < len(plain) / 2
    bring(bea, small, "halfstar.zip")
    assert said(bea) == said(ann)
    assert came_from(bea) == came_from(ann)


SIZES = {"ratings": 5, "flags": 4, "kept": 5, "unplaced": 2, "refused": 1}


@pytest.mark.parametrize(
    ("export", "name"),
    [(document.everything, "halfstar.json"), (tables.everything, "halfstar.csv")],
)
def test_bringing_the_own_export_to_the_own_account_changes_nothing(
    ann: User, export: Any, name: str
) -> None:
    before = said(ann)
    for _again in range(2):
        bring(ann, "".join(export(ann)).encode(), name)
        assert said(ann) == before
    bea = make.viewer("bea")
    for _again in range(2):
        bring(bea, "".join(export(ann)).encode(), name)
        assert said(bea) == before
