"""Which leads of a call sample its borrower may doubt in a dispute: what her own call found otherwise."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from model.agreement import Agreement
from model.campaign.dispute import OVERTURNED, verdict
from model.vocabulary import UNREACHABLE
from service.store import call_samples
from service.store.columns import Row
from service.usecases.fair_play.dispute_disposition import disputable
from service.usecases.fair_play.lend_call_sample import is_out
from service.usecases.problems import Conflict, Refused
from service.usecases.source import Source


def doubted(
    connection: sa.Connection, agreement: Agreement, source: Source, sample: Row, now: datetime
) -> set[UUID]:
    """Leads that can be disputed now, and of which her finding would overturn what Sales said.

    None while the sample is lent: she could still change what she found, no longer blind. None for who did
    not call them.
    """
    if is_out(sample, now) or sample.source != source.name:
        return set()
    found = {row.lead_id: row.disposition for row in call_samples.drawn(connection, sample.id)}
    # That she reached nobody says nothing of the lead.
    judged = {lead: word for lead, word in found.items() if word not in (None, UNREACHABLE)}
    return {lead for lead, word in judged.items() if _differs(connection, agreement, lead, word, now)}


def _differs(
    connection: sa.Connection, agreement: Agreement, lead_id: UUID, word: str, now: datetime
) -> bool:
    try:
        said = disputable(connection, agreement, lead_id, now).disposition
    except (Refused, Conflict):
        return False
    return verdict(said, word) == OVERTURNED
