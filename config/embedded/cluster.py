"""The data folder of the server: made once, checked at each start, and where it listens."""

import os
import re
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

from config.embedded.binaries import ENVIRONMENT, Binaries
from config.embedded.errors import ELSEWHERE, EmbeddedServerError, disk_full
from config.embedded.system_user import Identity, give

USER = "halfstar"
SOCKET_PORT = 5432
"""On a socket the port is only a part of its name."""

_SOCKET_PATH_BYTES = 107 if sys.platform == "linux" else 103
_FREE_TO_SET_UP = 200 * 2**20
_FREE_TO_START = 32 * 2**20
"""Bytes. An empty database takes 40 MB; the rest is room to work in."""

_INITDB = (
    f"--username={USER} --auth=scram-sha-256 --pwfile=/dev/stdin --encoding=UTF8 --locale=C"
    " --locale-provider=builtin --builtin-locale=C.UTF-8 --no-instructions"
).split()


def check_room(folder: Path) -> None:
    """Raise EmbeddedServerError when the disk is so full that the server would fail soon."""
    needed = _FREE_TO_START if (folder / "data").exists() else _FREE_TO_SET_UP
    if shutil.disk_usage(folder).free < needed:
        raise EmbeddedServerError(
            f"The disk that holds {folder} is full, and the database needs {needed >> 20} MB:"
            f" free some space, {ELSEWHERE}."
        )


def set_up(folder: Path, binaries: Binaries, identity: Identity, durable: bool, lock: int) -> None:
    """Make the data folder and its password, both or neither, however it is interrupted.

    ``initdb`` inherits ``lock``, so that nobody begins anew while a killed command's still runs.
    """
    sys.stderr.write(f"Setting up PostgreSQL {binaries.version} in {folder} …\n")
    sys.stderr.flush()
    unfinished = folder / "data.new"
    if unfinished.exists():
        shutil.rmtree(unfinished)
    unfinished.mkdir(mode=0o700)
    give(unfinished, identity)
    password = secrets.token_urlsafe(32)
    command = [binaries.program("initdb"), "-D", reachable(unfinished), *_INITDB]
    if not durable:
        command.append("--no-sync")
    _run_initdb(command, unfinished, identity, password, lock)
    _write_password(folder, password)
    unfinished.rename(folder / "data")


def _run_initdb(
    command: list[str], data: Path, identity: Identity, password: str, lock: int
) -> None:
    reading, writing = os.pipe()
    try:
        # Opened anew as /dev/stdin, by whoever initdb runs as.
        give(reading, identity)
        os.write(writing, f"{password}\n".encode())
        os.close(writing)
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own program
            command,
            cwd=data,
            env=ENVIRONMENT,
            stdin=reading,
            capture_output=True,
            text=True,
            pass_fds=(lock,),
            **identity,
        )
    finally:
        os.close(reading)
    if done.returncode:
        shutil.rmtree(data)
        (data.parent / "log").write_text(done.stdout + done.stderr, encoding="utf-8")
        raise failure(data.parent, done.stderr)


def failure(folder: Path, messages: str) -> EmbeddedServerError:
    """The sentence for what a program of PostgreSQL wrote when it gave up."""
    if "No space left on device" in messages or "Disk quota exceeded" in messages:
        return disk_full(folder)
    told: list[str] = re.findall(r"(?:FATAL|PANIC|error): +(.+)", messages)
    reason = told[-1] if told else "it gave no reason"
    return EmbeddedServerError(
        f"PostgreSQL didn't start in {folder} ({reason}): read {folder / 'log'},"
        f" mend what it names, {ELSEWHERE}."
    )


def _write_password(folder: Path, password: str) -> None:
    unfinished = folder / "password.new"
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="ascii") as file:
        file.write(password)
        file.flush()
        os.fsync(descriptor)
    unfinished.replace(folder / "password")


def read_password(folder: Path) -> str:
    """The password of the server in ``folder``. Raises EmbeddedServerError when it's gone."""
    try:
        return (folder / "password").read_text(encoding="ascii")
    except FileNotFoundError:
        raise EmbeddedServerError(
            f"The database in {folder} has lost its file password: bring it back, or move the"
            " folder away to begin anew."
        ) from None


def check_version(data: Path, binaries: Binaries) -> None:
    """Raise EmbeddedServerError unless ``data`` was made by this major version."""
    try:
        made_by = (data / "PG_VERSION").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise EmbeddedServerError(
            f"{data} isn't the folder of a PostgreSQL server: move it away, {ELSEWHERE}."
        ) from None
    if made_by != binaries.major:
        raise EmbeddedServerError(
            f"The database in {data} was made by PostgreSQL {made_by} and this is"
            f" {binaries.major}: dump it with the Halfstar that made it and load it here, or"
            " move the folder away to begin anew."
        )


def in_use(data: Path) -> EmbeddedServerError:
    """The sentence for a data folder that a server serves which isn't this home's."""
    return EmbeddedServerError(
        f"The database in {data} is in use by another server: stop that one first, {ELSEWHERE}."
    )


def clear_leftovers(data: Path) -> None:
    """Remove what a killed server left: its pid may be another process's by now.

    Call it only while holding the server's locks; a server that somebody started by hand on
    this folder is seen by where it works (Linux; elsewhere PostgreSQL's own check stays).
    """
    if sys.platform != "linux":
        return
    names = ["postmaster.pid", *(p.name for p in data.glob(".s.PGSQL.*.lock"))]
    if any(_works_in(data, pid) for pid in {_first_line(data / name) for name in names}):
        raise in_use(data)
    for name in names:
        (data / name).unlink(missing_ok=True)


def _first_line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").partition("\n")[0].strip().lstrip("-")
    except FileNotFoundError:
        return ""


def _works_in(data: Path, pid: str) -> bool:
    if not pid.isdecimal():
        return False
    try:
        return os.path.samefile(f"/proc/{pid}/cwd", data)
    except (FileNotFoundError, PermissionError, ProcessLookupError):
        # Gone, or another user's: then it isn't a server on a folder of ours.
        return False


def listening(data: Path) -> tuple[str, int] | None:
    """Host (a folder, for a socket) and port of a server that is ready, as its pid file says."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return None
    if len(lines) < 8 or lines[7].strip() != "ready":
        return None
    return lines[5].strip() or str(data), int(lines[3])


def reachable(data: Path) -> str:
    """What to call ``data`` for a program that is started in it.

    On Linux a name that works below folders that its user may not enter, and at any length.
    """
    return "/proc/self/cwd" if sys.platform == "linux" else str(data)


def has_place_for_a_socket(data: Path) -> bool:
    """Whether clients can name a socket in ``data``: the system and libpq both have limits."""
    path = data / f".s.PGSQL.{SOCKET_PORT}"
    nameable = str(data).isprintable() and "," not in str(data)
    return nameable and len(os.fsencode(path)) <= _SOCKET_PATH_BYTES
