"""Plain functions to lead commands that use the embedded server, and to look at its processes."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from config.embedded.system_user import OURSELVES, Identity

ROOT = Path(__file__).parents[2]


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a command needs to know of ``home``."""
    return os.environ | {
        "EMBEDDED_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "tests.config.embedded_settings",
        **more,
    }


class Command:
    """A process that uses the server of ``home``; ``before`` is Python that it runs first."""

    def __init__(
        self,
        home: Path,
        *,
        before: str = "",
        identity: Identity = OURSELVES,
        python: str = sys.executable,
        **more: str,
    ) -> None:
        self.process = subprocess.Popen(
            [python, "-m", "tests.config.embedded_user"],
            cwd=ROOT,
            env=environment(home, EMBEDDED_BEFORE=before, **more),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            **identity,
        )

    def tell(self, **question: object) -> None:
        """Ask without waiting."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        """The next answer: ``is``, or ``error`` and ``text``."""
        assert self.process.stdout
        assert self.process.stderr
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        heard: dict[str, Any] = json.loads(line)
        return heard

    def sql(self, statement: str) -> Any:
        """The rows of ``statement``."""
        self.tell(sql=statement)
        heard = self.hear()
        assert "is" in heard, heard
        return heard["is"]

    def trouble(self) -> str:
        """The sentence that the server's refusal tells."""
        self.tell(sql="SELECT 1")
        heard = self.hear()
        assert heard.get("error") == "EmbeddedServerError", heard
        assert "\n" not in heard["text"]
        return str(heard["text"])

    def end(self) -> str:
        """End it as a command ends; what it wrote on standard error."""
        return self.process.communicate(timeout=20)[1]

    def kill(self) -> None:
        """SIGKILL, at once."""
        self.process.kill()
        self.process.communicate(timeout=20)


@contextmanager
def commands(home: Path, count: int, before: str = "") -> Iterator[list[Command]]:
    """That many commands at the same time, ended at the end."""
    running = [Command(home, before=before) for _ in range(count)]
    try:
        yield running
    finally:
        for command in running:
            if command.process.poll() is None:
                command.end()


def server_pid(home: Path) -> int:
    """The pid of ``postgres``."""
    return int((home / "postgres/data/postmaster.pid").read_text().partition("\n")[0])


def parent(pid: int) -> int:
    """The pid of its parent: the supervisor, for ``postgres``."""
    stat = Path(f"/proc/{pid}/stat").read_text()
    return int(stat.rpartition(")")[2].split()[1])


def serving(home: Path) -> list[int]:
    """The pids of all processes of PostgreSQL, and of supervisors, for ``home``."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            cwd = os.readlink(process / "cwd")
            line = (process / "cmdline").read_text(errors="replace")
        except OSError:  # Gone meanwhile, or not ours to see.
            continue
        supervises = "supervisor.py" in line and json.dumps(str(home / "postgres"))[1:-1] in line
        if cwd.startswith(str(home / "postgres")) or supervises:
            found.append(int(process.name))
    return found


def wait_until(true: Callable[[], object], seconds: float = 30) -> None:
    """Wait for ``true`` to be true; fail when it doesn't become so."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def is_over(home: Path) -> bool:
    """Whether nothing serves ``home`` any more."""
    return not serving(home)
