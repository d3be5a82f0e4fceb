"""Real child processes: they end when asked, and by force when they do not listen."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from service.children import start, stop

pytestmark = pytest.mark.slow

SLEEPS = (sys.executable, "-c", "import time; time.sleep(60)")
IS_DEAF = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""


def eventually(true: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    return true()


def is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    return state == "Z"


def test_a_child_that_listens_ends_without_force():
    child = start(SLEEPS)
    assert stop([child], grace=10) == []
    assert child.returncode == -signal.SIGTERM


def test_a_deaf_child_is_killed_with_what_it_started(capfd):
    deaf = start((sys.executable, "-c", IS_DEAF))
    out = ""

    def grandchild_named() -> bool:
        nonlocal out
        out += capfd.readouterr().out
        return out.endswith("\n")

    assert eventually(grandchild_named)
    assert stop([deaf], grace=0.3) == [deaf.pid]
    assert deaf.returncode == -signal.SIGKILL
    assert eventually(lambda: is_gone(int(out)))


def test_a_child_that_ended_by_itself_is_not_signalled():
    child = start((sys.executable, "-c", "raise SystemExit(3)"))
    child.wait()
    assert stop([child], grace=1) == []
    assert child.returncode == 3


def test_a_child_has_a_session_of_its_own():
    child = start(SLEEPS)
    try:
        assert os.getsid(child.pid) == child.pid != os.getsid(0)
    finally:
        stop([child], grace=10)


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG is Linux's")
def test_a_parent_that_is_killed_takes_the_child_along():
    script = f"from service.children import start; print(start({SLEEPS!r}).pid, flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", script], stdin=-1, stdout=-1, text=True) as parent:
        child = int(parent.stdout.readline())
        assert not is_gone(child)
        parent.kill()
    assert eventually(lambda: is_gone(child))
