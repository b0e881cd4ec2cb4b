"""The key of an installation that was given none."""

import subprocess
import sys
from pathlib import Path

from config.secret_key import local_secret_key

PRINT_KEY = """
import sys
from pathlib import Path
from config.secret_key import local_secret_key
print("here", flush=True)
input()
print(local_secret_key(Path(sys.argv[1])))
"""


def test_the_key_stays_the_same(tmp_path: Path) -> None:
    first = local_secret_key(tmp_path / "home")
    assert len(first) >= 50
    assert local_secret_key(tmp_path / "home") == first


def test_each_home_has_a_key_of_its_own(tmp_path: Path) -> None:
    assert local_secret_key(tmp_path / "one") != local_secret_key(tmp_path / "other")


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    local_secret_key(tmp_path)
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_commands_that_start_at_once_agree_on_one(tmp_path: Path) -> None:
    starting = [
        subprocess.Popen(
            [sys.executable, "-c", PRINT_KEY, str(tmp_path / "home")],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    for process in starting:
        assert process.stdout
        assert process.stdout.readline() == "here\n"
    keys = {process.communicate("go\n", timeout=30)[0] for process in starting}
    assert len(keys) == 1
    assert len(keys.pop().strip()) >= 50
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret_key"]


def test_a_home_that_nobody_can_write_has_a_key_for_now(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert len(local_secret_key(tmp_path / "file" / "home")) >= 50
