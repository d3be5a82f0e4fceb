"""What all routes share that record an event of a lead."""

from typing import Any
from uuid import UUID

from service.http.call import Answer, Call
from service.usecases.events.lead_event import EventAnswer, one
from service.usecases.problems import refuse


def recorded(lead_id: UUID, answers: list[EventAnswer]) -> Answer:
    """201 with the event's id. Raises what stood in its way."""
    return Answer({"id": str(one(answers)), "lead_id": str(lead_id)}, 201)


def common(call: Call, lead_id: UUID) -> dict[str, Any]:
    """What every event has: its lead, and its time, which is now where none is given."""
    return {"lead_id": lead_id, "occurred_at": call.body.get("occurred_at") or call.now}


def minor_units(call: Call, money: dict[str, Any], field: str) -> int:
    """The amount. Raises Refused for another currency than the company's."""
    currency = call.parts.company.currency
    if money["currency"] != currency:
        raise refuse(f"{field}/currency", "currency", f"{currency} is needed")
    amount: int = money["amount"]
    return amount
