"""What the person found who called a sample's leads, and when she gives them back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from model.vocabulary import SUB_REASONS
from service.store import call_samples, lead_states
from service.store.columns import Row
from service.usecases.fair_play.lend_call_sample import find_sample, is_out
from service.usecases.problems import NotFound, refuse
from service.usecases.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`disposition`, `sub_reason` and `outcome` are words of `model.vocabulary`."""

    attempts: int
    disposition: str | None = None
    sub_reason: str | None = None
    outcome: str | None = None
    note: str | None = None


def record_finding(
    connection: sa.Connection, source: Source, sample_id: UUID, lead_id: UUID, found: Finding, now: datetime
) -> None:
    """Her newest word counts. Raises NotFound, or Refused once the sample is back."""
    _own_sample(connection, source, sample_id, now)
    if found.sub_reason and found.sub_reason not in SUB_REASONS.get(found.disposition or "", ()):
        raise refuse("/sub_reason", "unknown_word", "a sub-reason of this disposition, or none, is needed")
    if found.disposition and not found.attempts:
        raise refuse("/attempts", "out_of_range", "at least one attempt is needed to judge a lead")
    if not call_samples.holds(connection, sample_id, lead_id):
        raise NotFound("this call sample does not hold that lead")
    if lead_states.find(connection, lead_id).do_not_contact:
        raise refuse("/lead", "do_not_contact", "a lead is needed whose person may be called")
    call_samples.change_lead(
        connection,
        sample_id,
        lead_id,
        attempts=found.attempts,
        disposition=found.disposition,
        sub_reason=found.sub_reason,
        outcome=found.outcome,
        note=found.note,
        recorded_at=now,
    )


def give_back(connection: sa.Connection, source: Source, sample_id: UUID, now: datetime) -> None:
    """Its leads are the reps' again at once. Raises NotFound, or Refused where it is back already."""
    _own_sample(connection, source, sample_id, now)
    call_samples.end(connection, sample_id, now)


def _own_sample(connection: sa.Connection, source: Source, sample_id: UUID, now: datetime) -> Row:
    sample = find_sample(connection, sample_id)
    if sample.source != source.name:
        raise NotFound("there is no such call sample of this key")
    if not is_out(sample, now):
        raise refuse("/sample", "is_back", "a sample that is still lent is needed")
    return sample
