"""`python -m service.jobs.low_priority PARENT COMMAND …`: become that command, behind everything else.

It ends with its parent, however that ends. Said here, in the child itself: what Python runs between a fork
and an exec may hang where the parent has threads.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Sequence

_PR_SET_PDEATHSIG = 1
_NICE = 10


def in_low_priority(words: Sequence[str]) -> list[str]:
    """What this process starts, so that these words run so."""
    return [sys.executable, "-m", "service.jobs.low_priority", str(os.getpid()), *words]


def become(parent: int, words: Sequence[str]) -> None:
    """Returns only where the parent is gone already."""
    os.nice(_NICE)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() == parent:
        os.execv(words[0], list(words))  # noqa: S606 - the caller's own command, no shell


if __name__ == "__main__":
    become(int(sys.argv[1]), sys.argv[2:])
