"""The demo's web server: one process in front, which holds everything, and one that answers."""

import errno
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from functools import partial
from http.client import HTTPConnection
from threading import Thread, Timer
from typing import Any

from django.core.management import CommandError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from granian import Granian
from granian.constants import Interfaces
from granian.log import LOGGING_CONFIG, LogLevels

HOST = "127.0.0.1"
SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_TO_STOP = 3
#: Who reads a long download slowly keeps one of them busy, and the others go on answering.
THREADS = 4
_ON_STDERR = {"formatter": "generic", "class": "logging.StreamHandler"}


def check_port(port: int) -> None:
    """Raise CommandError with one sentence when the demo can't listen on that port."""
    with socket.socket() as probe:
        if sys.platform != "win32":
            # As servers do: a port whose last connections are ebbing away is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                reason = _("Port %d is in use by another program, or by another demo")
            else:
                reason = _("Port %d can't be used here")
            raise CommandError(
                _("%(reason)s: choose another one, such as --port %(other)d.")
                % {"reason": reason % port, "other": 8001 if port == 8000 else 8000}
            ) from error


def serve(port: int, ready: str) -> None:
    """Serve the site until Ctrl-C or SIGTERM; say `ready` when it answers.

    Exits with 1 when the site can't be loaded.
    """
    server = Granian(
        "config.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        log_dictconfig=LOGGING_CONFIG | {"handlers": {"console": _ON_STDERR, "access": _ON_STDERR}},
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_STOP,
    )
    server.on_startup(end_even_if_it_hangs)
    server.on_startup(partial(_end_when_the_terminal_closes, _hangup()))
    server.serve(target_loader=partial(_load, port, ready), wrap_loader=False)


def _hangup() -> Any:
    return signal.getsignal(signal.SIGHUP) if hasattr(signal, "SIGHUP") else None


def _end_when_the_terminal_closes(before: Any) -> None:
    """Granian would load the site anew; under nohup (then it's ignored) it goes on."""
    if hasattr(signal, "SIGHUP"):
        ignored = before is signal.SIG_IGN
        signal.signal(signal.SIGHUP, before if ignored else signal.getsignal(signal.SIGTERM))


def end_even_if_it_hangs() -> None:
    """After a signal to stop, end in any case before long.

    Granian's handlers wait for a lock that it may hold itself, when its worker got the signal too.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, partial(_stop, signal.getsignal(number)))


def _stop(orderly: Any, number: int, frame: Any) -> None:
    in_any_case = Timer(2 * SECONDS_TO_STOP, os._exit, [128 + number])
    in_any_case.daemon = True
    in_any_case.start()
    orderly(number, frame)


def _load(port: int, ready: str) -> Callable[..., Any]:
    """In the worker's process: the site."""
    if hasattr(os, "setsid"):
        # Ctrl-C is for the process in front alone: a worker that gets its signal and then the
        # other's order to stop can hang.
        os.setsid()
    end_with(_parent(), lambda: os._exit(0))
    application: Callable[..., Any] = import_string("config.wsgi.application")
    Thread(target=_say_when_it_answers, args=(port, ready), daemon=True).start()
    return application


def _parent() -> int:
    parent = multiprocessing.parent_process()
    return os.getppid() if parent is None or parent.pid is None else parent.pid


def end_with(parent: int, end: Callable[[], object]) -> None:
    """Call `end` from a thread once this process has lost its parent, however that ended."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(SECONDS_BETWEEN_LOOKS)
        end()

    Thread(target=watch, daemon=True, name="parent watcher").start()


def end_with_uv() -> None:
    """Started by `uv run`, end when uv is killed, as it can't hand that on; by SIGTERM to us."""
    if "UV_RUN_RECURSION_DEPTH" in os.environ and hasattr(os, "setsid"):
        end_with(os.getppid(), lambda: os.kill(os.getpid(), signal.SIGTERM))


def _say_when_it_answers(port: int, sentence: str) -> None:
    while True:
        connection = HTTPConnection(HOST, port, timeout=10)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            break
        except OSError:
            time.sleep(0.02)
        finally:
            connection.close()
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()
