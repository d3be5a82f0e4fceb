"""Call samples: `/v1/campaigns/{key}/call-sample` lends one, `/v1/call-samples` shows and fills them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint

from model.campaign.kappa import Agreement
from service.http.call import Answer, Call
from service.http.lead_answer import instant
from service.http.operation import operation
from service.http.schemas.call_samples import (
    CallSampleAnswer,
    CallSamplePageAnswer,
    CallSamplesAnswer,
    CallSampleSchema,
    FindingSchema,
)
from service.store import call_samples
from service.store.columns import Row
from service.usecases.campaigns.compare_campaigns import start_of
from service.usecases.campaigns.declare_campaign import find_campaign
from service.usecases.campaigns.name_campaign import campaign_key
from service.usecases.fair_play.lend_call_sample import Lent, find_sample, is_out, lend, show_leads
from service.usecases.fair_play.record_call_sample import Finding, give_back, record_finding
from service.usecases.fair_play.sample_agreement import sample_agreement
from service.usecases.problems import NotFound

routes = Blueprint("call_samples", __name__)
_SHOWN = 100
_USUAL_DAYS = 30


@routes.post("/v1/campaigns/<path:key>/call-sample")
@operation(
    "Lend random leads of a campaign to a named person for 48 hours",
    scopes="call",
    body=CallSampleSchema(),
    answers={201: CallSampleAnswer()},
    writes=True,
)
def lend_sample(call: Call, key: str) -> Answer:
    name = campaign_key(key)
    if name is None:
        raise NotFound("there is no such campaign")
    campaign = find_campaign(call.connection, name)
    since = start_of(call.parts.company, call.body.get("since")) or call.now - timedelta(days=_USUAL_DAYS)
    body, source = call.body, call.caller.source
    sample_id = lend(call.connection, source, campaign, body["lent_to"], body["size"], since, call.now)
    return Answer(_answer(call, find_sample(call.connection, sample_id)), 201)


@routes.get("/v1/call-samples")
@operation(
    "List call samples, and how far they agree with Sales",
    scopes="call marketing crm",
    answers={200: CallSamplesAnswer()},
)
def list_samples(call: Call) -> Answer:
    rows = call_samples.newest_first(call.connection, _SHOWN)
    return Answer(
        {
            "as_of": instant(call.now),
            "samples": [_answer(call, row) for row in rows],
            "agreement": _agreement(sample_agreement(call.connection)),
        }
    )


@routes.get("/v1/call-samples/<uuid:sample_id>")
@operation(
    "Show a call sample's leads and, while it is lent, their contacts",
    scopes="call",
    answers={200: CallSamplePageAnswer()},
    writes=True,
)
def show_sample(call: Call, sample_id: UUID) -> Answer:
    sample = find_sample(call.connection, sample_id)
    lent = show_leads(call.connection, call.parts.company, call.caller.source, sample, call.now)
    return Answer({**_answer(call, sample), "drawn": [_lead(each) for each in lent]})


@routes.put("/v1/call-samples/<uuid:sample_id>/leads/<uuid:lent_lead_id>")
@operation(
    "Record what calling a lead of the sample showed",
    scopes="call",
    body=FindingSchema(),
    answers={204: None},
    writes=True,
)
def put_finding(call: Call, sample_id: UUID, lent_lead_id: UUID) -> Answer:
    found = Finding(**call.body)
    record_finding(call.connection, call.caller.source, sample_id, lent_lead_id, found, call.now)
    return Answer(None, 204)


@routes.post("/v1/call-samples/<uuid:sample_id>/return")
@operation("Give a call sample back", scopes="call", answers={204: None}, writes=True)
def return_sample(call: Call, sample_id: UUID) -> Answer:
    give_back(call.connection, call.caller.source, sample_id, call.now)
    return Answer(None, 204)


def _answer(call: Call, sample: Row) -> dict[str, Any]:
    return {
        "id": str(sample.id),
        "campaign": sample.campaign,
        "lent_to": sample.lent_to,
        "lent_at": instant(sample.lent_at),
        "until": instant(sample.until),
        "is_out": is_out(sample, call.now),
        "leads": sample.leads,
        "recorded": sample.recorded,
    }


def _lead(lent: Lent) -> dict[str, Any]:
    row = lent.lead
    found = {
        name: row._mapping[name] for name in ("attempts", "disposition", "sub_reason", "outcome", "note")
    }
    return {
        "lead_id": str(row.lead_id),
        "place": row.place,
        "submitted_at": instant(row.submitted_at),
        "ad_set": row.ad_set or None,
        "ad": row.ad or None,
        "attributes": row.attributes,
        "contact": lent.contact,
        **found,
    }


def _agreement(found: Agreement) -> dict[str, Any]:
    return {
        "pairs": found.pairs,
        "same": found.same,
        "only_sales_qualified": found.first_only,
        "only_sample_qualified": found.second_only,
        "kappa": found.kappa,
        "low": found.low,
        "high": found.high,
        "more_needed": found.more_needed,
        "p_harder": found.p_harder,
    }
