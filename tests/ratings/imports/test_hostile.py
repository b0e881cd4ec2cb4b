"""Whatever somebody brings: a result or a sentence, never another exception, and soon."""

import csv
import io
import json
import os
import re
import struct
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ratings.imports import archives, rows
from ratings.imports.brought import Brought, Unreadable
from ratings.imports.reading import MOST_BYTES, read
from tests.ratings.imports.files import brought, summary, text, zip_of
from tests.ratings.imports.test_letterboxd import DIARY, RATINGS
from tests.ratings.imports.test_services import TMDB, XML, movie, rankings

SEEDS = [
    *(RATINGS, DIARY, XML.encode("latin-1"), text(*rankings(8, 90))),
    text(TMDB, "550,tt0137523,movie,Fight Club,1999-10-15,,,8.4,7.5,2022-09-20"),
    json.dumps([movie(rated_at="2014-09-01T09:10:11Z", rating=9)]).encode(),
    b'{"halfstar": 1, "ratings": [{"half_stars": 7, "film": {"title": "M"}}], "imports": [{}]}',
    text("movie_id,imdb_id,tmdb_id,rating,average_rating,title", "1,2,3,4,5,M (1931)"),
    zip_of({"ratings.csv": RATINGS, "diary.csv": DIARY}),
]


def outcome(data: bytes, name: str = "file", scale: int | None = None) -> Brought | str:
    """What the file brings, or the sentence that refuses it."""
    try:
        found = read(data, name, scale=scale)
    except Unreadable as reason:
        return str(reason)
    json.dumps([line.content for line in found.lines], allow_nan=False).encode("utf-8")
    for line in found.lines:
        assert line.refusal or line.kept or line.half_stars in range(1, 11) or line.flag
        assert not (line.half_stars and line.flag)
        assert "\0" not in json.dumps([line.title, dict(line.ids), line.file, line.refusal])
    return found


@given(st.binary(max_size=2000), st.text(max_size=30))
def test_any_bytes_give_a_result_or_a_sentence(data: bytes, name: str) -> None:
    outcome(data, name)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A real file with pieces cut out, doubled or written over."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _time in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(data)))
        width = draw(st.integers(0, 12))
        data[at : at + width] = draw(
            st.binary(max_size=12) | st.sampled_from([b'"', b",", b"\0", b"\xff", b"\n", b"1e999"])
        )
    return bytes(data)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(damaged(), st.sampled_from([None, 10, 100]))
def test_any_damage_to_a_real_file_gives_a_result_or_a_sentence(
    data: bytes, scale: int | None
) -> None:
    outcome(data, "watchlist.csv", scale)


CELLS = st.text(max_size=12) | st.sampled_from(
    ["tt0000001", "8", "99999999999", "-1", "1e5", "2024-02-30", "0001-01-01T00:00:00+14:00", "NaN"]
)
HEADERS = [seed.decode("latin-1").splitlines()[0] for seed in SEEDS[:2] + SEEDS[3:5]] + [
    "Const,Your Rating,Date Rated,Title,URL",
    "says,half_stars,at,title,year,film,imdb,tmdb,other_ids,line,reason",
    "Profile Name,Title Name,Star Value,Thumbs Value,Event Utc Ts",
    "rated_at,type,title,year,trakt_id,imdb_id,tmdb_id,rating",
    "userId,movieId,rating,timestamp",
]


@settings(max_examples=300)
@given(st.sampled_from(HEADERS), st.lists(st.lists(CELLS, min_size=3, max_size=12), max_size=4))
def test_any_cells_under_a_known_header_give_a_result_or_a_sentence(
    header: str, cells: list[list[str]]
) -> None:
    columns = len(header.split(","))
    file = io.StringIO()
    csv.writer(file).writerows([row + [""] * columns][0][:columns] for row in cells)
    outcome(f"{header}\n{file.getvalue()}".encode("utf-8", "replace"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["movie", "rating", "rated_at", "ids", "title", "year", "score", "type"]
            )
            | st.sampled_from(
                ["halfstar", "ratings", "flags", "imports", "lines", "film", "outcome"]
            )
            | st.text(max_size=4),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=300)
@given(JSON)
def test_any_json_gives_a_result_or_a_sentence(value: object) -> None:
    outcome(json.dumps(value).encode())
    outcome(json.dumps([movie(rated_at=value, rating=value)]).encode())
    outcome(json.dumps({"halfstar": 1, "ratings": value, "imports": [{"lines": value}]}).encode())


SENTENCES = {
    "empty": (b"", "is empty"),
    "blank": (b"\n \n", "is empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text"),
    "a picture of few bytes": (b"\n\0\1\2", "not a text"),
    "UTF-32": (RATINGS.decode().encode("utf-32"), "not a text that can be decoded"),
    "UTF-32, the other way round": (
        b"\0\0\xfe\xff" + RATINGS.decode().encode("utf-32-be"),
        "not a text that can be decoded",
    ),
    "UTF-16 without its mark": (RATINGS.decode().encode("utf-16-le"), "not a text"),
    "a page": (b"<!DOCTYPE html><html><body>Sign in</body></html>", "DOCTYPE"),
    "half a page": (b"<html><body>", "like XML"),
    "a bomb of entities": (b'<!DOCTYPE l [<!ENTITY a "ha">]><l>&a;</l>', "DOCTYPE"),
    "a deep XML": (b"<a>" * 100_000, "deeply"),
    "a deep JSON": (b"[" * 100_000 + b"]" * 100_000, "deeply"),
    "a rather deep JSON": (b'[{"a":' * 100 + b"1" + b"}]" * 100, "deeply"),
    "not a number": (b'[{"rated_at": NaN}]', "like JSON"),
    "half of a JSON": (b'[{"movie": {"title": "M"', "like JSON"),
    "another table": (text("name,phone", "Ada,123"), "Its columns are: name, phone."),
    "an unknown version": (b'{"halfstar": 2}', "newer Halfstar"),
    "an empty zip": (zip_of({}), "holds nothing"),
    "half a zip": (SEEDS[-1][: len(SEEDS[-1]) // 2], "broken"),
    "a zip of pictures": (zip_of({"a.png": b"\x89PNG\0"}), "holds nothing"),
    "too many files": (zip_of({f"{n}.txt": b"" for n in range(1001)}), "more than 1000 files"),
    "a bomb": (zip_of({"a.csv": b"0" * 30_000_000}), "more than anybody"),
    "too large": (b"a" * (MOST_BYTES + 1), "larger than 20 MB"),
}


@pytest.mark.parametrize("what", SENTENCES)
def test_what_cannot_be_taken_is_refused_in_a_sentence(what: str) -> None:
    data, expected = SENTENCES[what]
    found = outcome(data)
    assert isinstance(found, str)
    assert expected in found


def test_an_encrypted_zip_is_refused_in_a_sentence() -> None:
    data = bytearray(zip_of({"ratings.csv": RATINGS}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + offset
        data[at] |= 1
    assert outcome(bytes(data)) == "The zip is encrypted; bring it without a password."


def test_a_zip_that_lies_about_its_sizes_is_not_believed() -> None:
    data = bytearray(zip_of({"ratings.csv": b"0" * 3_000_000}))
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 10)
    assert isinstance(outcome(bytes(data)), str)


def test_many_members_together_may_not_unpack_to_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 2_500)
    assert isinstance(outcome(zip_of({"a/ratings.csv": RATINGS * 4, "b.csv": RATINGS * 10})), str)


def test_a_zip_in_a_zip_and_a_broken_table_are_named_beside_what_is_read() -> None:
    inner = zip_of({"ratings.csv": RATINGS})
    files = {"ratings.csv": RATINGS, "more.zip": inner, "diary.csv": b"\0\0", "logo.png": b"\0"}
    found = outcome(zip_of(files))
    assert isinstance(found, Brought)
    assert [line.file for line in found.lines if line.refusal] == ["diary.csv"]
    assert found.scales[-1] == "Not read: logo.png, more.zip."
    assert [line.half_stars for line in found.lines[:3]] == [9, 10, 1]


def test_rows_that_do_not_fit_the_header_or_cannot_be_read_are_named_one_by_one() -> None:
    found = brought(
        "Date,Name,Year,Letterboxd URI,Rating",
        "2021-03-04,Alien,1979,https://boxd.it/a,4,,",
        "2021-03-04,Paris, Texas,1984,https://boxd.it/b,4",
        "2021-03-04,Cut off",
        '2021-03-04,"M" 1931,https://boxd.it/c,3',
        "2021-03-04,A\0B,1931,https://boxd.it/d,3",
        "2021-03-04,Heat,1995,https://boxd.it/e,5",
    )
    assert [summary(line)[:2] for line in found.lines[:2]] == [(2, "Alien"), (7, "Heat")]
    reasons = [line.refusal for line in found.lines[2:]]
    assert [line.number for line in found.lines[2:]] == [3, 4, 5, 6]
    assert "6 values where the header has 5" in reasons[0]
    assert "2 values" in reasons[1]
    assert "quotation mark" in reasons[2]
    assert "NUL" in reasons[3]
    assert found.lines[2].content["more"] == ["4"]


def test_a_quotation_mark_that_is_never_closed_swallows_one_line_and_no_more() -> None:
    found = brought(
        "Date,Name,Year,Letterboxd URI,Rating",
        '2021-03-04,"Alien,1979,https://boxd.it/a,4',
        "2021-03-04,Heat,1995,https://boxd.it/e,5",
    )
    assert [summary(line)[0] for line in found.lines] == [3, 2]
    assert found.lines[0].half_stars == 10


def test_bytes_of_another_encoding_in_one_line_leave_the_others_alone() -> None:
    data = RATINGS + "2021-03-09,Amélie,2001,https://boxd.it/e,5\n".encode("latin-1")
    data += "2021-03-09,Le Mépris,1963,https://boxd.it/f,5\n".encode()
    found = read(data, "ratings.csv")
    assert [line.title for line in found.lines[3:]] == ["Amélie", "Le Mépris"]


def test_what_a_database_cannot_hold_is_written_out() -> None:
    found = read(b'[{"movie": {"title": "A\\u0000\\ud800", "ids": {}}, "rating": 3}]', "t.json")
    assert found.lines[0].title == "A\\u0000\\ud800"


def test_a_hundred_thousand_lines_are_read_in_seconds() -> None:
    films = [f'2021-03-04,"Film, {n}",1979,https://boxd.it/{n},3.5' for n in range(100_000)]
    started = time.monotonic()
    found = brought("Date,Name,Year,Letterboxd URI,Rating", *films)
    assert time.monotonic() - started < 20
    assert len(found.lines) == 100_000


def test_more_lines_than_anybody_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 2)
    assert outcome(RATINGS) == "This holds more than 2 lines."


def test_quotation_marks_that_never_fit_do_not_take_for_ever() -> None:
    started = time.monotonic()
    assert isinstance(outcome(text("Title,Date", *['"a" b,"c' for _n in range(100_000)])), str)
    assert time.monotonic() - started < 10


def test_the_zip_of_a_stored_member_is_read_as_well() -> None:
    data = zip_of({"ratings.csv": RATINGS}, zipfile.ZIP_STORED)
    assert len(read(data, "z").lines) == 3


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_member_in_an_unusual_packing_is_named_and_the_others_are_read(
    packing: int, is_damaged: bool
) -> None:
    buffer = io.BytesIO(zip_of({"ratings.csv": RATINGS}))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("diary.csv", DIARY * 9, packing)
    data = bytearray(buffer.getvalue())
    if is_damaged:
        at = data.index(b"diary.csv") + 30
        data[at : at + 20] = b"\xff" * 20
    found = outcome(bytes(data))
    assert isinstance(found, Brought)
    assert [line.half_stars for line in found.lines[:3]] == [9, 10, 1]
    assert [(line.file, line.refusal) for line in found.lines if line.refusal] == [
        ("diary.csv", "This is packed in a way that isn't read.")
    ]


def test_all_files_of_a_zip_share_the_lines_that_an_import_may_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 5)
    assert len(read(zip_of({"ratings.csv": RATINGS}), "z").lines) == 3
    files = {"ratings.csv": RATINGS, "a/ratings.csv": RATINGS}
    assert outcome(zip_of(files)) == "This holds more than 5 lines."
    own = {"halfstar": 1, "imports": [{"state": "done", "lines": [{"outcome": "kept"}] * 6}]}
    assert outcome(json.dumps(own).encode()) == "This holds more than 5 lines."
    files = {"a.json": b"[{},{},{}]", "b.json": b"[1,2,3]"}
    assert outcome(zip_of(files)) == "This holds more than 5 lines."


@pytest.mark.parametrize(
    "data", [b"[" + b"{}," * 1_200_000 + b"1]", b"[" + b"[]," * 2_000_000 + b"1]"]
)
def test_a_million_empty_objects_are_refused_before_they_take_memory(data: bytes) -> None:
    tracemalloc.start()
    started = time.monotonic()
    found = outcome(data)
    seconds, (_now, most) = time.monotonic() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == "This holds more than 300000 lines."
    assert most < 150_000_000
    assert seconds < 10


OWN = "says,half_stars,at,title,year,film,imdb,tmdb,other_ids,line,reason"


@pytest.mark.parametrize("line", ['{"a":NaN}', '{"a":' + "[" * 600 + "]" * 600 + "}", "[1]", "{"])
def test_what_a_line_of_our_own_table_held_is_not_trusted_either(line: str) -> None:
    quoted = line.replace('"', '""')
    found = outcome(text(OWN, f'kept,,,M,1931,,,,,"{quoted}",', "rating,7,,M,1931,,,,,,"))
    assert isinstance(found, Brought)
    assert [(each.number, each.half_stars) for each in found.lines] == [(3, 7), (2, None)]
    assert found.lines[1].refusal == "A column that holds JSON can't be read."


def test_a_number_that_a_database_would_write_out_is_kept_as_its_text() -> None:
    entry = movie(watched_at="2014-09-01T09:10:11Z")
    data = json.dumps([{**entry, "plays": "PLAYS"}]).replace('"PLAYS"', "[1e300, 1e-300, 1.5]")
    [line] = read(data.encode(), "history.json").lines
    assert line.content["plays"] == ["1e300", "1e-300", 1.5]


@pytest.mark.parametrize("number", ["9" * 301, "9" * 5000, "0." + "3" * 40, "1e999"])
def test_a_number_too_long_to_be_meant_is_kept_as_its_text_and_spoils_no_file(number: str) -> None:
    data = {
        "halfstar": 1,
        "ratings": [{"film": {"title": "M", "year": 1931}, "half_stars": 7}],
        "imports": [
            {"state": "done", "lines": [{"outcome": "kept", "content": {"plays": "PLAYS"}}]}
        ],
    }
    found = read(json.dumps(data).replace('"PLAYS"', number).encode(), "halfstar.json")
    assert [summary(line)[1:] for line in found.lines] == [("M", 7), ("", "kept")]
    assert found.lines[1].content["content"] == {"plays": number}


def test_a_zip_that_is_no_bomb_but_too_large_is_told_the_way_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 1_000_000)
    with pytest.raises(Unreadable, match=r"more than 1 MB, .* bring halfstar\.csv, cut into"):
        read(zip_of({"halfstar.json": os.urandom(600_000), "more.json": os.urandom(600_000)}), "")


def test_a_line_near_the_start_that_holds_a_nul_is_the_only_one_that_is_lost() -> None:
    found = brought("Title,Year,Rating", "M\0,1931,4", "Ran,1985,5")
    assert [summary(line)[:2] for line in found.lines] == [(3, "Ran"), (2, "M\\u0000")]
    assert found.lines[1].refusal == "The line holds a NUL character."


UNREADABLE_YEARS = {
    "Letterboxd": text("Title,Year,Rating", "M,abcd,4"),
    "TMDB": text(TMDB, "550,tt0137523,movie,M,abcd,,,8.4,7.5,2022-09-20"),
    "Trakt": json.dumps([{**movie(rated_at="2014-09-01"), "rating": 9}]).encode(),
    "IMDb": text("Const,Your Rating,Date Rated,Title,Year", "tt0022100,8,2020-01-01,M,abcd"),
    "Flixster": json.dumps([{"movie": {"title": "M", "year": "abcd"}, "score": 4}]).encode(),
    "Criticker": text("Score,Film Name,Year", "80,M,abcd"),
    "Halfstar": text(OWN, "rating,7,,M,abcd,,,,,,"),
}


@pytest.mark.parametrize("service", UNREADABLE_YEARS)
def test_a_line_whose_year_cannot_be_read_is_refused_by_name(service: str) -> None:
    data = UNREADABLE_YEARS[service]
    if service == "Trakt":
        data = re.sub(rb'"year": [0-9]+', b'"year": "abcd"', data)
    [line] = read(data, "file").lines
    assert (line.half_stars, line.refusal) == (None, "The year “abcd” can't be read.")
