"""`/samples`: leads that Marketing borrowed to call, and what the calls showed."""

from typing import Any, Final
from uuid import UUID

from flask import Blueprint, url_for

from model.vocabulary import DISPOSITIONS, OUTCOMES, SUB_REASONS
from service.http import call_samples
from service.usecases.campaigns.declare_campaign import find_campaign
from service.usecases.fair_play.agreement import in_force
from service.usecases.fair_play.doubt_after_sample import doubted
from service.usecases.fair_play.lend_call_sample import find_sample
from service.usecases.source import Source
from service.web.forms.whole_number import whole
from service.web.frame.page import deed, page
from service.web.frame.visit import Visit
from service.web.shown.desk_values import shown
from service.words import say

routes = Blueprint("web_samples", __name__)
TOPIC: Final = "samples_page"
CALLERS: Final = "marketer admin"


@routes.get("/samples")
@page(CALLERS)
def list_samples(visit: Visit) -> Any:
    return visit.show("samples.html", TOPIC, answer=visit.ask(call_samples.list_samples))


@routes.get("/samples/<uuid:sample_id>")
@page(CALLERS, writes=True)
def show_sample(visit: Visit, sample_id: UUID, lead_id: UUID | None = None) -> Any:
    """Each contact that is shown is recorded. `lead_id` is the lead whose form was refused."""
    sample = visit.ask(call_samples.show_sample, sample_id=sample_id)
    # Of a sample that is out, contacts come to the person it was lent to alone.
    is_mine = any(each["contact"] for each in sample["drawn"])
    campaign = find_campaign(visit.connection, sample["campaign"])
    return visit.show(
        "sample.html",
        TOPIC,
        sample={**sample, "drawn": [_with_said(visit, lead) for lead in sample["drawn"]]},
        name=campaign.name or campaign.key,
        may_record=sample["is_out"] and is_mine,
        refused=None if lead_id is None else str(lead_id),
        doubted=_doubted(visit, sample_id),
        dispositions=_worded(visit, "disposition", DISPOSITIONS),
        sub_reasons=_worded(visit, "sub", sorted({word for words in SUB_REASONS.values() for word in words})),
        outcomes=_worded(visit, "outcome", OUTCOMES),
    )


@routes.post("/samples/<uuid:sample_id>/leads/<uuid:lead_id>")
@deed(CALLERS, back=show_sample)
def post_finding(visit: Visit, sample_id: UUID, lead_id: UUID) -> str:
    attempts = visit.form.get("attempts", "")
    said = {name: visit.form.get(name) for name in ("disposition", "sub_reason", "outcome", "note")}
    body = {**said, "attempts": whole(attempts)}
    visit.ask(call_samples.put_finding, sample_id=sample_id, lent_lead_id=lead_id, body=body)
    return url_for("web_samples.show_sample", sample_id=sample_id, told="kept", _anchor=f"lead-{lead_id}")


@routes.post("/samples/<uuid:sample_id>/return")
@deed(CALLERS, back=show_sample)
def post_return(visit: Visit, sample_id: UUID) -> str:
    visit.ask(call_samples.return_sample, sample_id=sample_id)
    return url_for("web_samples.show_sample", sample_id=sample_id, told="done")


def _doubted(visit: Visit, sample_id: UUID) -> set[str]:
    """Leads of hers that found otherwise than Sales said, once the sample is back."""
    source = Source(f"user:{visit.user.id.hex}", visit.user.role)
    sample, agreement = find_sample(visit.connection, sample_id), in_force(visit.connection, visit.now)
    return {str(lead) for lead in doubted(visit.connection, agreement, source, sample, visit.now)}


def _with_said(visit: Visit, lead: dict[str, Any]) -> dict[str, Any]:
    """What its person filled in, as pairs of label and value."""
    schema = visit.parts.serving.schema
    told = [(name, value) for name, value in lead["attributes"].items() if value is not None]
    return {
        **lead,
        "said": [(schema.labels(name)[visit.language], shown(visit, value)) for name, value in told],
    }


def _worded(visit: Visit, kind: str, words: Any) -> list[tuple[str, str]]:
    return [(word, say("words", visit.language, f"{kind}_{word}")) for word in words]
