"""From a lead on a rep's desk to what is answered: no probability, no grade."""

from collections.abc import Mapping
from typing import Any, Final

from model.lead.field_labels import RESERVED
from model.lead.schema import LeadSchema
from service.http.feedback_answer import campaign_answer
from service.http.lead_answer import instant
from service.store.columns import Row
from service.usecases.desk.call_order import Turn
from service.usecases.desk.desk_of_rep import Desk, DeskLead

# What a talk is opened with.
_OPENINGS: Final = 2
_SHOWN: Final = ("campaign", "campaign_name", "channel", "product", "attempts", "disposition", "sub_reason")


def desk_answer(schema: LeadSchema, desk: Desk) -> dict[str, Any]:
    return {
        "rep": desk.rep,
        "on_duty": desk.on_duty,
        "waiting": dict(desk.waiting),
        "leads": [desk_lead_answer(schema, each) for each in desk.leads],
        "more": desk.more,
    }


def person_lead_answer(row: Row) -> dict[str, Any]:
    shown = ("external_id", "campaign", "product", "owner", "disposition", "outcome")
    return {
        "id": str(row.id),
        "submitted_at": instant(row.submitted_at),
        **{name: row._mapping[name] for name in shown},
        "duplicate_of": str(row.duplicate_of) if row.duplicate_of else None,
    }


def desk_lead_answer(schema: LeadSchema, desk_lead: DeskLead) -> dict[str, Any]:
    lead, turn = desk_lead.lead, desk_lead.turn
    last = desk_lead.tries[-1] if desk_lead.tries else None
    return {
        "id": str(lead.id),
        "group": turn.group if turn else None,
        "why": _why(turn) if turn else None,
        "contact": None if desk_lead.contact is None else dict(desk_lead.contact),
        "submitted_at": instant(lead.submitted_at),
        "given_at": instant(desk_lead.given_at),
        **{name: lead._mapping[name] for name in _SHOWN},
        "outcome": lead.outcome,
        "owner": lead.owner,
        "duplicate_of": str(lead.duplicate_of) if lead.duplicate_of else None,
        "do_not_contact": lead.do_not_contact,
        "ad_set": lead.ad_set or None,
        "ad": lead.ad or None,
        "offer": _offer(lead, desk_lead.announced),
        "last_attempt": None
        if last is None
        else {"at": instant(last.at), "result": last.result, "callback_at": instant(last.callback_at)},
        "existing_customer": lead.existing_customer,
        "said": [_said(schema, name, value) for name, value in lead.attributes.items()],
        "opening": _opening(schema, lead.factors or []),
        "campaign_answers": [campaign_answer(row) for row in desk_lead.answers],
    }


def _why(turn: Turn) -> dict[str, Any]:
    numbers = {name: getattr(turn, name) for name in ("minutes", "attempt", "of")}
    return {"key": turn.why, "at": instant(turn.at), **numbers}


def _offer(lead: Row, announced: Row | None) -> dict[str, Any]:
    return {
        "message": lead.message,
        "announced": announced.text if announced else None,
        "announced_at": instant(announced.announced_at) if announced else None,
        "announced_by": announced.by if announced else None,
    }


def _opening(schema: LeadSchema, factors: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What she told herself, the strongest first; where she came from is shown beside."""
    own = [each for each in factors if each["field"] not in RESERVED and each["value"] not in (None, "")]
    best = sorted(own, key=lambda each: -each["points"])[:_OPENINGS]
    return [_said(schema, each["field"], each["value"]) for each in best]


def _said(schema: LeadSchema, name: str, value: Any) -> dict[str, Any]:
    return {"field": name, "label": schema.labels(name), "value": value}
