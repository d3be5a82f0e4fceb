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

from service.jobs.renew_answers import renew_answers
from service.jobs.retrain import retrain_when_due
from service.jobs.rotate import rotate
from service.jobs.take_uploads import forget_uploads, take_upload
from service.jobs.watch_alerts import watch_alerts
from service.jobs.watch_model import watch
from service.parts import Parts
from service.store import idempotency, leases
from service.telemetry import configure_logs
from service.usecases.accounts.forget_old import forget_old
from service.usecases.clock import utc_now
from service.usecases.leads.score_missing import replace_later_scores, score_missing

log = structlog.get_logger()
IDEMPOTENCY_DAYS = 30
_SECONDS_BETWEEN_ROUNDS = 10.0
_SECONDS_BETWEEN_RETRAIN_LOOKS = 60.0
_SECONDS_BETWEEN_UPLOADS = 1.0  # somebody waits before the page
_SECONDS_TO_STOP = 20.0
_LEASE_SECONDS = 120.0
_LONG_LEASE_SECONDS = 1800.0


Step = Callable[[Parts, Connection], bool]


@dataclass(frozen=True, slots=True)
class Job:
    """`step` does a bounded piece in one transaction and says whether there is more.

    `look` is for what reads for long: under the lease, but with no transaction that would keep writers
    waiting, it finds the step to do, or None where there is nothing to do.
    """

    name: str
    step: Step | None = None
    look: Callable[[Parts], Step | None] | None = None
    lease_seconds: float = _LEASE_SECONDS


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
        retraining = threading.Thread(target=self._retrain_from_time_to_time, name="retrain", daemon=True)
        uploads = threading.Thread(target=self._take_uploads_as_they_come, name="uploads", daemon=True)
        retraining.start()
        uploads.start()
        while not self._stop.is_set():
            self.do_all()
            self._stop.wait(_SECONDS_BETWEEN_ROUNDS)
        self._parts.serving.stop()
        retraining.join(_SECONDS_TO_STOP)
        uploads.join(_SECONDS_TO_STOP)
        return 0

    def do_all(self) -> None:
        """Every job until it has no more to do; one that fails keeps none of the others back."""
        for job in self._jobs:
            try:
                while not self._stop.is_set() and self._do(job):
                    pass
            except Exception as error:  # a job that fails is tried again in the next round
                log.error("job failed", job=job.name, error=type(error).__name__)

    def retrain(self) -> None:
        """Where it is due. It takes minutes, so it runs beside the jobs and in no transaction of theirs."""
        try:
            retrain_when_due(self._parts, self._stop)
        except Exception as error:  # the store is away: looked at again in a while
            log.error("retrain failed", error=type(error).__name__)

    def _retrain_from_time_to_time(self) -> None:
        while not self._stop.is_set():
            self.retrain()
            self._stop.wait(_SECONDS_BETWEEN_RETRAIN_LOOKS)

    def take_uploads(self) -> None:
        """Those that wait. An import takes a while, and is gone on with by whoever comes next."""
        try:
            while not self._stop.is_set() and take_upload(self._parts, self._me, self._stop):
                pass
        except Exception as error:  # the store is away: looked at again in a while
            log.error("uploads failed", error=type(error).__name__)

    def _take_uploads_as_they_come(self) -> None:
        while not self._stop.is_set():
            self.take_uploads()
            self._stop.wait(_SECONDS_BETWEEN_UPLOADS)

    def _do(self, job: Job) -> bool:
        with self._parts.database.write() as connection:
            fence = leases.take(connection, job.name, self._me, job.lease_seconds)
        if fence is None:
            return False
        step = job.look(self._parts) if job.look else job.step
        with self._parts.database.write() as connection:
            more = step is not None and step(self._parts, connection)
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


def _replace_later_scores(parts: Parts, connection: Connection) -> bool:
    scorer = parts.serving.scorer
    return scorer is not None and replace_later_scores(connection, parts.company, scorer, utc_now())[1]


def _forget_old_answers(_parts: Parts, connection: Connection) -> bool:
    idempotency.forget_before(connection, utc_now() - timedelta(days=IDEMPOTENCY_DAYS))
    forget_old(connection, utc_now())
    return False


JOBS = (
    Job("score late leads", _score_late_leads),
    Job("replace later scores", _replace_later_scores),
    Job("rotate", rotate),
    Job("forget old answers", _forget_old_answers),
    Job("forget uploads", forget_uploads),
    Job("renew kept answers", look=renew_answers, lease_seconds=_LONG_LEASE_SECONDS),
    Job("watch the model", look=watch, lease_seconds=_LONG_LEASE_SECONDS),
    Job("watch for alerts", look=watch_alerts, lease_seconds=_LONG_LEASE_SECONDS),
)
