from dataclasses import replace

import joblib
import numpy as np
import pytest

from model.lead.field import Field
from model.lead.table import LeadTable


def test_the_same_seed_gives_the_same_model(fit_again, rows, lead_model):
    assert joblib.hash(fit_again(rows)) == joblib.hash(lead_model)


def test_it_finds_what_the_leads_were_made_of(lead_model, rows):
    table = LeadTable.from_rows(
        [{**rows[0], "course": "IELTS"}, {**rows[0], "course": "TOEIC"}], lead_model.columns
    )
    probability, _ = lead_model.predict(table)
    assert probability[0] > probability[1] + 0.15


def test_mean_probability_is_the_share_won(lead_model, rows, outcomes):
    probability, _ = lead_model.predict(LeadTable.from_rows(rows, lead_model.columns))
    assert probability.mean() == pytest.approx(outcomes[0].mean(), abs=0.02)


def test_values_of_won_leads_add_up_to_what_they_brought(lead_model, rows, outcomes):
    won, value = outcomes
    _, fitted = lead_model.predict(LeadTable.from_rows(rows, lead_model.columns))
    assert fitted[won].sum() == pytest.approx(np.nansum(value), rel=1e-6)


def test_a_personal_field_is_never_a_factor(scorer, rows):
    named = {factor.field for score in scorer.score([{**rows[0], "name": "An"}]) for factor in score.factors}
    assert named == {"course", "budget", "returning", "submitted_at", "campaign"}


def test_factors_come_furthest_first_with_the_leads_own_values(scorer, rows):
    (score,) = scorer.score([{**rows[0], "course": "IELTS"}])
    sizes = [abs(factor.points) for factor in score.factors]
    assert sizes == sorted(sizes, reverse=True)
    assert next(factor.value for factor in score.factors if factor.field == "course") == "IELTS"


def test_without_factors_none_are_named(scorer, rows):
    assert scorer.score(rows[:1], factors=False)[0].factors == ()


def test_a_grade_is_by_expected_revenue_or_by_probability(scorer, rows):
    (score,) = scorer.score(rows[:1])
    worth = score.expected_revenue
    assert replace(scorer, grade_cutoffs=(worth, 0.0, 0.0)).grade(score) == "A"
    assert replace(scorer, grade_cutoffs=(2 * worth, worth, 0.0)).grade(score) == "B"
    chance = replace(scorer, grade_by="probability", grade_cutoffs=(score.probability, 0.0, 0.0))
    assert chance.grade(score) == "A"


@pytest.mark.parametrize("type_", ["number", "category", "boolean", "date"])
def test_a_field_that_is_missing_everywhere_teaches_nothing_and_breaks_nothing(fit_again, rows, type_):
    fields = (Field("course", "category"), Field("never filled", type_))
    model = fit_again(rows, fields=fields)
    probability, value = model.predict(LeadTable.from_rows(rows, model.columns))
    assert np.all((probability > 0) & (probability < 1))
    assert np.isfinite(value).all()
