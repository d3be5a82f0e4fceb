"""`/v1/campaigns`: figures side by side, one campaign, and what Marketing says of it."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint

from model.agreement import Agreement
from service.http.asked_days import asked_days
from service.http.call import Answer, Call
from service.http.campaign_answer import CampaignAnswers, sorted_lines
from service.http.lead_answer import instant
from service.http.operation import operation
from service.http.schemas.campaigns import (
    IN_TIME,
    CampaignPageAnswer,
    CampaignsAnswer,
    CampaignSchema,
    CampaignsQuery,
    ChangeAnswer,
    ChangeSchema,
    DeclaredAnswer,
    PeriodQuery,
    SpendAnswer,
    SpendSchema,
)
from service.http.spend_body import new_spend
from service.store import changes
from service.usecases.campaigns.campaign_worth import Worths, worth_of
from service.usecases.campaigns.compare_campaigns import Comparison, compare_in, period_of, undated
from service.usecases.campaigns.declare_campaign import (
    NewChange,
    declare_campaign,
    find_campaign,
    record_changes,
    record_spend,
)
from service.usecases.campaigns.name_campaign import campaign_key
from service.usecases.campaigns.return_of_spend import return_of_spend
from service.usecases.campaigns.sums_in_time import sums_in_time
from service.usecases.fair_play.agreement import in_force
from service.usecases.problems import NotFound, refuse
from service.usecases.quality.judge_quality import Quality, judge_product, judge_quality

routes = Blueprint("campaigns", __name__)
_CHANGES_SHOWN = 50


@routes.get("/v1/campaigns")
@operation(
    "What each campaign brought and cost",
    scopes="marketing crm admin",
    query=CampaignsQuery(),
    answers={200: CampaignsAnswer()},
)
def list_campaigns(call: Call) -> Answer:
    compared = _compare(call, call.query["by"], call.query.get("product") or None)
    answers = _answers(call, compared, worths := _worths(call, compared))
    return Answer(
        {
            "as_of": instant(compared.as_of),
            "by": compared.by,
            "clock": compared.clock,
            "since": instant(call.query.get("since")),
            "until": instant(call.query.get("until")),
            "undated": compared.undated,
            "among": call.query["among"],
            "delay": worths.delay,
            "totals": answers.totals(),
            "campaigns": [
                answers.line(line) for line in sorted_lines(list(compared.lines), call.query["sort"])
            ],
        }
    )


@routes.get("/v1/campaigns/<path:key>")
@operation(
    "What one campaign brought and cost, and what changed in it",
    scopes="marketing crm admin",
    query=PeriodQuery(),
    answers={200: CampaignPageAnswer()},
)
def show_campaign(call: Call, key: str) -> Answer:
    campaign = find_campaign(call.connection, _key(key))
    compared = _compare(call, "campaign")
    line = next(line for line in compared.lines if line.key == (campaign.key,))
    worths = _worths(call, compared)
    more = return_of_spend(call.connection, call.parts.company, campaign.id, call.now)
    newest = changes.of_campaign(call.connection, campaign.id, _CHANGES_SHOWN)
    return Answer(
        {
            **_answers(call, compared, worths).line(line),
            "as_of": instant(compared.as_of),
            "clock": compared.clock,
            "undated": undated(call.connection, compared.clock, compared.is_bounded, campaign.id),
            "among": call.query["among"],
            "delay": worths.delay,
            "marginal_return": asdict(more) if more else None,
            "message": campaign.message,
            "is_draft": campaign.is_draft,
            "changes": [_change_answer(row) for row in newest],
        }
    )


@routes.put("/v1/campaigns/<path:key>")
@operation(
    "Say what a campaign is",
    scopes="crm admin",
    body=CampaignSchema(),
    answers={200: DeclaredAnswer(), 201: DeclaredAnswer()},
    writes=True,
)
def put_campaign(call: Call, key: str) -> Answer:
    name = _key(key)
    is_new = declare_campaign(call.connection, call.caller.source, name, call.body, call.now)
    stored = find_campaign(call.connection, name)
    said = {field: stored._mapping[field] for field in ("name", "channel", "owner", "message")}
    return Answer({"campaign": stored.key, **said}, 201 if is_new else 200)


@routes.post("/v1/campaigns/<path:key>/spend")
@operation(
    "Keep what a campaign cost by day; the same day again replaces it",
    scopes="crm admin",
    body=SpendSchema(),
    answers={200: SpendAnswer()},
    writes=True,
)
def post_spend(call: Call, key: str) -> Answer:
    campaign = find_campaign(call.connection, _key(key))
    days = [new_spend(call, campaign.key, index, day) for index, day in enumerate(call.body["days"])]
    changed = record_spend(call.connection, call.parts.company, call.caller.source, days, call.now)
    return Answer({"days": len(days), "changed": changed})


@routes.post("/v1/campaigns/<path:key>/changes")
@operation(
    "Note what changed in a campaign",
    scopes="marketing crm admin",
    body=ChangeSchema(),
    answers={201: ChangeAnswer()},
    writes=True,
)
def post_change(call: Call, key: str) -> Answer:
    campaign = find_campaign(call.connection, _key(key))
    occurred_at = call.body.get("occurred_at") or call.now
    if occurred_at > call.now + call.parts.company.clock_tolerance:
        raise refuse("/occurred_at", "in_the_future", "a time that has passed is needed")
    new = NewChange(
        campaign=campaign.key, occurred_at=occurred_at, kind=call.body["kind"], note=call.body.get("note")
    )
    ids = record_changes(call.connection, call.parts.company, call.caller.source, [new], call.now)
    return Answer(
        {"id": str(ids[0]), "occurred_at": instant(occurred_at), "kind": new.kind, "note": new.note}, 201
    )


def _compare(call: Call, by: str, product: str | None = None) -> Comparison:
    since, until = asked_days(call)
    company = call.parts.company
    period = period_of(company, since, until, product)
    horizon, clock = call.parts.horizon_days, call.query["clock"]
    return compare_in(call.connection, company, horizon, call.now, period, by=by, clock=clock)


def _worths(call: Call, compared: Comparison) -> Worths:
    scorer, horizon, company = call.parts.serving.scorer, call.parts.horizon_days, call.parts.company
    asked = call.query["among"] == IN_TIME
    terms = in_force(call.connection, call.now)
    in_time = sums_in_time(call.connection, company, terms, compared, horizon) if asked else None
    return worth_of(call.connection, compared, horizon, scorer.delay if scorer else None, in_time)


def _answers(call: Call, compared: Comparison, worths: Worths) -> CampaignAnswers:
    company, agreement = call.parts.company, in_force(call.connection, call.now)
    judged = _judged(call, agreement, compared)
    return CampaignAnswers(company, agreement, compared, worths, {each.key: each for each in judged})


def _judged(call: Call, agreement: Agreement, compared: Comparison) -> list[Quality]:
    about = call.connection, call.parts.company, agreement, call.now
    since, until = asked_days(call)
    by, product = compared.by, compared.period.product
    if product is None:
        return judge_quality(*about, by=by, since=since, until=until)
    return judge_product(*about, product, by=by, since=since, until=until)


def _key(text: str) -> str:
    key = campaign_key(text)
    if key is None:
        raise NotFound("there is no such campaign")
    return key


def _change_answer(row: Any) -> dict[str, Any]:
    return {"id": str(row.id), "occurred_at": instant(row.occurred_at), "kind": row.kind, "note": row.note}
