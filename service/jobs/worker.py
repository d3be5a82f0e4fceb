"""The worker: every job in turn, each under a lease, until a signal comes."""

import os
import signal
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import FrameType

import structlog
from sqlalchemy import Connection

from service.parts import Parts
from service.store import idempotency, leases
from service.telemetry import configure_logs
from service.usecases.clock import utc_now
from service.usecases.score_missing import score_missing

log = structlog.get_logger()
IDEMPOTENCY_DAYS = 30
_SECONDS_BETWEEN_ROUNDS = 10.0
_LEASE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Job:
    """`step` does a bounded piece in one transaction and says whether there is more."""

    name: str
    step: Callable[[Parts, Connection], bool]


class Worker:
    """Several may run: a lease decides which of them does a job."""

    def __init__(self, parts: Parts, jobs: tuple[Job, ...] | None = None) -> None:
        self._parts = parts
        self._jobs = JOBS if jobs is None else jobs
        self._me = f"{socket.gethostname()}:{os.getpid()}"
        self._stop = threading.Event()

    def run(self) -> int:
        """Until SIGTERM or SIGINT."""
        configure_logs(self._parts.settings.log_level)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        self._parts.serving.watch()
        while not self._stop.is_set():
            self.do_all()
            self._stop.wait(_SECONDS_BETWEEN_ROUNDS)
        self._parts.serving.stop()
        return 0

    def do_all(self) -> None:
        """Every job until it has no more to do; one that fails keeps none of the others back."""
        for job in self._jobs:
            try:
                while not self._stop.is_set() and self._do(job):
                    pass
            except Exception as error:  # a job that fails is tried again in the next round
                log.error("job failed", job=job.name, error=type(error).__name__)

    def _do(self, job: Job) -> bool:
        with self._parts.database.write() as connection:
            fence = leases.take(connection, job.name, self._me, _LEASE_SECONDS)
        if fence is None:
            return False
        with self._parts.database.write() as connection:
            more = job.step(self._parts, connection)
            if not leases.still_ours(connection, job.name, fence):
                connection.rollback()
                return False
            leases.release(connection, job.name, fence)
        return more

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._stop.set()


def _score_late_leads(parts: Parts, connection: Connection) -> bool:
    scorer = parts.serving.scorer
    if scorer is None:
        return False
    _, after = score_missing(connection, parts.company, scorer, None)
    return after is not None


def _forget_old_answers(_parts: Parts, connection: Connection) -> bool:
    idempotency.forget_before(connection, utc_now() - timedelta(days=IDEMPOTENCY_DAYS))
    return False


JOBS = (Job("score late leads", _score_late_leads), Job("forget old answers", _forget_old_answers))
