"""Its limits are those that hold of it."""

from dataclasses import replace

import numpy as np
import pytest

from training.card.sections.limits import limits
from training.card.sections.trust import is_calibrated
from training.card.words import Words

EN = Words("en")


@pytest.fixture
def told(company, facts):
    """The limits of a company's model, in English; names go to the company."""
    return lambda **about: limits(facts(*company(**about)), EN)


def test_few_wins_are_said_to_be_few(told):
    assert "wins taught it" in told(count=200)
    assert "wins taught it" not in told(count=2000)


def test_without_times_later_leads_were_not_tried(told):
    assert "Without times" in told(times=False)
    assert "Without times" not in told()


def test_leads_that_nobody_called_are_counted_where_the_file_tells(company, facts):
    data, held_out = company()
    assert "40 leads that nobody called" in limits(facts(data, held_out), EN)
    untold = replace(data, labelled=replace(data.labelled, left_out={}))
    assert "marked as never called" in limits(facts(untold, held_out), EN)


def test_open_leads_that_count_as_not_won_are_told(company, facts):
    data, held_out = company(times=False)
    some = replace(data, labelled=replace(data.labelled, taken_as_not_won=1234))
    assert "1,234 leads without an outcome" in limits(facts(some, held_out), EN)


def test_drift_is_told_with_its_direction_where_it_is_beyond_chance(company, facts):
    data, held_out = company(count=3000)
    assert "Something has changed" not in limits(facts(data, held_out), EN)
    lost = data.won.copy()
    lost[-700:] = False
    less = limits(facts(replace(data, won=lost), held_out), EN)
    assert "Something has changed: watch" in less
    more = data.won.copy()
    more[-700:] |= np.arange(700) % 4 == 0
    assert "for the better" in limits(facts(replace(data, won=more), held_out), EN)


def test_small_campaigns_are_counted(told):
    assert "of 60 campaigns had fewer than 30 leads" in told(
        campaigns=tuple(f"campaign-{place}" for place in range(60))
    )
    assert "campaigns had fewer" not in told()


def test_a_model_that_is_off_beyond_chance_is_not_called_right(company, facts):
    data, held_out = company(count=3000)
    assert is_calibrated(facts(data, held_out))
    doubled = replace(held_out, probability=np.minimum(2 * held_out.probability, 0.99))
    assert not is_calibrated(facts(data, doubled))
