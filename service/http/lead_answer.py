"""From a stored lead to what is answered."""

from collections.abc import Mapping
from typing import Any

from service.store.columns import Row
from service.usecases.company import Company


def money(company: Company, amount: int | None) -> dict[str, Any] | None:
    return None if amount is None else {"amount": amount, "currency": company.currency}


def score_answer(company: Company, lead: Mapping[Any, Any]) -> dict[str, Any] | None:
    """None where no model has scored this lead."""
    if lead["probability"] is None:
        return None
    return {
        "probability": lead["probability"],
        "deal_value": money(company, lead["deal_value"]),
        "expected_revenue": money(company, lead["expected_revenue"]),
        "grade": lead["grade"],
        "factors": [_labelled(factor) for factor in lead["factors"]],
        "model_version": lead["model_version"],
        **_too_few(lead),
    }


def _too_few(lead: Mapping[Any, Any]) -> dict[str, Any]:
    """Said only of a score that rests on too few outcomes."""
    if lead["score_basis"] is None:
        return {}
    return {
        "basis": lead["score_basis"],
        "probability_low": lead["probability_low"],
        "probability_high": lead["probability_high"],
    }


def _labelled(factor: Mapping[str, Any]) -> dict[str, Any]:
    """Factors that were kept before labels were have their field's name."""
    return {"label": {"vi": factor["field"], "en": factor["field"]}, **factor}


def lead_answer(company: Company, lead: Row) -> dict[str, Any]:
    return {
        "id": str(lead.id),
        "campaign": lead.campaign if lead.campaign is not None else lead.campaign_text,
        "external_id": lead.external_id,
        "duplicate_of": str(lead.duplicate_of) if lead.duplicate_of else None,
        "unknown_attributes": lead.unknown_attributes,
        "work_at_random": lead.work_probability is not None,
        "score": score_answer(company, lead._mapping),
    }


def lead_line(company: Company, lead: Row) -> dict[str, Any]:
    return {
        **lead_answer(company, lead),
        "submitted_at": instant(lead.submitted_at),
        "received_at": instant(lead.received_at),
        "existing_customer": lead.existing_customer,
        "spam": lead.auto_spam,
        "attributes": lead.attributes,
        "tracking": lead.tracking,
        "owner": lead.owner,
        "attempts": lead.attempts,
        "disposition": lead.disposition,
        "sub_reason": lead.sub_reason,
        "outcome": lead.outcome,
        "won_revenue": money(company, lead.won_revenue),
        "collected": money(company, lead.collected),
        "do_not_contact": lead.do_not_contact,
    }


def instant(value: Any) -> str | None:
    return None if value is None else value.isoformat()
