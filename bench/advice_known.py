"""What a simulated company knows of its campaigns on its last day, read as the service reads it."""

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd

from model.campaign.budget_advice import Evidence
from model.campaign.budget_spend import WEEKS, by_week, spend_now
from model.campaign.budget_worth import Matured
from model.vocabulary import WON
from training.simulate import History


@dataclass(frozen=True, slots=True)
class Known:
    """The campaigns that run and pay today, and what is known of each, in one order."""

    campaigns: list[str]
    evidence: list[Evidence]

    @property
    def daily_spend(self) -> np.ndarray:
        return np.array([each.daily_spend for each in self.evidence])

    @property
    def cost_per_lead(self) -> np.ndarray:
        """Of the year; a campaign without a lead is the dearest."""
        spend = np.array([sum(each.spend) for each in self.evidence], dtype=float)
        leads = np.array([sum(each.leads) for each in self.evidence], dtype=float)
        return np.where(leads > 0, spend / np.maximum(leads, 1), np.inf)


def known(history: History) -> Known:
    """From the tables only: spend by day, countable leads, outcomes."""
    spend, tomorrow = _spend(history)
    leads = _countable(history, tomorrow)
    came = Counter(zip(leads.campaign.astype("str"), leads.age // 7, strict=True))
    old = leads[leads.age >= history.world.horizon_days]
    channels = history.campaigns.set_index("campaign").channel
    found = {}
    for campaign, by_age in spend.items():
        now = spend_now(by_age)
        if now is not None:
            days, amounts = by_week(by_age)
            weekly = [came[campaign, week] for week in reversed(range(WEEKS))]
            matured = _matured(old[old.campaign == campaign], channels[campaign])
            found[campaign] = Evidence(weekly, days, amounts, now, matured)
    return Known(list(found), list(found.values()))


def _spend(history: History) -> tuple[dict[str, dict[int, int]], pd.Timestamp]:
    """Each campaign's spend by days before the last day, and the day after that."""
    day = pd.to_datetime(history.spend.day)
    last = day.max()
    found: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for campaign, age, amount in zip(
        history.spend.campaign, (last - day).dt.days, history.spend.amount, strict=True
    ):
        found[str(campaign)][int(age)] += int(amount)
    return found, last + pd.Timedelta(days=1)


def _countable(history: History, tomorrow: pd.Timestamp) -> pd.DataFrame:
    """Countable leads as the service marks them: campaign, age in days, won, revenue (NaN where unknown)."""
    countable = history.true_leads.countable.to_numpy()
    leads = history.leads.loc[countable, ["lead_id", "campaign", "submitted_at"]]
    won = history.outcomes[history.outcomes.outcome == WON]
    revenue = won.groupby("lead_id", observed=True).revenue.sum(min_count=1)
    return pd.DataFrame(
        {
            "campaign": leads.campaign,
            "age": (tomorrow - leads.submitted_at.dt.tz_localize(None)).dt.days,
            "won": leads.lead_id.isin(revenue.index),
            "revenue": leads.lead_id.map(revenue),
        }
    )


def _matured(leads: pd.DataFrame, channel: str) -> Matured:
    deals = leads.revenue[leads.won].dropna()
    return Matured(channel, len(leads), int(leads.won.sum()), [int(deal) for deal in deals if deal > 0])
