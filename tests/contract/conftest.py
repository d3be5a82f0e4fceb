"""A company with a model that serves, a key of each scope, and a lead that the paths may name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from flask import Flask
from schemathesis.schemas import APIOperation, BaseSchema

from model.lead import artefact
from service.parts import Parts
from service.store import alerts
from service.store.ids import new_id
from service.usecases.clock import utc_now
from service.usecases.models.serve_model import add_model, promote

CAMPAIGN = "tet-2026"


@dataclass(frozen=True)
class Served:
    """An app with data in it. `known` are parts of paths that name something that is there."""

    app: Flask
    schema: BaseSchema
    keys: dict[str, str]
    known: dict[str, str]

    def operations(self) -> list[APIOperation]:
        return [found.ok() for found in self.schema.get_all_operations()]

    def headers(self, operation: APIOperation) -> dict[str, str]:
        """A key that may call this operation."""
        scopes = operation.definition.raw.get("x-scopes", [])
        return {"Authorization": f"Bearer {self.keys[scopes[0]]}"} if scopes else {}

    def path(self, operation: APIOperation) -> dict[str, str]:
        names = {part.name for part in operation.path_parameters}
        known = self.known | ({"key": self.keys["ingest"]} if "forms" in (operation.tags or []) else {})
        if operation.path.endswith("/notes"):  # the week of the others ends: it takes none then
            known |= {"week": "2026-W41"}
        return {name: value for name, value in known.items() if name in names}


@pytest.fixture
def document(app: Flask) -> dict[str, Any]:
    answer = app.test_client().get("/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json
    return found


@pytest.fixture
def served(
    app: Flask,
    parts: Parts,
    serving: str,
    newer_model: str,
    new_key: Callable[..., str],
    document: dict[str, Any],
) -> Served:
    schema = schemathesis.openapi.from_dict(document)
    schema.config.generation.with_security_parameters = False  # each request is sent with a key that may
    schema.app = _from_this_machine(app)
    keys = {scope: new_key(scope) for scope in ("admin", "call", "crm", "ingest", "marketing")}
    client, crm = app.test_client(), {"Authorization": f"Bearer {keys['crm']}"}
    client.put(f"/v1/campaigns/{CAMPAIGN}", json={"name": "Tết"}, headers=crm)
    lead = {"campaign": CAMPAIGN, "contact": {"name": "Lan", "phone": "0901 234 567"}}
    kept = client.post("/v1/leads", json=lead, headers=crm)
    known = {"key": CAMPAIGN, "version": serving, "lead_id": kept.json["id"]}
    known |= _between_the_teams(client, keys, known["lead_id"])
    known |= _in_the_weekly_meeting(parts, client, crm)
    known |= _at_each_others_work(client, keys)
    return Served(app, schema, keys, known)


def _between_the_teams(client: Any, keys: dict[str, str], lead: str) -> dict[str, str]:
    """A dispute of this lead that somebody is to call, and an announcement."""
    crm, marketing = ({"Authorization": f"Bearer {keys[scope]}"} for scope in ("crm", "marketing"))
    judged = {"disposition": "no_need", "rep": "sale-03"}
    client.post(f"/v1/leads/{lead}/disposition", json=judged, headers=crm)
    by = {"by": "marketing-01"}
    dispute = client.post(f"/v1/leads/{lead}/dispute", json={**by, "reason": "?"}, headers=marketing)
    client.put("/v1/team/sale-07", json={}, headers=crm)
    client.post(f"/v1/disputes/{dispute.json['id']}/assign", json={"to": "sale-07"}, headers=crm)
    said = client.post(f"/v1/campaigns/{CAMPAIGN}/announcements", json={**by, "text": "?"}, headers=crm)
    return {"dispute_id": dispute.json["id"], "announcement_id": said.json["id"], "rep": "sale-03"}


def _at_each_others_work(client: Any, keys: dict[str, str]) -> dict[str, str]:
    """A lead that is lent, an ad that nobody has looked at, a version of the agreement that nobody signed."""
    call, crm, marketing = (
        {"Authorization": f"Bearer {keys[scope]}"} for scope in ("call", "crm", "marketing")
    )
    lead = client.post(
        "/v1/leads", json={"campaign": "lent", "contact": {"phone": "0903 000 000"}}, headers=crm
    )
    sample = client.post("/v1/campaigns/lent/call-sample", json={"lent_to": "?"}, headers=call)
    ad = client.post("/v1/ad-reviews", json={"ad": "?", "text": "?", "by": "?"}, headers=marketing)
    terms = client.post("/v1/agreement", json={"by": "?", "terms": {}}, headers=crm)
    return {
        "lent_lead_id": lead.json["id"],
        "sample_id": sample.json["id"],
        "review_id": ad.json["id"],
        "number": str(terms.json["version"]),
    }


def _in_the_weekly_meeting(parts: Parts, client: Any, crm: dict[str, str]) -> dict[str, str]:
    """An open alert, something that was heard, an action, a week that is over, a month that is closed."""
    at, alert_id = utc_now(), new_id()
    alert = {"id": alert_id, "kind": "calibration_gone", "subject": "", "side": None, "figures": {}}
    with parts.database.write() as connection:
        alerts.open_new(connection, [{**alert, "opened_at": at, "last_seen_at": at}])
    heard = client.post("/v1/feedback", json={"kind": "asks", "text": "?", "by": "sale-03"}, headers=crm)
    action = {"what": "?", "who": "sale-03", "due": "2199-01-01", "side": "sales", "by": "sale-03"}
    agreed = client.post("/v1/actions", json=action, headers=crm)
    ids = {"feedback_id": heard.json["id"], "action_id": agreed.json["id"]}
    cost = {"day": "2026-09-30", "amount": {"amount": 1, "currency": "VND"}}
    client.post(f"/v1/campaigns/{CAMPAIGN}/spend", json={"days": [cost]}, headers=crm)
    client.post("/v1/periods/2026-09/close", json={"by": "sale-03"}, headers=crm)
    return {"alert_id": str(alert_id), "week": "2026-W40", "period": "2026-09", **ids}


@pytest.fixture
def newer_model(parts: Parts, serving: str, other_artefact_folder: Any) -> str:
    """Another model serves than before, so that there is one to roll back to."""
    key, now = parts.settings.artefact_key, utc_now()
    with parts.database.write() as connection:
        version = add_model(connection, parts.company, *artefact.read(other_artefact_folder), key, now)
        promote(connection, version, "a test", key, now)
    return version


def _from_this_machine(app: Flask) -> Callable[..., Any]:
    """As gunicorn calls it: the metrics are for some networks only."""

    def call(environ: dict[str, Any], start_response: Any) -> Any:
        return app({**environ, "REMOTE_ADDR": "127.0.0.1"}, start_response)

    return call
