"""Logs in JSON lines and metrics for Prometheus. Neither holds a contact, a key or a query string."""

import logging
import os
import sys
import time
from collections.abc import Sequence

import structlog
from flask import Flask, Response, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from service.usecases.leads.new_lead import NewLead

CONTENT_TYPE = CONTENT_TYPE_LATEST
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)

requests_total = Counter(
    "leadworth_requests_total", "Requests by route, method and status", ["route", "method", "status"]
)
request_seconds = Histogram(
    "leadworth_request_seconds", "Seconds that a request took", ["route"], buckets=_BUCKETS
)
leads_total = Counter("leadworth_leads_total", "Leads that were sent and could be read")
unknown_attributes_total = Counter(
    "leadworth_unknown_attributes_total", "Attributes that the lead schema does not know"
)


def configure_logs(level: str) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
    )


def measure(app: Flask) -> None:
    """Count and time every request by its route's rule, never by its address.

    What matches no route is one line of the metrics, whatever methods people invent.
    """

    @app.before_request
    def _start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def _end(response: Response) -> Response:
        rule = request.url_rule
        route, method = (rule.rule, request.method) if rule else ("unknown", "any")
        requests_total.labels(route, method, response.status_code).inc()
        if "started" in g:
            request_seconds.labels(route).observe(time.perf_counter() - g.started)
        return response


def count_leads(leads: Sequence[NewLead]) -> None:
    leads_total.inc(len(leads))
    unknown_attributes_total.inc(sum(len(lead.checked.unknown) for lead in leads))


def exposition() -> bytes:
    """The metrics of all workers where they share a directory, else of this process."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return generate_latest(registry)
