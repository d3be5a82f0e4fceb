import numpy as np
import pytest

from model.lead.maturity import horizon_days


def history(days: float, mean_delay: float, wins: int = 4000) -> tuple[np.ndarray, np.ndarray]:
    """Wins after exponential delays, of which only those before today are seen."""
    rng = np.random.default_rng(2)
    ages, delays = rng.uniform(0, days, wins), rng.exponential(mean_delay, wins)
    seen = delays <= ages
    return ages[seen], delays[seen]


def test_a_long_history_shows_the_delay_by_which_95_percent_arrive():
    assert horizon_days(*history(730, 10)) == pytest.approx(-10 * np.log(0.05), rel=0.1)


def test_young_leads_do_not_shorten_it():
    """Of a year's leads, with a mean delay of 60 days, the quick wins are seen more often than the slow."""
    ages, delays = history(365, 60)
    assert horizon_days(ages, delays) > np.quantile(delays, 0.95)


def test_wins_before_the_submit_count_as_at_once():
    assert horizon_days(np.full(30, 100.0), np.full(30, -5.0)) == 1.0


def test_unknown_times_are_left_out():
    ages, delays = history(730, 10)
    with_unknown = np.append(ages, [np.nan, 5.0]), np.append(delays, [3.0, np.nan])
    assert horizon_days(*with_unknown) == horizon_days(ages, delays)
