"""A text as the only file of a zip, packed while it is being written. Pure: no database."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any


class _Sent(io.RawIOBase):
    """Takes what the packer writes, and gives it to who sends."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(self._pieces[-1])

    def taken(self) -> bytes:
        found, self._pieces = b"".join(self._pieces), []
        return found


def packed(name: str, pieces: Iterable[str]) -> Iterator[bytes]:
    """Pack pieces of a text, in UTF-8, as the file `name` of a zip."""
    sent = _Sent()
    archive = zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED)
    with archive, archive.open(name, "w") as file:
        for piece in pieces:
            file.write(piece.encode())
            if ready := sent.taken():
                yield ready
    yield sent.taken()
