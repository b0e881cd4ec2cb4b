"""How the embedded server lives: who starts it, who shares it, when it ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.embedded import lease
from config.embedded.system_user import identity_for
from tests.config.embedded_tools import (
    Command,
    commands,
    environment,
    is_over,
    parent,
    server_pid,
    serving,
    wait_until,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")


def test_a_command_that_asks_the_database_nothing_starts_nothing(home: Path) -> None:
    command = [sys.executable, "-m", "django", "check"]
    subprocess.run(command, env=environment(home), check=True, capture_output=True)
    assert not home.exists()


def test_the_first_start_says_so_and_the_second_finds_all_data_again(home: Path) -> None:
    first = Command(home)
    first.sql("CREATE TABLE film AS SELECT 'Refusenik' AS title")
    said = first.end()
    wait_until(lambda: is_over(home))
    second = Command(home)
    assert second.sql("SELECT title FROM film") == [["Refusenik"]]
    assert (said, second.end()) == (f"Setting up PostgreSQL 18.6 in {home}/postgres …\n", "")


def test_eight_commands_at_once_share_one_server(home: Path) -> None:
    with commands(home, 8) as eight:
        for command in eight:
            command.tell(sql="SELECT pg_postmaster_start_time(), current_database()")
        answers = [command.hear()["is"] for command in eight]
        said = "".join(command.end() for command in eight)
    assert answers == [answers[0]] * 8
    assert answers[0][0][1] == "halfstar"
    assert said.count("\n") == 1


def test_two_that_both_saw_no_server_share_the_one_that_the_first_starts(home: Path) -> None:
    saw_none = (
        "from config.embedded import lease, server; lease.PATIENCE = 10\n"
        "seen = [None]; running = server._running\n"
        "server._running = lambda folder: seen.pop() if seen else running(folder)"
    )
    with commands(home, 2, before=saw_none) as (first, second):
        started = first.sql("SELECT pg_postmaster_start_time()")
        assert second.sql("SELECT pg_postmaster_start_time()") == started


def test_the_command_that_started_it_may_end_first_and_the_last_ends_it(home: Path) -> None:
    first, second = Command(home), Command(home)
    first.sql("SELECT 1")
    second.sql("SELECT 1")
    first.end()
    second.tell(new=True)
    second.hear()
    assert second.sql("SELECT 1") == [[1]]
    second.end()
    wait_until(lambda: is_over(home))
    assert "database system is shut down" in (home / "postgres/log").read_text()


def test_the_server_ends_when_its_last_command_is_killed(home: Path) -> None:
    command = Command(home)
    command.sql("SELECT 1")
    command.kill()
    wait_until(lambda: is_over(home))
    assert not (home / "postgres/data/postmaster.pid").exists()


@pytest.mark.parametrize("kernel_tells", [True, False])
def test_the_server_ends_when_its_supervisor_and_its_command_are_killed(
    home: Path, kernel_tells: bool
) -> None:
    before = f"from config.embedded import server; server.KERNEL_TELLS = {kernel_tells}"
    command = Command(home, before=before)
    command.sql("SELECT 1")
    os.kill(parent(server_pid(home)), signal.SIGKILL)
    command.kill()
    wait_until(lambda: is_over(home))
    assert not (home / "postgres/data/postmaster.pid").exists()


def test_a_command_starts_the_server_again_when_the_supervisor_was_killed(home: Path) -> None:
    with commands(home, 2) as (first, second):
        first.sql("CREATE TABLE film AS SELECT 1 AS id")
        second.sql("SELECT 1")
        old = server_pid(home)
        os.kill(parent(old), signal.SIGKILL)
        wait_until(lambda: not lease.is_held(home / "postgres/supervisor.lock"))
        for command in (first, second):
            command.tell(new=True)
            command.hear()
        assert first.sql("SELECT id FROM film") == second.sql("SELECT id FROM film") == [[1]]
        assert server_pid(home) != old
        assert len([pid for pid in serving(home) if parent(pid) == 1]) == 1


def test_a_server_that_ends_just_after_its_address_was_told_is_started_again(home: Path) -> None:
    ends_it_once = """
import os, signal
from config.embedded import lease, server
from tests.config.embedded_tools import parent, server_pid, wait_until

def join(home, **how):
    address = really_join(home, **how)
    server.join = really_join
    os.kill(parent(server_pid(home)), signal.SIGKILL)
    wait_until(lambda: not lease.is_held(home / "postgres/supervisor.lock"))
    wait_until(lambda: not (home / "postgres/data/postmaster.pid").exists())
    return address

really_join, server.join = server.join, join
"""
    with commands(home, 1, before=ends_it_once) as [command]:
        assert command.sql("SELECT 1") == [[1]]


def test_after_everything_was_killed_what_was_saved_is_there_and_a_reused_pid_no_hindrance(
    home: Path, bystander: int
) -> None:
    command = Command(home, EMBEDDED_DURABLE="yes")
    command.sql("CREATE TABLE film AS SELECT 1 AS id")
    postgres = server_pid(home)
    supervisor = parent(postgres)
    for pid in (postgres, supervisor):
        os.kill(pid, signal.SIGKILL)
    command.kill()
    wait_until(lambda: is_over(home))
    for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
        file = home / "postgres/data" / name
        if file.exists():
            file.write_text(file.read_text().replace(str(postgres), str(bystander), 1))
    again = Command(home, EMBEDDED_DURABLE="yes")
    assert again.sql("SELECT id FROM film") == [[1]]
    again.end()


@pytest.fixture
def bystander() -> Iterator[int]:
    """The pid of a process of the server's own user that has nothing to do with it."""
    identity = identity_for(Path("/nowhere"))
    with subprocess.Popen(["sleep", "60"], cwd="/", **identity) as sleeper:
        yield sleeper.pid
        sleeper.terminate()


def test_a_first_start_that_was_killed_half_way_is_done_again(home: Path) -> None:
    command = Command(home)
    command.tell(sql="SELECT 1")
    wait_until((home / "postgres/data.new/PG_VERSION").exists)
    command.kill()
    again = Command(home)
    assert again.sql("SELECT 1") == [[1]]
    assert again.end().startswith("Setting up")
    assert not (home / "postgres/data.new").exists()


def test_a_forked_child_keeps_the_server_when_its_parent_is_killed(home: Path) -> None:
    command = Command(home)
    command.sql("SELECT 1")
    postgres = server_pid(home)
    command.tell(fork=True)
    child = command.hear()["is"]
    os.kill(command.process.pid, signal.SIGKILL)
    command.process.wait()
    assert command.sql("SELECT pg_sleep(0.5) IS NULL") == [[False]]
    assert server_pid(home) == postgres
    os.kill(child, signal.SIGKILL)
    command.process.communicate()


def test_an_interrupt_from_the_terminal_does_not_reach_the_server(home: Path) -> None:
    command = Command(home)
    command.sql("SELECT 1")
    os.killpg(command.process.pid, signal.SIGINT)
    assert command.sql("SELECT pg_sleep(0.3) IS NULL") == [[False]]
    command.end()


def test_the_server_ends_with_a_supervisor_that_is_asked_to_terminate_and_comes_back(
    home: Path,
) -> None:
    command = Command(home)
    command.sql("SELECT 1")
    os.kill(parent(server_pid(home)), signal.SIGTERM)
    wait_until(lambda: is_over(home))
    command.tell(new=True)
    command.hear()
    assert command.sql("SELECT 1") == [[1]]
    command.end()


def test_a_home_that_was_removed_while_in_use_is_set_up_anew(home: Path) -> None:
    command = Command(home)
    command.sql("SELECT 1")
    os.rename(home, home.with_name("moved away"))
    command.tell(new=True)
    command.hear()
    assert command.sql("SELECT pg_sleep(0.3) IS NULL") == [[False]]
    assert command.end().count("Setting up") == 2
    wait_until(lambda: is_over(home.with_name("moved away")))
    assert b"shut down" in (home.with_name("moved away") / "postgres/log").read_bytes()


def test_the_database_comes_back_after_somebody_dropped_it(home: Path) -> None:
    with commands(home, 2) as (first, second):
        first.sql("SELECT 1")
        door = "tests.config.embedded_settings.DATABASES['default']['NAME'] = 'postgres'"
        other = Command(home, before=f"import tests.config.embedded_settings; {door}")
        other.sql("DROP DATABASE halfstar WITH (FORCE)")
        other.end()
        second.tell(sql="SELECT current_database()")
        first.tell(new=True)
        first.hear()
        assert first.sql("SELECT current_database()") == second.hear()["is"] == [["halfstar"]]
