"""Newer leads against those of the training, and leads that nobody worked, as figures."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import sqlalchemy as sa

from model.lead.factors import shown_name
from model.lead.watch.drift import Drift
from model.lead.watch.profile import Newer
from service.store import history, watched_leads
from service.store.columns import Row
from service.store.watched_leads import Span
from service.usecases.company import Company
from service.usecases.leads.new_lead import lead_row
from service.usecases.source import IMPORT

RECENT_DAYS = 30
MOST_IN_SAMPLE = 50_000


def drift_figures(
    connection: sa.Connection, company: Company, version: str, manifest: Mapping[str, Any], now: datetime
) -> dict[str, Any] | None:
    """Of the countable leads of the newest 30 days, at most 50,000; None for a model without a profile."""
    profile = manifest.get("profile")
    if profile is None:
        return None
    newer = Newer(profile)
    span = Span(now - timedelta(days=RECENT_DAYS), now)
    for piece in watched_leads.recent(connection, span, MOST_IN_SAMPLE):
        newer.add([_seen(company, row) for row in piece], _scores(piece, version))
    unknown = newer.unknown()
    return {
        "since": span.since.isoformat(),
        "until": span.until.isoformat(),
        "leads": newer.leads,
        "score": _figures(newer.score_drift()),
        "fields": [
            {"field": shown_name(name), **_figures(drift), **_unknown(unknown.get(name))}
            for name, drift in newer.drifts().items()
        ],
    }


def unworked_figures(connection: sa.Connection, span: Span) -> dict[str, Any]:
    """Countable leads that are matured, and how many of them nobody tried, judged or closed."""
    outcomes_only = None if history.has_handling(connection, IMPORT.name) else IMPORT.name
    leads, unworked = watched_leads.unworked(connection, span, outcomes_only)
    return {"leads": leads, "unworked": unworked, "share": unworked / leads if leads else None}


def _figures(drift: Drift) -> dict[str, Any]:
    return {**asdict(drift), "beyond_chance": drift.beyond_chance}


def _unknown(shares: tuple[float, float] | None) -> dict[str, Any]:
    share, usual = shares or (None, None)
    return {"unknown_share": share, "usual_unknown_share": usual}


def _seen(company: Company, row: Row) -> dict[str, object]:
    """As the model saw it at the submit."""
    at = row.submitted_at.astimezone(company.timezone)
    campaign = row.campaign if row.campaign is not None else row.campaign_text
    return lead_row(row.attributes, row.tracking, campaign, row.channel, at)


def _scores(rows: Any, version: str) -> Any:
    """Of leads that this version scored at their submit."""
    return np.array(
        [
            row.probability
            for row in rows
            if row.model_version == version and row.score_origin == "submit" and row.probability is not None
        ],
        dtype=np.float64,
    )
