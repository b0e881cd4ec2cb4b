"""What goes wrong with the embedded server is told in one sentence that says what to do."""

import errno
import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.embedded.errors import EmbeddedServerError, from_os_error
from config.embedded.system_user import identity_for
from tests.config.embedded_tools import Command, environment, is_over, server_pid, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")


@pytest.fixture(scope="module")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that was set up once; its server has ended."""
    home = tmp_path_factory.mktemp("set up") / "home"
    command = Command(home)
    command.sql("SELECT 1")
    command.end()
    wait_until(lambda: is_over(home))
    return home


@pytest.fixture
def stopped(set_up: Path, home: Path) -> Path:
    """A copy of it, to spoil."""
    subprocess.run(["cp", "-a", str(set_up), str(home)], check=True)
    return home


def refusal(home: Path, before: str = "") -> str:
    """What a command is told that can't have the server of ``home``."""
    command = Command(home, before=before)
    try:
        return command.trouble()
    finally:
        command.end()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 240 MB, which is just enough."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=240m", "none", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount a small disk here")
    yield place
    # Lazily, so that a test that failed leaves no disk behind either.
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_is_named_before_the_first_start_and_before_a_later_one(disk: Path) -> None:
    with (disk / "films").open("wb") as film:
        film.truncate(0)
        os.posix_fallocate(film.fileno(), 0, 100 * 2**20)
    folder = disk / "home/postgres"
    told = ": free some space, or set HALFSTAR_HOME to another folder."
    assert refusal(disk / "home") == (
        f"The disk that holds {folder} is full, and the database needs 200 MB{told}"
    )
    (disk / "films").unlink()
    command = Command(disk / "home")
    command.sql("SELECT 1")
    command.end()
    wait_until(lambda: is_over(disk / "home"))
    with (disk / "films").open("wb") as film:
        os.posix_fallocate(film.fileno(), 0, 170 * 2**20)
    assert refusal(disk / "home") == (
        f"The disk that holds {folder} is full, and the database needs 32 MB{told}"
    )


def test_a_disk_that_fills_up_during_work_is_named(disk: Path) -> None:
    command = Command(disk / "home")
    command.sql("CREATE UNLOGGED TABLE film (title text)")
    command.tell(sql="INSERT INTO film SELECT repeat('x', 2000) FROM generate_series(1, 200000)")
    assert command.hear() == {
        "error": "EmbeddedServerError",
        "text": f"There is no room left on the disk that holds {disk}/home: free some space,"
        " or set HALFSTAR_HOME to another folder.",
    }
    assert command.sql("SELECT count(*) FROM film") == [[0]]
    command.end()
    wait_until(lambda: is_over(disk / "home"))


def test_when_initdb_fails_its_reason_is_told_and_nothing_stays(home: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20))"
    told = refusal(home, before=limit)
    assert told.startswith(f"PostgreSQL didn't start in {home}/postgres (")
    assert "File too large" in (home / "postgres/log").read_text()
    assert not list((home / "postgres").glob("data*"))


def test_a_file_where_the_folder_should_be_is_named(home: Path) -> None:
    home.touch()
    assert refusal(home) == (
        f"There is a file at {home} where a folder is needed: move it away,"
        " or set HALFSTAR_HOME to another folder."
    )


def test_a_folder_that_cannot_be_written_is_named(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert refusal(disk / "home") == (
        f"{disk}/home can't be written by this user: make it writable,"
        " or set HALFSTAR_HOME to another folder."
    )


def test_data_of_another_major_version_is_left_alone(stopped: Path) -> None:
    version = stopped / "postgres/data/PG_VERSION"
    version.write_text("17\n")
    assert refusal(stopped) == (
        f"The database in {stopped}/postgres/data was made by PostgreSQL 17 and this is 18: dump it"
        " with the Halfstar that made it and load it here, or move the folder away to begin anew."
    )
    assert version.read_text() == "17\n"


def test_a_folder_that_holds_no_database_is_left_alone(home: Path) -> None:
    (home / "postgres/data/letters").mkdir(parents=True)
    told = refusal(home)
    assert told.startswith(f"{home}/postgres/data isn't the folder of a PostgreSQL server: move it")
    assert (home / "postgres/data/letters").exists()


def test_data_that_another_home_serves_is_not_touched(home: Path, tmp_path: Path) -> None:
    command = Command(home)
    command.sql("SELECT 1")
    other = tmp_path / "other"
    (other / "postgres").mkdir(parents=True)
    (other / "postgres/data").symlink_to(home / "postgres/data")
    (other / "postgres/password").write_bytes((home / "postgres/password").read_bytes())
    served = server_pid(home)
    assert refusal(other) == (
        f"The database in {other}/postgres/data is in use by another server: stop that one first,"
        " or set HALFSTAR_HOME to another folder."
    )
    assert (server_pid(home), command.sql("SELECT 1")) == (served, [[1]])
    command.end()


def test_data_that_a_server_in_another_container_serves_is_not_touched(stopped: Path) -> None:
    # Its pid says nothing here; the lock on the data is one for all that see the same disk.
    with (stopped / "postgres/data/PG_VERSION").open() as version:
        fcntl.flock(version, fcntl.LOCK_EX)
        assert "is in use by another server: stop that one first" in refusal(stopped)


def test_data_that_a_server_started_by_hand_serves_is_not_touched(stopped: Path) -> None:
    data = stopped / "postgres/data"
    user = identity_for(data)
    with subprocess.Popen(["sleep", "60"], cwd=data, **user) as by_hand:
        (data / "postmaster.pid").write_text(f"{by_hand.pid}\n{data}\n")
        assert "is in use by another server: stop that one first" in refusal(stopped)
        by_hand.terminate()


def test_a_lost_password_is_named(stopped: Path) -> None:
    (stopped / "postgres/password").unlink()
    assert refusal(stopped) == (
        f"The database in {stopped}/postgres has lost its file password: bring it back, or move the"
        " folder away to begin anew."
    )


def test_settings_that_postgres_refuses_are_told_with_its_reason(stopped: Path) -> None:
    with (stopped / "postgres/data/postgresql.conf").open("a") as settings:
        settings.write("shared_buffers = many\n")
    told = refusal(stopped)
    assert told.startswith(f"PostgreSQL didn't start in {stopped}/postgres (")
    assert f"read {stopped}/postgres/log" in told


def test_a_disk_without_locks_is_named(home: Path) -> None:
    no_locks = (
        "import fcntl, errno, os\n"
        "def flock(*_): raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))\n"
        "fcntl.flock = flock"
    )
    assert refusal(home, before=no_locks) == (
        f"The disk that holds {home}/postgres has no file locks, and the database needs them:"
        " set HALFSTAR_HOME to a folder on a local disk."
    )


def test_whoever_waits_too_long_for_another_command_is_told_which_log_to_read(home: Path) -> None:
    holder = (
        "from config.embedded import lease; from pathlib import Path\n"
        f"folder = Path({str(home)!r}) / 'postgres'; folder.mkdir(parents=True, exist_ok=True)\n"
        "lease.PATIENCE = 0.2; held = lease.only_one(folder / 'start.lock'); held.__enter__()"
    )
    assert refusal(home, before=holder) == (
        f"Another command has held {home}/postgres/start.lock for 0 seconds, starting or stopping"
        f" the database: read {home}/postgres/log, end that command and try again."
    )


@pytest.mark.parametrize("number", [errno.ENAMETOOLONG, errno.EIO, errno.EDQUOT])
def test_other_refusals_of_the_system_are_one_sentence_too(number: int) -> None:
    refused = from_os_error(OSError(number, os.strerror(number)), Path("/films"))
    assert isinstance(refused, EmbeddedServerError)
    assert "/films" in str(refused)
    assert "HALFSTAR_HOME" in str(refused)


@pytest.mark.parametrize("command", ["migrate", "dbshell", "flush --noinput"])
def test_a_command_prints_one_line_and_no_traceback(home: Path, command: str) -> None:
    home.touch()
    done = subprocess.run(
        [sys.executable, "-m", "django", *command.split()],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"EmbeddedServerError: There is a file at {home} where")
    assert done.stderr.count("\n") == 1
