"""Score leads that came when no model served: imported ones, and those before the first model."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from model.lead.scorer import Scorer
from service.store import campaigns, leads
from service.store.columns import Row
from service.usecases.company import Company
from service.usecases.new_lead import lead_row
from service.usecases.score_lead import score_rows

_AT_ONCE = 1000


def score_missing(
    connection: sa.Connection, company: Company, scorer: Scorer, after: UUID | None
) -> tuple[int, UUID | None]:
    """Score the next leads after this one; how many, and where to go on (None: there are no more).

    Such a score is marked "later": the model may have learnt from the lead itself.
    """
    found = leads.without_score(connection, after, _AT_ONCE)
    known = {row.id: row for row in campaigns.listing(connection)}
    rows = [_row(each, known) for each in found]
    scores = score_rows(company, scorer, rows, "later")
    leads.set_scores(
        connection, [{"lead": each.id, **score} for each, score in zip(found, scores, strict=True)]
    )
    return len(found), found[-1].id if len(found) == _AT_ONCE else None


def _row(lead: Row, known: dict[UUID, Row]) -> dict[str, Any]:
    campaign = known.get(lead.campaign_id)
    return lead_row(
        lead.attributes,
        lead.tracking,
        campaign.key if campaign else lead.campaign_text,
        campaign.channel if campaign else None,
        lead.submitted_at,
    )
