"""Real films and their published scores, where someone has put them on this machine.

They may not be in the repository. `HALFSTAR_TEST_DATA` names the folder that has them; without
it the tests that need them are skipped, and say so. CONTRIBUTING.md says what they are.
"""

import csv
import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = os.environ.get("HALFSTAR_TEST_DATA", "")
needs_golden_data = pytest.mark.skipif(
    not FOLDER, reason="HALFSTAR_TEST_DATA names no folder with published scores"
)


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a file of that folder, plain or compressed, by its header."""
    path = Path(FOLDER) / name
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)
