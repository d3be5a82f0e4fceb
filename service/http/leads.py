"""`/v1/leads`: score and keep one or many, list them, show one."""

from typing import Any
from uuid import UUID

from flask import Blueprint

from service import telemetry
from service.http.call import Answer, Call
from service.http.cursor import read_cursor, write_cursor
from service.http.errors import as_problem
from service.http.feedback_answer import campaign_answer
from service.http.lead_answer import instant, lead_answer, lead_line, money
from service.http.lead_body import new_lead, read_lead_body
from service.http.operation import operation
from service.http.problem import Problem
from service.http.schemas.lead_answers import BatchAnswer, LeadAnswer, LeadListAnswer, LeadPageAnswer
from service.http.schemas.leads import LeadQuery, LeadSchema, RowsSchema
from service.store import lead_pages
from service.store.columns import Row
from service.store.lead_pages import Filter
from service.usecases.campaigns.compare_campaigns import start_of
from service.usecases.leads.ingest_lead import ingest
from service.usecases.leads.new_lead import NewLead
from service.usecases.leads.read_lead import LeadPage, read_lead
from service.usecases.leads.recognise_lead import Kept
from service.usecases.problems import Conflict, Refused
from service.usecases.review.record_feedback import answers_for

routes = Blueprint("leads", __name__)


@routes.post("/v1/leads")
@operation(
    "Score one lead and keep it",
    scopes="ingest crm",
    body=LeadSchema(),
    answers={201: LeadAnswer(), 200: LeadAnswer()},
    writes=True,
)
def create_lead(call: Call) -> Answer:
    return keep_one(call, new_lead(call.parts, call.body, call.raw, call.now))


@routes.post("/v1/leads/batch")
@operation(
    "Score up to 1,000 leads and keep them",
    scopes="crm",
    body=RowsSchema(),
    answers={200: BatchAnswer()},
    writes=True,
)
def create_leads(call: Call) -> Answer:
    read = [_try_read(call, raw) for raw in call.body["leads"]]
    kept = iter(keep(call, [each for each in read if isinstance(each, NewLead)]))
    outcomes = [next(kept) if isinstance(each, NewLead) else each for each in read]
    return Answer({"results": [_result(index, outcome) for index, outcome in enumerate(outcomes)]})


@routes.get("/v1/leads")
@operation("List leads", scopes="crm", query=LeadQuery(), answers={200: LeadListAnswer()})
def list_leads(call: Call) -> Answer:
    query = dict(call.query)
    limit, cursor = query.pop("limit"), query.pop("cursor", None)
    key = call.parts.settings.cursor_key
    after = read_cursor(key, query, cursor) if cursor else None
    rows = _page(call, query, after, limit + 1)
    more = len(rows) > limit
    last = rows[limit - 1] if more else None
    return Answer(
        {
            "leads": [lead_line(call.parts.company, row) for row in rows[:limit]],
            "next_cursor": write_cursor(key, query, _place(last)) if last is not None else None,
        }
    )


@routes.get("/v1/leads/<uuid:lead_id>")
@operation(
    "Show one lead, its person and its history", scopes="crm", answers={200: LeadPageAnswer()}, writes=True
)
def show_lead(call: Call, lead_id: UUID) -> Answer:
    page = read_lead(call.connection, call.parts.company, call.caller.source, lead_id, call.now)
    return Answer(
        {
            **lead_line(call.parts.company, page.lead),
            "contact": page.contact,
            "history": _history(call, page),
            "disputes": [_dispute(each) for each in page.disputes],
            "campaign_answers": [
                campaign_answer(row) for row in answers_for(call.connection, page.lead.campaign_id)
            ],
        }
    )


def keep_one(call: Call, lead: NewLead) -> Answer:
    """201 where it is new; 200 with the stored lead where the same was sent before."""
    kept = keep(call, [lead])[0]
    if isinstance(kept, Conflict):
        raise kept
    if call.caller.source.is_publishable:
        return Answer({"id": str(kept.lead_id)}, 201)
    shown = lead_pages.shown(call.connection, kept.lead_id)
    assert shown is not None
    return Answer(lead_answer(call.parts.company, shown), 201 if kept.is_new else 200)


def keep(call: Call, leads: list[NewLead]) -> list[Kept | Conflict]:
    serving = call.parts.serving
    telemetry.count_leads(leads)
    return ingest(
        call.connection,
        call.parts.company,
        serving.schema,
        serving.scorer,
        call.caller.source,
        leads,
        call.now,
    )


def _try_read(call: Call, raw: Any) -> NewLead | Refused:
    try:
        return read_lead_body(call.parts, raw, call.now)
    except Refused as refused:
        return refused


def _result(index: int, outcome: Kept | Conflict | Refused) -> dict[str, Any]:
    if isinstance(outcome, Kept):
        return {"index": index, "status": 201 if outcome.is_new else 200, "id": str(outcome.lead_id)}
    problem = as_problem(outcome)
    return {"index": index, "status": problem.status, "error": problem.body()}


def _page(call: Call, query: dict[str, Any], after: Any, limit: int) -> Any:
    wanted = Filter(
        **{name: query[name] for name in ("campaign", "owner", "grade", "disposition") if name in query},
        **{name: query[name] for name in ("outcome", "external_id", "work_at_random") if name in query},
        since=start_of(call.parts.company, query.get("since")),
        until=start_of(call.parts.company, query.get("until")),
    )
    try:
        if query["sort"] == "worth":
            place = (int(after[0]), UUID(after[1])) if after else None
            return lead_pages.worth_first(call.connection, wanted, place, limit)
        return lead_pages.newest_first(call.connection, wanted, UUID(after[1]) if after else None, limit)
    except (TypeError, ValueError) as error:
        raise Problem(400, "this cursor is none of ours") from error


def _place(row: Any) -> list[Any]:
    return [-1 if row.expected_revenue is None else row.expected_revenue, row.id]


def _dispute(row: Row) -> dict[str, Any]:
    """Without what was said against it: who calls next is to call blind."""
    times = {name: instant(row._mapping[name]) for name in ("opened_at", "decided_at")}
    return {**times, "verdict": row.verdict}


def _history(call: Call, page: LeadPage) -> dict[str, list[dict[str, Any]]]:
    return {kind: [_event(call, event) for event in reversed(rows)] for kind, rows in page.history.items()}


_HIDDEN = ("fingerprint", "lead_id", "deal_id", "rep_id")


def _event(call: Call, event: Any) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for name, value in event.items():
        if name in _HIDDEN:
            continue
        if name in ("amount", "revenue"):
            shown[name] = money(call.parts.company, value)
        elif name.endswith("_at"):
            shown[name] = instant(value)
        else:
            shown[name] = str(value) if name == "id" else value
    return shown
