"""`/v1/models`: versions, which one serves, and who decided so."""

from flask import Blueprint

from service.http.call import Answer, Call
from service.http.lead_answer import instant
from service.http.operation import operation
from service.http.schemas.models import ModelsAnswer, ServingAnswer
from service.store import models
from service.usecases.models.serve_model import promote, roll_back

routes = Blueprint("models", __name__)
_DECISIONS_SHOWN = 50
_UNSHOWN = ("signature", "profile")  # the profile is long, and for the watch alone


@routes.get("/v1/models")
@operation("List model versions and decisions", scopes="admin", answers={200: ModelsAnswer()})
def list_models(call: Call) -> Answer:
    serving = models.serving_version(call.connection)
    return Answer(
        {
            "serving": serving,
            "versions": [
                {
                    "version": row.version,
                    "serves": row.version == serving,
                    "added_at": instant(row.added_at),
                    "sha256": row.sha256,
                    "manifest": {name: part for name, part in row.manifest.items() if name not in _UNSHOWN},
                }
                for row in models.listing(call.connection)
            ],
            "decisions": [
                {
                    "version": row.version,
                    "action": row.action,
                    "decided_at": instant(row.decided_at),
                    "decided_by": row.decided_by,
                    "reason": (row.evidence or {}).get("reason"),
                    "evidence": row.evidence,
                }
                for row in models.decisions(call.connection, _DECISIONS_SHOWN)
            ],
        }
    )


@routes.post("/v1/models/<version>/promote")
@operation("Let a version serve", scopes="admin", answers={200: ServingAnswer()}, writes=True)
def promote_model(call: Call, version: str) -> Answer:
    key = call.parts.settings.artefact_key
    promote(call.connection, version, call.caller.source.name, key, call.now)
    return Answer({"serving": version})


@routes.post("/v1/models/roll-back")
@operation(
    "Let the version serve that served before", scopes="admin", answers={200: ServingAnswer()}, writes=True
)
def roll_back_model(call: Call) -> Answer:
    key = call.parts.settings.artefact_key
    return Answer({"serving": roll_back(call.connection, call.caller.source.name, key, call.now)})
