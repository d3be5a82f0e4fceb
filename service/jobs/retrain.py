"""The whole loop: what the store has learnt since, a model trained on it, and whether that may serve."""

import json
import os
import shutil
import socket
import tempfile
import threading
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import structlog

from model.lead.manifest import ArtefactRefused
from model.lead.schema import LeadSchema, SchemaError
from service.jobs.challenge_process import ARTEFACT, DECISION, Stopped, challenge
from service.jobs.held_lease import HeldLease, LeaseLost, take_lease
from service.parts import Parts
from service.store.clock import store_now
from service.usecases.models.conclude_retrain import Decision, conclude, fail
from service.usecases.models.retrain_due import is_due
from service.usecases.models.retrain_inputs import Inputs, write_inputs
from service.usecases.problems import Conflict, Refused

log = structlog.get_logger()
JOB = "retrain"
SCHEDULE = "schedule"
FOLDER = "leadworth-retrain-"
_SECONDS_PER_DAY = 86_400
_SAID_AS_IT_IS = (ArtefactRefused, SchemaError, Conflict, Refused)


def retrain_when_due(parts: Parts, stopping: threading.Event) -> Decision | None:
    """What was decided; None where it is not due, or another process does it."""
    if not _is_due(parts):
        return None
    held = take_lease(parts.database, JOB, _holder())
    if held is None:
        return None
    if not _is_due(parts):  # another process has just done it
        held.release()
        return None
    return _under(held, parts, SCHEDULE, stopping)


def retrain_now(parts: Parts, by: str, stopping: threading.Event) -> Decision | None:
    """Due or not. None where it was stopped. Raises Conflict while another process retrains."""
    held = take_lease(parts.database, JOB, _holder())
    if held is None:
        raise Conflict("another process retrains now")
    return _under(held, parts, by, stopping)


def _under(held: HeldLease, parts: Parts, by: str, stopping: threading.Event) -> Decision | None:
    """Every way that it can end is recorded, but two: stopped, or the lease lost to another."""
    try:
        decision = _retrain(held, parts, by, stopping)
    except LeaseLost:
        log.warning("retrain lost its lease")
        return None
    except (Stopped, KeyboardInterrupt):
        held.release()
        log.info("retrain stopped")
        return None
    except Exception as error:
        reason = str(error) if isinstance(error, _SAID_AS_IT_IS) else type(error).__name__
        with held.last_word() as connection:
            decision = fail(connection, reason, by, store_now(connection))
    log.info("retrain ended", action=decision.action, version=decision.version, reason=decision.reason)
    return decision


def _retrain(held: HeldLease, parts: Parts, by: str, stopping: threading.Event) -> Decision:
    """Nothing of the store changes before the last transaction, so a kill at any time leaves what was."""
    _sweep()
    settings = parts.settings
    with tempfile.TemporaryDirectory(prefix=FOLDER) as name:
        folder = Path(name)
        inputs = _inputs(held, parts, folder, stopping)
        key = settings.artefact_key
        failure = challenge(inputs, folder, key, settings.retrain_minutes, held.keep, stopping)
        with held.last_word() as connection:
            now = store_now(connection)
            if failure is not None:
                return fail(connection, failure, by, now)
            evidence = json.loads((folder / DECISION).read_text("utf-8")) | {"serving": inputs.serving}
            return conclude(connection, parts.company, evidence, folder / ARTEFACT, by, key, now)


def _inputs(held: HeldLease, parts: Parts, folder: Path, stopping: threading.Event) -> Inputs:
    def progress(_leads: int) -> None:
        held.keep()
        if stopping.is_set():
            raise Stopped

    settings = parts.settings
    with parts.database.read() as connection:
        return write_inputs(
            connection,
            parts.company,
            LeadSchema.load(Path(settings.lead_schema)) if settings.lead_schema else None,
            settings.horizon_days,
            settings.artefact_key,
            folder,
            store_now(connection),
            progress,
        )


def _is_due(parts: Parts) -> bool:
    if not parts.settings.retrain_days:
        return False
    with parts.database.read() as connection:
        return is_due(connection, timedelta(days=parts.settings.retrain_days), store_now(connection))


def _holder() -> str:
    """A name of its own each time: a restarted container has the host and process id of the one before."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"


def _sweep() -> None:
    """What a killed process left behind more than a day ago."""
    for old in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        with suppress(OSError):  # another process may be ending just now
            if time.time() - old.stat().st_mtime > _SECONDS_PER_DAY:
                shutil.rmtree(old)
