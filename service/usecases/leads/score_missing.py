"""Score leads that came when no model served: imported ones, and those before the first model."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from model.lead.scorer import Scorer
from service.store import campaigns, leads, models
from service.store.columns import Row
from service.usecases.company import Company
from service.usecases.leads.held_out_scores import held_out_score, held_out_scores
from service.usecases.leads.new_lead import lead_row
from service.usecases.leads.score_lead import held_out_columns, score_rows

_AT_ONCE = 1000


def score_missing(
    connection: sa.Connection, company: Company, scorer: Scorer, after: UUID | None
) -> tuple[int, UUID | None]:
    """Score the next leads after this one; how many, and where to go on (None: there are no more).

    A score is "held_out" where the artefact tells what models that had not seen the lead said of it. Else it
    is "later": the serving model may have learnt from the lead itself.
    """
    found = leads.without_score(connection, after, _AT_ONCE)
    leads.set_scores(connection, _scores(connection, company, scorer, found))
    return len(found), found[-1].id if len(found) == _AT_ONCE else None


def replace_later_scores(
    connection: sa.Connection, company: Company, scorer: Scorer, now: datetime
) -> tuple[int, bool]:
    """Put held-out scores in the place of later ones, once a model; how many were, and whether more wait.

    A score at submit is never replaced.
    """
    if not models.has_unused_held_out(connection, scorer.model_version):
        return 0, False
    ids = list(_replaceable(connection, scorer))
    found = sorted(leads.find_many(connection, ids), key=lambda lead: lead.id)
    leads.replace_later_scores(connection, _scores(connection, company, scorer, found))
    more = len(ids) == _AT_ONCE
    if not more:
        models.mark_held_out_used(connection, scorer.model_version, now)
    return len(ids), more


def _scores(
    connection: sa.Connection, company: Company, scorer: Scorer, found: Sequence[Row]
) -> list[dict[str, Any]]:
    """The score's columns and `lead`, the id, of each."""
    if not found:
        return []
    known = {row.id: row for row in campaigns.listing(connection)}
    scores = score_rows(company, scorer, [_row(each, known) for each in found], leads.LATER)
    held_out = held_out_scores(connection, scorer)
    said = [held_out_score(held_out, scorer, lead) for lead in found]
    return [
        {"lead": lead.id, **score, **(held_out_columns(company, scorer, own) if own else {})}
        for lead, score, own in zip(found, scores, said, strict=True)
    ]


def _replaceable(connection: sa.Connection, scorer: Scorer) -> Iterator[UUID]:
    """The next leads of a later score for which there is a held-out one."""
    held_out, after, left = held_out_scores(connection, scorer), None, _AT_ONCE
    while left and (piece := leads.scored_later(connection, after, _AT_ONCE)):
        known = [lead.id for lead in piece if held_out_score(held_out, scorer, lead)][:left]
        yield from known
        left -= len(known)
        after = piece[-1].id


def _row(lead: Row, known: dict[UUID, Row]) -> dict[str, Any]:
    campaign = known.get(lead.campaign_id)
    return lead_row(
        lead.attributes,
        lead.tracking,
        campaign.key if campaign else lead.campaign_text,
        campaign.channel if campaign else None,
        lead.submitted_at,
    )
