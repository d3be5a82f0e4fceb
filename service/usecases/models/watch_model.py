"""Watch the models that serve or have served: are their scores still right, do leads look as they did."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.lead.watch.cohort import Calibration, calibration_of, is_open, level_variance
from service.store import models, watches
from service.usecases.company import Company
from service.usecases.models.watched_calibration import (
    Week,
    judged_cohort,
    judged_span,
    line_figures,
    week_figures,
    weekly_cohorts,
)
from service.usecases.models.watched_drift import drift_figures, unworked_figures

CHANGES_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Watched:
    """A version under watch; `horizon` in days, `level` the variance of what it learnt its level from."""

    version: str
    manifest: Mapping[str, Any]
    horizon: float
    weeks: list[Week]

    @property
    def level(self) -> float:
        data = self.manifest.get("data", {})
        return level_variance(int(data.get("trained") or 0), int(data.get("won") or 0))


def calibration_alert_open(connection: sa.Connection) -> bool:
    """Whether wins no longer are what the serving model's scores promised, as the newest look found."""
    serving = models.serving_version(connection)
    newest = watches.newest(connection, serving) if serving else None
    return newest is not None and newest.alert_since is not None


def is_due(connection: sa.Connection, company: Company, now: datetime) -> bool:
    """Whether the serving model was not watched yet on this day of the company's."""
    serving = models.serving_version(connection)
    if serving is None:
        return False
    newest = watches.newest(connection, serving)
    return newest is None or newest.day < now.astimezone(company.timezone).date()


def look(
    connection: sa.Connection, company: Company, default_horizon: float, now: datetime
) -> list[dict[str, Any]]:
    """The rows of `model_watches` for today, which `watches.put` keeps; only reads.

    Of the serving version, and of others that have matured leads of theirs: each answers for the scores that
    it gave. `default_horizon` in days is for models that learnt none.
    """
    serving = models.serving_version(connection)
    return [
        _row(connection, company, watched, watched.version == serving, now)
        for watched in _watched(connection, company, default_horizon, now)
        if watched.weeks or watched.version == serving
    ]


def _watched(
    connection: sa.Connection, company: Company, default_horizon: float, now: datetime
) -> list[Watched]:
    changes = models.changes(connection, CHANGES_LOOKED_AT)
    versions = list(dict.fromkeys(change.version for change in changes))
    manifests = {version: watches.manifest(connection, version) for version in versions}
    horizons = {
        version: float(manifest.get("horizon_days") or default_horizon)
        for version, manifest in manifests.items()
    }
    weeks = weekly_cohorts(connection, company, horizons, now)
    return [Watched(version, manifests[version], horizons[version], weeks[version]) for version in versions]


def _row(
    connection: sa.Connection, company: Company, watched: Watched, serves: bool, now: datetime
) -> dict[str, Any]:
    cohort = judged_cohort(company, watched.weeks, watched.horizon, now)
    found = calibration_of(cohort, watched.level)
    return {
        "version": watched.version,
        "day": now.astimezone(company.timezone).date(),
        "looked_at": now,
        "alert_since": _alert_since(connection, watched.version, found, now),
        "figures": _figures(connection, company, watched, found, serves, now),
    }


def _alert_since(
    connection: sa.Connection, version: str, found: Calibration, now: datetime
) -> datetime | None:
    before = watches.newest(connection, version)
    since: datetime | None = before.alert_since if before is not None else None
    return (since or now) if is_open(found, since is not None) else None


def _figures(
    connection: sa.Connection,
    company: Company,
    watched: Watched,
    found: Calibration,
    serves: bool,
    now: datetime,
) -> dict[str, Any]:
    """Drift and unworked leads are told of the version that serves: they are of today's leads."""
    span = judged_span(company, watched.horizon, now)
    version = watched.version
    return {
        "horizon_days": watched.horizon,
        "calibration": {
            "since": span.since.isoformat(),
            "until": span.until.isoformat(),
            **asdict(found),
            "line": line_figures(connection, span, version, watched.horizon),
        },
        "weeks": week_figures(watched.weeks, watched.level),
        "drift": drift_figures(connection, company, version, watched.manifest, now) if serves else None,
        "unworked": unworked_figures(connection, span) if serves else None,
    }
