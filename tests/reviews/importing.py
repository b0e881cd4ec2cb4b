"""Files of reviews for tests: written, imported, and looked at afterwards."""

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

from reviews.models import CriticReview

COLUMNS = [
    *("film", "critic", "publication", "quote", "url", "verdict", "original_score"),
    *("published_on", "aggregator", "status"),
]


def write(path: Path, *lines: dict[str, str], columns: Iterable[str] = COLUMNS) -> Path:
    """Write a file of reviews; a line says only what matters."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), restval="")
        writer.writeheader()
        writer.writerows(lines)
    return path


def run(path: Path, **options: Any) -> tuple[str, int]:
    """Import a file; gives the counts that it ended with, or its sentence, and the exit code."""
    out = StringIO()
    try:
        call_command("import_reviews", path, stdout=out, **options)
    except SystemExit as end:
        return out.getvalue().splitlines()[0], int(str(end.code))
    except CommandError as fault:
        return str(fault), fault.returncode
    return out.getvalue().splitlines()[0], 0


def counts(path: Path, **options: Any) -> dict[str, int]:
    """Import a file; gives the counts that aren't 0."""
    said, _code = run(path, **options)
    pairs = (part.split() for part in said.rpartition(": ")[2].split(", "))
    return {what: int(number) for what, number in pairs if number != "0"}


def refused(path: Path) -> list[tuple[int, str]]:
    """The refused lines' numbers and reasons."""
    if not Path(f"{path}.refused.csv").exists():
        return []
    with open(f"{path}.refused.csv", encoding="utf-8", newline="") as file:
        return [(int(row["line"]), row["reason"]) for row in csv.DictReader(file)]


def reviews(*fields: str) -> list[Any]:
    """These fields of every review, in the order in which they came."""
    rows = CriticReview.objects.order_by("pk")
    return list(
        rows.values_list(*fields, flat=True) if len(fields) == 1 else rows.values_list(*fields)
    )
