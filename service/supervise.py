"""The web server and the worker side by side, where nothing else starts and restarts processes.

`make run` and a machine without containers use it; compose runs the same two commands as two services.
The web server's end is the end of all; a worker that dies is started again, each time a little later.
"""

import http.client
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.children import Process, start, stop

WEB = (sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "service.wsgi:app")
WORKER = (sys.executable, "-m", "service", "worker")

LOOK_EVERY = 0.2  # seconds between two looks at the children


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: how long children may take to stop, and how long a dead worker waits for its restart."""

    stop: float = 35.0  # gunicorn's graceful_timeout and a little
    first_pause: float = 1.0
    longest_pause: float = 30.0
    steady: float = 60.0  # a worker that lived this long starts again with the first pause


class Revived:
    """A child that is started when it is due, and again when it has died."""

    def __init__(self, command: Sequence[str], patience: Patience) -> None:
        self.process: Process | None = None
        self._command, self._patience = command, patience
        self._started = self._due = 0.0
        self._pause = patience.first_pause

    def tend(self, now: float) -> None:
        """Look after it; `now` is monotonic, in seconds."""
        if self.process is not None and self.process.poll() is not None:
            self._bury(now, self.process.returncode)
        if self.process is None and now >= self._due:
            self.process, self._started = start(self._command), now

    def _bury(self, now: float, code: int) -> None:
        if now - self._started >= self._patience.steady:
            self._pause = self._patience.first_pause
        say(f"the worker ended with {code}; it starts again in {self._pause:g} s")
        self.process, self._due = None, now + self._pause
        self._pause = min(2 * self._pause, self._patience.longest_pause)


def supervise(port: int, workers: int, announce: Path | None = None) -> int:
    """Serve on `port` with `workers` web processes until a signal comes; returns the exit status.

    `announce` names a text file that is shown once the server answers.
    """
    if not port_is_free(os.environ.get("BIND", "127.0.0.1"), port):
        return 1
    os.environ.update(PORT=str(port), WEB_CONCURRENCY=str(workers))

    def greet() -> None:
        say(f"serving on http://127.0.0.1:{port}; Ctrl-C stops it")
        if announce is not None:
            print(announce.read_text(encoding="utf-8"), flush=True)

    return run(WEB, WORKER, answers=lambda: is_healthy(port), greet=greet)


def run(
    web: Sequence[str],
    worker: Sequence[str],
    answers: Callable[[], bool],
    greet: Callable[[], None],
    patience: Patience = Patience(),
) -> int:
    """Run both commands until a stop signal (0) or the web server's end (its status, never 0).

    `greet` is called once, as soon as `answers` says yes.
    """
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.set())
    server, revived, greeted = start(web), Revived(worker, patience), False
    while not stopping.wait(LOOK_EVERY) and server.poll() is None:
        revived.tend(time.monotonic())
        if not greeted and answers():
            greeted = True
            greet()
    died = server.poll()
    for process in stop([child for child in (server, revived.process) if child is not None], patience.stop):
        say(f"process {process} did not end within {patience.stop:g} s and was killed")
    if died is None:
        return 0
    say(f"the web server ended with {died}")
    return died if died > 0 else 1


def port_is_free(host: str, port: int) -> bool:
    """Whether a server could listen there; where not, says so."""
    try:
        socket.create_server((host, port)).close()
    except OSError:
        say(f"port {port} is in use; choose another one, for example PORT={port + 1}")
        return False
    return True


def is_healthy(port: int) -> bool:
    """Whether `GET /healthz` answers 200 on this machine."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def say(line: str) -> None:
    print(f"leadworth: {line}", file=sys.stderr, flush=True)
