"""From a form's fields, or a script's JSON, to a lead."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from marshmallow import fields

from service.http.idempotency import LONGEST_KEY
from service.http.lead_body import new_lead
from service.http.schemas.fields import Text
from service.http.schemas.leads import ConsentSchema, ContactSchema, LeadSchema, TrackingSchema
from service.http.validation import load
from service.parts import Parts
from service.usecases.leads.new_lead import NewLead, accept_attributes

# A field that people do not see and so leave empty; programs that fill in everything do not.
HONEYPOT = "_website"
_YES = frozenset({"1", "on", "yes", "true", "co", "có"})


class FormSchema(LeadSchema):
    """A lead as a script sends it to the form's door. `_website` is the field that people leave empty."""

    idempotency_key = Text(LONGEST_KEY, shortest=1)
    website = fields.Raw(data_key=HONEYPOT, allow_none=True)


@dataclass(frozen=True, slots=True)
class Form:
    lead: NewLead
    idempotency_key: str | None
    thank_you: str | None


def read_object(parts: Parts, raw: Mapping[str, Any], now: datetime) -> Form:
    """JSON as `POST /v1/leads` takes it, with `idempotency_key`. Raises Refused."""
    body = load(_FORM, raw)
    filled_in = str(body.get("website") or "").strip()
    lead = replace(new_lead(parts, body, raw, now), auto_spam=bool(filled_in))
    return Form(lead, body.get("idempotency_key"), None)


def read_fields(parts: Parts, raw: Mapping[str, str], now: datetime) -> Form:
    """Flat fields. What is no field of Leadworth's own is an attribute, read as text. Raises Refused."""
    body = load(
        _FORM, {**_own(raw, _PLAIN), "contact": _own(raw, _CONTACT), "tracking": _own(raw, _TRACKING)}
    )
    lead = new_lead(parts, {**body, "consent": _consent(raw)}, raw, now)
    attributes = {
        name.removeprefix("attributes."): text
        for name, text in raw.items()
        if name not in _OWN and not name.startswith(("_", "consent_")) and text.strip()
    }
    checked = accept_attributes(parts.serving.schema.read(attributes))
    spam = bool(raw.get(HONEYPOT, "").strip())
    return Form(replace(lead, checked=checked, auto_spam=spam), body.get("idempotency_key"), raw.get("_next"))


def _consent(raw: Mapping[str, str]) -> Any:
    """What the form says of consent, a no as well as a yes; None where it says nothing."""
    said: dict[str, Any] = {
        name: raw[f"consent_{name}"].strip().casefold() in _YES
        for name in ("contact", "ads")
        if f"consent_{name}" in raw
    }
    if "consent_text_version" in raw:
        said["text_version"] = raw["consent_text_version"]
    return load(_CONSENT, said) if said else None


def _own(raw: Mapping[str, str], names: frozenset[str]) -> dict[str, str]:
    return {name: raw[name] for name in names if raw.get(name, "").strip()}


_FORM = FormSchema()
_CONSENT = ConsentSchema()
_CONTACT = frozenset(ContactSchema().fields)
_TRACKING = frozenset(TrackingSchema().fields)
_PLAIN = frozenset({"campaign", "external_id", "submitted_at", "idempotency_key"})
_OWN = _CONTACT | _TRACKING | _PLAIN
