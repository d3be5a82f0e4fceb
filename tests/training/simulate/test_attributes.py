"""What people fill in."""

import numpy as np
import pytest

from training.simulate import History, World, simulate
from training.simulate.attributes import GAPS
from training.simulate.catalogue import COURSES, NEW_LANDING_PAGE


@pytest.mark.parametrize("field", sorted(GAPS))
def test_every_answer_is_missing_as_often_as_meant(history: History, field: str) -> None:
    assert history.leads[field].isna().mean() == pytest.approx(GAPS[field], abs=0.012)


def test_answers_can_be_complete() -> None:
    full = simulate(World(leads=500, missing=0.0)).leads
    assert not full[list(GAPS)].isna().any().any()


def test_budgets_and_starts_make_sense(history: History) -> None:
    leads = history.leads
    assert (leads.budget.dropna() >= 500_000).all()
    assert set(leads.course.dropna()) == set(COURSES)
    known = leads.start_date.notna()
    assert (leads.start_date[known] >= leads.submitted_at[known].dt.strftime("%Y-%m-%d")).all()


def test_cities_are_spelt_in_more_than_one_way(history: History) -> None:
    assert {"Hà Nội", "Ha Noi", "HN"} <= set(history.leads.city.dropna())


def test_a_drifting_world_moves(history: History, drifting: History) -> None:
    def fall(h: History) -> float:
        q = h.true_leads.qualified_probability[h.true_leads.countable].to_numpy()
        third = len(q) // 3
        return float(q[:third].mean() - q[-third:].mean())

    assert fall(drifting) > 0.08
    assert abs(fall(history)) < 0.03
    pages = drifting.leads.landing_page
    late = np.arange(len(pages)) > 0.7 * len(pages)
    assert (pages[late] == NEW_LANDING_PAGE).any()
    assert not (pages[~late] == NEW_LANDING_PAGE).any()
    assert not (history.leads.landing_page == NEW_LANDING_PAGE).any()
