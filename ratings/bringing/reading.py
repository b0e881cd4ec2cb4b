"""The first step of an import: the file is read, and each line is matched with a film."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils import timezone

from films.models.film import TITLE_LENGTH
from ratings.bringing.comparing import compare
from ratings.bringing.known import pass_over_known
from ratings.bringing.matching import Match, matches
from ratings.bringing.run import Run
from ratings.imports.brought import BroughtLine
from ratings.imports.reading import read
from ratings.models import ImportBatch, ImportLine, ImportUpload
from ratings.models.import_line import LONGEST_REASON

AT_ONCE = 5_000
"""Lines that are matched and kept in one transaction."""
Outcome = ImportLine.Outcome
_COLUMNS = (
    *("batch_id", "file", "number", "part", "content", "title", "other_titles", "year", "ids"),
    *("half_stars", "flag", "at", "film_id", "outcome", "reason"),
)


def read_file(batch: ImportBatch, run: Run) -> None:
    """Read the file of an import, and keep its lines with what would become of each.

    Raises Unreadable, with a sentence, when it is no file that can be read.
    """
    upload = ImportUpload.objects.get(batch=batch)
    brought = read(bytes(upload.data), batch.file_name, scale=batch.scale)
    run.piece(
        partial(_begin, batch),
        state="reading",
        service=brought.service,
        scales=[str(sentence) for sentence in brought.scales],
        to_do=len(brought.lines),
        done=0,
    )
    parts: Counter[tuple[str, int]] = Counter()
    lines = iter(brought.lines)
    while some := list(islice(lines, AT_ONCE)):
        numbered = [(_part(line, parts), line) for line in _one_thing_each(some)]
        run.piece(partial(_keep, batch, numbered), done=F("done") + len(some))
        run.heard(len(some))
    run.piece(partial(_end, batch), state="read", to_do=0, done=0)


def _part(line: BroughtLine, seen: Counter[tuple[str, int]]) -> int:
    """How many lines with the same number in the same file came before this one."""
    seen[line.file, line.number] += 1
    return seen[line.file, line.number] - 1


def _one_thing_each(lines: Iterable[BroughtLine]) -> Iterator[BroughtLine]:
    """A line that says a rating and a flag as two lines, the rating first."""
    for line in map(_clean, lines):
        if line.half_stars and line.flag:
            yield replace(line, flag="")
            yield replace(line, half_stars=None)
        else:
            yield line


def _clean(line: BroughtLine) -> BroughtLine:
    """The line as the database takes it."""
    return replace(
        line,
        file=_plain(line.file)[:255],
        title=_plain(line.title)[:TITLE_LENGTH],
        other_titles=tuple(_plain(title)[:TITLE_LENGTH] for title in line.other_titles),
        ids={_plain(site): _plain(value) for site, value in line.ids.items()},
        year=line.year if line.year and 0 < line.year < 10_000 else None,
    )


def _begin(batch: ImportBatch) -> None:
    """Forget the lines that an earlier run kept which didn't come to its end."""
    ImportLine.objects.filter(batch=batch).delete()


def _end(batch: ImportBatch) -> None:
    compare(batch)
    pass_over_known(batch)
    ImportUpload.objects.filter(batch=batch).delete()


def _keep(batch: ImportBatch, numbered: Sequence[tuple[int, BroughtLine]]) -> None:
    to_place = [line for _part, line in numbered if _is_to_place(line)]
    found = iter(matches(to_place))
    copy_lines(
        _row(batch, part, line, next(found) if _is_to_place(line) else None)
        for part, line in numbered
    )


def _is_to_place(line: BroughtLine) -> bool:
    return not (line.refusal or line.kept) and bool(line.half_stars or line.flag)


def copy_lines(rows: Iterable[tuple[Any, ...]]) -> None:
    """Write lines of imports, given by `_COLUMNS`, as fast as the database takes them."""
    copy = f"COPY ratings_importline ({', '.join(_COLUMNS)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(copy) as copying:
        for row in rows:
            copying.write_row(row)


def _row(batch: ImportBatch, part: int, line: BroughtLine, match: Match | None) -> tuple[Any, ...]:
    outcome, reason = _outcome(line, match)
    now = timezone.now()
    return (
        *(batch.pk, line.file, line.number, part, _json(line.content)),
        *(line.title, _json(line.other_titles), line.year, _json(line.ids)),
        *(line.half_stars, line.flag, min(line.at, now) if line.at else None),
        *(match and match.film, outcome.value, _plain(reason)[:LONGEST_REASON]),
    )


def _outcome(line: BroughtLine, match: Match | None) -> tuple[ImportLine.Outcome, str]:
    if line.refusal:
        return Outcome.REFUSED, line.refusal
    if match is None:
        return Outcome.KEPT, ""
    if match.film is None:
        return Outcome.UNPLACED, match.reason
    return Outcome.MATCHED, " ".join(filter(None, (match.reason, line.note)))


def _plain(text: str) -> str:
    """The text without what no database takes: NUL, and halves of characters."""
    return str(text).replace("\0", "").encode("utf-8", "replace").decode()


def _json(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """The value as JSON that the database takes."""
    return _plain(json.dumps(_without_nul(value), ensure_ascii=False, default=str))


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, Mapping):
        return {_without_nul(key): _without_nul(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nul(each) for each in value]
    return value
