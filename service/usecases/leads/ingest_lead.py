"""Score leads and keep them: one, a batch or a file's chunk, all by the same way."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.lead.schema import LeadSchema
from model.lead.scorer import Scorer
from service.store import contacts, lead_states, leads
from service.store.columns import Row
from service.store.database import lock
from service.usecases.campaigns.name_campaign import name_campaigns
from service.usecases.company import Company
from service.usecases.leads.arrival import Arrival, arrive, person_hashes
from service.usecases.leads.find_duplicates import bought_before, find_duplicates
from service.usecases.leads.new_lead import NewLead, scoring_row
from service.usecases.leads.recognise_lead import Again, Kept, recognise
from service.usecases.leads.score_lead import score_rows
from service.usecases.leads.work_at_random import work_probability
from service.usecases.problems import Conflict
from service.usecases.source import Source


def ingest(
    connection: sa.Connection,
    company: Company,
    schema: LeadSchema,
    scorer: Scorer | None,
    source: Source,
    new: Sequence[NewLead],
    now: datetime,
) -> list[Kept | Conflict]:
    """Keep what is new, in one transaction; one answer for each lead, in their order.

    A lead whose external id is stored with another body gets a Conflict, and spoils no other.
    """
    lock(connection, _names(company, source, new))
    answers = recognise(connection, company, source, new)
    fresh = [lead for lead, answer in zip(new, answers, strict=True) if answer is None]
    arrivals = arrive(connection, company, schema, source, fresh, now)
    _keep(connection, company, scorer, source, arrivals, now)
    ids = iter(arrivals)
    settled: list[Kept | Conflict] = []
    for answer in answers:
        if isinstance(answer, Again):
            first = settled[answer.place]
            settled.append(Kept(first.lead_id, False) if isinstance(first, Kept) else first)
        else:
            settled.append(answer or Kept(next(ids).lead_id, True))
    return settled


def _names(company: Company, source: Source, new: Sequence[NewLead]) -> Iterator[bytes]:
    """What must not change under us: the people, and the external ids."""
    for lead in new:
        yield from person_hashes(company, lead.contact)
        if key := source.external_key(lead.external_id):
            yield company.vault.name_hash("external id", key)


def _keep(
    connection: sa.Connection,
    company: Company,
    scorer: Scorer | None,
    source: Source,
    arrivals: Sequence[Arrival],
    now: datetime,
) -> None:
    if not arrivals:
        return
    campaigns = name_campaigns(connection, company, source, (each.lead.campaign for each in arrivals), now)
    duplicates = find_duplicates(connection, company, arrivals)
    customers = contacts.customers(connection, (value for each in arrivals for value in each.hashes))
    rows = [scoring_row(each.lead, _channel(campaigns, each)) for each in arrivals]
    scores = score_rows(company, scorer, rows, "submit")
    kept = [
        {
            **_row(company, source, each, campaigns, now),
            "duplicate_of": original,
            "existing_customer": original is None and bought_before(each, customers),
            **score,
        }
        for each, original, score in zip(arrivals, duplicates, scores, strict=True)
    ]
    leads.add(connection, [{**row, "work_probability": work_probability(company, row)} for row in kept])
    _keep_people(connection, company, arrivals, now)


def _channel(campaigns: Mapping[str, Row], arrival: Arrival) -> str | None:
    campaign = campaigns.get(arrival.lead.campaign or "")
    return campaign.channel if campaign else None


def _row(
    company: Company, source: Source, arrival: Arrival, campaigns: Mapping[str, Row], now: datetime
) -> dict[str, Any]:
    lead = arrival.lead
    campaign = campaigns.get(lead.campaign or "")
    return {
        "id": arrival.lead_id,
        "source": source.name,
        "received_at": now,
        "submitted_at": lead.submitted_at,
        "campaign_id": campaign.id if campaign else None,
        "campaign_text": lead.campaign if campaign is None else None,
        "ad_set": lead.tracking.get("ad_set") or "",
        "ad": lead.tracking.get("ad") or "",
        "external_id": lead.external_id,
        "external_key": source.external_key(lead.external_id),
        "body_hmac": company.vault.body_hmac(lead.body),
        "attributes": dict(lead.checked.attributes),
        "unknown_attributes": list(lead.checked.unknown),
        "tracking": dict(lead.tracking),
        "product": arrival.product,
        "auto_spam": lead.auto_spam,
    }


def _keep_people(
    connection: sa.Connection, company: Company, arrivals: Sequence[Arrival], now: datetime
) -> None:
    silent = contacts.do_not_contact_among(connection, (value for each in arrivals for value in each.hashes))
    lead_states.add(
        connection,
        [
            {
                **lead_states.EMPTY,
                "lead_id": each.lead_id,
                "do_not_contact": bool(silent.intersection(each.hashes)),
            }
            for each in arrivals
        ],
    )
    contacts.add(
        connection,
        sealed=[row for each in arrivals if (row := _sealed(company, each))],
        hashes=[{"hash": value, "lead_id": each.lead_id} for each in arrivals for value in each.hashes],
        consent=[_consent(each, now) for each in arrivals if each.lead.consent],
    )


def _sealed(company: Company, arrival: Arrival) -> dict[str, Any] | None:
    contact = {
        "name": arrival.lead.contact.name,
        "phones": list(arrival.lead.contact.phones),
        "email": arrival.lead.contact.email,
        "attributes": dict(arrival.lead.checked.personal),
    }
    if not any(contact.values()):
        return None
    version, sealed = company.vault.seal(arrival.lead_id, contact)
    return {"lead_id": arrival.lead_id, "key_version": version, "sealed": sealed}


def _consent(arrival: Arrival, now: datetime) -> dict[str, Any]:
    consent = arrival.lead.consent
    assert consent is not None
    return {
        "lead_id": arrival.lead_id,
        "text_version": consent.text_version,
        "contact": consent.contact,
        "ads": consent.ads,
        "recorded_at": now,
    }
