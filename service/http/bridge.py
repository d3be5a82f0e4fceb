"""`/v1/bridge`: why revenue changed from one period to another."""

from datetime import date, timedelta
from typing import Any, Final

from flask import Blueprint

from model.periods import Days, before, last_month
from service.http.bridge_answer import bridge_answer
from service.http.call import Answer, Call
from service.http.operation import operation
from service.http.schemas.bridge import BridgeAnswer, BridgeQuery
from service.usecases.bridge.explain_revenue import explain_revenue
from service.usecases.campaigns.campaign_names import campaign_names
from service.usecases.fair_play.agreement import in_force
from service.usecases.problems import refuse

routes = Blueprint("bridge", __name__)
_FIRST: Final = date(2000, 1, 1)
_AHEAD: Final = timedelta(days=2)


@routes.get("/v1/bridge")
@operation(
    "Split a change of revenue into leads, mix, quality, handling and deal value",
    scopes="marketing admin",
    query=BridgeQuery(),
    answers={200: BridgeAnswer()},
)
def show_bridge(call: Call) -> Answer:
    company, query = call.parts.company, call.query
    today = call.now.astimezone(company.timezone).date()
    _check_days(query, today)
    after = _named(query, "since", "until") or last_month(today)
    found = explain_revenue(
        call.connection,
        company,
        in_force(call.connection, call.now),
        call.now,
        _named(query, "before_since", "before_until") or before(after),
        after,
        basis=query["basis"],
        scorer=call.parts.serving.scorer,
    )
    return Answer(bridge_answer(company, found, query["lang"], campaign_names(call.connection)))


def _check_days(query: Any, today: date) -> None:
    """No day before there were leads, none but the next two to come."""
    for name in ("since", "until", "before_since", "before_until"):
        day = query.get(name)
        if day is not None and not _FIRST <= day <= today + _AHEAD:
            raise refuse(f"/{name}", "out_of_range", f"a day from {_FIRST} to two days from now is needed")


def _named(query: Any, first: str, last: str) -> Days | None:
    """Both days, or neither."""
    since, until = query.get(first), query.get(last)
    if (since is None) != (until is None):
        raise refuse(f"/{last if until is None else first}", "required", f"{first} and {last} go together")
    return None if since is None else (since, until)
