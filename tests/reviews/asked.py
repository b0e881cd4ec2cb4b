"""A site on loopback whose links the tests ask."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any

from reviews.links.asking import Asker
from reviews.links.places import UnknownHostError, is_public

LOOPBACK = [ip_address("127.0.0.1")]


class Site(ThreadingHTTPServer):
    """A site on loopback whose paths say what they answer; `asked` is what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.asked: list[str] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def link(self, path: str) -> str:
        """A link to it, by a name that only the tests know."""
        return f"http://films.example:{self.server_port}{path}"


class Page(BaseHTTPRequestHandler):
    server: Site

    def do_HEAD(self) -> None:
        self.server.asked.append(f"{self.command} {self.path} {self.headers['Host']}")
        kind, _slash, rest = self.path.strip("/").partition("/")
        if kind == "get-only":
            kind = "405" if self.command == "HEAD" else "200"
        if kind == "wait":
            threading.Event().wait(1)
        self.send_response(int(kind) if kind.isdecimal() else 200)
        if kind in ("301", "302", "307"):
            self.send_header("Location", f"/{rest}" if rest else self.path)
        if kind == "308":
            self.send_header("Location", "http://inside.example/")
        self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()

    def log_message(self, *args: Any) -> None:
        """Quiet."""


def closed(path: str) -> str:
    """A link to a server that refuses to talk."""
    return f"http://films.example:1{path}"


def resolve(host: str, port: int) -> Any:
    """Names as the tests have them."""
    if host == "gone.example":
        raise UnknownHostError(host)
    return [ip_address("10.0.0.7")] if host == "inside.example" else LOOPBACK


def choose(addresses: Any) -> Any:
    """Loopback may be asked here, and nothing else that isn't public."""
    return next((one for one in addresses if one in LOOPBACK or is_public(one)), None)


def an_asker(**how: Any) -> Asker:
    """One that asks the site of the tests, without a pause."""
    return Asker(**{"seconds": 2, "pause": 0, "resolve": resolve, "choose": choose, **how})
