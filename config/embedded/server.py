"""Joining the embedded server: the one door for everybody who wants its address."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config.embedded import binaries, cluster, lease, supervisor, system_user
from config.embedded.errors import from_os_error

_SETTINGS = {"max_connections": "200", "deadlock_timeout": "100ms", "cluster_name": "halfstar"}
_NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_CANNOT_LISTEN = ("could not create any", "could not bind", "Address already in use")
_LOG_BYTES = 2**20
KERNEL_TELLS = sys.platform == "linux"
"""Whether the kernel tells a child that its parent died."""


@dataclass(frozen=True)
class Address:
    """Where the server listens; ``host`` is a folder when it is a socket."""

    host: str
    port: int
    user: str
    password: str


def join(home: Path, *, durable: bool = True) -> Address:
    """Share the server of ``home`` until this process ends; start it when nobody has.

    Call it before each new connection: it costs next to nothing while the server runs, and
    starts it again when it was killed. Without ``durable`` a crash of the machine may lose
    everything (for tests). Raises EmbeddedServerError.
    """
    folder = home.absolute() / "postgres"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lease.hold_lease(folder)
        with lease.with_others(folder / "start.lock"):
            address = _running(folder)
        if address is None:
            with lease.only_one(folder / "start.lock") as start_lock:
                address = _running(folder) or _start(folder, durable, start_lock)
    except OSError as error:
        raise from_os_error(error, folder) from error
    return address


def _running(folder: Path) -> Address | None:
    """The server's address, if it is ready and its supervisor lives: else it is ending.

    Ask only while nobody else starts one: until then a killed server's pid file may be there.
    """
    if not lease.is_held(folder / "supervisor.lock"):
        return None
    place = cluster.listening(folder / "data")
    return Address(*place, cluster.USER, cluster.read_password(folder)) if place else None


def _start(folder: Path, durable: bool, start_lock: int) -> Address:
    """Start it, setting up first if need be, while we hold ``start_lock``."""
    data = folder / "data"
    with lease.only_one(folder / "server.lock") as server_lock:
        cluster.check_room(folder)
        identity = system_user.identity_for(data)
        programs = binaries.find(identity)
        if not data.exists():
            cluster.set_up(folder, programs, identity, durable, start_lock)
        cluster.check_version(data, programs)
        with lease.only_one_now(data / "PG_VERSION") as data_lock:
            if data_lock is None:
                raise cluster.in_use(data)
            cluster.clear_leftovers(data)
            plan = supervisor.Plan(
                command=[programs.program("postgres"), "-D", cluster.reachable(data)],
                environment=binaries.ENVIRONMENT,
                identity=dict(identity),
                data=str(data),
                log=str(folder / "log"),
                lease=str(folder / "lease.lock"),
                own_lock=str(folder / "supervisor.lock"),
                start_lock=start_lock,
                locks=[server_lock, data_lock],
                kernel_tells=KERNEL_TELLS,
            )
            _launch(folder, plan, _SETTINGS | ({} if durable else _NOT_DURABLE))
    address = _running(folder)
    if address is None:
        raise cluster.failure(folder, "FATAL: it ended as soon as it had started")
    return address


def _launch(folder: Path, plan: supervisor.Plan, options: dict[str, str]) -> None:
    """Try one place to listen after the other. Raises EmbeddedServerError with the log's word."""
    messages = ""
    for place in _places_to_listen(folder / "data"):
        settings = [part for pair in (options | place).items() for part in ("-c", "=".join(pair))]
        began = _prepare_log(folder / "log")
        if _supervise({**plan, "command": plan["command"] + settings}):
            return
        messages = (folder / "log").read_bytes()[began:].decode(errors="replace")
        if not any(sign in messages for sign in _CANNOT_LISTEN):
            break
    raise cluster.failure(folder, messages)


def _places_to_listen(data: Path) -> Iterator[dict[str, str]]:
    """A socket where clients can name one; then free ports, as another may snatch one away."""
    if cluster.has_place_for_a_socket(data):
        yield {
            "listen_addresses": "",
            "unix_socket_directories": cluster.reachable(data),
            "unix_socket_permissions": "0700",
            "port": str(cluster.SOCKET_PORT),
        }
    for _ in range(3):
        yield {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "port": str(_free_port()),
        }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _prepare_log(path: Path) -> int:
    """Make the log, empty it when it has grown; return where new messages begin."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if os.fstat(descriptor).st_size > _LOG_BYTES:
            os.truncate(descriptor, 0)
        return os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)


def _supervise(plan: supervisor.Plan) -> bool:
    """Hand the server to a supervisor; whether it is ready."""
    answer = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-I", "-S", supervisor.__file__, json.dumps(plan)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,
        pass_fds=[plan["start_lock"], *plan["locks"]],
    )
    return answer.stdout == b"ready"
