"""A lead as somebody sends it, and as it is once every field of it was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from model.lead.schema import Checked, LeadSchema
from model.reading.emails import read_email
from model.reading.normal_form import normal_form
from model.reading.phones import read_phones
from service.usecases.company import Company
from service.usecases.problems import FieldProblem, Refused

UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """`phones` are E.164, `email` is valid."""

    name: str | None = None
    phones: tuple[str, ...] = ()
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    text_version: str | None = None
    contact: bool | None = None
    ads: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLead:
    """`submitted_at` is aware; None only in imports. `body` is what was sent, to tell a repeat by."""

    campaign: str | None = None
    external_id: str | None = None
    submitted_at: datetime | None
    contact: Contact = Contact()
    consent: Consent | None = None
    tracking: Mapping[str, Any] = field(default_factory=dict)
    checked: Checked
    auto_spam: bool = False
    body: object = None


def read_contact(company: Company, name: str | None, email: str | None, phone: str | None) -> Contact:
    """Raises Refused where a phone or an e-mail was given and cannot be read."""
    phones = read_phones(phone, company.region) if phone and phone.strip() else []
    address = read_email(email) if email and email.strip() else None
    problems = []
    if phone and phone.strip() and not phones:
        problems.append(FieldProblem("/contact/phone", "not_a_phone", "a phone is needed, as 0901 234 567"))
    if email and email.strip() and not address:
        problems.append(
            FieldProblem("/contact/email", "not_an_email", "an address is needed, as ten@example.com")
        )
    if problems:
        raise Refused(*problems)
    return Contact(name=clean(name), phones=tuple(phones), email=address)


def clean(text: str | None) -> str | None:
    """NFC and trimmed; None where nothing is left."""
    return normal_form("NFC", text).strip() or None if text else None


def accept_attributes(checked: Checked) -> Checked:
    """Raises Refused with a pointer to each attribute of the wrong type."""
    if checked.problems:
        raise Refused(
            *(
                FieldProblem(pointer("attributes", *filter(None, [p.field])), p.code, p.message)
                for p in checked.problems
            )
        )
    return checked


def pointer(*parts: str) -> str:
    """A JSON pointer (RFC 6901).

    >>> pointer("attributes", "a/b~c")
    '/attributes/a~1b~0c'
    """
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


def check_submitted_at(company: Company, submitted_at: datetime | None, now: datetime) -> None:
    """Raises Refused for a time that has not come yet, by more than clocks differ."""
    if submitted_at is not None and submitted_at > now + company.clock_tolerance:
        raise Refused(FieldProblem("/submitted_at", "in_the_future", "a time that has passed is needed"))


def scoring_row(lead: NewLead, channel: str | None) -> dict[str, object]:
    """What the model sees of a new lead."""
    return lead_row(lead.checked.attributes, lead.tracking, lead.campaign, channel, lead.submitted_at)


def lead_row(
    attributes: Mapping[str, object],
    tracking: Mapping[str, Any],
    campaign: str | None,
    channel: str | None,
    submitted_at: datetime | None,
) -> dict[str, object]:
    """The attributes, and Leadworth's own fields under their reserved names."""
    return {
        **{name: tracking[name] for name in UTM if tracking.get(name) is not None},
        **attributes,
        "lead.campaign": campaign,
        "lead.channel": channel,
        "lead.ad_set": tracking.get("ad_set"),
        "lead.ad": tracking.get("ad"),
        "lead.submitted_at": submitted_at,
    }


NO_SCHEMA = LeadSchema(fields=(), columns=None)
