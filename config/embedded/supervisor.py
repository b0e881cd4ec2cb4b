"""The parent of ``postgres``: ends it when nobody uses it any more.

Run as a script of its own (``python -I -S supervisor.py PLAN``) with nothing but the standard
library, as it outlives the command that started it. PLAN is a ``Plan`` as JSON. It says
"ready" on its standard output and closes it; closing it in silence means that it failed, and
the log says why. However it is ended itself, the server is told and ends, too.
"""

import contextlib
import ctypes
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypedDict

PR_SET_PDEATHSIG = 1
SECONDS_BETWEEN_LOOKS = 0.1
SECONDS_TO_STOP = 60


class Plan(TypedDict):
    """What to start and what to hold; all paths are absolute, all locks open descriptors."""

    command: list[str]
    environment: dict[str, str]
    identity: dict[str, Any]
    """Arguments for ``subprocess``: whom ``postgres`` runs as."""
    data: str
    log: str
    lease: str
    own_lock: str
    """A file to hold alone, and no child with us: it says whether the supervisor lives."""
    start_lock: int
    """Let go when the server is ready."""
    locks: list[int]
    """Held by the server and all of its processes for as long as one of them lives."""
    kernel_tells: bool
    """Whether the kernel tells a child that its parent died (Linux)."""


def main(plan: Plan) -> None:
    """Leave the command's family, serve while there are leases, stop."""
    if os.fork():
        os._exit(0)
    os.chdir("/")
    report = os.dup(1)
    _redirect(plan["log"])
    fcntl.flock(os.open(plan["own_lock"], os.O_RDWR | os.O_CREAT, 0o600), fcntl.LOCK_EX)
    try:
        postgres = _start(plan)
    except OSError as error:
        sys.exit(f"FATAL:  {error}")
    watcher = None if plan["kernel_tells"] else _watch(postgres.pid)
    try:
        if _is_ready(postgres, Path(plan["data"]) / "postmaster.pid"):
            os.write(report, b"ready")
            os.close(report)
            os.close(plan["start_lock"])
            _wait_until_unused(postgres, plan["lease"])
    finally:
        _stop(postgres)
        if watcher is not None:
            os.write(watcher, b".")


def _redirect(log: str) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    written = os.open(log, os.O_WRONLY | os.O_APPEND)
    for target, source in ((0, nothing), (1, nothing), (2, written)):
        os.dup2(source, target)


def _start(plan: Plan) -> "subprocess.Popen[bytes]":
    """Start ``postgres`` from this, the main thread: the kernel's message hangs on the thread."""
    return subprocess.Popen(  # noqa: S603 - PostgreSQL's own program
        plan["command"],
        cwd=plan["data"],
        env=plan["environment"],
        stdin=subprocess.DEVNULL,
        stdout=2,
        pass_fds=plan["locks"],
        umask=0o077,
        preexec_fn=_end_with(os.getpid()) if plan["kernel_tells"] else None,
        **plan["identity"],
    )


def _end_with(supervisor: int) -> Callable[[], None]:
    """What the child does before it becomes ``postgres``, after the change of user."""
    libc = ctypes.CDLL(None)

    def ask_the_kernel() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT)
        if os.getppid() != supervisor:
            os._exit(1)

    return ask_the_kernel


def _watch(postgres: int) -> int:
    """Where the kernel doesn't tell: a second process that sees a pipe of ours close."""
    reading, writing = os.pipe()
    if os.fork():
        os.close(reading)
        return writing
    # Nothing else stays open: a lock in here would outlive the server.
    os.dup2(reading, 3)
    os.closerange(4, 1024)
    if not os.read(3, 1):
        with contextlib.suppress(ProcessLookupError):
            os.kill(postgres, signal.SIGINT)
    os._exit(0)


def _is_ready(postgres: "subprocess.Popen[bytes]", pid_file: Path) -> bool:
    """Wait until it accepts connections; False when it ended before."""
    while postgres.poll() is None:
        try:
            lines = pid_file.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            lines = []
        if len(lines) > 7 and lines[0] == str(postgres.pid) and lines[7].strip() == "ready":
            return True
        time.sleep(0.01)
    return False


def _wait_until_unused(postgres: "subprocess.Popen[bytes]", path: str) -> None:
    """Return holding the lease alone, or when ``postgres`` ended by itself."""
    lease = os.open(path, os.O_RDWR)
    while postgres.poll() is None:
        try:
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(SECONDS_BETWEEN_LOOKS)
        else:
            return


def _stop(postgres: "subprocess.Popen[bytes]") -> None:
    """A fast shutdown; an immediate one, mended at the next start, when that takes too long."""
    for stop in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        postgres.send_signal(stop)
        try:
            postgres.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            continue
        return


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
