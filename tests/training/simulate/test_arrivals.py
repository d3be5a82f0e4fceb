"""Who comes when: exact counts, order, kinds."""

import pandas as pd
import pytest

from training.simulate import History, World, simulate


@pytest.mark.parametrize("leads", [1, 2, 10, 60, 1000])
def test_there_are_exactly_as_many_leads_as_asked_for(leads: int) -> None:
    small = simulate(World(leads=leads, months=2))
    assert len(small.leads) == len(small.true_leads) == leads
    assert small.leads.lead_id.is_unique


def test_leads_are_in_order_of_time_and_inside_the_history(history: History) -> None:
    at = history.leads.submitted_at
    assert at.is_monotonic_increasing
    assert str(at.iloc[0].date()) >= "2025-11-21"
    assert str(at.iloc[-1].date()) <= "2026-11-20"


def test_kinds_have_their_shares(history: History) -> None:
    share = history.true_leads.kind.value_counts(normalize=True)
    assert share["duplicate"] == pytest.approx(0.025, abs=0.001)
    assert share["spam"] == pytest.approx(0.01, abs=0.003)
    assert share["returning"] == pytest.approx(0.015, abs=0.004)


def test_a_duplicate_comes_after_its_root_within_six_days_from_the_same_person(history: History) -> None:
    truth = history.true_leads.assign(at=history.leads.submitted_at).set_index("lead_id")
    again = truth[truth.duplicate_of.notna()]
    first = truth.loc[again.duplicate_of]
    wait = again["at"].reset_index(drop=True) - first["at"].reset_index(drop=True)
    assert len(again) == 500
    assert wait.between(pd.Timedelta(0), pd.Timedelta(days=6)).all()
    assert (again.person.to_numpy() == first.person.to_numpy()).all()


def test_an_old_customer_bought_before_coming_back(history: History) -> None:
    truth = history.true_leads.assign(at=history.leads.submitted_at)
    bought = truth[truth.won].groupby("person").won_at.min()
    back = truth[(truth.kind == "returning") & truth.person.isin(bought.index)]
    assert len(back) > 200
    assert (bought.loc[back.person].to_numpy() < back["at"].to_numpy()).all()
