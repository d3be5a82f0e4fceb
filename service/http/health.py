"""`/healthz`: the process answers. `/readyz`: it can keep a lead. `/metrics`: its figures."""

from ipaddress import ip_address

import structlog
from flask import Blueprint, Response, request

from service import telemetry
from service.http import watch_gauges
from service.http.call import Answer
from service.http.operation import parts, respond
from service.http.problem import Problem
from service.store.migrations import is_current

routes = Blueprint("health", __name__)
log = structlog.get_logger()


@routes.get("/healthz")
def healthz() -> Response:
    return respond(Answer({"status": "ok"}))


@routes.get("/readyz")
def readyz() -> Response:
    own = parts()
    try:
        current = is_current(own.database)
    except Exception as error:
        log.warning("not ready", error=type(error).__name__)
        raise Problem(503, "the store is away", headers={"Retry-After": "1"}) from error
    if not current:
        raise Problem(503, "the store is not migrated", headers={"Retry-After": "5"})
    scorer = own.serving.scorer
    return respond(Answer({"status": "ready", "model_version": scorer.model_version if scorer else None}))


@routes.get("/metrics")
def metrics() -> Response:
    if not _may_see_metrics(request.remote_addr or ""):
        raise Problem(403, "metrics are not for this network")
    return Response(telemetry.exposition() + _watched(), content_type=telemetry.CONTENT_TYPE)


def _watched() -> bytes:
    """Without the store the process still tells its own figures."""
    try:
        with parts().database.read() as connection:
            return watch_gauges.exposition(connection)
    except Exception as error:
        log.warning("no figures of the model", error=type(error).__name__)
        return b""


def _may_see_metrics(caller: str) -> bool:
    try:
        address = ip_address(caller)
    except ValueError:  # what a proxy forwards may be any text
        return False
    return any(address in network for network in parts().settings.metrics_networks)
