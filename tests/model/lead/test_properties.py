"""What must hold of any scorer, whatever it learnt."""

import io
import json
from datetime import UTC, datetime

import joblib
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit

from model.lead.field import Field
from model.lead.fit_probability import LinearRecipe, Recipe
from model.lead.scorer import Score, Scorer
from model.lead.table import LeadTable
from model.lead.trees import TreeRecipe

# Every kind of candidate that training may choose.
CANDIDATES = {
    "regression": Recipe(),
    "weak regression": Recipe(LinearRecipe(0.003, half_life=30.0)),
    "native trees": Recipe(trees=TreeRecipe("native", 20, None, 1.0), tree_share=1.0),
    "target-encoded trees": Recipe(trees=TreeRecipe("target", 20, half_life=30.0), tree_share=1.0),
    "blend": Recipe(LinearRecipe(0.1), TreeRecipe("target", 20), tree_share=0.4),
}
NAMES = ("course", "budget", "returning", "lead.submitted_at", "lead.campaign", "lead.ad", "never declared")
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.binary(max_size=4),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=2), st.none(), max_size=1),
    st.datetimes(),
    st.datetimes(timezones=st.just(UTC)),
    st.dates(),
    st.sampled_from(["IELTS", "12.000.000", "9.01E+08", "21/11/2026", "Có", "NaN", "-Infinity", "\x00"]),
)
ROWS = st.lists(st.dictionaries(st.sampled_from(NAMES), ODD), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def rows(rows) -> list[dict[str, object]]:
    """With a column of many levels, most of which are seen a few times."""
    return [{**row, "lead.ad": f"ad {place**2 % 61}"} for place, row in enumerate(rows)]


@pytest.fixture(scope="module", params=CANDIDATES.values(), ids=list(CANDIDATES))
def model_again(request, fit_again, fields):
    """Fits this candidate to rows."""
    return lambda rows, seed=0: fit_again(rows, seed, (*fields, Field("lead.ad", "category")), request.param)


@pytest.fixture(scope="module")
def scorer(model_again, rows, schema) -> Scorer:
    return Scorer("2026-11-22-0000", schema, (3.0, 2.0, 1.0), model_again(rows))


def numbers(scores: list[Score]) -> list[tuple[float, float]]:
    return [(score.probability, score.deal_value) for score in scores]


@given(rows=ROWS)
@settings(deadline=None, max_examples=200)
def test_any_value_is_scored_inside_its_range_and_as_json(scorer, rows):
    for score in scorer.score(rows):
        assert 0 < score.probability < 1
        assert 0 <= score.deal_value < float("inf")
        json.dumps([(f.field, f.value, f.points) for f in score.factors], allow_nan=False)


@given(rows=ROWS)
@settings(deadline=None, max_examples=100)
def test_points_add_up_to_the_difference_from_the_typical_lead(scorer, rows):
    for score in scorer.score(rows):
        moved = 100 * (score.probability - scorer.model.typical_probability)
        assert sum(factor.points for factor in score.factors) == pytest.approx(moved, abs=1e-6)


def test_the_order_of_leads_changes_no_score(scorer, rows):
    order = np.random.default_rng(0).permutation(len(rows))
    straight = np.array(numbers(scorer.score(rows)))
    shuffled = np.array(numbers(scorer.score([rows[place] for place in order])))
    np.testing.assert_allclose(shuffled, straight[order], rtol=1e-12)


def test_a_lead_alone_scores_as_it_does_in_a_batch(scorer, rows):
    batch = np.array(numbers(scorer.score(rows[:20])))
    alone = np.array([numbers(scorer.score([row]))[0] for row in rows[:20]])
    np.testing.assert_allclose(alone, batch, rtol=1e-12)


def test_the_same_seed_gives_the_same_model_and_another_one_a_valid_one(scorer, model_again, rows):
    again, other = model_again(rows), model_again(rows, seed=5)
    table = LeadTable.from_rows(rows, scorer.model.columns)
    np.testing.assert_array_equal(again.predict(table), scorer.model.predict(table))
    probability, _ = other.predict(table)
    np.testing.assert_allclose(probability, scorer.model.predict(table)[0], atol=0.3)


def test_saving_and_loading_changes_no_score(scorer, rows):
    buffer = io.BytesIO()
    joblib.dump(scorer.model, buffer)
    buffer.seek(0)
    loaded = joblib.load(buffer)
    table = LeadTable.from_rows(rows, scorer.model.columns)
    np.testing.assert_array_equal(loaded.predict(table), scorer.model.predict(table))


def test_an_unseen_category_scores_as_every_other_unseen_one(scorer, rows):
    first, second = ({**rows[0], "course": word} for word in ("Tiếng Nhật", "Tiếng Hàn"))
    assert numbers(scorer.score([first])) == numbers(scorer.score([second]))


def test_spelling_changes_no_score(scorer, rows):
    decomposed = {**rows[0], "course": "  giao  TIE\u0302\u0301P "}
    assert numbers(scorer.score([decomposed])) == numbers(scorer.score([{**rows[0], "course": "Giao tiếp"}]))


def test_the_same_instant_in_another_zone_scores_the_same(scorer, rows):
    zoned = {**rows[0], "lead.submitted_at": datetime(2026, 3, 1, 20, 0, tzinfo=UTC)}
    text = {**rows[0], "lead.submitted_at": "2026-03-02T03:00:00+07:00"}
    assert numbers(scorer.score([zoned])) == numbers(scorer.score([text]))


def test_no_leads_no_scores(scorer):
    assert scorer.score([]) == []


def test_scores_are_those_of_the_pipeline(scorer, rows):
    table = LeadTable.from_rows(rows, scorer.model.columns)
    probability, _ = scorer.model.predict(table)
    np.testing.assert_allclose(probability, expit(scorer.model.probability.log_odds(table)), rtol=1e-12)


def test_ten_thousand_leads_are_scored(scorer, rows):
    assert len(scorer.score(rows * 25, factors=False)) == 10_000
