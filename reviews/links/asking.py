"""Asking whether a link leads to a page. No database.

HEAD first, as that costs the other side least; GET where a server answers HEAD with an error, as
many know GET only. The page itself isn't read.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from http.client import HTTPConnection, HTTPException
from threading import Timer
from time import monotonic, sleep
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from django.utils.translation import gettext as _

from reviews.links.places import Address, UnknownHostError, addresses_of, public

REDIRECTS = 5
#: Longer than an answer's first bytes may take, in case it comes drop by drop.
PATIENCE = 3
_REDIRECTED = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_HEADERS = {"User-Agent": "Halfstar (link check)", "Accept": "*/*", "Connection": "close"}
_PATH = "/%:=&?~+!$,;'@()*[]"


class State(Enum):
    """What a link is.

    `LOST` is one whose host nobody knows, if anybody is known at all; `SILENT` one whose server
    can't be talked to; `UNCLEAR` one whose server answers something that may pass; `UNASKED` one
    that must not be asked, or not now.
    """

    WORKS = "works"
    DEAD = "dead"
    LOST = "lost"
    SILENT = "silent"
    UNCLEAR = "unclear"
    UNASKED = "unasked"


class Answer(NamedTuple):
    """What came of asking, and why that is."""

    state: State
    why: str


class _NotAskedError(Exception):
    """A link that must not be asked; its text says why."""


class _Place(NamedTuple):
    """Where a request goes: the machine that was chosen, and what to ask it for."""

    is_secure: bool
    host: str
    port: int
    target: str
    address: Address


class _Connection(HTTPConnection):
    """Goes to the address that was looked at, whatever its name means a moment later."""

    def __init__(self, place: _Place, seconds: float, context: ssl.SSLContext) -> None:
        super().__init__(place.host, place.port, timeout=seconds)
        self.default_port = 443 if place.is_secure else 80
        self._place, self._context = place, context
        self.is_open = False

    def connect(self) -> None:
        """Connect, and have the host prove its name where the link is https."""
        address = (str(self._place.address), self.port)
        sock = socket.create_connection(address, self.timeout)
        self.sock = sock
        if self._place.is_secure:
            self.sock = self._context.wrap_socket(sock, server_hostname=self.host)
        self.is_open = True

    def hang_up(self) -> None:
        """End it from another thread."""
        try:
            self.sock.shutdown(socket.SHUT_RDWR)
        except (OSError, AttributeError):
            return


@dataclass
class Asker:
    """Asks one link after the other, each host with a pause in between; `seconds` for each answer.

    A host that didn't answer isn't asked again. To which no connection came about, none of its
    links can be asked; where only a page kept silent, the others may be fine.
    """

    seconds: float = 10
    pause: float = 2
    resolve: Callable[[str, int], Sequence[Address]] = addresses_of
    choose: Callable[[Sequence[Address]], Address | None] = public
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    #: The hosts and ports that didn't answer, and whether there was no connection at all.
    _silent: dict[tuple[str, int], bool] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def ask(self, url: str) -> Answer:
        """Follow a link to where it ends, and say what it is."""
        try:
            return self._follow(url)
        except _NotAskedError as reason:
            return Answer(State.UNASKED, str(reason))
        except UnknownHostError as host:
            return Answer(State.LOST, _("nobody knows the host %s") % host)
        except ssl.SSLCertVerificationError as error:
            return Answer(State.SILENT, _("the certificate: %s") % error.verify_message)
        except (OSError, HTTPException) as error:
            why = (isinstance(error, OSError) and error.strerror) or str(error)
            return Answer(State.SILENT, why or type(error).__name__)
        except ValueError as error:
            return Answer(State.UNASKED, str(error))

    def _follow(self, url: str) -> Answer:
        for _hop in range(REDIRECTS + 1):
            status, onward = self._answer(url)
            if status not in _REDIRECTED or not onward:
                return _judged(status)
            url = urljoin(url, onward)
        return Answer(State.UNCLEAR, _("it leads on more than %d times") % REDIRECTS)

    def _answer(self, url: str) -> tuple[int, str]:
        """The status of a page, and where it sends one."""
        place = self._place(url)
        is_closed = self._silent.get((place.host, place.port))
        if is_closed is not None:
            before = _("%s didn't answer before") % place.host
            raise OSError(before) if is_closed else _NotAskedError(before)
        status, onward = self._request(place, "HEAD")
        if status >= 400 and status != 429:
            status, onward = self._request(place, "GET")
        return status, onward

    def _request(self, place: _Place, method: str) -> tuple[int, str]:
        self._wait_for(place.host)
        connection = _Connection(place, self.seconds, self.context)
        watch = Timer(self.seconds * PATIENCE, connection.hang_up)
        watch.daemon = True
        watch.start()
        try:
            connection.request(method, place.target, headers=_HEADERS)
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Location") or ""
        except OSError:
            self._silent[place.host, place.port] = not connection.is_open
            raise
        finally:
            watch.cancel()
            connection.close()

    def _wait_for(self, host: str) -> None:
        due = self._asked.get(host, -self.pause) + self.pause
        sleep(max(0.0, due - monotonic()))
        self._asked[host] = monotonic()

    def _place(self, url: str) -> _Place:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise _NotAskedError(_("%s is not an http or https link") % url[:80])
        is_secure = parts.scheme == "https"
        host = parts.hostname.encode("idna").decode()
        port = parts.port or (443 if is_secure else 80)
        address = self.choose(self.resolve(host, port))
        if address is None:
            raise _NotAskedError(_("%s is no machine of the open net") % host)
        target = quote(parts.path or "/", safe=_PATH)
        if parts.query:
            target += f"?{quote(parts.query, safe=_PATH)}"
        return _Place(is_secure, host, port, target, address)


def _judged(status: int) -> Answer:
    if status < 400:
        return Answer(State.WORKS, str(status))
    return Answer(State.DEAD if status in _GONE else State.UNCLEAR, str(status))
