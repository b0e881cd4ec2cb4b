"""How the demo's server ends."""

import signal
import subprocess
import sys

import pytest

STUCK = """
import signal, threading
from config.demo import server
server.SECONDS_TO_STOP = 0.1
held = threading.Lock()
held.acquire()
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, lambda *_: held.acquire())
server.end_even_if_it_hangs()
print("ready", flush=True)
held.acquire()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_also_when_its_own_way_to_stop_is_stuck(how: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", STUCK], stdout=subprocess.PIPE) as stuck:
        assert stuck.stdout
        assert stuck.stdout.readline() == b"ready\n"
        stuck.send_signal(how)
        assert stuck.wait(timeout=30) == 128 + how
