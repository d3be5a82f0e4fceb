"""Deals and payments: what adds up to what."""

import numpy as np
import pandas as pd
import pytest

from training.simulate import History, World, simulate
from training.simulate.deals import WILD_VALUE


@pytest.fixture(scope="module")
def won(history: History) -> pd.DataFrame:
    return history.outcomes[history.outcomes.outcome == "won"].set_index("deal_id")


def test_deposits_and_instalments_stay_within_the_contract(history: History, won: pd.DataFrame) -> None:
    paid = history.payments
    received = paid[paid.kind != "refund"].groupby("deal_id").amount.sum()
    priced = won.revenue.dropna().astype(float)
    assert (received.reindex(priced.index).fillna(0) <= priced).all()
    returned = paid[paid.kind == "refund"].groupby("deal_id").amount.sum()
    assert len(returned) > 5
    assert (returned <= received.loc[returned.index]).all()


def test_payments_follow_their_deal_and_are_positive_and_unique(history: History, won: pd.DataFrame) -> None:
    paid = history.payments
    assert (paid.amount > 0).all()
    assert paid.payment_id.is_unique
    assert (paid.paid_at.to_numpy() > won.occurred_at.loc[paid.deal_id].to_numpy()).all()


def test_contracts_lie_in_the_usual_range_but_for_one(won: pd.DataFrame) -> None:
    revenue = won.revenue.dropna().astype(float)
    assert (revenue == WILD_VALUE).sum() == 1
    assert revenue[revenue < WILD_VALUE].max() < 0.3 * WILD_VALUE
    assert 4e6 < revenue.median() < 15e6
    assert won.revenue.isna().sum() >= 1


def test_a_world_can_have_no_wild_deal() -> None:
    tame = simulate(World(leads=3000, wild_deal=False))
    assert tame.outcomes.revenue.max() < WILD_VALUE
    assert tame.true_world["wild_deal_of"] is None


def test_some_leads_have_several_deals(history: History) -> None:
    per_lead = history.outcomes.lead_id.value_counts()
    assert per_lead.max() == 2
    assert (per_lead == 2).sum() > 10
    assert history.outcomes.deal_id.is_unique


def test_a_lost_deal_has_a_reason_and_no_revenue(history: History) -> None:
    lost = history.outcomes[history.outcomes.outcome == "lost"]
    assert lost.lost_reason.notna().all()
    assert lost.revenue.isna().all()
    assert (lost.competitor.notna() == (lost.lost_reason == "competitor")).all()


def test_the_lead_table_says_what_the_events_say(history: History, won: pd.DataFrame) -> None:
    leads = history.leads.set_index("lead_id")
    assert set(leads.index[leads.outcome == "won"]) == set(won.lead_id)
    value = won.groupby("lead_id").revenue.sum()
    value = value[value > 0]
    assert (leads.value.loc[value.index].astype(float) == value.astype(float)).all()
    first = won.groupby("lead_id").occurred_at.min()
    assert (leads.won_at.loc[first.index] == first).all()
    touched = (
        set(history.attempts.lead_id) | set(history.dispositions.lead_id) | set(history.outcomes.lead_id)
    )
    assert set(leads.index[leads.worked == "yes"]) == touched
    newest = (
        history.dispositions.sort_values("occurred_at", kind="stable").groupby("lead_id").disposition.last()
    )
    assert leads.disposition.dropna().to_dict() == newest.to_dict()


def test_between_eight_and_ten_percent_of_countable_leads_are_won(history: History) -> None:
    countable = history.true_leads.countable.to_numpy()
    assert 0.08 < (history.leads.outcome[countable] == "won").mean() < 0.10


def test_later_wins_are_in_the_truth_only(history: History) -> None:
    truth = history.true_leads
    ever, known = truth.won, (history.leads.outcome == "won").to_numpy()
    assert (ever | ~known).all()
    later = ever & ~known
    assert later.sum() > 30
    assert (truth.won_at[later] >= pd.Timestamp("2026-11-21T00:00:00+07:00")).all()


def test_a_deals_delay_is_gamma(history: History) -> None:
    truth = history.true_leads
    delay = (truth.won_at - history.leads.submitted_at).dt.total_seconds()[truth.won] / 86400
    assert delay.mean() == pytest.approx(16.0, abs=1.0)
    assert delay.std() == pytest.approx(16 / np.sqrt(1.8), abs=1.5)
