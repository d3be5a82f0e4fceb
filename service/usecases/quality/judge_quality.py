"""The lead quality rate of each group of leads, with its interval, verdict and reasons.

How each figure is estimated: `model.campaign.quality`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import numpy as np
import sqlalchemy as sa

from model.agreement import Agreement
from model.campaign.quality.rates import judge_rates
from model.campaign.quality.score_bands import cuts
from service.store import campaigns, quality_counts
from service.store.quality_counts import SUMS, Asked
from service.usecases.company import Company
from service.usecases.quality.quality_asked import INSIDE_CAMPAIGNS, ask
from service.usecases.quality.quality_lines import BASES, Later, Leading, Lines, Quality
from service.usecases.quality.quality_tables import Key, Table, gathered

__all__ = ["BASES", "Later", "Leading", "Quality", "judge_campaign", "judge_product", "judge_quality"]


def judge_quality(
    connection: sa.Connection,
    company: Company,
    agreement: Agreement,
    now: datetime,
    *,
    by: str = "campaign",
    since: date | None = None,
    until: date | None = None,
    campaign: str | None = None,
) -> list[Quality]:
    """By campaign, ad set, ad, channel, rep (the lead's owner), product or week of submit; sorted by key.

    For leads submitted on the days [since, until) of the company's zone; None is unbounded, and then undated
    leads count too. Of one `campaign` only: its own line, its ad sets and ads beside all others'; its weeks
    by themselves. Campaigns without leads in the period are there, with what their channel lets expect.
    """
    asked = ask(connection, company, now, by, (since, until), campaign)
    return _of_campaign(campaign, by, _judge(connection, agreement, asked, campaign))


def judge_product(
    connection: sa.Connection,
    company: Company,
    agreement: Agreement,
    now: datetime,
    product: str,
    *,
    by: str,
    since: date | None = None,
    until: date | None = None,
) -> list[Quality]:
    """As `judge_quality`, of one product's leads only."""
    asked = ask(connection, company, now, by, (since, until), None)
    return _judge(connection, agreement, replace(asked, product=product), None)


def judge_campaign(
    connection: sa.Connection,
    company: Company,
    agreement: Agreement,
    now: datetime,
    campaign: str,
    *,
    since: date | None = None,
    until: date | None = None,
) -> Mapping[str, list[Quality]]:
    """A campaign's own line, its weeks, ad sets and ads, by these words, as `judge_quality` says them.

    All ads of the company are counted once; ad sets and campaigns are sums of them.
    """
    asked = ask(connection, company, now, "ad", (since, until), campaign)
    bands = cuts(quality_counts.leads_by_step(connection, asked.since, asked.until))
    rows = quality_counts.counts(connection, asked, bands)
    found = {}
    for length, by in enumerate(INSIDE_CAMPAIGNS, start=1):
        table = gathered(rows, _declared(connection) if by == "campaign" else {}, SUMS, length)
        found[by] = _of_campaign(campaign, by, _judged(agreement, by, table, asked, campaign))
    weekly = ask(connection, company, now, "week", (since, until), campaign)
    weeks = gathered(quality_counts.counts(connection, weekly, bands), {}, SUMS)
    return found | {"week": _judged(agreement, "week", weeks, weekly, campaign)}


def _judge(
    connection: sa.Connection, agreement: Agreement, asked: Asked, campaign: str | None
) -> list[Quality]:
    bands = cuts(quality_counts.leads_by_step(connection, asked.since, asked.until))
    rows = quality_counts.counts(connection, asked, bands)
    table = gathered(rows, _declared(connection) if asked.by == "campaign" else {}, SUMS)
    return _judged(agreement, asked.by, table, asked, campaign)


def _judged(agreement: Agreement, by: str, table: Table, asked: Asked, campaign: str | None) -> list[Quality]:
    targets = [_target(agreement, by, key, campaign) for key in table.keys]
    as_array = np.array([np.nan if target is None else target for target in targets])
    posterior, said = judge_rates(table.counts(), table.parents(by), as_array)
    return Lines(table, posterior, said, targets, asked).read()


def _of_campaign(campaign: str | None, by: str, found: list[Quality]) -> list[Quality]:
    if campaign is None or by not in INSIDE_CAMPAIGNS:
        return found
    return [quality for quality in found if quality.key[0] == campaign]


def _declared(connection: sa.Connection) -> dict[Key, str | None]:
    return {(row.key,): row.channel for row in campaigns.listing(connection)}


def _target(agreement: Agreement, by: str, key: Key, campaign: str | None) -> float | None:
    return agreement.target_of(key[0] if by in INSIDE_CAMPAIGNS else campaign)
