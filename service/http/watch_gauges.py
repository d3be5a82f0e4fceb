"""The newest look at the serving model as gauges for Prometheus.

Read from the store at each scrape: the worker that looks is another process than the one that is asked.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from service.store import models, watches
from service.store.columns import Row
from service.store.database import Connection


def exposition(connection: Connection) -> bytes:
    """Nothing where no model serves, or it was not watched yet."""
    serving = models.serving_version(connection)
    row = watches.newest(connection, serving) if serving else None
    registry = CollectorRegistry()
    if row is not None:
        registry.register(_Gauges(row))
    return generate_latest(registry)


class _Gauges(Collector):
    def __init__(self, row: Row) -> None:
        self._row = row

    def collect(self) -> Iterable[GaugeMetricFamily]:
        row, figures = self._row, self._row.figures
        found, unworked = figures["calibration"], figures["unworked"]
        yield _one("model_watched_timestamp_seconds", "When it was looked at", row.looked_at.timestamp())
        yield _one("model_calibration_alert", "1 while the alert is open", float(row.alert_since is not None))
        yield _one("model_calibration_z", "Deviations of the wins from the expected ones", found["z"])
        yield _one("model_calibration_ratio", "Observed by expected wins, 8 matured weeks", found["ratio"])
        if unworked is not None:
            yield _one("unworked_leads_share", "Matured leads that nobody worked", unworked["share"])
        if figures["drift"] is not None:
            yield from _drift(figures["drift"])


def _drift(drift: dict[str, Any]) -> Iterator[GaugeMetricFamily]:
    yield _one("model_score_psi", "PSI of the scores beyond chance", drift["score"]["beyond_chance"])
    psi = GaugeMetricFamily("leadworth_model_field_psi", "PSI beyond chance", labels=["field"])
    unknown = GaugeMetricFamily(
        "leadworth_model_field_unknown_share", "Leads with a value that training never saw", labels=["field"]
    )
    for each in drift["fields"]:
        psi.add_metric([each["field"]], each["beyond_chance"])
        if each["unknown_share"] is not None:
            unknown.add_metric([each["field"]], each["unknown_share"])
    yield from (psi, unknown)


def _one(name: str, about: str, value: float | None) -> GaugeMetricFamily:
    """A ratio that cannot be told is no sample."""
    family = GaugeMetricFamily(f"leadworth_{name}", about)
    if value is not None:
        family.add_metric([], value)
    return family
