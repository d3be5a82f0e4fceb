"""Declared expectations become a prior that says them back, and is as wide as it should be."""

import numpy as np
import pytest
from scipy.special import expit, logit

from model.lead.declared_prior import declared_prior, observed_prior
from model.lead.expectations import Expectations
from model.lead.features import LeadEncoder
from model.lead.field import Field
from model.lead.prior_regression import PriorRegression
from model.lead.table import LeadTable

FIELDS = (Field("lead.channel", "category"), Field("course", "category"), Field("city", "category"))
EXPECTED = Expectations(
    0.08, None, {"lead.channel": {"Facebook": 0.06, "google": 0.15}, "course": {"ielts": 0.12}}
)
LEVELS = {
    "lead.channel": ("facebook", "google", "zalo"),
    "course": ("ielts", "toeic"),
    "city": ("huế", "hà nội"),
}


def made(count: int, tied: float = 0.0, seed: int = 0) -> LeadTable:
    """Where ``tied``, that share of google's leads ask for ielts."""
    rng = np.random.default_rng(seed)
    columns = {name: rng.choice(levels, count).astype(object) for name, levels in LEVELS.items()}
    google = (columns["lead.channel"] == "google") & (rng.random(count) < tied)
    columns["course"] = np.where(google, "ielts", columns["course"])
    return LeadTable(columns, count)


ENCODER = LeadEncoder(FIELDS).fit(made(200))


def said(prior, table: LeadTable) -> np.ndarray:
    X = ENCODER.transform(table)
    return expit(PriorRegression(prior).fit(X[:0], np.empty(0, dtype=bool)).decision_function(X))


def test_without_leads_each_rate_is_said_back():
    prior = declared_prior(EXPECTED, ENCODER, ENCODER.transform(made(0)))
    rows = [
        {},
        {"lead.channel": "facebook"},
        {"lead.channel": "GOOGLE"},
        {"course": "ielts"},
        {"city": "huế"},
    ]
    table = LeadTable.from_rows(rows, LEVELS)
    assert said(prior, table) == pytest.approx([0.08, 0.06, 0.15, 0.12, 0.08])


@pytest.mark.parametrize("tied", [0.0, 0.9])
def test_with_leads_the_mean_of_each_level_is_its_rate(tied):
    """Also where google's leads ask for ielts: neither is counted twice."""
    table = made(3000, tied)
    chances = said(declared_prior(EXPECTED, ENCODER, ENCODER.transform(table)), table)
    for field, level, rate in (
        ("lead.channel", "facebook", 0.06),
        ("lead.channel", "google", 0.15),
        ("course", "ielts", 0.12),
    ):
        assert chances[table.column(field) == level].mean() == pytest.approx(rate, rel=0.03)
    assert chances.mean() == pytest.approx(0.08, rel=0.15)


def test_levels_that_leave_no_room_keep_their_rates():
    """Facebook 6 % and google 15 % of half the leads each are not 30 % together."""
    table = made(2000)
    table = table.take(table.column("lead.channel") != "zalo")
    expected = Expectations(0.3, None, {"lead.channel": {"facebook": 0.06, "google": 0.15}})
    chances = said(declared_prior(expected, ENCODER, ENCODER.transform(table)), table)
    for level, rate in (("facebook", 0.06), ("google", 0.15)):
        assert chances[table.column("lead.channel") == level].mean() == pytest.approx(rate, rel=0.05)


def test_a_few_leads_hardly_move_what_a_level_adds():
    one = LeadTable.from_rows([{"lead.channel": "google", "course": "ielts"}], LEVELS)
    prior = declared_prior(EXPECTED, ENCODER, ENCODER.transform(one))
    alone = LeadTable.from_rows([{"lead.channel": "google"}, {}], LEVELS)
    assert said(prior, alone) == pytest.approx([0.15, 0.08], rel=0.2)


def test_a_declared_rate_is_as_wide_as_four_sales_tell():
    fields = FIELDS[:1]
    encoder = LeadEncoder(fields).fit(made(200))
    prior = declared_prior(Expectations(0.08), encoder, encoder.transform(made(0)))
    fitted = PriorRegression(prior).fit(encoder.transform(made(0)), np.empty(0, dtype=bool))
    assert np.sqrt(fitted.covariance_[0, 0]) == pytest.approx(0.5, rel=0.05)
    leads = 4 / (0.08 * 0.92)  # whose sales tell the log-odds to ± 1 / √4
    assert 1 / np.sqrt(leads * 0.08 * 0.92) == pytest.approx(0.5)


def test_what_was_not_declared_adds_nothing_and_may_add_little():
    prior = declared_prior(EXPECTED, ENCODER, ENCODER.transform(made(500)))
    place = 1 + int(ENCODER.offsets_[2]) + ENCODER.columns_[2].levels_["huế"]
    assert prior.mean[place] == 0.0
    assert np.linalg.inv(prior.precision)[place, place] <= 0.25 / 3 + 1e-9


def test_without_expectations_it_is_weak_about_the_observed_rate():
    won = np.arange(100) < 10
    prior = observed_prior(won, ENCODER)
    assert prior.mean[0] == pytest.approx(logit(10.5 / 101))
    assert not prior.mean[1:].any()
    assert np.diag(prior.precision)[0] == pytest.approx(0.25)
