"""How many leads of two periods would be qualified, as one fixed version of the model expects at submit."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, Literal

import sqlalchemy as sa

from model.lead.scorer import Scorer
from service.store import bridge_figures
from service.store.bridge_figures import AsOf
from service.store.columns import Row
from service.usecases.company import Company
from service.usecases.leads.new_lead import lead_row

Unavailable = Literal["not_scored", "several_versions"]
UNAVAILABLE: Final[tuple[Unavailable, ...]] = ("not_scored", "several_versions")
# So many of each campaign's leads need the model's word.
FORESEEN: Final = 0.95
# More leads than these are not scored anew while somebody waits.
MOST_SCORED: Final = 50_000
Means = Mapping[str | None, float]


def expected_quality(
    connection: sa.Connection,
    company: Company,
    scorer: Scorer | None,
    asked: Sequence[AsOf],
    rows: Sequence[Sequence[Row]],
) -> list[Means] | Unavailable:
    """Mean P(qualified | judged) by campaign in each period; `rows` are the periods' cohorts in the store.

    Of the scores kept at submit where one version gave them all; else the serving model scores the leads
    anew, since a change of model would look like one of leads.
    """
    both = [row for side in rows for row in side]
    unavailable = _unforeseen(both)
    if unavailable is None:
        return [
            {row.campaign: min(1.0, row.expected_quality / row.foreseen) for row in side} for side in rows
        ]
    if scorer is None or sum(row.countable for row in both) > MOST_SCORED:
        return unavailable
    means = [_scored(connection, company, scorer, each) for each in asked]
    return unavailable if None in means else [each for each in means if each is not None]


def _unforeseen(rows: Sequence[Row]) -> Unavailable | None:
    if any(row.foreseen < FORESEEN * row.countable for row in rows):
        return "not_scored"
    versions = {version for row in rows for version in (row.first_version, row.last_version)}
    return "several_versions" if len(versions) > 1 else None


def _scored(connection: sa.Connection, company: Company, scorer: Scorer, asked: AsOf) -> Means | None:
    """None where this model does not say how likely a lead is qualified."""
    found: dict[str | None, list[float]] = defaultdict(list)
    for piece in bridge_figures.attributes(connection, asked):
        scores = scorer.score([_seen(company, lead) for lead in piece], factors=False)
        for lead, score in zip(piece, scores, strict=True):
            if score.quality_probability is None:
                return None
            found[lead.campaign].append(score.quality_probability)
    return {campaign: sum(each) / len(each) for campaign, each in found.items()}


def _seen(company: Company, lead: Row) -> dict[str, object]:
    at = lead.submitted_at.astimezone(company.timezone)
    return lead_row(lead.attributes, lead.tracking, lead.campaign or lead.campaign_text, lead.channel, at)
