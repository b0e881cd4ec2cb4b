"""A demo as people run it, a process with a home and a port of its own, and a browser for it."""

import os
import re
import signal
import socket
import subprocess
import sys
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from tests.config.embedded_tools import is_over, wait_until

ROOT = Path(__file__).parents[2]
LIKE_UV = (
    "import os, subprocess, sys;"
    "sys.exit(subprocess.call(sys.argv[1:], env=os.environ | {'UV_RUN_RECURSION_DEPTH': '1'}))"
)
"""A program that runs another one as `uv run` does: as its child, and waits for it."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a command reads in this home, whatever the developer's own environment says."""
    own = {name: "" for name in os.environ if name.startswith("HALFSTAR_")}
    without = {name: value for name, value in os.environ.items() if name not in own}
    without.pop("UV_RUN_RECURSION_DEPTH", None)
    return without | {"HALFSTAR_HOME": str(home), "DATABASE_URL": "", **more}


class Demo:
    """`manage.py demo`, started and ended as often as a test likes."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.log = home.with_name(f"{home.name}.log")
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it can be seen."""
        return f"http://127.0.0.1:{self.port}"

    def begin(self, *before: str, **more: str) -> None:
        """Start it, by another program if one is given, and don't wait."""
        command = [*before, sys.executable, "manage.py", "demo", "--port", str(self.port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment(self.home, **more),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def start(self, *before: str, **more: str) -> None:
        """Start it unless it runs, and wait until it says that it is there."""
        if self.process is None:
            self.begin(*before, **more)
            self.wait_for("Halfstar is at")

    def wait_for(self, words: str) -> None:
        """Wait until it has said so."""
        assert self.process
        process = self.process

        def said() -> bool:
            assert process.poll() is None, self.said
            return words in self.said

        wait_until(said, 120)

    @property
    def said(self) -> str:
        """All that it has said since it was started."""
        return self.log.read_text(encoding="utf-8")

    def kill(self) -> None:
        """SIGKILL to the process that was started, and to no other."""
        assert self.process
        self.process.kill()
        self.process.wait()
        self.process = None

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        """Send a signal to all of its group, as Ctrl-C in a terminal does; the exit code."""
        assert self.process
        os.killpg(self.process.pid, how)
        code = self.process.wait(30)
        self.process = None
        return code

    def is_over(self) -> bool:
        """Whether nothing of it is left: no server of either kind, and its port is free."""
        return is_over(self.home) and not self.processes() and self._port_is_free()

    def processes(self) -> list[int]:
        """The ids of its own processes, and of those that they made."""
        words = f"demo\0--port\0{self.port}\0".encode()
        return [
            int(folder.name)
            for folder in Path("/proc").glob("[0-9]*")
            if words in _command_line(folder)
        ]

    def _port_is_free(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) != 0

    def ask(self, question: str) -> str:
        """The value of a Python expression over the models, as `manage.py shell` prints it."""
        answer = subprocess.run(
            [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", f"print({question})"],
            cwd=ROOT,
            env=environment(self.home),
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert answer.returncode == 0, answer.stderr
        return answer.stdout.strip()


def _command_line(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:  # It has ended meanwhile.
        return b""


class Visitor:
    """Someone with a browser: keeps cookies, follows redirects, sends tokens."""

    def __init__(self, demo: Demo) -> None:
        self.demo = demo
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> tuple[int, str]:
        """The status and the page."""
        return self._open(path)

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """Send a form; the status and the page to which it leads."""
        token = next(cookie.value or "" for cookie in self.cookies if cookie.name == "csrftoken")
        body = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        return self._open(path, body)

    def sign_in(self, name: str) -> str:
        """The page after signing in with the password that the demo tells."""
        self.get("/accounts/login/")
        return self.post("/accounts/login/", login=name, password="halfstar")[1]

    def _open(self, path: str, body: bytes | None = None) -> tuple[int, str]:
        try:
            with self.opener.open(self.demo.address + path, body, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as refusal:
            with refusal:
                return refusal.status or 0, refusal.read().decode()


def style_sheets(page: str) -> list[str]:
    """The addresses of a page's style sheets."""
    return re.findall(r'href="(/static/[^"]+\.css)"', page)
