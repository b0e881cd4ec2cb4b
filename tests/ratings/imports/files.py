"""Files in the forms of other services, made up for tests."""

import io
import zipfile

from ratings.imports.brought import Brought, BroughtLine
from ratings.imports.reading import read


def text(*lines: str, end: str = "\n") -> bytes:
    """Lines as a file in UTF-8."""
    return end.join([*lines, ""]).encode()


def zipped(**members: bytes) -> bytes:
    """A zip; names are written with __ for / and with .csv where they have no ending."""
    return zip_of(
        {
            (name if "." in name else f"{name}.csv").replace("__", "/"): data
            for name, data in members.items()
        }
    )


def zip_of(members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of files by their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, data in members.items():
            # Dated, so that tests that are named after a file have the same name everywhere.
            archive.writestr(zipfile.ZipInfo(name), data, packing)
    return buffer.getvalue()


def brought(*lines: str, name: str = "file", scale: int | None = None) -> Brought:
    """What a text file of these lines brings."""
    return read(text(*lines), name, scale=scale)


def summary(line: BroughtLine) -> tuple[int, str, int | str]:
    """A line in short: its number, its title, and what it says or why it isn't placed."""
    says: int | str = line.half_stars or line.flag or ("kept" if line.kept else line.refusal)
    return line.number, line.title, says
