"""`/v1/campaigns`: figures side by side, one campaign, and what Marketing says of it."""

from typing import Any

from flask import Blueprint

from model.money import minor_digits
from service.http.call import Answer, Call
from service.http.campaign_answer import figures_answer, line_answer, sorted_lines
from service.http.event_routes import minor_units
from service.http.lead_answer import instant
from service.http.operation import operation
from service.http.schemas.campaigns import (
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
from service.store import changes
from service.usecases.compare_campaigns import Comparison, compare, undated
from service.usecases.declare_campaign import (
    NewChange,
    NewSpend,
    convert,
    declare_campaign,
    find_campaign,
    record_changes,
    record_spend,
)
from service.usecases.name_campaign import campaign_key
from service.usecases.problems import NotFound, refuse

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
    compared = _compare(call, call.query["by"])
    company = call.parts.company
    return Answer(
        {
            "as_of": instant(compared.as_of),
            "by": compared.by,
            "clock": compared.clock,
            "since": instant(call.query.get("since")),
            "until": instant(call.query.get("until")),
            "undated": compared.undated,
            "totals": figures_answer(company, compared.totals),
            "campaigns": [
                line_answer(company, compared.by, line)
                for line in sorted_lines(list(compared.lines), call.query["sort"])
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
    newest = changes.of_campaign(call.connection, campaign.id, _CHANGES_SHOWN)
    return Answer(
        {
            **line_answer(call.parts.company, "campaign", line),
            "as_of": instant(compared.as_of),
            "clock": compared.clock,
            "undated": undated(call.connection, compared.clock, compared.is_bounded, campaign.id),
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
    days = [_spend(call, campaign.key, index, day) for index, day in enumerate(call.body["days"])]
    changed = record_spend(call.connection, call.parts.company, call.caller.source, days, call.now)
    return Answer({"days": len(days), "changed": changed})


@routes.post("/v1/campaigns/<path:key>/changes")
@operation(
    "Note what changed in a campaign",
    scopes="crm admin",
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


def _compare(call: Call, by: str) -> Comparison:
    since, until = call.query.get("since"), call.query.get("until")
    if since and until and since >= until:
        raise refuse("/until", "out_of_range", "a day after `since` is needed")
    return compare(
        call.connection,
        call.parts.company,
        call.parts.horizon_days,
        call.now,
        by=by,
        clock=call.query["clock"],
        since=since,
        until=until,
    )


def _key(text: str) -> str:
    key = campaign_key(text)
    if key is None:
        raise NotFound("there is no such campaign")
    return key


def _spend(call: Call, campaign: str, index: int, day: dict[str, Any]) -> NewSpend:
    paid, rate, field = day["amount"], day.get("rate"), f"/days/{index}"
    own = call.parts.company.currency
    abroad = paid["currency"] != own and rate
    if day["day"] > call.now.astimezone(call.parts.company.timezone).date():
        raise refuse(f"{field}/day", "in_the_future", "a day that has begun is needed")
    amount = (
        convert(paid["amount"], minor_digits(paid["currency"]), rate, minor_digits(own), f"{field}/rate")
        if abroad and rate
        else minor_units(call, paid, f"{field}/amount")
    )
    return NewSpend(
        campaign=campaign,
        day=day["day"],
        ad_set=day.get("ad_set") or "",
        ad=day.get("ad") or "",
        amount=amount,
        paid_amount=paid["amount"] if abroad else None,
        paid_currency=paid["currency"] if abroad else None,
        rate=rate if abroad else None,
        impressions=day.get("impressions"),
        clicks=day.get("clicks"),
    )


def _change_answer(row: Any) -> dict[str, Any]:
    return {"id": str(row.id), "occurred_at": instant(row.occurred_at), "kind": row.kind, "note": row.note}
