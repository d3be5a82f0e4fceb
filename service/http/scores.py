"""`/v1/scores`: score leads without keeping them."""

from typing import Any

from flask import Blueprint

from service.http.call import Answer, Call
from service.http.errors import as_problem
from service.http.lead_answer import score_answer
from service.http.lead_body import new_lead
from service.http.operation import operation
from service.http.problem import Problem
from service.http.schemas.lead_answers import ScoresAnswer
from service.http.schemas.leads import ScoreRequestSchema, ScoreRowsSchema
from service.http.validation import load
from service.store import campaigns
from service.usecases.leads.new_lead import NewLead, scoring_row
from service.usecases.leads.score_lead import score_rows
from service.usecases.problems import Refused

routes = Blueprint("scores", __name__)
_SCHEMA = ScoreRequestSchema()


@routes.post("/v1/scores")
@operation(
    "Score up to 1,000 leads without keeping them",
    scopes="crm",
    body=ScoreRowsSchema(),
    answers={200: ScoresAnswer()},
)
def score_leads(call: Call) -> Answer:
    if call.parts.serving.scorer is None:
        raise Problem(503, "no model serves yet: one has to be promoted", headers={"Retry-After": "60"})
    read = [_try_read(call, raw) for raw in call.body["leads"]]
    scores = iter(_scores(call, [each for each in read if isinstance(each, NewLead)]))
    return Answer(
        {
            "results": [
                {"index": index, "status": 200, "score": next(scores)}
                if isinstance(each, NewLead)
                else {"index": index, "status": 422, "error": as_problem(each).body()}
                for index, each in enumerate(read)
            ]
        }
    )


def _try_read(call: Call, raw: Any) -> NewLead | Refused:
    try:
        return new_lead(call.parts, load(_SCHEMA, raw), raw, call.now)
    except Refused as refused:
        return refused


def _scores(call: Call, leads: list[NewLead]) -> list[dict[str, Any] | None]:
    known = campaigns.by_keys(call.connection, {lead.campaign for lead in leads if lead.campaign})
    channels = {key: row.channel for key, row in known.items()}
    rows = [scoring_row(lead, channels.get(lead.campaign or "")) for lead in leads]
    company = call.parts.company
    return [
        score_answer(company, each) for each in score_rows(company, call.parts.serving.scorer, rows, "submit")
    ]
