"""What a retrain reads, laid out as files: the history, the lead schema, and the models to beat."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from model.lead import artefact
from model.lead import manifest as manifests
from model.lead.manifest import ArtefactRefused
from model.lead.schema import LeadSchema
from service.store import models
from service.store.columns import Row
from service.usecases.company import Company
from service.usecases.leads.new_lead import NO_SCHEMA
from service.usecases.models.take_snapshot import take_snapshot
from service.usecases.models.watch_model import calibration_alert_open
from service.usecases.problems import Conflict

RECENT = 5
ALERT = "its calibration alert is open"


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files below one folder. `serving` is the version that served when they were written, `stale` why that
    is known to be out of date.
    """

    history: Path
    schema: Path
    serving: str | None
    serving_artefact: Path | None
    recent_artefacts: tuple[Path, ...]
    stale: str | None


def write_inputs(
    connection: sa.Connection,
    company: Company,
    own_schema: LeadSchema | None,
    horizon_days: float | None,
    key: bytes,
    folder: Path,
    now: datetime,
    progress: Callable[[int], object],
) -> Inputs:
    """From one snapshot of the store. `own_schema` and `horizon_days` are the company's own, where set.

    Raises Conflict where models have served and none of their lead schemas can be trusted.
    """
    served = _served(connection)
    schema = _for_company(own_schema or _served_schema(served, key), company, horizon_days)
    inputs = Inputs(
        history=folder / "history.parquet",
        schema=folder / "schema.toml",
        serving=served[0].version if served else None,
        serving_artefact=_write_artefact(served[0], folder) if served else None,
        recent_artefacts=tuple(_write_artefact(row, folder) for row in served[1:]),
        stale=ALERT if calibration_alert_open(connection) else None,
    )
    inputs.schema.write_text(schema.dumps(), encoding="utf-8")
    take_snapshot(connection, company, schema, inputs.history, now, progress)
    return inputs


def _served(connection: sa.Connection) -> list[Row]:
    """The model that serves, then the last five others that did, rolled back or replaced."""
    versions = dict.fromkeys(row.version for row in models.changes(connection, limit=None))
    found = (models.find(connection, version) for version in list(versions)[: 1 + RECENT])
    return [row for row in found if row is not None]


def _served_schema(served: list[Row], key: bytes) -> LeadSchema:
    """Of the newest whose manifest is as it was signed: its model may well be one that opens no more."""
    if not served:
        return NO_SCHEMA
    for row in served:
        if _is_signed(row.manifest, key):
            return LeadSchema.from_dict(row.manifest["schema"])
    raise Conflict("no model's manifest can be trusted for its lead schema: set LEADWORTH_LEAD_SCHEMA")


def _is_signed(manifest: Mapping[str, Any], key: bytes) -> bool:
    try:
        manifests.refuse_format(manifest)
        manifests.refuse_signature(manifest, key)
    except ArtefactRefused:
        return False
    return True


def _for_company(schema: LeadSchema, company: Company, horizon_days: float | None) -> LeadSchema:
    """The snapshot's amounts are in the company's currency, and its hours in its zone."""
    return replace(
        schema,
        currency=company.currency,
        timezone=schema.timezone or str(company.timezone),
        horizon_days=horizon_days or schema.horizon_days,
    )


def _write_artefact(row: Row, folder: Path) -> Path:
    """As it lies in the store; training verifies it before it opens anything."""
    directory = folder / f"model-{row.sha256[:16]}"
    directory.mkdir()
    (directory / artefact.MODEL).write_bytes(row.artefact)
    (directory / artefact.MANIFEST).write_text(manifests.to_text(row.manifest), encoding="utf-8")
    return directory
