"""Attempts, dispositions and assignments: order in time, words, and that they agree with each other."""

import numpy as np
import pandas as pd
import pytest

from model import vocabulary
from training.simulate import History
from training.simulate.attempts import AGREED

EVENTS = ("attempts", "dispositions", "assignments", "outcomes", "payments")
END = pd.Timestamp("2026-11-21T00:00:00+07:00")


def times(history: History, name: str) -> pd.Series:
    table = getattr(history, name)
    return table.paid_at if name == "payments" else table.occurred_at


@pytest.mark.parametrize("name", EVENTS)
@pytest.mark.parametrize("world", ["history", "drifting"])
def test_nothing_happens_before_its_leads_arrival_or_after_the_end(
    name: str, world: str, request: pytest.FixtureRequest
) -> None:
    history: History = request.getfixturevalue(world)
    arrived = history.leads.set_index("lead_id").submitted_at
    table, at = getattr(history, name), times(history, name)
    assert len(table) > 1000
    assert (at.to_numpy() >= arrived.loc[table.lead_id].to_numpy()).all()
    assert at.max() < END
    assert at.is_monotonic_increasing


def test_only_the_vocabularys_words_are_used(history: History) -> None:
    assert set(history.attempts.result.dropna()) == set(vocabulary.RESULTS)
    assert set(history.attempts.channel) <= set(vocabulary.ATTEMPT_CHANNELS)
    assert set(history.attempts.source) == set(vocabulary.ATTEMPT_SOURCES)
    assert set(history.dispositions.disposition) == set(vocabulary.DISPOSITIONS)
    assert set(history.outcomes.outcome) == {vocabulary.WON, vocabulary.LOST}
    assert set(history.outcomes.lost_reason.dropna()) == set(vocabulary.LOST_REASONS)
    assert set(history.payments.kind) == set(vocabulary.PAYMENT_KINDS)


def test_just_asking_stands_only_with_no_need(history: History) -> None:
    said = history.dispositions
    assert set(said[said.sub_reason.notna()].disposition) == {"no_need"}
    assert set(said.sub_reason.dropna()) == set(vocabulary.SUB_REASONS["no_need"])


def results_before_word(history: History) -> pd.DataFrame:
    """For each disposition the results of its lead's attempts up to that time, counted."""
    said = history.dispositions.reset_index(names="place")
    pairs = said.merge(history.attempts, on="lead_id", suffixes=("", "_try"))
    pairs = pairs[pairs.occurred_at_try <= pairs.occurred_at]
    counts = pd.crosstab(pairs.place, pairs.result.astype(str))
    days = pairs.groupby("place").occurred_at_try.agg(lambda at: at.dt.date.nunique())
    return (
        said.set_index("place")
        .join(counts)
        .join(days.rename("days"))
        .fillna(dict.fromkeys(vocabulary.RESULTS, 0))
    )


def test_each_disposition_agrees_with_the_attempts_before_it(history: History) -> None:
    said = results_before_word(history)
    for word in ("qualified", "no_need", "not_target", "no_budget", "bad_timing", "already_customer"):
        assert (said[said.disposition == word].reached >= 1).all(), word
    assert (said[said.disposition == "wrong_number"].wrong_person >= 1).all()
    spam = said[said.disposition == "spam"]
    assert (spam.hung_up + spam.reached + spam.wrong_person >= 1).all()
    never = said[said.disposition == "unreachable"]
    assert (never[list(vocabulary.REACHED_RESULTS)].sum(axis=1) == 0).all()
    assert (never[["no_answer", "switched_off", "busy"]].sum(axis=1) >= AGREED).all()
    assert (never.days >= 2).all()


def test_a_callback_is_asked_for_a_later_time(history: History) -> None:
    calls = history.attempts
    asked = calls[calls.callback_at.notna()]
    assert set(asked.result) == {"callback"}
    assert (asked.callback_at > asked.occurred_at).all()


def test_reps_call_in_working_hours(history: History) -> None:
    hour = history.attempts.occurred_at.dt.hour
    assert hour.between(8, 20).mean() > 0.97


def test_the_first_attempt_follows_the_assignment(history: History) -> None:
    given = history.assignments.groupby("lead_id").occurred_at.last()
    first = history.attempts.groupby("lead_id").occurred_at.first()
    both = pd.concat([given.rename("given"), first.rename("first")], axis=1).dropna()
    assert (both["first"] >= both.given).all()
    assert first.index.isin(given.index).all()


def test_high_scores_are_called_more_and_earlier_and_some_nobody_calls(history: History) -> None:
    truth = history.true_leads[history.true_leads.countable]
    low, high = np.quantile(truth.priority, [0.25, 0.75])
    assert 0.75 < truth.worked.mean() < 0.87
    assert truth.worked[truth.priority > high].mean() > truth.worked[truth.priority < low].mean() + 0.2
    first = history.attempts.groupby("lead_id").occurred_at.first()
    arrived = history.leads.set_index("lead_id").submitted_at
    wait = (first - arrived.loc[first.index]).dt.total_seconds()
    priority = truth.set_index("lead_id").priority.reindex(wait.index)
    assert wait[priority > high].median() < 0.7 * wait[priority < low].median()


def test_some_leads_were_never_assigned_and_some_changed_hands(history: History) -> None:
    per_lead = history.assignments.lead_id.value_counts()
    assert (per_lead == 2).sum() > 300
    assert 0.005 < 1 - len(per_lead) / len(history.leads) < 0.05


def test_one_campaign_is_nearly_all_one_reps(history: History) -> None:
    truth = history.true_leads
    (campaign,) = [c["campaign"] for c in history.true_campaigns if c["role"] == "one_rep"]
    share = truth[truth.campaign == campaign].rep.value_counts(normalize=True)
    assert share.iloc[0] > 0.8
