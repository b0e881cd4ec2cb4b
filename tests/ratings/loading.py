"""Running `load_ratings` on a text, as tests do."""

import csv
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command


class Loading:
    """Writes texts to `many.csv` and loads them."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "many.csv"
        self.refused_path = folder / "many.csv.refused.csv"

    def __call__(self, content: str | bytes, *options: str) -> tuple[str, int]:
        """Load it; gives the first sentence that it ends with, and the exit code."""
        out = StringIO()
        self.path.write_bytes(content.encode() if isinstance(content, str) else content)
        try:
            call_command("load_ratings", str(self.path), *options, stdout=out)
        except CommandError as error:
            return str(error).replace(str(self.path), self.path.name), error.returncode
        except SystemExit as left:
            return out.getvalue().splitlines()[0], int(left.code or 0)
        return out.getvalue().splitlines()[0], 0

    @property
    def refused(self) -> list[list[str]]:
        """The lines of the file of refused ones, without its header."""
        with self.refused_path.open(newline="") as file:
            header, *lines = csv.reader(file)
        assert header == ["line", "reason", "content"]
        return lines
