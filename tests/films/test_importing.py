"""What every import promises about the file that it is given, whatever that file holds."""

import csv
import os
import pty
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from films.importing.command import ImportCommand, Taken
from films.importing.csv_records import Columns, check_csv, csv_records
from films.importing.json_lines import check_json_lines, json_lines, json_object
from films.importing.lines import LONGEST_LINE, physical_lines
from films.importing.refusal import AlienFile, Refusal, shown
from films.importing.report import Outcome, Report

KEYS = frozenset({"title"})
COLUMNS = Columns(("film", "quote"), frozenset({"url"}))
a_scratch_folder = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


class TitlesCommand(ImportCommand):
    """An import that keeps titles in a list: the smallest one there can be."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.titles: list[str] = []

    def check_file(self, path: Path) -> int:
        return check_json_lines(path, KEYS)

    def take_lines(self, path: Path, *, dry_run: bool) -> Iterable[Taken]:
        for line in json_lines(path):
            try:
                line.check()
                title = json_object(line.text)["title"]
            except (Refusal, KeyError) as fault:
                yield Taken(line.number, line.text, None, str(fault))
                continue
            known = title in self.titles
            if not (known or dry_run):
                self.titles.append(title)
            yield Taken(line.number, line.text, Outcome("unchanged" if known else "added"))


def file_of(folder: Path, content: bytes | str, name: str = "titles.jsonl") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def run(path: Path, **options: Any) -> tuple[str, int]:
    """Run the import, and return what it printed with its exit code."""
    out = StringIO()
    try:
        call_command(TitlesCommand(), path, stdout=out, **options)
    except SystemExit as end:
        return out.getvalue(), int(str(end.code))
    except CommandError as fault:
        return str(fault), fault.returncode
    return out.getvalue(), 0


def refused(path: Path) -> list[list[str]]:
    with open(f"{path}.refused.csv", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


# Lines -------------------------------------------------------------------------------------------


def test_lines_are_counted_from_1_and_end_at_line_feeds_alone(tmp_path):
    path = file_of(tmp_path, "one\r\n\ntwo\u2028\x85\x0b\x0cstill two\rtoo\nthree")
    assert [(line.number, line.text) for line in physical_lines(path)] == [
        (1, "one"),
        (2, ""),
        (3, "two\u2028\x85\x0b\x0cstill two\rtoo"),
        (4, "three"),
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path):
    path = file_of(tmp_path, b"\xef\xbb\xbffirst\nsecond\n")
    assert [line.text for line in physical_lines(path)] == ["first", "second"]


def test_a_line_too_long_to_hold_is_refused_by_name_and_the_next_one_is_read(tmp_path):
    path = file_of(tmp_path, "é" * LONGEST_LINE + "\nnext")
    long, after = physical_lines(path)
    with pytest.raises(Refusal, match="longer than"):
        long.check()
    assert (len(long.text), after.number, after.text) == (1000, 2, "next")


@pytest.mark.parametrize(
    "content", [b"\xff\xfet\x00", b"fine\nG\xe9n\xe9ral\n", b"a" * LONGEST_LINE + b"\xc3\n"]
)
def test_what_is_not_utf_8_is_refused_whole(tmp_path, content):
    with pytest.raises(AlienFile, match="not a text in UTF-8"):
        list(physical_lines(file_of(tmp_path, content)))


# JSON Lines --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[1]", "not a JSON object"),
        ("{", "not a JSON object"),
        ("{'a': 1}", "not a JSON object"),
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a": -Infinity}', "-Infinity is not a number"),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "“c” stands there twice"),
        ('{"a": ' + "9" * 5000 + "}", "is too long"),
        ('{"a": 1e999999999999999999999}', "is too long"),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
    ],
)
def test_a_line_of_json_is_read_strictly(line, reason):
    with pytest.raises(Refusal, match=reason):
        json_object(line)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        ("\n \r\n\t\n", "empty"),
        ("title,year\nA,2008\n", "another kind"),
        ('[{"title": "A"}]', "another kind"),
        ('{"name": "A"}\n', "another kind"),
        ('{"title": "A"}\n'.encode("utf-16-le"), "another kind"),
        (b"SQLite format 3\0\1\1\0", "another kind"),
    ],
)
def test_a_file_of_another_kind_is_told_from_a_faulty_one(tmp_path, content, reason):
    with pytest.raises(AlienFile, match=reason):
        check_json_lines(file_of(tmp_path, content), KEYS)


def test_one_faulty_line_that_was_meant_is_enough_for_a_file_to_be_of_its_kind(tmp_path):
    assert check_json_lines(file_of(tmp_path, b'\n?\n{"title": "A\0"}\n'), KEYS) == 2


# CSV ---------------------------------------------------------------------------------------------


def records(folder: Path, content: str) -> list[tuple[int, Any]]:
    """Every record's line with its values, or with the reason why it has none."""
    path = file_of(folder, content, "reviews.csv")
    header, _count = check_csv(path, COLUMNS)
    found: list[tuple[int, Any]] = []
    for record in csv_records(path):
        try:
            found.append((record.number, list(record.fields(header).values())))
        except Refusal as fault:
            found.append((record.number, str(fault)))
    return found


def test_a_record_counts_as_the_line_on_which_it_begins(tmp_path):
    content = '\ufefffilm,quote\r\na,"one\r\ntwo ""three"""\r\n\r\nb,four'
    assert records(tmp_path, content) == [(2, ["a", 'one\ntwo "three"']), (5, ["b", "four"])]


def test_a_quotation_mark_that_is_never_closed_costs_its_own_line_only(tmp_path):
    found = records(tmp_path, 'film,quote\na,"one\nb,two\nc,three\n')
    assert found == [
        (2, "A quotation mark opens in this line and is not closed."),
        (3, ["b", "two"]),
        (4, ["c", "three"]),
    ]


def test_a_quotation_mark_does_not_swallow_more_than_a_line_may_hold(tmp_path):
    rest = "b,two\n" * (LONGEST_LINE // 6 + 100)
    found = records(tmp_path, f'film,quote\na,"one\n{rest}')
    assert found[0] == (2, "A quotation mark opens in this line and is not closed.")
    assert len(found) == LONGEST_LINE // 6 + 101
    assert found[-1][1] == ["b", "two"]


def test_a_record_that_does_not_fit_is_refused_by_name(tmp_path):
    found = records(
        tmp_path, f'film,quote\na\nb,"x" y\nc,\0\nd,{"y" * LONGEST_LINE}\ne,z\rz\nf,ok\n'
    )
    assert [number for number, _what in found] == [2, 3, 4, 5, 6, 7]
    assert [what if isinstance(what, list) else what[:30] for _number, what in found] == [
        "The line has 1 values where th",
        "The line can't be read as CSV:",
        "The line holds a NUL character",
        "The line is longer than 100000",
        "The line can't be read as CSV:",
        ["f", "ok"],
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ('{"title": "A"}\n', "no column film, quote"),
        ("film;url\n", "no column quote"),
        ("film\n", "no column quote"),
        ("film,quote,qoute\n", "unknown column, “qoute”"),
        ("film,quote,Film\n", "column “film” twice"),
        ("film,quote\n", "a header and no line"),
        ("film,quote\n \n\n", "a header and no line"),
        ('film,quote\nA\n"B,\n', "no line that can be read"),
    ],
)
def test_a_csv_file_is_known_by_its_header_and_a_line(tmp_path, content, reason):
    with pytest.raises(AlienFile, match=reason):
        check_csv(file_of(tmp_path, content), COLUMNS)


def test_a_header_may_have_its_columns_in_any_order_and_case(tmp_path):
    assert check_csv(file_of(tmp_path, ' URL,Quote,"film"\n1,2,3\n'), COLUMNS) == (
        ["url", "quote", "film"],
        1,
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_values_stand_between_commas_or_what_the_header_has_instead(tmp_path, delimiter):
    lines = (("film", "quote", "url"), ("faust", '"A, b; c\td."', ""))
    path = file_of(tmp_path, "\n".join(map(delimiter.join, lines)))
    header, many = check_csv(path, COLUMNS)
    assert (header, many) == (["film", "quote", "url"], 1)
    assert [record.values for record in csv_records(path)] == [["faust", "A, b; c\td.", ""]]


# The command -------------------------------------------------------------------------------------


def test_an_import_ends_with_its_counts(tmp_path):
    path = file_of(tmp_path, '{"title": "A"}\n{"title": "B"}\n{"title": "A"}\n')
    assert run(path) == ("added 2, changed 0, unchanged 1, kept 0, refused 0\n", 0)


def test_a_dry_run_says_so_first(tmp_path):
    path = file_of(tmp_path, '{"title": "A"}\n')
    said, code = run(path, dry_run=True)
    assert said.startswith("dry run, nothing saved: added 1,")
    assert code == 0


@pytest.mark.parametrize("dry_run", [False, True])
def test_refused_lines_are_written_down_as_they_stood(tmp_path, dry_run):
    path = file_of(tmp_path, '\n{"title": "A"}\r\n {"é", "\t"} \r\n[1]\n')
    said, code = run(path, dry_run=dry_run)
    assert code == 1
    assert said.endswith(f"refused 2\nThe refused lines are in {path}.refused.csv.\n")
    assert refused(path) == [
        ["line", "reason", "content"],
        ["3", "The line is not a JSON object.", ' {"é", "\t"} '],
        ["4", "The line is not a JSON object.", "[1]"],
    ]


def test_the_refused_file_is_replaced_at_each_run_and_removed_when_nothing_is_refused(tmp_path):
    path = file_of(tmp_path, '{"title": "A"}\n1\n2\n')
    run(path)
    file_of(tmp_path, '{"title": "A"}\n3\n')
    run(path)
    assert [row[2] for row in refused(path)[1:]] == ["3"]
    file_of(tmp_path, '{"title": "A"}\n')
    assert run(path)[1] == 0
    assert os.listdir(tmp_path) == ["titles.jsonl"]


def test_the_refused_lines_go_where_one_says(tmp_path):
    path = file_of(tmp_path, '{"title": "A"}\n1\n')
    run(path, refused=tmp_path / "elsewhere.csv")
    assert sorted(os.listdir(tmp_path)) == ["elsewhere.csv", "titles.jsonl"]


def test_a_file_of_another_kind_leaves_an_earlier_refused_file_alone(tmp_path):
    path = file_of(tmp_path, "")
    earlier = file_of(tmp_path, "of an earlier run", "titles.jsonl.refused.csv")
    assert run(path) == (f"{path} is empty.", 2)
    assert earlier.read_text() == "of an earlier run"


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("titles.jsonl", "can't replace the file that they come from"),
        ("link.jsonl", "can't replace the file that they come from"),
        ("hard-link.jsonl", "can't replace the file that they come from"),
        ("folder", "isn't a file"),
        ("no/such/folder.csv", "No such file or directory"),
        ("n" * 300, "File name too long"),
        ("/dev/null", "isn't a file"),
    ],
)
def test_a_place_where_refused_lines_cannot_go_stops_the_import_first(tmp_path, place, reason):
    path = file_of(tmp_path, '{"title": "A"}\n1\n')
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.jsonl").symlink_to(path)
    (tmp_path / "hard-link.jsonl").hardlink_to(path)
    before = sorted(os.listdir(tmp_path))
    command = TitlesCommand()
    with pytest.raises(CommandError, match=reason) as fault:
        call_command(command, path, refused=tmp_path / place)
    assert fault.value.returncode == 2
    assert command.titles == []
    assert sorted(os.listdir(tmp_path)) == before
    assert path.read_text() == '{"title": "A"}\n1\n'


def test_a_missing_file_and_a_folder_are_said_in_one_sentence(tmp_path):
    assert run(tmp_path / "none") == (f"There is no file {tmp_path}/none.", 2)
    assert run(tmp_path) == (f"{tmp_path} is not a file.", 2)
    assert run(Path("/")) == ("/ is not a file.", 2)
    assert run(Path("/dev/zero")) == ("/dev/zero is not a file.", 2)


def test_a_file_whose_name_is_not_text_is_named_all_the_same(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n.jsonl"))
    path.write_text("1\n{}")
    assert run(path)[1] == 2
    path.write_text('1\n{"title": "A"}')
    said, code = run(path)
    assert "\\n.jsonl.refused.csv" in said
    assert code == 1


def test_a_bar_shows_on_a_terminal_and_nowhere_else(tmp_path, capfd, monkeypatch):
    path = file_of(tmp_path, '{"title": "A"}\n')
    call_command(TitlesCommand(), path)
    assert capfd.readouterr().err == ""
    ours, terminal = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    with os.fdopen(terminal, "w") as screen:
        monkeypatch.setattr("sys.stderr", screen)
        call_command(TitlesCommand(), path)
        screen.flush()
        assert b"titles.jsonl" in os.read(ours, 10_000)
    os.close(ours)


def test_a_line_that_changed_something_and_left_something_counts_as_both():
    report = Report()
    for outcome in (
        Outcome("changed", kept=True),
        Outcome("unchanged", kept=True),
        Outcome("added"),
    ):
        report.count(outcome)
    assert str(report) == "added 1, changed 1, unchanged 0, kept 2, refused 0"


def test_a_reason_repeats_little_of_a_value_and_nothing_unprintable():
    assert shown("a" * 100) == f"“{'a' * 60}…”"
    assert shown("\0\n\x1b[31m\ud800\u2028") == "“\\x00\\n\\x1b[31m\\ud800\\u2028”"


@a_scratch_folder
@given(content=st.one_of(st.binary(), st.text().map(lambda text: text.encode("utf-8", "replace"))))
def test_no_bytes_whatever_end_in_a_traceback(tmp_path, content):
    path = file_of(tmp_path, content)
    assert run(path)[1] in {0, 1, 2}


@a_scratch_folder
@given(
    body=st.lists(st.sampled_from(['"', ",", "\n", "\r\n", "\r", "\0", "a", "é", '""', "b,c\n"]))
)
def test_every_line_of_a_csv_file_is_in_exactly_one_record(tmp_path, body):
    path = file_of(tmp_path, "film,quote\nA,b\n" + "".join(body), "reviews.csv")
    _header, count = check_csv(path, COLUMNS)
    found = list(csv_records(path))
    assert len(found) == count
    lines = {line.number: line.text for line in physical_lines(path)}
    seen: list[int] = []
    for record in found:
        seen += range(record.number, record.number + record.text.count("\n") + 1)
    assert seen == sorted(set(seen))
    assert all(lines[number].strip() == "" for number in lines.keys() - set(seen) - {1})
