"""Training as a process of its own: the service never imports it, and its memory goes back when it ends."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from service.children import stop
from service.jobs.low_priority import in_low_priority
from service.settings import PREFIX
from service.usecases.models.retrain_inputs import Inputs

ROOT = Path(__file__).resolve().parents[2]
ARTEFACT, DECISION, LOG = "retrained", "decision.json", "log"
_SECONDS_BETWEEN_LOOKS = 0.2
_SECONDS_TO_END = 10.0
_LONGEST_REASON = 500


class Stopped(Exception):
    """This process was told to end; the work is left to the next one."""


def challenge(
    inputs: Inputs,
    folder: Path,
    key: bytes,
    minutes: float,
    keep: Callable[[], object],
    stopping: threading.Event,
) -> str | None:
    """Run it to its end; None, or why it came to nothing. `keep` is called all the while.

    Leaves ARTEFACT and DECISION in the folder. Raises Stopped, or what `keep` raises, once the child is dead.
    """
    with (folder / LOG).open("wb") as log:
        child = subprocess.Popen(  # noqa: S603 - our own command, no shell
            in_low_priority(_words(inputs, folder)),
            cwd=ROOT,
            env=_environment(key),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
        )
        try:
            in_time = _wait(child, minutes * 60, keep, stopping)
        finally:
            stop([child], _SECONDS_TO_END)
    if not in_time:
        return f"it took longer than {minutes:g} minutes (LEADWORTH_RETRAIN_MINUTES)"
    return failure_of(child.returncode, (folder / LOG).read_text(encoding="utf-8", errors="replace"))


def failure_of(status: int, said: str) -> str | None:
    """Why the command failed, without a value of any lead: its refusal, or the exception's bare name.

    >>> failure_of(1, "fit:  50%\\rchallenge: 12 leads may teach\\n")
    '12 leads may teach'
    >>> failure_of(1, "Traceback (most recent call last):\\nValueError: could not convert 'Hoa'\\n")
    'training ended with status 1, ValueError'
    >>> failure_of(-9, "")
    'training was killed by signal 9; was memory too small?'
    """
    if status == 0:
        return None
    if status < 0:
        return f"training was killed by signal {-status}; was memory too small?"
    last = next((line for line in reversed(said.splitlines()) if line.strip()), "")
    if last.startswith("challenge: "):
        return last.removeprefix("challenge: ")[:_LONGEST_REASON]
    named = re.match(r"(?:\w+\.)*(\w+): ", last) if "Traceback" in said else None
    return f"training ended with status {status}" + (f", {named[1]}" if named else "")


def _wait(
    child: subprocess.Popen[bytes], seconds: float, keep: Callable[[], object], stopping: threading.Event
) -> bool:
    """Whether it ended in time."""
    deadline = time.monotonic() + seconds
    while child.poll() is None:
        if stopping.wait(_SECONDS_BETWEEN_LOOKS):
            raise Stopped
        if time.monotonic() > deadline:
            return False
        keep()
    return True


def _words(inputs: Inputs, folder: Path) -> Sequence[str]:
    words = [sys.executable, "-m", "training", "challenge"]
    words += ["--data", str(inputs.history), "--schema", str(inputs.schema)]
    words += ["--out", str(folder / ARTEFACT), "--decision", str(folder / DECISION)]
    words += ["--serving", str(inputs.serving_artefact)] if inputs.serving_artefact else []
    words += ["--recent", *map(str, inputs.recent_artefacts)]
    return words + (["--stale", inputs.stale] if inputs.stale else [])


def _environment(key: bytes) -> dict[str, str]:
    """Without the store's address and the other secrets: training needs none of them."""
    passed = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return passed | {f"{PREFIX}ARTEFACT_KEY": key.decode(), "OMP_NUM_THREADS": "1"}
