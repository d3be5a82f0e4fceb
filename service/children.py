"""Starting a child process and ending it for certain, with all that it started itself."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

Process = subprocess.Popen[bytes]


def start(command: Sequence[str]) -> Process:
    """Start a child in a session of its own, so that a terminal's Ctrl-C reaches its parent alone."""
    return subprocess.Popen(  # noqa: S603 - the caller's own command, no shell
        command,
        start_new_session=True,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - one thread
    )


def stop(children: Sequence[Process], grace: float) -> list[int]:
    """Ask every child to end; after `grace` seconds kill what is left. Returns the ids of the killed."""
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + grace
    killed = []
    for child in children:
        try:
            child.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            killed.append(child.pid)
    return killed


def _end_with_parent() -> None:
    """A parent that is killed outright takes its children along (Linux: PR_SET_PDEATHSIG = 1)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
