"""From a parsed body to a lead, for every route that takes one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from service.http.schemas.leads import LeadSchema
from service.http.validation import load
from service.parts import Parts
from service.usecases.campaigns.name_campaign import campaign_key
from service.usecases.leads.new_lead import (
    Consent,
    NewLead,
    accept_attributes,
    check_submitted_at,
    clean,
    read_contact,
)

_SCHEMA = LeadSchema()


def read_lead_body(parts: Parts, raw: Any, now: datetime) -> NewLead:
    """Raises Refused, naming each field that cannot be taken."""
    return new_lead(parts, load(_SCHEMA, raw), raw, now)


def new_lead(parts: Parts, body: Mapping[str, Any], raw: object, now: datetime) -> NewLead:
    """`body` as LeadSchema or ScoreRequestSchema loads it; `raw` is what tells a repeat. Raises Refused."""
    submitted_at = body.get("submitted_at") or now
    check_submitted_at(parts.company, submitted_at, now)
    contact = body.get("contact") or {}
    consent = body.get("consent")
    return NewLead(
        campaign=campaign_key(body.get("campaign")),
        external_id=clean(body.get("external_id")),
        submitted_at=submitted_at,
        contact=read_contact(parts.company, contact.get("name"), contact.get("email"), contact.get("phone")),
        consent=Consent(**consent) if consent else None,
        tracking={name: text for name, text in (body.get("tracking") or {}).items() if text},
        checked=accept_attributes(parts.serving.schema.check(body.get("attributes") or {})),
        body=raw,
    )
