"""The truth is true: chances agree with what happens, within sampling error."""

import numpy as np
import pytest

from training.simulate import History
from training.simulate.arrays import Flags, Floats
from training.simulate.chances import within_horizon
from training.simulate.company import Company
from training.simulate.fates import UNSAID, YES


def standard_errors_off(happened: Flags, chance: Floats) -> float:
    """(observed − expected) / its standard deviation, for independent leads."""
    return float((happened.sum() - chance.sum()) / np.sqrt((chance * (1 - chance)).sum()))


def largest_by_tenth(happened: Flags, chance: Floats) -> float:
    tenth = np.digitize(chance, np.quantile(chance, np.arange(0.1, 1.0, 0.1)))
    return max(abs(standard_errors_off(happened[tenth == i], chance[tenth == i])) for i in range(10))


# Ten tenths within 3.5 standard errors: a true model fails once in 200 worlds; the seed is fixed.
BOUND = 3.5


def test_the_chance_to_be_won_is_right_in_every_tenth(large: Company) -> None:
    worked = large.arrivals.countable & large.fates.worked
    assert largest_by_tenth(large.fates.won[worked], large.chances.ever[worked]) < BOUND


def test_the_chance_to_be_won_within_the_horizon_is_right(large: Company) -> None:
    worked = large.arrivals.countable & large.fates.worked
    early = large.fates.won & (large.fates.delay <= large.world.horizon_days * 86400)
    assert largest_by_tenth(early[worked], large.chances.within[worked]) < BOUND
    assert within_horizon(large.world) > 0.95


def test_the_chance_to_be_qualified_is_right(large: Company) -> None:
    countable = large.arrivals.countable
    assert (
        largest_by_tenth((large.fates.nature == YES)[countable], large.chances.qualified[countable]) < BOUND
    )


def test_the_chance_to_be_called_is_right(large: Company) -> None:
    countable = large.arrivals.countable
    assert largest_by_tenth(large.fates.worked[countable], large.chances.worked[countable]) < BOUND


def test_the_chance_to_be_judged_qualified_is_right(large: Company) -> None:
    judged = large.arrivals.countable & (large.fates.said != UNSAID)
    good = (large.fates.said == YES) | large.fates.won
    assert largest_by_tenth(good[judged], large.chances.said[judged]) < BOUND


def test_being_judged_says_nothing_of_the_lead_beyond_its_score(large: Company) -> None:
    """Among called leads the judged are as often qualified as their chances say."""
    judged = large.arrivals.countable & large.fates.finished
    assert (
        abs(standard_errors_off((large.fates.nature == YES)[judged], large.chances.qualified[judged])) < BOUND
    )


def test_the_mean_deal_value_is_right(large: Company) -> None:
    won = large.arrivals.countable & large.fates.won
    revenue = np.bincount(large.deals.lead, weights=large.deals.revenue, minlength=won.size)[won]
    ratio = revenue.sum() / large.chances.value[won].sum()
    error = np.std(revenue - large.chances.value[won]) * np.sqrt(won.sum()) / large.chances.value[won].sum()
    assert abs(ratio - 1) < 3 * error
    assert error < 0.01


def test_deal_value_depends_on_fields(history: History) -> None:
    value = history.true_leads.deal_value.groupby(history.leads.course, observed=True).mean()
    assert value["IELTS"] > 2 * value["Tin học văn phòng"]


def test_campaign_truth_is_the_mean_of_its_leads(history: History) -> None:
    truth = history.true_leads[history.true_leads.countable]
    worth = truth.worked_probability * truth.probability_ever * truth.deal_value
    by_campaign = worth.groupby(truth.campaign, observed=True).mean()
    rate = truth.groupby("campaign", observed=True).qualified_probability.mean()
    for c in history.true_campaigns:
        assert c["expected_revenue_per_lead"] == pytest.approx(by_campaign[c["campaign"]])
        assert c["quality_rate"] == pytest.approx(rate[c["campaign"]])


def test_quality_is_about_forty_five_percent_overall(history: History) -> None:
    truth = history.true_leads[history.true_leads.countable]
    assert truth.qualified_probability.mean() == pytest.approx(0.45, abs=0.01)


def test_the_raw_judged_rate_flatters_because_high_scores_are_called_first(large: Company) -> None:
    judged = large.arrivals.countable & (large.fates.said != UNSAID)
    raw = (large.fates.said[judged] == YES).mean()
    assert raw > large.chances.said[large.arrivals.countable].mean() + 0.01
